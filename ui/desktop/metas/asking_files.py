"""Asking which file to bring: one dialog, the kinds that are read."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.desktop.folders import documents_folder, hand_on


def ask_which(title: str, kinds: str, parent: QWidget, then: Callable[[Path], object]) -> QFileDialog:
    """Asks for a file of `kinds` (the filter of the dialog), then hands its path on."""
    folder = documents_folder()
    dialog = QFileDialog(parent.window(), title, folder, kinds)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    hand_on(dialog, then)
    dialog.open()
    return dialog
