"""A desk of the sample's director on a calculated month, and one where nothing was read yet."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.viewmodels.screens.sample_desk import desk_on, templates
from viewmodels.desk import Desk


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """The director's desk, August calculated."""
    with desk_on(templates().calculated, tmp_path / "casa") as made:
        yield made


@pytest.fixture
def empty_desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """The director's desk before the ERP is read."""
    with desk_on(templates().empty, tmp_path / "casa") as made:
        yield made


@pytest.fixture
def auditor_desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """The desk of somebody who only looks."""
    with desk_on(templates().calculated, tmp_path / "casa", "auditor") as made:
        yield made
