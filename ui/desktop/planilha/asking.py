"""Asking a person for a file or a folder, always with our own dialog."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.desktop.folders import documents_folder, hand_on

Chosen = Callable[[Path], object]


def ask_file(parent: QWidget, title: str, filters: str, then: Chosen) -> QFileDialog:
    """Asks for a file to read."""
    dialog = _dialog(parent, title, then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(filters)
    dialog.open()
    return dialog


def ask_folder(parent: QWidget, title: str, then: Chosen) -> QFileDialog:
    """Asks for a folder."""
    dialog = _dialog(parent, title, then)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()
    return dialog


def _dialog(parent: QWidget, title: str, then: Chosen) -> QFileDialog:
    folder = documents_folder()
    dialog = QFileDialog(parent.window(), title, folder)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    hand_on(dialog, then)
    dialog.finished.connect(dialog.deleteLater)
    return dialog
