"""Where the ERP is stays at home: a reading tells that it is the same one, and a carried file not even that host."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.erp.extract import ErpIdentity
from storage.erp.sqlite_source import SqliteSource
from storage.snapshots import describe
from storage.workspace.evidence import snapshot_holds
from tests.sample_house import VIGENCIA, sample_house, scope_of
from tests.viewmodels.documentos.months import PHRASE
from viewmodels.jobs import drive
from viewmodels.operations.registry import perform

HOST, SERVICE = "cofre-erp.example", "FROTAX"


def test_host_and_service_do_not_leave_in_a_carried_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = ErpIdentity("oracle", f"{HOST}:1521/{SERVICE}", "metas", "19.3")
    monkeypatch.setattr(SqliteSource, "_identity", lambda self: server)
    path = tmp_path / "decidir.prova"
    with sample_house(tmp_path) as house:
        scope = scope_of(house)
        reads = [drive(perform(house, scope, "metas.ler_erp", vigencia=VIGENCIA)) for _ in range(2)]
        key = reads[0].snapshot
        assert reads[0].source == reads[1].source and reads[0].source.startswith("Oracle ")
        run = drive(perform(house, scope, "metas.calcular", vigencia=VIGENCIA, snapshot=key))
        perform(house, scope, "documentos.criar_chave", password=PHRASE)
        perform(house, scope, "documentos.para_decidir", run=run, user=scope.user, path=path)
        with house.store.read() as connection:
            assert describe(connection, key).binds["especie"] == "oracle"
            assert snapshot_holds(connection, key)
    assert _words(path, "Oracle ") and not any(_words(path, word) for word in (HOST, SERVICE))


def _words(path: Path, word: str) -> bool:
    """True when any cell of any table of the file holds the word."""
    with closing(sqlite3.connect(path)) as raw:
        names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        cells = (cell for name in names for row in raw.execute(f'SELECT * FROM "{name}"') for cell in row)
        return any(word in cell if isinstance(cell, str) else word.encode() in cell for cell in cells if _text(cell))


def _text(cell: object) -> bool:
    return isinstance(cell, str | bytes)
