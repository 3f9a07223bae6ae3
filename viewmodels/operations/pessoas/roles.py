"""Roles given and taken, within the client of the scope and never above what the giver holds."""

from dataclasses import dataclass
from datetime import datetime

from storage import people
from storage.errors import KnownError
from storage.metas.registers import sectors
from storage.people import Grant, rights_of, shipped_roles
from storage.store import Connection
from viewmodels.operations.house import House
from viewmodels.operations.pessoas.listing import AREA
from viewmodels.operations.pessoas.reach import MANAGE, known_here, refuse_partial, whole_rights
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

AREAS = ("metas", "subsidios", "indicadores", "prudencial", "tempo_real", "administracao")


@dataclass(frozen=True, slots=True)
class RoleAt:
    """A role with its scope inside the client: area "" is every area, sector "" every sector."""

    role: str
    area: str = ""
    sector: str = ""

    def within(self, client: str) -> Grant:
        """The grant it makes in a client."""
        return Grant(self.role, client, self.area, self.sector)


@operation("pessoas.atribuir_papel", right=MANAGE, mode="write", area=AREA, verb="usuario.dar_papel")
def assign(house: House, scope: Scope, *, user: str, role: RoleAt, why: str = "") -> None:
    """Gives a role in the client of the scope; one already held changes nothing.

    Raises KnownError PESSOA_AUSENTE, PESSOA_ALCANCE_PARCIAL, PAPEL_AUSENTE, PAPEL_ACIMA, ALCANCE_AUSENTE.
    """
    with house.store.write() as connection:
        known_here(connection, scope.client, user)
        refuse_partial(connection, scope.user, scope.client)
        give(connection, scope, user, role, house.clock.now(), why)


@operation("pessoas.revogar_papel", right=MANAGE, mode="write", area=AREA, verb="usuario.tirar_papel")
def revoke(house: House, scope: Scope, *, user: str, role: RoleAt, why: str = "") -> None:
    """Takes a role back.

    Raises KnownError PESSOA_AUSENTE, PESSOA_ALCANCE_PARCIAL, PESSOA_PODE_MAIS, PAPEL_NAO_ATRIBUIDO,
    ULTIMO_ADMINISTRADOR.
    """
    with house.store.write() as connection:
        known_here(connection, scope.client, user)
        refuse_partial(connection, scope.user, scope.client)
        if not rights_of(connection, user, scope.client) <= whole_rights(connection, scope.user, scope.client):
            raise KnownError("PESSOA_PODE_MAIS")
        at = house.clock.now()
        people.revoke(connection, user, role.within(scope.client), actor=scope.user, at=at, why=why)


def give(connection: Connection, scope: Scope, user: str, role: RoleAt, at: datetime, why: str) -> None:
    """Gives a role inside the caller's transaction, once it is known to exist, to reach something, and to be ours."""
    rights = shipped_roles().get(role.role)
    if rights is None:
        raise KnownError("PAPEL_AUSENTE", papel=role.role)
    if not frozenset(rights) <= whole_rights(connection, scope.user, scope.client):
        raise KnownError("PAPEL_ACIMA", papel=role.role)
    if role.area and role.area not in AREAS:
        raise KnownError("ALCANCE_AUSENTE", alcance=role.area)
    if role.sector and role.sector not in {each.id for each in sectors(connection, scope.client)}:
        raise KnownError("ALCANCE_AUSENTE", alcance=role.sector)
    people.assign(connection, user, role.within(scope.client), actor=scope.user, at=at, why=why)
