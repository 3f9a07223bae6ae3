"""A month's file cut while it is written: under its name stands the old file, the new one whole, or nothing."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.departures import departures
from storage.errors import KnownError
from tests.faults.child import Tell, told_by
from tests.faults.ground import Ground, prepare
from tests.faults.killing import die_beyond
from tests.faults.proofs import violations
from tests.faults.test_papers_cut import dying
from viewmodels.operations.documentos import verify_alone
from viewmodels.operations.registry import perform

OLD = b"the month of another day, whole"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks and kills")


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return prepare(tmp_path_factory.mktemp("chao"))


def carry(ground: Ground, file: Path, arm: Callable[[], object], tell: Tell) -> None:
    with ground.opened() as (house, scope):
        vigencia = perform(house, scope, "metas.resultados", run=ground.published).run.context
        arm()
        try:
            perform(house, scope, "documentos.exportar_mes", vigencia=vigencia, path=file)
        except KnownError as error:
            tell(error.code.encode())


def cut(ground: Ground, folder: Path, arm: Callable[[], object]) -> tuple[Path, bool, int]:
    """The file after a child wrote a month over another one, whether it was killed, departures noted."""
    here = ground.copied(folder / "aqui")
    file = folder / "meses" / "agosto.prova"
    file.parent.mkdir()
    file.write_bytes(OLD)
    _, killed = told_by(lambda tell: carry(here, file, arm, tell))
    with here.opened() as (house, scope):
        assert violations(house, scope, here) == ()
        with house.store.read() as connection:
            noted = sum(line.kind == "prova" for line in departures(connection, scope.client))
    return file, killed, noted


@pytest.mark.parametrize("size", [100, 70_000, 900_000])
def test_death_at_a_byte_leaves_the_old_file(ground: Ground, tmp_path: Path, size: int) -> None:
    file, killed, noted = cut(ground, tmp_path, lambda: die_beyond(size))
    assert (killed, file.read_bytes(), noted) == (True, OLD, 0)


@pytest.mark.parametrize(
    ("call", "before", "arrived"), [("fsync", True, False), ("replace", True, False), ("replace", False, True)]
)
def test_death_around_the_rename_leaves_one_of_the_two(
    ground: Ground, tmp_path: Path, call: str, before: bool, arrived: bool
) -> None:
    def arm() -> None:
        setattr(os, call, dying(getattr(os, call), before))

    file, killed, noted = cut(ground, tmp_path, arm)
    assert killed and noted == 0
    if not arrived:
        assert file.read_bytes() == OLD
    else:
        verdict = verify_alone(file)
        assert verdict.proofs and all(each.holds for each in verdict.proofs)
