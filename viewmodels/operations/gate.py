"""The gate of a real store: rights as it keeps them, refusals in its journal, commands under their service user."""

from storage.errors import KnownError
from storage.journal import Act, append
from storage.people import list_people, rights_by_area, rights_of
from storage.people.accounts import SERVICE_PREFIX, normal_login
from storage.store import Store
from viewmodels.operations.scope import Scope

REFUSED_VERB = "acesso.recusar"
AREAS = {right: area for area, rights in rights_by_area().items() for right in rights}
"""Area of each right, as the matrix lists them; a right it does not list asks for a role without limit."""
NO_AREA = "-"
EVERY_SECTOR = "*"
"""A sector no role is limited to: only roles held over the whole client reach it."""


def area_of(right: str) -> str:
    """Area a role must reach to give this right: one limited to another area does not."""
    return AREAS.get(right, NO_AREA)


class StoreGate:
    """Rights and refused acts of one store: what a House takes as `rights` and as `refused`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def allows(self, client: str, user: str, right: str) -> bool:
        """True when `user` (pseudonym id) holds `right` over `client` through any of its roles."""
        with self._store.read() as connection:
            return right in rights_of(connection, user, client, area=area_of(right))

    def reaches_all(self, client: str, user: str, right: str) -> bool:
        """True when a role without limit of sector gives `user` the right over `client`."""
        with self._store.read() as connection:
            return right in rights_of(connection, user, client, area=area_of(right), sector=EVERY_SECTOR)

    def refused(self, scope: Scope, operation: str, right: str) -> None:
        """Journals that the user asked for an operation without the right to it."""
        act = Act(
            scope.client, scope.user, REFUSED_VERB, f"operacao/{operation}", self._store.clock.now(),
            after={"direito": right}, origin=scope.origin,
        )  # fmt: skip
        with self._store.write() as connection:
            append(connection, act)


def service_scope(store: Store, client: str, os_user: str) -> Scope:
    """Scope of a command run by a user of the system, acting as the service user `terminal:<os_user>`.

    Raises KnownError ACESSO.SEM_SERVICO when an administrator has not given that user any right here.
    """
    login = normal_login(SERVICE_PREFIX + os_user)
    with store.read() as connection:
        found = [person.id for person in list_people(connection, client) if person.service and person.login == login]
    if not found:
        raise KnownError("ACESSO.SEM_SERVICO", usuario=login)
    return Scope(client, found[0], "terminal")
