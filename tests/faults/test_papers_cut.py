"""A paper cut while it is written: the old file stays whole, the new one is whole, and what is recorded is there."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.errors import KnownError
from storage.journal import paper_anchors
from tests.faults.child import Tell, told_by
from tests.faults.ground import Ground, prepare
from tests.faults.killing import die_beyond
from tests.faults.proofs import violations
from viewmodels.operations.documentos.verdict import AUTHENTIC
from viewmodels.operations.registry import perform

OLD = b"the paper of last month, whole"
PAPERS = {"metas.relatorio": "meta.pdf", "metas.planilha": "meta.xlsx"}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks and kills")


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return prepare(tmp_path_factory.mktemp("chao"))


def dying(call: Callable[..., Any], before: bool) -> Callable[..., Any]:
    """The call of the system, with death before it or right after it."""

    def deadly(*arguments: Any, **options: Any) -> Any:
        if not before:
            call(*arguments, **options)
        os.kill(os.getpid(), signal.SIGKILL)

    return deadly


def print_paper(ground: Ground, operation: str, file: Path, arm: Callable[[], object], tell: Tell) -> None:
    with ground.opened() as (house, scope):
        arm()
        try:
            perform(house, scope, operation, run=ground.published, path=file)
        except KnownError as error:
            tell(error.code.encode())


def cut(ground: Ground, folder: Path, operation: str, arm: Callable[[], object]) -> tuple[Path, str, bool, int]:
    """The file after a child printed over an old paper, what it said, whether it was killed, papers recorded."""
    here = ground.copied(folder / "aqui")
    file = folder / PAPERS[operation]
    file.write_bytes(OLD)
    said, killed = told_by(lambda tell: print_paper(here, operation, file, arm, tell))
    with here.opened() as (house, scope):
        assert violations(house, scope, here) == ()
        with house.store.read() as connection:
            recorded = len(paper_anchors(connection, scope.client))
    return file, said, killed, recorded


@pytest.mark.parametrize("operation", PAPERS)
@pytest.mark.parametrize("size", [100, 60_000])
def test_death_in_the_middle_of_the_bytes_leaves_the_old_paper(
    ground: Ground, tmp_path: Path, operation: str, size: int
) -> None:
    file, _, killed, recorded = cut(ground, tmp_path, operation, lambda: die_beyond(size))
    assert killed and file.read_bytes() == OLD and recorded == 0


@pytest.mark.parametrize(
    ("call", "before", "arrived"), [("fsync", True, False), ("replace", True, False), ("replace", False, True)]
)
def test_death_around_the_rename_leaves_one_of_the_two(
    ground: Ground, tmp_path: Path, call: str, before: bool, arrived: bool
) -> None:
    """Beyond the rename the paper is whole, though its record died with the transaction: printing again records it."""
    file, _, killed, recorded = cut(
        ground, tmp_path, "metas.relatorio", lambda: setattr(os, call, dying(getattr(os, call), before))
    )
    content = file.read_bytes()
    assert killed and recorded == 0
    assert (content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")) if arrived else content == OLD


def test_a_paper_cut_short_is_printed_again(ground: Ground, tmp_path: Path) -> None:
    cut(ground, tmp_path, "metas.relatorio", lambda: setattr(os, "replace", dying(os.replace, False)))
    here = Ground(**{**vars(ground), "folder": tmp_path / "aqui"})
    with here.opened() as (house, scope):
        paper = perform(house, scope, "metas.relatorio", run=ground.published, path=tmp_path / "meta.pdf")
        verdict = perform(house, scope, "documentos.verificar", path=paper.path)
    assert verdict.code == AUTHENTIC and not paper.second


@pytest.mark.parametrize(
    "operation",
    ["metas.relatorio", "metas.planilha"],
)
def test_a_disk_that_fills_up_leaves_the_old_paper_and_no_remains(
    ground: Ground, tmp_path: Path, operation: str
) -> None:
    import resource

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    file, said, killed, recorded = cut(ground, tmp_path, operation, fill)
    assert not killed and said in ("EXPORTAR_RECUSADO", "SYS_003.DISCO")
    assert file.read_bytes() == OLD and recorded == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["aqui", file.name]
