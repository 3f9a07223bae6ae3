"""Asking where the tables of an import are, and taking what is dropped: a folder or a workbook."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.desktop.folders import documents_folder, hand_on
from viewmodels.screens.subsidios.import_wizard import is_source

Take = Callable[[Path], object]


def ask_folder(title: str, parent: QWidget, then: Take) -> QFileDialog:
    """Asks for a folder, then hands its path on."""
    dialog = _dialog(title, parent)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _open(dialog, then)


def ask_book(title: str, parent: QWidget, then: Take) -> QFileDialog:
    """Asks for a workbook, then hands its path on."""
    dialog = _dialog(title, parent)
    dialog.setNameFilter("Excel (*.xlsx)")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, then)


def dropped_source(mime: QMimeData) -> Path | None:
    """The one folder or workbook being dragged; None for anything else."""
    urls = mime.urls() if mime.hasUrls() else []
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if is_source(path) else None


def take_drop(event: QDropEvent, then: Take) -> None:
    """Hands on the folder or the workbook that was dropped."""
    path = dropped_source(event.mimeData())
    if path is not None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        then(path)


def _dialog(title: str, parent: QWidget) -> QFileDialog:
    dialog = QFileDialog(parent.window(), title, documents_folder())
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def _open(dialog: QFileDialog, then: Take) -> QFileDialog:
    hand_on(dialog, then)
    dialog.open()
    return dialog
