"""The real window with the pages of the goals, on a copy of the sample company."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.viewmodels.screens.sample_desk import desk_on, templates
from ui.desktop.kit.theme import Theme
from ui.desktop.metas import pages
from ui.desktop.metas.memory_dock import serve_memory
from ui.desktop.shell.window import ShellWindow
from viewmodels.desk import Desk


@dataclass
class Seat:
    """A window and its desk."""

    window: ShellWindow
    desk: Desk


@contextmanager
def seated(template: Path, folder: Path, login: str) -> Iterator[Seat]:
    with desk_on(template, folder, login) as desk:
        desk.shell.set_company(desk.company())
        desk.shell.set_user(desk.user_name())
        window = ShellWindow(desk.shell, pages(desk))
        serve_memory(window.dock.panel, desk, window)
        window.resize(1366, 768)
        window.show()
        try:
            yield Seat(window, desk)
        finally:
            window.close()
            window.deleteLater()


@pytest.fixture
def seat(dressed: Theme, tmp_path: Path) -> Iterator[Seat]:
    """The director at a calculated month."""
    with seated(templates().calculated, tmp_path / "casa", "diretor") as made:
        yield made


@pytest.fixture
def empty_seat(dressed: Theme, tmp_path: Path) -> Iterator[Seat]:
    """The director before the ERP is read."""
    with seated(templates().empty, tmp_path / "casa", "diretor") as made:
        yield made


@pytest.fixture
def auditor_seat(dressed: Theme, tmp_path: Path) -> Iterator[Seat]:
    """Somebody who only looks."""
    with seated(templates().calculated, tmp_path / "casa", "auditor") as made:
        yield made
