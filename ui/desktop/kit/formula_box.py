"""Formula in words and with values, the term of the step selected marked in both lines."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.kit.theme import theme
from ui.desktop.kit.tokens import RADIUS
from viewmodels.memory import FormulaLine

PADDING = 12
LINE_GAP = 4


class FormulaBox(QWidget):
    """A sunk box with the lines of a formula; `mark` puts the rounded wash behind a step's term."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty box."""
        super().__init__(parent)
        self._lines: tuple[FormulaLine, ...] = ()
        self._marked: str | None = None
        self._height = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._measure)

    def set_lines(self, lines: Sequence[FormulaLine]) -> None:
        """Show these lines, nothing marked."""
        self._lines, self._marked = tuple(lines), None
        self.setAccessibleName("; ".join(line.text for line in lines))
        self._measure()

    def mark(self, term: str | None) -> None:
        """Mark the term of a step in every line that has it."""
        self._marked = term
        self.update()

    def _layouts(self, width: float) -> list[QTextLayout]:
        """Each line broken to the width given; positions are inside the box."""
        made, top = [], float(PADDING)
        for line in self._lines:
            layout = QTextLayout(line.text, theme().font("body"))
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WordWrap)
            layout.setTextOption(option)
            layout.beginLayout()
            top = _break(layout, width, top)
            layout.endLayout()
            made.append(layout)
        return made

    def _measure(self) -> None:
        layouts = self._layouts(max(1, self.width() - 2 * PADDING))
        bottom = PADDING
        if layouts and layouts[-1].lineCount():
            last = layouts[-1].lineAt(layouts[-1].lineCount() - 1)
            bottom = int(last.y() + last.height())
        self._height = bottom + PADDING
        if self._height != self.minimumHeight():
            self.setFixedHeight(self._height)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """The height of the lines at the present width."""
        return QSize(240, self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Break the lines again."""
        super().resizeEvent(event)
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw box, marks and text."""
        painter, shown = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(shown.color("b1"))
        painter.setBrush(shown.color("sunk"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS["input"], RADIUS["input"])
        for line, layout in zip(self._lines, self._layouts(self.width() - 2 * PADDING), strict=True):
            if self._marked is not None and self._marked in line.terms:
                self._paint_mark(painter, layout, line.terms[self._marked])
            painter.setPen(shown.color("t1"))
            layout.draw(painter, QPointF(PADDING, 0))

    def _paint_mark(self, painter: QPainter, layout: QTextLayout, span: tuple[int, int]) -> None:
        shown = theme()
        for rect in _rects(layout, span):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shown.color("acs"))
            painter.drawRoundedRect(rect, 4, 4)
            painter.setPen(QPen(shown.color("ac"), 2))
            painter.drawLine(rect.bottomLeft() + QPointF(2, 0), rect.bottomRight() - QPointF(2, 0))


def _break(layout: QTextLayout, width: float, top: float) -> float:
    """Break one text to a width starting at `top`; return where the next begins."""
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height() + LINE_GAP
    return top


def _rects(layout: QTextLayout, span: tuple[int, int]) -> list[QRectF]:
    """The rectangles a range of characters covers, one per broken line."""
    found = []
    for at in range(layout.lineCount()):
        line = layout.lineAt(at)
        first = max(span[0], line.textStart())
        last = min(span[1], line.textStart() + line.textLength())
        if first < last:
            left, right = _x(line, first), _x(line, last)
            found.append(QRectF(PADDING + left - 2, line.y() - 1, right - left + 4, line.height() + 2))
    return found


def _x(line: QTextLine, position: int) -> float:
    """Horizontal place of a character; the binding returns the pair (x, position)."""
    placed: Any = line.cursorToX(position)
    return float(placed[0])
