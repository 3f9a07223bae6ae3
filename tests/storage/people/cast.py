"""People of the tests, and what is asked of them."""

from datetime import datetime

import pytest
from sqlalchemy import Connection

from storage.clock import Clock
from storage.errors import KnownError
from storage.journal import entries, verify
from storage.people import (
    Grant,
    NewUser,
    Passwords,
    assign,
    create_first_administrator,
    create_user,
    hashed_password,
    sign_in,
)
from storage.store import Store
from tests.storage.store.opening import CLIENT, NOON

CHEAP = Passwords(passes=1, memory_kib=8, lanes=1)


PASSWORD = "correta-cavalo-bateria"  # noqa: S105 - a test's


OTHER = "outra-senha-comprida"


@pytest.fixture
def ana(store: Store) -> str:
    """The first administrator's pseudonym."""
    create_first_administrator(store, CLIENT, "Ana", "Ana Lima", PASSWORD, CHEAP)
    return sign_in(store, "ana", PASSWORD, CHEAP).user


def at_clock(store: Store, instant: datetime) -> Store:
    store.clock = Clock(wall=lambda: instant, monotonic=lambda: 0.0)
    return store


def verbs(store: Store) -> list[str]:
    with store.read() as connection:
        assert verify(connection, CLIENT) == ()
        return [line.body["verb"] for line in reversed(entries(connection, CLIENT)) if line.body]


def refused(store: Store, login: str, password: str) -> str:
    with pytest.raises(KnownError) as caught:
        sign_in(store, login, password, CHEAP)
    return caught.value.code


def person(connection: Connection, login: str, role: str = "", **scope: str) -> str:
    new = NewUser(CLIENT, login, login.title(), hashed_password(CHEAP, login, PASSWORD), must_change=False)
    user = create_user(connection, new, actor="u", at=NOON)
    if role:
        assign(connection, user, Grant(role, CLIENT, **scope), actor="u", at=NOON)
    return user
