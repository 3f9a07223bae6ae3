"""What a user may do in a client: roles with a scope, added up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from storage.errors import KnownError
from storage.journal import Act, append
from storage.store.tables import app_user, role, role_right, user_role

ADMINISTRATOR = "administrador"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held in a client; area "" is every area, sector "" every sector."""

    role: str
    client: str
    area: str = ""
    sector: str = ""


def rights_of(connection: Connection, user: str, client: str, *, area: str = "", sector: str = "") -> frozenset[str]:
    """Rights of an active user in a client, from any of its roles there; none for an inactive or unknown one.

    With `area` or `sector` given, only roles whose scope reaches it count.
    """
    held = user_role.join(app_user, app_user.c.id == user_role.c.user)
    held = held.join(role_right, role_right.c.role == user_role.c.role)
    chosen = (
        select(role_right.c.right_id)
        .select_from(held)
        .where((user_role.c.user == user) & (user_role.c.client == client) & (app_user.c.active == 1))
    )
    for column, value in ((user_role.c.area, area), (user_role.c.sector, sector)):
        if value:
            chosen = chosen.where(column.in_(("", value)))
    return frozenset(connection.execute(chosen).scalars())


def sectors_of(connection: Connection, user: str, client: str, right: str) -> frozenset[str] | None:
    """Sectors in which a user holds a right; None means all of them."""
    held = user_role.join(app_user, app_user.c.id == user_role.c.user)
    held = held.join(role_right, role_right.c.role == user_role.c.role)
    chosen = (
        select(user_role.c.sector)
        .select_from(held)
        .where(
            (user_role.c.user == user)
            & (user_role.c.client == client)
            & (role_right.c.right_id == right)
            & (app_user.c.active == 1)
        )
    )
    found = frozenset(connection.execute(chosen).scalars())
    return None if "" in found else found


def grants_of(connection: Connection, user: str) -> tuple[Grant, ...]:
    """Roles of a user with their scopes."""
    table = user_role.c
    chosen = select(table.role, table.client, table.area, table.sector).where(table.user == user)
    rows = connection.execute(chosen.order_by(table.client, table.role, table.area, table.sector))
    return tuple(Grant(r.role, r.client, r.area, r.sector) for r in rows)


def assign(connection: Connection, user: str, grant: Grant, *, actor: str, at: datetime, why: str = "") -> None:
    """Gives a role; giving one already held changes nothing. Journalled in the grant's client.

    Raises KnownError PAPEL_AUSENTE for an unknown role.
    """
    if connection.execute(select(role.c.id).where(role.c.id == grant.role)).first() is None:
        raise KnownError("PAPEL_AUSENTE", papel=grant.role)
    if grant in grants_of(connection, user):
        return
    row = {"user": user, **_columns(grant), "granted": at, "granted_by": actor}
    connection.execute(insert(user_role), row)
    append(connection, _act(grant, user, actor, at, "usuario.dar_papel", why))


def revoke(connection: Connection, user: str, grant: Grant, *, actor: str, at: datetime, why: str = "") -> None:
    """Takes a role back. Raises KnownError PAPEL_NAO_ATRIBUIDO, or ULTIMO_ADMINISTRADOR for the last one standing."""
    if grant not in grants_of(connection, user):
        raise KnownError("PAPEL_NAO_ATRIBUIDO", papel=grant.role)
    if _administers(grant):
        refuse_last_administrator(connection, user, [grant.client])
    here = user_role.c.user == user
    for name, value in _columns(grant).items():
        here &= user_role.c[name] == value
    connection.execute(delete(user_role).where(here))
    append(connection, _act(grant, user, actor, at, "usuario.tirar_papel", why))


def refuse_last_administrator(connection: Connection, user: str, clients: Iterable[str]) -> None:
    """Raises KnownError ULTIMO_ADMINISTRADOR when nobody else could administer one of these clients."""
    for client in clients:
        others = (
            select(user_role.c.user)
            .join(app_user, app_user.c.id == user_role.c.user)
            .where(
                (user_role.c.client == client)
                & (user_role.c.role == ADMINISTRATOR)
                & (user_role.c.area == "")
                & (user_role.c.sector == "")
                & (user_role.c.user != user)
                & (app_user.c.active == 1)
                & (app_user.c.kind == "person")
            )
        )
        if connection.execute(others).first() is None:
            raise KnownError("ULTIMO_ADMINISTRADOR")


def administered_clients(connection: Connection, user: str) -> tuple[str, ...]:
    """Clients in which a user is a full administrator."""
    return tuple(grant.client for grant in grants_of(connection, user) if _administers(grant))


def _administers(grant: Grant) -> bool:
    return grant.role == ADMINISTRATOR and not grant.area and not grant.sector


def _columns(grant: Grant) -> dict[str, str]:
    return {"role": grant.role, "client": grant.client, "area": grant.area, "sector": grant.sector}


def _act(grant: Grant, user: str, actor: str, at: datetime, verb: str, why: str) -> Act:
    told = {"papel": grant.role, "area": grant.area, "setor": grant.sector}
    return Act(grant.client, actor, verb, f"usuario/{user}", at, after=told, why=why)
