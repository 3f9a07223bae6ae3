"""Reading people: the administrator's list, and the name behind a pseudonym."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from storage.errors import KnownError
from storage.store.tables import app_user, user_role


@dataclass(frozen=True, slots=True)
class Person:
    """A user as screens show it: never a hash. `id` is the pseudonym the journal carries."""

    id: str
    client: str
    login: str
    name: str
    service: bool
    active: bool
    locked_until: datetime | None
    must_change: bool
    last_sign_in: datetime | None


def list_people(connection: Connection, client: str) -> tuple[Person, ...]:
    """Users whose home is the client, or who hold a role in it, by name."""
    holders = select(user_role.c.user).where(user_role.c.client == client)
    chosen = select(app_user).where((app_user.c.client == client) | app_user.c.id.in_(holders))
    return tuple(_person(row) for row in connection.execute(chosen.order_by(app_user.c.name, app_user.c.login)))


def find_person(connection: Connection, user: str) -> Person:
    """One user by pseudonym id. Raises KnownError PESSOA_AUSENTE."""
    row = connection.execute(select(app_user).where(app_user.c.id == user)).first()
    if row is None:
        raise KnownError("PESSOA_AUSENTE")
    return _person(row)


def names_of(connection: Connection, users: Iterable[str]) -> Mapping[str, str]:
    """Pseudonym id -> name, for those that are known; the journal's actors made readable."""
    chosen = select(app_user.c.id, app_user.c.name).where(app_user.c.id.in_(sorted(set(users))))
    return {row.id: row.name for row in connection.execute(chosen)}


def _person(row: Row[Any]) -> Person:
    return Person(
        row.id,
        row.client,
        row.login,
        row.name,
        row.kind == "service",
        bool(row.active),
        row.locked_until,
        bool(row.must_change),
        row.last_sign_in,
    )
