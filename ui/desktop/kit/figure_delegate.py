"""Draws one cell of a table of figures: number, chip, sparkline, link, with ring, light, corner and underline."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.desktop.kit.drawings import paint_icon, paint_state
from ui.desktop.kit.sparkline import paint_sparkline
from ui.desktop.kit.theme import theme
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row, RowKind

if TYPE_CHECKING:
    from ui.desktop.kit.table_grid import FigureGrid

Index = QModelIndex | QPersistentModelIndex
SHAPE = 13
SHAPE_GAP = 6
INDENT = 18
CORNER = 8


@dataclass(slots=True)
class _Look:
    """How this cell stands at the moment of painting."""

    cell: Cell
    spec: ColumnSpec
    row: Row
    first: bool
    current: bool
    selected: bool
    hovered_row: bool
    hovered: bool
    lit: bool
    last_row: bool


class FigureDelegate(QStyledItemDelegate):
    """Paints cells of a `FigureTable`; it reads the model directly, formats nothing and builds no font or colour."""

    def __init__(self, table: "FigureGrid") -> None:
        """A delegate for this table; the frozen copy of its first column has one of its own."""
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Background, then content, then what stands above both (ring, corner, lines)."""
        look = self._look(option, index)
        rect: QRect = option.rect
        painter.save()
        self._background(painter, rect, look)
        self._lines(painter, rect, look)
        self._content(painter, rect, look)
        self._marks(painter, rect, look)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """The natural width of the column; the height is the row's."""
        return QSize(self._table.natural_width(index.column()), self._table.row_height())

    # --- what the cell is now

    def _look(self, option: QStyleOptionViewItem, index: Index) -> _Look:
        model, row, column = self._table.figures, index.row(), index.column()
        cell, line = model.cell_at(row, column), model.row_at(row)
        current = self._table.currentIndex()
        hovered = self._table.hovered
        at_row = row == current.row()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        return _Look(
            cell=cell,
            spec=model.columns[column],
            row=line,
            first=column == 0,
            current=at_row and column == current.column(),
            selected=selected or (at_row and self._table.highlight_row),
            hovered_row=row == hovered[0],
            hovered=(row, column) == hovered,
            lit=model.is_lit(cell),
            last_row=row == model.rowCount() - 1,
        )

    # --- layers

    def _background(self, painter: QPainter, rect: QRect, look: _Look) -> None:
        painter.fillRect(rect, theme().color(_background_token(look)))

    def _lines(self, painter: QPainter, rect: QRect, look: _Look) -> None:
        shown = theme()
        if look.row.kind is RowKind.TOTAL:
            painter.setPen(shown.color("b2"))
            painter.drawLine(rect.topLeft(), rect.topRight())
        if not look.last_row:
            painter.setPen(shown.color("b1"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if look.first and self._table.first_edge and look.row.kind is RowKind.LINE:
            painter.setPen(shown.color("b2"))
            painter.drawLine(rect.topRight(), rect.bottomRight())

    def _content(self, painter: QPainter, rect: QRect, look: _Look) -> None:
        inner = rect.adjusted(self._table.padding, 0, -self._table.padding, 0)
        kind = look.spec.kind
        if kind is Kind.SPARKLINE:
            if look.cell.series:
                paint_sparkline(painter, inner, look.cell.series, look.cell.target)
        elif kind is Kind.CHIP:
            self._chip(painter, inner, look)
        elif kind is Kind.NUMBER:
            self._number(painter, inner, look)
        else:
            self._text(painter, inner, look)

    def _number(self, painter: QPainter, inner: QRect, look: _Look) -> None:
        font, cell = _font(look), look.cell
        painter.setFont(font)
        painter.setPen(theme().color(_text_token(look)))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, cell.text)
        if cell.state and cell.text:
            left = inner.right() + 1 - self._table.number_width(look.spec.key) - SHAPE_GAP - SHAPE
            paint_state(painter, cell.state, left, _middle(inner, SHAPE), SHAPE)
        if look.hovered and cell.figure_address is not None:
            self._underline(painter, inner, font, cell.text)

    def _underline(self, painter: QPainter, inner: QRect, font: QFont, text: str) -> None:
        metrics = QFontMetrics(font)
        bottom = inner.center().y() + metrics.ascent() // 2 + 3
        pen = QPen(theme().color("t2"), 1, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.drawLine(inner.right() + 1 - metrics.horizontalAdvance(text), bottom, inner.right() + 1, bottom)

    def _chip(self, painter: QPainter, inner: QRect, look: _Look) -> None:
        cell, shown = look.cell, theme()
        if not cell.text:
            return
        left = inner.left()
        painter.setPen(shown.color("t2"))
        if cell.state:
            paint_state(painter, cell.state, left, _middle(inner, SHAPE), SHAPE)
            painter.setPen(shown.state_color(cell.state, "text"))
            left += SHAPE + SHAPE_GAP
        painter.setFont(shown.font("chip"))
        self._elided(painter, QRect(left, inner.top(), inner.right() - left + 1, inner.height()), cell.text)

    def _text(self, painter: QPainter, inner: QRect, look: _Look) -> None:
        left = inner.left()
        if look.first and self._table.has_groups:
            if look.row.kind is RowKind.GROUP:
                folded = self._table.figures.is_folded(look.row)
                paint_icon(painter, "caret-right" if folded else "caret-down", left, _middle(inner, 12), 12)
            left += INDENT
        painter.setFont(_font(look))
        painter.setPen(theme().color(_text_token(look)))
        used = self._elided(painter, QRect(left, inner.top(), inner.right() - left + 1, inner.height()), look.cell.text)
        unit = look.cell.unit or (look.row.unit if look.first and look.row.kind is RowKind.GROUP else "")
        if unit and look.spec.kind is Kind.TEXT:
            painter.setFont(theme().font("caption"))
            painter.setPen(theme().color("t3"))
            rest = QRect(left + used + 7, inner.top(), max(0, inner.right() - left - used - 6), inner.height())
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, unit)

    def _elided(self, painter: QPainter, rect: QRect, text: str) -> int:
        """Draw a text cut in the middle where it does not fit; return the width it took."""
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(text)
        if width > rect.width():
            text = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width())
            width = rect.width()
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        return width

    def _marks(self, painter: QPainter, rect: QRect, look: _Look) -> None:
        shown = theme()
        if look.cell.adjusted:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shown.color("c3"))
            x, y = float(rect.right() + 1), float(rect.top())
            painter.drawPolygon(QPolygonF([QPointF(x - CORNER, y), QPointF(x, y), QPointF(x, y + CORNER)]))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if look.current:
            painter.setPen(_ring_pen())
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        elif look.lit:
            painter.setPen(QPen(shown.color("ac"), 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    # --- editing in place

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802
        """A line edit the size of the cell, with the spoken sentence of the cell as its name."""
        editor = QLineEdit(parent)
        editor.setProperty("celula", True)
        editor.setLocale(QLocale(QLocale.Language.Portuguese, QLocale.Country.Brazil))
        editor.setAlignment(self._table.figures.alignment(index.column()))
        editor.setAccessibleName(self._table.figures.spoken(index.row(), index.column()))
        return editor


def _ring_pen() -> QPen:
    pen = QPen(theme().color("ac"), 2)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen


def _background_token(look: _Look) -> str:
    """Which wash lies behind the cell; the current cell and the selection win over everything."""
    if look.current or look.selected:
        return "sel"
    if look.lit:
        return "acs"
    if look.row.kind is RowKind.GROUP:
        return "sunk"
    return "hover" if look.hovered_row else "s2"


def _text_token(look: _Look) -> str:
    cell = look.cell
    if cell.action:
        return "act"
    if cell.stale or (look.spec.kind is Kind.NUMBER and cell.raw == 0 and not look.current):
        return "t3"
    if look.row.kind is not RowKind.LINE or look.current:
        return "t1"
    return "t2" if look.spec.quiet or look.spec.kind is Kind.ACTION else "t1"


def _font(look: _Look) -> QFont:
    heavy = look.row.kind is not RowKind.LINE or look.spec.strong
    heavy = heavy or (look.current and look.spec.kind is Kind.NUMBER)
    if look.cell.action:
        return theme().font("label")
    return theme().font("total" if heavy else "body")


def _middle(rect: QRect, size: int) -> int:
    return rect.top() + (rect.height() - size) // 2
