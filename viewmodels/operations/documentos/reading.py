"""A sealed file looked at: who reads it, and the house it makes inside another one."""

from storage.workspace.sealed_store import SealedStore
from viewmodels.operations.house import House
from viewmodels.operations.scope import Scope

READER = "leitor"
"""Who reads a sealed file: nobody in particular, for nothing that is done there leaves a trace."""
READER_RIGHTS = frozenset({"metas.ver", "subsidios.ver", "auditoria.ver", "documentos.verificar"})


class ReadingGate:
    """Rights over a sealed file: whoever has it reads its one client; nothing is written, refusals included."""

    def __init__(self, client: str) -> None:
        self._client = client

    def allows(self, client: str, user: str, right: str) -> bool:
        """True for reading the client the file is about."""
        return client == self._client and right in READER_RIGHTS

    def reaches_all(self, client: str, user: str, right: str) -> bool:
        """The same: a sealed file is looked at whole."""
        return self.allows(client, user, right)

    def refused(self, scope: Scope, operation: str, right: str) -> None:
        """A refusal has nowhere to be written."""


def reading_house(house: House, store: SealedStore) -> House:
    """The house of a sealed file looked at from inside another house, which lends its clock and texts."""
    gate = ReadingGate(store.manifest.client)
    return House(
        store=store,
        clock=house.clock,
        texts=house.texts,
        rights=gate,
        refused=gate.refused,
        paths=house.paths,
        workspace=store.manifest,
    )
