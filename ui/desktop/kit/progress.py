"""Progress of long work: verb and object, what is counted, a bar, a way to stop; it ends as a line of result."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.chip import StateShape
from ui.desktop.kit.labels import label
from ui.desktop.kit.theme import theme
from viewmodels.state import State

BAR = 6


class ProgressBar(QWidget):
    """A bar of 6 px; a share of None (steps unknown) leaves it empty: the count in words says how far it is."""

    def __init__(self, name: str, height: int = BAR, parent: QWidget | None = None) -> None:
        """An empty bar called `name` by screen readers."""
        super().__init__(parent)
        self._share: float | None = 0.0
        self._name = name
        self.setFixedHeight(height)
        self.setMinimumWidth(60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_share(0.0)

    def set_share(self, share: float | None) -> None:
        """How much is done, 0 to 1, or None when nobody knows."""
        self._share = None if share is None else min(1.0, max(0.0, share))
        done = "" if self._share is None else f", {round(self._share * 100)} %"
        self.setAccessibleName(self._name + done)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw track and part done."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(theme().color("b1"))
        painter.drawRoundedRect(self.rect(), radius, radius)
        if self._share:
            painter.setBrush(theme().color("ac"))
            painter.drawRoundedRect(QRectF(0, 0, self.width() * self._share, self.height()), radius, radius)


class ProgressStrip(QWidget):
    """Verb + object, counts, bar and Cancelar; `finish` turns it into the line of result, which stays."""

    cancelled = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """A strip for work called `title` ("Lendo 12 meses de custos do ERP")."""
        super().__init__(parent)
        self._shape = StateShape(State.OK)
        self._shape.hide()
        self.title = label(title, "total")
        self.counts = label("", "body", "t2")
        self.cancel = buttons.outlined(self.tr("Cancelar"), self.cancelled.emit, small=True)
        self.bar = ProgressBar(title)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._shape)
        line.addWidget(self.title)
        line.addStretch(1)
        line.addWidget(self.counts)
        line.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 12)
        column.addLayout(line)
        column.addWidget(self.bar)

    def advance(self, counts: str, share: float | None = None) -> None:
        """Say what was done so far ("3 de 4 setores, 62 %") and how much of the whole it is, if known."""
        self.counts.setText(counts)
        self.bar.set_share(share)

    def finish(self, result: str, state: State = State.OK) -> None:
        """Turn into the line of result ("Interrompido a pedido. Nada foi gravado.")."""
        self.title.setText(result)
        self.counts.clear()
        self.cancel.hide()
        self.bar.hide()
        self._shape.set_state(state)
        self._shape.show()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the surface of a card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme().color("b1"))
        painter.setBrush(theme().color("s2"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
