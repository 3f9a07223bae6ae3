"""Where a window was, for the one that is made again after it."""

from PySide6.QtCore import QByteArray

from ui.desktop.shell.window import ShellWindow


class Stay:
    """Size, place on the screen and page in front, kept from one window to the next."""

    def __init__(self) -> None:
        """Nothing kept yet."""
        self._geometry = QByteArray()
        self._place = ("", "")

    def leave(self, window: ShellWindow) -> None:
        """Keep where this window is."""
        self._geometry, self._place = window.saveGeometry(), window.place

    def come(self, window: ShellWindow) -> bool:
        """Put a new window where the last one was; False when there was none."""
        if self._geometry.isEmpty():
            return False
        window.restoreGeometry(self._geometry)
        window.go(*self._place)
        return True
