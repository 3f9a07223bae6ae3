"""Copies through the operations: made, listed, rehearsed, restored; the act told in both stores."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from storage.clock import stopped_clock
from storage.errors import KnownError
from storage.journal import entries
from storage.people import create_client, provision_service
from storage.store import Store
from storage.texts.sentences import Texts
from viewmodels.operations import registry
from viewmodels.operations.copias import restore_store
from viewmodels.operations.gate import StoreGate, service_scope
from viewmodels.operations.house import House
from viewmodels.operations.scope import Scope

NOON = datetime(2025, 8, 2, 15, 0, tzinfo=UTC)
CLIENT = "viacao"


@dataclass
class Place:
    """Where a store is, and what the user of the system may do with it."""

    base: Path
    at: datetime = NOON

    @contextmanager
    def open(self) -> Iterator[House]:
        with Store.open(self.base, stopped_clock(self.at)) as store:
            gate = StoreGate(store)
            yield House(store=store, clock=store.clock, texts=Texts(), rights=gate, refused=gate.refused)

    def scope(self, house: House) -> Scope:
        return service_scope(house.store, CLIENT, "maria")

    def perform(self, operation: str, **given: object) -> Any:
        with self.open() as house:
            return registry.perform(house, self.scope(house), operation, **given)

    def restore(self, file: Path) -> Path | None:
        return restore_store(self.open, self.scope, file=file, base=self.base, at=self.at)

    def verbs(self, client: str = CLIENT) -> list[str]:
        with self.open() as house, house.store.read() as connection:
            return [str(line.body["verb"]) for line in reversed(entries(connection, client)) if line.body]

    def provision(self, *rights: str) -> None:
        with self.open() as house, house.store.write() as connection:
            provision_service(connection, CLIENT, "maria", rights, actor="x", at=self.at)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    registry.load_all()
    place = Place(tmp_path / "empresa.prova-loja")
    with Store.create(place.base, stopped_clock(NOON)) as store, store.write() as connection:
        create_client(connection, "Viação", NOON, actor="x", client_id=CLIENT)
        create_client(connection, "Outra", NOON, actor="x", client_id="outra")
    place.provision("loja.copiar", "loja.restaurar")
    return place


def test_a_copy_is_made_listed_and_rehearsed(place: Place) -> None:
    made = place.perform("loja.copiar")
    assert made.path == place.base.parent / "copias" / "empresa-20250802T150000Z.prova-loja"
    assert place.perform("loja.copias") == (made,)
    place.perform("loja.conferir_copia", file=made.path)
    assert place.verbs()[-1] == "loja.copiar"
    assert Place(made.path).verbs()[-1] == "loja.copiar"


def test_a_copy_goes_where_it_is_told(place: Place, tmp_path: Path) -> None:
    made = place.perform("loja.copiar", folder=tmp_path / "fora")
    assert made.path.parent == tmp_path / "fora"
    assert place.perform("loja.copias") == ()
    assert len(place.perform("loja.copias", folder=tmp_path / "fora")) == 1


def test_a_restore_is_told_in_the_store_that_leaves_and_in_the_one_that_arrives(place: Place) -> None:
    made = place.perform("loja.copiar")
    place.provision("loja.copiar", "loja.restaurar", "metas.ver")
    place.at += timedelta(hours=1)
    aside = place.restore(made.path)
    assert aside is not None
    assert Place(aside).verbs()[-2:] == ["usuario.direitos_servico", "loja.restaurar"]
    assert place.verbs()[-2:] == ["loja.copiar", "loja.restaurada"]
    assert place.verbs("outra")[-1] == "loja.restaurada"


def test_without_the_right_nothing_is_restored(place: Place) -> None:
    made = place.perform("loja.copiar")
    place.provision("loja.copiar")
    with pytest.raises(KnownError, match="ACESSO.SEM_DIREITO"):
        place.restore(made.path)
    assert place.verbs()[-1] == "acesso.recusar"
    assert [path.name for path in place.base.parent.glob("*substituida*")] == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda base: base.write_bytes(b"nem banco"),
        lambda base: base.write_bytes(base.read_bytes()[:40000]),
        lambda base: base.unlink(),
    ],
    ids=["estranha", "cortada", "ausente"],
)
def test_a_store_that_no_longer_opens_is_brought_back(place: Place, spoil: Callable[[Path], object]) -> None:
    made = place.perform("loja.copiar")
    for suffix in ("-wal", "-shm"):
        place.base.with_name(place.base.name + suffix).unlink(missing_ok=True)
    spoil(place.base)
    place.restore(made.path)
    assert place.verbs()[-1] == "loja.restaurada"


def test_a_bad_copy_changes_nothing(place: Place, tmp_path: Path) -> None:
    before = place.verbs()
    bad = tmp_path / "copia.prova-loja"
    for content in (b"", b"nem banco", place.base.read_bytes()[:50000]):
        bad.write_bytes(content)
        with pytest.raises(KnownError, match="LOJA_"):
            place.restore(bad)
    with pytest.raises(KnownError, match="LOJA_AUSENTE"):
        place.restore(tmp_path / "nada")
    assert place.verbs() == before


def test_a_store_is_no_copy_of_itself(place: Place) -> None:
    with pytest.raises(KnownError, match="LOJA_MESMA"):
        place.restore(place.base)
