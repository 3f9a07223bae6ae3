"""A desk on an audit whose published tables differ from what is recalculated, for the tests of the comparison."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.viewmodels.screens.waiting import until
from tests.viewmodels.subsidios.audits import CASES, calculate, new_audit, sitting
from viewmodels.desk import Desk
from viewmodels.jobs import drive
from viewmodels.operations.registry import perform
from viewmodels.screens.memory_source import MemorySource
from viewmodels.screens.subsidios.audit import AuditViewModel
from viewmodels.screens.subsidios.comparison import ComparisonViewModel
from viewmodels.shell import ShellViewModel

OURS, THEIRS, KNOWN_ON = "simples-codigo-2025-11-20-head", "simples-codigo-2025-11-20-nov25", "2026-05-26"


def compared_audit(folder: Path, without: str = "", paid: str = THEIRS, ours: str = OURS) -> Path:
    """The file of an audit of one day, paid under the code of November and recalculated under a later one.

    `without` is an input table left out; `paid` "" for nothing published.
    """
    inputs = folder / "entrada"
    shutil.copytree(CASES / ours / "inputs", inputs)
    for name in inputs.glob(f"{without}.*") if without else ():
        name.unlink()
    path = new_audit(folder)
    with sitting(path) as (house, scope):
        drive(perform(house, scope, "subsidios.importar", path=inputs))
        if paid:
            drive(perform(house, scope, "subsidios.importar_pago", path=CASES / paid / "expected"))
        calculate(house, scope, KNOWN_ON)
    return path


@contextmanager
def compared_desk(path: Path) -> Iterator[tuple[Desk, ComparisonViewModel]]:
    """A desk with the last calculation on the bench, and the viewmodel of the page, nothing compared yet."""
    with sitting(path) as (house, scope):
        desk = Desk(house, scope, ShellViewModel())
        MemorySource(desk)
        audit = AuditViewModel(desk, desk)
        audit.prepare()
        until(lambda: not audit.running)
        try:
            yield desk, ComparisonViewModel(audit)
        finally:
            desk.close()
