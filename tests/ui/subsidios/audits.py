"""Audits for the tests of screens: made once from a worked case, opened by a window as a person would."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from storage.auditoria.workspace import create_audit
from storage.clock import Clock
from storage.secrets import SessionSecrets
from tests.viewmodels.screens.waiting import until
from ui.desktop.app import open_window
from ui.desktop.entrance import enter
from ui.desktop.shell.window import ShellWindow
from viewmodels.audit_house import audit_scope
from viewmodels.carried_house import open_any
from viewmodels.desk import Desk
from viewmodels.jobs import drive
from viewmodels.opening import Surroundings
from viewmodels.operations.registry import load_all, perform
from viewmodels.screens.subsidios.audit import AuditViewModel

CASES = Path(__file__).parents[2] / "subsidy_cases"
KNOWN_ON = date(2026, 5, 26)


def surroundings(folder: Path) -> Surroundings:
    """A machine whose folder of data is `folder`, on a day after every rule."""
    clock = Clock(wall=lambda: datetime(2026, 6, 1, 12, tzinfo=UTC), monotonic=lambda: 0.0)
    return Surroundings(clock, SessionSecrets(), folder, "ana")


def make_audit(folder: Path, case: str, known_on: date = KNOWN_ON) -> Path:
    """The file of an audit of a worked case, its tables brought and its stages calculated."""
    load_all()
    around = surroundings(folder)
    path = create_audit(folder / f"{case}.prova", around.clock, "Caso pequeno", "ana", "Ana Auditora")
    with open_any(around, path) as house:
        scope = audit_scope(house)
        drive(perform(house, scope, "subsidios.importar", path=CASES / case / "inputs"))
        drive(perform(house, scope, "subsidios.calcular", known_on=known_on))
    return path


@contextmanager
def window_on(path: Path | None, folder: Path) -> Iterator[tuple[ShellWindow, Desk]]:
    """The window on a file, shown, its last calculation on the bench."""
    load_all()
    with open_any(surroundings(folder), path) as house:
        scope = enter(house)
        window, desk = open_window(house, scope)
        window.show()
        audit = desk.findChild(AuditViewModel)
        until(lambda: audit is None or not audit.running)
        yield window, desk
        desk.close()
        window.close()
        window.deleteLater()
        desk.deleteLater()
