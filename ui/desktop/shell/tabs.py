"""Page tabs of an area: words with a line under the one in front, one tab stop, arrows walk."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.kit.focus import draws_ring
from ui.desktop.kit.theme import theme

GAP, NARROW = 22, 10
"""Between tabs; the narrow one where there is no room, before the bar slides to show the tab in front."""

AWAY = 5
"""From the words to the focus ring; the first tab, on the margin, has none at its left."""


class PageTabs(QWidget):
    """Tabs as (key, text); `chosen` fires when the user takes another."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """No tabs yet."""
        super().__init__(parent)
        self._tabs: tuple[tuple[str, str], ...] = ()
        self._current = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Páginas"))
        theme().changed.connect(self.updateGeometry)

    def set_tabs(self, tabs: Sequence[tuple[str, str]], current: str) -> None:
        """Show these tabs with one in front; fewer than two need no tabs."""
        self._tabs, self._current = tuple(tabs), current
        self.setVisible(len(self._tabs) > 1)
        title = dict(self._tabs).get(current, "")
        self.setAccessibleName(f"{self.tr('Páginas')}: {title}")
        self.update()

    def step(self, by: int) -> None:
        """Take the next tab (1) or the one before (-1), around the end."""
        keys = [key for key, _ in self._tabs]
        if self._current in keys and len(keys) > 1:
            self.chosen.emit(keys[(keys.index(self._current) + by) % len(keys)])

    def _rects(self) -> list[QRectF]:
        words, gap = self._measure()
        left, found = 0.0, []
        for width in words:
            found.append(QRectF(left, 0, width, self.height()))
            left += width + gap
        return [rect.translated(-self._slide(found), 0) for rect in found]

    def _measure(self) -> tuple[list[int], float]:
        """Width of each tab's words and the gap that lets them fit, never under the narrow one."""
        metrics = QFontMetrics(theme().font("total"))
        words = [metrics.horizontalAdvance(text) for _, text in self._tabs]
        spare = (self.width() - 2 - sum(words)) / max(1, len(words) - 1)
        return words, min(GAP, max(NARROW, spare))

    def _slide(self, rects: Sequence[QRectF]) -> float:
        """How far the bar moves left so that the tab in front, and a little of the next, is in sight."""
        front = next((at for at, (key, _) in enumerate(self._tabs) if key == self._current), 0)
        if not rects or rects[-1].right() <= self.width():
            return 0.0
        wanted = rects[min(front + 1, len(rects) - 1)].right() + 2 - self.width()
        return max(0.0, min(wanted, rects[front].left()))

    def sizeHint(self) -> QSize:  # noqa: N802
        """The tab bar height of the scale."""
        return QSize(200, theme().height("tabs"))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The same height, room for every tab close together."""
        words, _ = self._measure()
        needed = sum(words) + NARROW * (len(words) - 1) + 2 if words else 100
        return QSize(needed, theme().height("tabs"))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take the tab under the pointer."""
        for (key, _), rect in zip(self._tabs, self._rects(), strict=True):
            if rect.adjusted(-GAP / 2, 0, GAP / 2, 0).contains(event.position()):
                self.chosen.emit(key)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Left and right walk the tabs."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.step(1 if event.key() == Qt.Key.Key_Right else -1)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw words, the line under all and the line under the one in front."""
        painter, shown = QPainter(self), theme()
        bottom = self.height() - 1
        painter.setPen(shown.color("b1"))
        painter.drawLine(0, bottom, self.width(), bottom)
        for (key, text), rect in zip(self._tabs, self._rects(), strict=True):
            front = key == self._current
            painter.setFont(shown.font("total" if front else "body"))
            painter.setPen(shown.color("t1" if front else "t2"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
            if front:
                painter.fillRect(QRectF(rect.left(), bottom - 1, rect.width(), 2), shown.color("ac"))
                if draws_ring(self):
                    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                    painter.setPen(QPen(shown.color("ac"), 2))
                    painter.drawRoundedRect(rect.adjusted(1 - min(rect.left(), AWAY), 3, AWAY, -5), 5, 5)
                    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
