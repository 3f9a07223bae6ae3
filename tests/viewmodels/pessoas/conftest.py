"""A house with two clients, one administrator in each, and cheap passwords."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.clock import stopped_clock
from storage.people import Grant, NewUser, Passwords, assign, create_client, create_user, list_people, seed_roles
from storage.store import Store
from storage.texts.sentences import Texts
from viewmodels.operations import registry
from viewmodels.operations.gate import StoreGate
from viewmodels.operations.house import House
from viewmodels.operations.scope import Scope

NOON = datetime(2025, 8, 2, 15, 0, tzinfo=UTC)
CHEAP = Passwords(passes=1, memory_kib=8, lanes=1)
PASSWORD = "correta-cavalo-bateria"
HERE, THERE = "viacao", "outra"


@dataclass
class Town:
    """Who lives in the house, by login."""

    house: House
    ids: dict[str, str]

    def scope(self, login: str, client: str = HERE) -> Scope:
        return Scope(client, self.ids[login])

    def perform(self, login: str, operation: str, client: str = HERE, /, **arguments: object) -> object:
        return registry.perform(self.house, self.scope(login, client), operation, **arguments)

    def add(self, login: str, role: str, home: str = HERE, area: str = "", sector: str = "") -> str:
        with self.house.store.write() as connection:
            kept = CHEAP.hash(PASSWORD)
            new = NewUser(home, login, login.title(), kept, must_change=False)
            user = create_user(connection, new, actor="", at=NOON)
            if role:
                assign(connection, user, Grant(role, home, area, sector), actor=user, at=NOON)
        self.ids[login] = user
        return user

    def also(self, login: str, role: str, client: str) -> None:
        with self.house.store.write() as connection:
            assign(connection, self.ids[login], Grant(role, client), actor="x", at=NOON)

    def person(self, login: str) -> object:
        with self.house.store.read() as connection:
            return next(p for c in (HERE, THERE) for p in list_people(connection, c) if p.login == login)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "loja.sqlite", stopped_clock(NOON)) as store:
        yield store


@pytest.fixture
def empty_house(store: Store) -> House:
    registry.load_all()
    gate = StoreGate(store)
    return House(store=store, clock=store.clock, texts=Texts(), rights=gate, refused=gate.refused)


@pytest.fixture
def town(empty_house: House) -> Town:
    with empty_house.store.write() as connection:
        seed_roles(connection)
        for client, name in ((HERE, "Viação"), (THERE, "Outra")):
            create_client(connection, name, NOON, actor="instalacao", client_id=client)
    town = Town(empty_house, {})
    town.add("ana", "administrador")
    town.add("bia", "administrador", home=THERE)
    return town
