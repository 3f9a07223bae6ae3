"""Header of a table of figures: title in t2, unit after it in t3, arrow of the order."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.desktop.kit.drawings import paint_icon
from ui.desktop.kit.theme import theme
from viewmodels.table_spec import Kind

if TYPE_CHECKING:
    from ui.desktop.kit.table_grid import FigureGrid

UNIT_GAP = 3
ARROW = 12


def title_width(title: str, unit: str) -> int:
    """Width of title and unit side by side, in px at the text size in use."""
    width = QFontMetrics(theme().font("header")).horizontalAdvance(title)
    if unit:
        width += UNIT_GAP + QFontMetrics(theme().font("caption")).horizontalAdvance(unit)
    return width


class FigureHeader(QHeaderView):
    """Two-tone horizontal header; a click on a section cycles ascending, descending, order given."""

    def __init__(self, table: "FigureGrid", parent: QWidget) -> None:
        """A header for `table`, placed in `parent` (the table itself or its frozen copy)."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._table = table
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(36)
        self.sectionClicked.connect(table.cycle_sort)

    def sizeHint(self) -> QSize:  # noqa: N802
        """The header height of the scale."""
        return QSize(super().sizeHint().width(), theme().height("table_header"))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:  # noqa: N802
        """Draw one section, aligned as its cells."""
        columns = self._table.figures.columns
        if not rect.isValid() or logical >= len(columns):
            return
        spec, shown = columns[logical], theme()
        painter.save()
        painter.fillRect(rect, shown.color("s2"))
        painter.setPen(shown.color("b2"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(self._table.padding, 0, -self._table.padding, 0)
        width = title_width(spec.title, spec.unit)
        title = spec.title
        if width > inner.width():
            spare = inner.width() - (width - title_width(title, ""))
            metrics = QFontMetrics(shown.font("header"))
            title = metrics.elidedText(title, Qt.TextElideMode.ElideMiddle, spare)
            width = inner.width()
        left = inner.right() + 1 - width if spec.kind is Kind.NUMBER else inner.left()
        self._words(painter, inner, left, title, spec.unit)
        if self._table.figures.sort_column == spec.key:
            self._arrow(painter, inner, left, width, spec.kind)
        painter.restore()

    def _words(self, painter: QPainter, inner: QRect, left: int, title: str, unit: str) -> None:
        shown = theme()
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(shown.font("header"))
        painter.setPen(shown.color("t2"))
        painter.drawText(QRect(left, inner.top(), inner.right() - left + 2, inner.height()), flags, title)
        if unit:
            left += painter.fontMetrics().horizontalAdvance(title) + UNIT_GAP
            painter.setFont(shown.font("caption"))
            painter.setPen(shown.color("t3"))
            painter.drawText(QRect(left, inner.top(), inner.right() - left + 2, inner.height()), flags, unit)

    def _arrow(self, painter: QPainter, inner: QRect, left: int, width: int, kind: Kind) -> None:
        name = "arrow-down" if self._table.figures.sort_descending else "arrow-up"
        x = left - ARROW - 2 if kind is Kind.NUMBER else left + width + 2
        paint_icon(painter, name, x, inner.center().y() - ARROW // 2, ARROW, "act")
