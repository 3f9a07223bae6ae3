"""The window on the file of an audit, as a person opens it: shown, its last calculation on the bench."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.viewmodels.screens.waiting import until
from tests.viewmodels.subsidios.audits import around, bring, calculate, new_audit, sitting
from ui.desktop.app import open_window
from ui.desktop.entrance import enter
from ui.desktop.shell.window import ShellWindow
from viewmodels.carried_house import open_any
from viewmodels.desk import Desk
from viewmodels.operations.faces import Scope
from viewmodels.screens.subsidios.audit import AuditViewModel

CASE, KNOWN_ON = "simples-v20-2025-08-27", "2026-05-26"


def made_audit(folder: Path) -> Path:
    """The file of an audit of a small case, calculated."""
    path = new_audit(folder)
    with sitting(path) as (house, scope):
        bring(house, scope, CASE)
        calculate(house, scope, KNOWN_ON)
    return path


def copied(path: Path, folder: Path) -> Path:
    """A copy to be opened and changed by one test alone."""
    return Path(shutil.copy(path, folder / path.name))


@contextmanager
def window_on(path: Path | None, folder: Path) -> Iterator[tuple[ShellWindow, Desk]]:
    """The window on a file; on the sample company without one."""
    with open_any(around(folder), path) as house:
        scope = enter(house)
        assert isinstance(scope, Scope)
        window, desk = open_window(house, scope)
        window.show()
        audit = desk.findChild(AuditViewModel)
        until(lambda: audit is None or not audit.running)
        try:
            yield window, desk
        finally:
            desk.close()
            window.close()
            window.deleteLater()
            desk.deleteLater()
