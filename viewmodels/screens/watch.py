"""The watchdog beside the screens: every thirty seconds, what asks for attention, for the bell and the status line."""

from PySide6.QtCore import QObject, QTimer, Signal

from storage.errors import KnownError
from viewmodels.desk import Desk
from viewmodels.operations.diagnosis_row import Row
from viewmodels.shell import ProofItem

EVERY_MS = 30_000
"""Interval of the probe (G-118)."""


class Watch(QObject):
    """Alerts of the house as of the last look."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """A watch that lives as long as its desk; it stops with the desk's own timers."""
        super().__init__(desk)
        self._desk = desk
        self._rows: tuple[Row, ...] = ()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(EVERY_MS)
        self.look()

    @property
    def alerts(self) -> tuple[Row, ...]:
        """What asks for attention."""
        return tuple(row for row in self._rows if row.well is False)

    @property
    def item(self) -> ProofItem | None:
        """The watchdog in the status line: `OK 09:12`, or how many alerts; the sentences are what is copied."""
        if not self._rows:
            return None
        say, texts = self._desk.say, self._desk.house.texts
        copied = "; ".join(texts.say_with(row.code, row.args) for row in self._rows)
        if self.alerts:
            return ProofItem(say("VIGIA.TITULO"), say("VIGIA.CURTO_ALERTA", n=len(self.alerts)), copied)
        local = self._desk.house.clock.now().astimezone(texts.zone)
        return ProofItem(
            say("VIGIA.TITULO"), say("VIGIA.CURTO_OK", hora=f"{local.hour:02d}:{local.minute:02d}"), copied
        )

    def look(self) -> None:
        """Looks now; a store that does not answer at this moment is looked at again at the next turn."""
        try:
            self._rows = self._desk.ask("vigia.ver")
        except KnownError:
            return
        self.changed.emit()
