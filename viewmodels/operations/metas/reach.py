"""How far a role reaches: what holds for the whole company is not for a role limited to some of its sectors."""

from storage.errors import KnownError
from storage.people import sectors_of
from storage.store import Connection
from viewmodels.operations.scope import Scope


def refuse_partial(connection: Connection, scope: Scope, right: str) -> None:
    """Raises KnownError PESSOA_ALCANCE_PARCIAL unless the user holds `right` in every sector of the client."""
    if sectors_of(connection, scope.user, scope.client, right) is not None:
        raise KnownError("PESSOA_ALCANCE_PARCIAL")
