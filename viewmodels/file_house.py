"""The house of a file that is opened alone: its own store, no company and no ERP behind it."""

from storage.errors import KnownError
from storage.logbook import Logbook
from storage.store import Store
from storage.texts.sentences import Texts
from viewmodels.opening import Surroundings
from viewmodels.operations.documentos.reading import ReadingGate
from viewmodels.operations.gate import StoreGate
from viewmodels.operations.house import House


def house_of_file(around: Surroundings, store: Store, log: Logbook, client: str = "") -> House:
    """The house over an opened file; with a client, it is only read as that client's.

    Asking the ERP there raises KnownError ARQUIVO_SEM_ERP.
    """
    gate = ReadingGate(client) if client else StoreGate(store)
    return House(
        store=store,
        clock=around.clock,
        texts=Texts(around.locale),
        rights=gate,
        refused=gate.refused,
        secrets=around.secrets,
        erp=_no_erp,
        paths=around.folder,
        log=log.note,
    )


def _no_erp(client: str) -> object:
    raise KnownError("ARQUIVO_SEM_ERP")
