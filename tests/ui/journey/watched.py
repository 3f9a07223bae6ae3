"""The real program in a process of its own, telling on its output what the person at it would see of the focus.

`python -m tests.ui.journey.watched --base STORE` is main.py with the sample's ERP and clock plugged in (see plugged);
the watch only looks: it counts keys that went up and names what has the focus, one line of JSON at each change.
"""

import json
import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

import main
from tests.ui.journey import plugged
from tests.ui.journey.seen import spoken, title_in_front

LOOK_MS = 10


class Watch(QObject):
    """Looks a hundred times a second, and tells what changed."""

    def __init__(self, app: QApplication) -> None:
        """A watch over an application."""
        super().__init__(app)
        self._releases = 0
        self._told = ""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tell)
        self._timer.start(LOOK_MS)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count keys as they come from the window system; no event is swallowed."""
        if event.type() == QEvent.Type.KeyRelease and watched.isWindowType():
            self._releases += 1
        return False

    def _tell(self) -> None:
        focus, window = spoken(QApplication.focusWidget()), title_in_front()
        seen = json.dumps({"releases": self._releases, "focus": focus, "window": window})
        if seen != self._told:
            self._told = seen
            print(seen, flush=True)


def _watched_application(arguments: list[str]) -> QApplication:
    app = QApplication(arguments)
    Watch(app)
    return app


if __name__ == "__main__":
    _watched_application(sys.argv[:1])
    main.open_any = plugged.opened  # type: ignore[assignment]
    sys.exit(main.main(sys.argv[1:]))
