"""A company on its first day: a store with its first administrator and nothing registered."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from storage.clock import stopped_clock
from storage.people import list_people
from storage.secrets import SessionSecrets
from storage.store import Store
from tests.storage.people.cast import CHEAP
from viewmodels.opening import Surroundings, open_house
from viewmodels.operations.house import House
from viewmodels.operations.pessoas.entering import begin_company
from viewmodels.operations.registry import load_all
from viewmodels.operations.scope import Scope

NOON = datetime(2025, 8, 2, 15, 0, tzinfo=UTC)


@contextmanager
def new_company(folder: Path) -> Iterator[tuple[House, Scope]]:
    """Its house, at noon of 2 August 2025, and its administrator at the desk."""
    load_all()
    base, clock = folder / "empresa.prova-loja", stopped_clock(NOON)
    Store.create(base, clock).close()
    with open_house(Surroundings(clock, SessionSecrets(), folder, "testes"), base) as house:
        begun = begin_company(
            house, company="Viação Sol", login="ana", name="Ana Lima", password="correta-cavalo", passwords=CHEAP
        )
        with house.store.read() as connection:
            user = next(p.id for p in list_people(connection, begun.client) if not p.service)
        yield house, Scope(begun.client, user)
