"""A small window between two houses: the next one takes seconds to open, and the screen would be empty meanwhile."""

import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.desktop.kit.labels import label

PATIENCE = 0.5
"""Seconds given to the system to put the window on the screen; opening does not wait for longer."""


class Waiting(QWidget):
    """Says what is being opened."""

    def __init__(self, file: bool) -> None:
        """A window for a carried file, or for the sample company."""
        super().__init__(None, Qt.WindowType.Dialog | Qt.WindowType.CustomizeWindowHint | Qt.WindowType.WindowTitleHint)
        said = self.tr("Abrindo o arquivo") if file else self.tr("Preparando o exemplo")
        self.setWindowTitle("Prova Real")
        self.setAccessibleName(said)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.addWidget(label(said, "card"))
        column.addWidget(label(self.tr("Leva alguns segundos."), "body", "t2"))


def show_waiting(file: bool) -> None:
    """Puts the window on the screen; it leaves when the next one works, on the first turn of the event loop."""
    shown = Waiting(file)
    shown.show()
    limit = time.monotonic() + PATIENCE
    while not _painted(shown) and time.monotonic() < limit:
        QApplication.processEvents()
    shown.repaint()
    QApplication.processEvents()

    def leave() -> None:
        shown.hide()
        shown.deleteLater()

    QTimer.singleShot(0, leave)


def _painted(shown: QWidget) -> bool:
    window = shown.windowHandle()
    return window is not None and window.isExposed()
