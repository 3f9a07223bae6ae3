"""The strip of the guided month: which step, what to do, a way there, a way to put it away."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.help_event import HINT
from ui.desktop.kit.labels import label
from ui.desktop.kit.theme import theme
from viewmodels.screens.guide import Guide

HEIGHT = 40


class GuideStrip(QWidget):
    """One quiet line over the window; it follows what happened and never stands in the way."""

    def __init__(self, guide: Guide, parent: QWidget | None = None) -> None:
        """The strip of a guide."""
        super().__init__(parent)
        self._guide = guide
        self.setProperty(HINT, "mes")
        self.setMinimumHeight(theme().px(HEIGHT))
        self._count = label("", "total", "act")
        self._words = label("", "body", "t1", wrap=True)
        self.go = buttons.outlined(self.tr("Levar-me lá"), guide.go, small=True)
        self.away = buttons.icon_button("x", self.tr("Guardar o guia do mês"), lambda: guide.set_shown(False))
        self.clean = buttons.outlined(self.tr("Voltar ao exemplo limpo"), guide.clean, small=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(12)
        row.addWidget(self._count)
        row.addWidget(self._words, 1)
        row.addWidget(self.go)
        row.addWidget(self.clean)
        row.addWidget(self.away)
        guide.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        view = self._guide.view
        self._count.setText(view.count)
        self._words.setText(view.words)
        self.setAccessibleName(f"{view.count}. {view.words}")
        self.go.setText(self.tr("Ensaiar um problema") if view.done else self.tr("Levar-me lá"))
        self.clean.setVisible(view.switched)
        self.setVisible(self._guide.shown)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the wash and the line under it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("acs"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().color("b1"))


def put_guide(window: QMainWindow, guide: Guide) -> GuideStrip:
    """Lays the strip over everything in a window."""
    center = window.centralWidget()
    strip = GuideStrip(guide, center)
    layout = center.layout() if center is not None else None
    assert isinstance(layout, QVBoxLayout)
    layout.insertWidget(0, strip)
    strip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return strip
