"""Where a dialog that asks for a file begins, and how its answer is handed on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog


def documents_folder() -> str:
    """The person's documents, else the home folder: Qt takes a folder that is not there for a file's name."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return documents if documents and Path(documents).is_dir() else str(Path.home())


def hand_on(dialog: QFileDialog, then: Callable[[Path], object]) -> None:
    """Hands on the path the dialog is answered with, once it is off the screen: what follows may open another."""

    def answered(chosen: str) -> None:
        dialog.hide()
        then(Path(chosen))

    dialog.fileSelected.connect(answered)
