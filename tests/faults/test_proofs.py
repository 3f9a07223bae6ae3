"""The proofs themselves can fail: a store that lies in any one of these ways is found out."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.ground import Ground, prepare
from tests.faults.proofs import violations

IN_FORCE = "removed IS NULL AND run IS NOT NULL"


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return prepare(tmp_path_factory.mktemp("chao"))


@pytest.fixture
def here(ground: Ground, tmp_path: Path) -> Iterator[Ground]:
    yield ground.copied(tmp_path / "aqui")


def test_an_untouched_store_keeps_every_promise(here: Ground) -> None:
    with here.opened() as (house, scope):
        assert violations(house, scope, here) == ()


@pytest.mark.parametrize(
    ("lie", "word"),
    [
        (f"DELETE FROM parameter_value WHERE id = (SELECT max(id) FROM parameter_value WHERE {IN_FORCE})", "values"),
        (f"UPDATE parameter_value SET value = value + 1 WHERE {IN_FORCE} AND sector = '4'", "values in force"),
        (f"UPDATE parameter_value SET removed = created, removed_by = created_by WHERE {IN_FORCE}", "values in force"),
        ("UPDATE performance SET target = 1 WHERE vigencia = '2025-08' AND sector = '4'", "targets"),
        ("UPDATE run SET status = 'COMPLETED' WHERE status = 'APPROVED'", "the journal says"),
        ("UPDATE run SET status = 'APPROVED' WHERE status LIKE 'COMPLETED%'", "the journal says"),
        ("UPDATE run SET status = 'ERROR', error_code = 'X' WHERE status LIKE 'COMPLETED%'", "the journal says"),
        ("DELETE FROM run_cell WHERE position = 40", "holds"),
        ("DELETE FROM run_finding WHERE position = 0", "holds"),
        ("UPDATE run_cell SET value = value || '1' WHERE line = 'meta_litros'", "does not reproduce"),
        ("DELETE FROM goal_decision WHERE sector = '2' AND criterion = 'PECAS'", "decisions"),
        ("DELETE FROM target_before WHERE sector = '2'", "holds"),
        ("DELETE FROM journal_body WHERE seq = (SELECT max(seq) FROM journal_body)", "journal: DIARIO_CORPO"),
    ],
)
def test_each_lie_is_found_out(here: Ground, lie: str, word: str) -> None:
    """The guards of the store are taken away first: they are others' to test."""
    store = here.folder / "exemplo" / "exemplo.prova-loja"
    with here.opened() as (house, scope):
        with closing(sqlite3.connect(store)) as raw, raw:
            for (trigger,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                raw.execute(f"DROP TRIGGER {trigger}")
            assert raw.execute(lie).rowcount > 0
        assert word in "\n".join(violations(house, scope, here))
