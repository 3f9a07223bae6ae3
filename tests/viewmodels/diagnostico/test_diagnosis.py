"""The diagnosis of the house and of its ERP: what is well, what is not, and each row a sentence."""

from collections import namedtuple
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import storage.surroundings
from storage.clock import Clock
from storage.erp.profile import default_profile
from storage.erp.sqlite_source import SqliteSource
from storage.errors import KnownError
from storage.people import all_rights, create_client, provision_service
from storage.runs import NewRun, fail, start
from storage.sample.erp_file import build_bases, write_sample_erp
from storage.store import Store
from storage.texts.sentences import Texts
from viewmodels.jobs import drive
from viewmodels.operations import registry
from viewmodels.operations.gate import StoreGate
from viewmodels.operations.house import House
from viewmodels.operations.scope import Scope

NOON = datetime(2025, 8, 2, 15, 0, tzinfo=UTC)
CLIENT = "viacao"


class Hands:
    """A clock moved by hand."""

    at = NOON
    ticks = 0.0

    def clock(self) -> Clock:
        return Clock(lambda: self.at, lambda: self.ticks)


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def store(tmp_path: Path, hands: Hands) -> Iterator[Store]:
    with Store.create(tmp_path / "loja.sqlite", hands.clock()) as store:
        yield store


@pytest.fixture(scope="module")
def erp_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("erp") / "erp.sqlite"
    write_sample_erp(path, build_bases())
    return path


@pytest.fixture
def house(store: Store, erp_file: Path) -> House:
    registry.load_all()
    with store.write() as connection:
        create_client(connection, "Viação", NOON, actor="x", client_id=CLIENT)
    gate = StoreGate(store)
    source = SqliteSource(erp_file, default_profile())
    return House(
        store=store, clock=store.clock, texts=Texts(), rights=gate, refused=gate.refused, erp=lambda client: source
    )


@pytest.fixture
def scope(house: House) -> Scope:
    with house.store.write() as connection:
        return Scope(CLIENT, provision_service(connection, CLIENT, "maria", all_rights(), actor="x", at=NOON))


def seen(house: House, scope: Scope) -> dict[str, Any]:
    rows = registry.perform(house, scope, "diagnostico.ver")
    for row in rows:
        for locale in ("pt", "en", "es"):
            assert Texts(locale).say_with(row.code, row.args)
    return {row.code: row for row in rows}


def test_a_new_house_lacks_only_a_copy(house: House, scope: Scope) -> None:
    rows = seen(house, scope)
    assert [code for code, row in rows.items() if row.well is False] == ["DIAGNOSTICO.SEM_COPIA"]
    assert rows["DIAGNOSTICO.LOJA"].args["arquivo"] == str(house.store.path)
    assert rows["DIAGNOSTICO.DIARIO"].args["falhas"] == 0
    assert "DIAGNOSTICO.SEM_CALCULO" in rows
    parts = {row.args["parte"] for row in registry.perform(house, scope, "diagnostico.ver") if "parte" in row.args}
    assert {"Prova Real", "Python", "SQLite", "Qt", "Oracle", "Sistema"} <= parts


def test_a_copy_grows_old(house: House, scope: Scope, hands: Hands) -> None:
    registry.perform(house, scope, "loja.copiar")
    assert seen(house, scope)["DIAGNOSTICO.COPIA"].well is True
    hands.at += timedelta(days=2)
    assert seen(house, scope)["DIAGNOSTICO.COPIA"].well is False


def test_little_room_is_a_warning(house: House, scope: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(storage.surroundings.shutil, "disk_usage", lambda folder: usage(1, 1, 1023 * 1024 * 1024))
    row = seen(house, scope)["DIAGNOSTICO.DISCO"]
    assert (row.well, row.args["mib"]) == (False, 1023)

    def broken(folder: Path) -> None:
        raise OSError("no disk")

    monkeypatch.setattr(storage.surroundings.shutil, "disk_usage", broken)
    with pytest.raises(KnownError, match="LOJA_DISCO_FALHOU"):
        registry.perform(house, scope, "diagnostico.ver")


def test_the_last_calculation_of_this_client(house: House, scope: Scope) -> None:
    with house.store.write() as connection:
        create_client(connection, "Outra", NOON, actor="x", client_id="outra")
        start(connection, NewRun(CLIENT, "metas", "2025-07", "u", "dono", NOON, "0", "1"))
        last = start(connection, NewRun(CLIENT, "metas", "2025-08", "u", "dono", NOON, "0", "1"))
        start(connection, NewRun("outra", "metas", "2025-08", "u", "dono", NOON, "0", "1"))
    row = seen(house, scope)["DIAGNOSTICO.ULTIMO_CALCULO"]
    assert (row.well, row.args["calculo"], row.args["contexto"]) == (True, last, "2025-08")
    with house.store.write() as connection:
        fail(connection, last, "ORG_001", NOON)
    assert seen(house, scope)["DIAGNOSTICO.ULTIMO_CALCULO"].well is False


def test_the_erp_is_visited_apart(house: House, scope: Scope) -> None:
    steps: list[str] = []
    rows = drive(registry.perform(house, scope, "diagnostico.erp"), lambda progress: steps.append(progress.step))
    assert rows[0].code == "DIAGNOSTICO.ERP.CONEXAO"
    assert [row.well for row in rows] == [True] * len(rows)
    assert {row.code for row in rows} == {
        "DIAGNOSTICO.ERP.CONEXAO", "DIAGNOSTICO.ERP.COLUNAS", "DIAGNOSTICO.ERP.LINHAS",
    }  # fmt: skip
    assert "PASSO.ERP.DIAGNOSTICO" in steps
    for row in rows:
        assert Texts().say_with(row.code, row.args)
