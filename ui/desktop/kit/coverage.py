"""Coverage strip: a bar per month and sector, gaps hatched; each month says its effect and can be asked about."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.kit.theme import theme
from viewmodels.charts import CoverageRow
from viewmodels.state import State

BAR = QSize(40, 11)
PADDING = 14


class CoverageStrip(QWidget):
    """Rows of months; `month_requested` carries the address of the month clicked or opened by Enter."""

    month_requested = Signal(object)

    def __init__(self, name: str, row_title: str = "", count_title: str = "", parent: QWidget | None = None) -> None:
        """An empty strip called `name` by screen readers, with titles for the first and the last column."""
        super().__init__(parent)
        self._name, self._row_title, self._count_title = name, row_title, count_title
        self._months: tuple[str, ...] = ()
        self._rows: tuple[CoverageRow, ...] = ()
        self._at = (0, -1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        theme().changed.connect(self.updateGeometry)

    def set_rows(self, months: Sequence[str], rows: Sequence[CoverageRow]) -> None:
        """Show these rows under these month names; the place of the keyboard stays while the months are the same.

        Raises ValueError when a row has another count of months.
        """
        if any(len(row.cells) != len(months) for row in rows):
            raise ValueError("every row has one cell per month")
        same = tuple(months) == self._months and [r.label for r in rows] == [r.label for r in self._rows]
        self._months, self._rows = tuple(months), tuple(rows)
        if same and self._at[1] >= 0:
            self._go(*self._at)
        else:
            self._at = (0, -1)
        self.updateGeometry()
        self.update()

    # --- geometry

    def _head(self) -> int:
        return theme().height("table_header")

    def _row_height(self) -> int:
        return theme().height("row_compact")

    def _label_width(self) -> int:
        metrics = QFontMetrics(theme().font("body"))
        widest = max((metrics.horizontalAdvance(row.label) for row in self._rows), default=0)
        return max(widest, theme().px(110)) + 2 * PADDING

    def _count_width(self) -> int:
        metrics = QFontMetrics(theme().font("body"))
        texts = [self._count_title, *(row.count for row in self._rows)]
        return max(metrics.horizontalAdvance(text) for text in texts) + 2 * PADDING

    def sizeHint(self) -> QSize:  # noqa: N802
        """Header and rows at 58 px a month."""
        width = self._label_width() + self._count_width() + len(self._months) * theme().px(58)
        return QSize(width, self._head() + len(self._rows) * self._row_height() + 1)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Months may shrink to their names."""
        metrics = QFontMetrics(theme().font("header"))
        widest = max((metrics.horizontalAdvance(month) for month in self._months), default=0)
        width = self._label_width() + self._count_width() + len(self._months) * (widest + 6)
        return QSize(width, self.sizeHint().height())

    def _slot(self, row: int, month: int) -> QRectF:
        left, right = self._label_width(), self.width() - self._count_width()
        width = (right - left) / max(1, len(self._months))
        return QRectF(left + month * width, self._head() + row * self._row_height(), width, self._row_height())

    def _bar(self, row: int, month: int) -> QRectF:
        slot = self._slot(row, month)
        width = min(BAR.width(), slot.width() - 6)
        return QRectF(slot.center().x() - width / 2, slot.center().y() - BAR.height() / 2, width, BAR.height())

    # --- keyboard and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows walk the months, Enter asks about one."""
        moves = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
        key = Qt.Key(event.key())
        if key in moves and self._rows:
            row, month = self._at[0] + moves[key][0], max(0, self._at[1] + moves[key][1])
            self._go(max(0, min(row, len(self._rows) - 1)), min(month, len(self._months) - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F1) and self._at[1] >= 0:
            self._ask()
        else:
            super().keyPressEvent(event)

    def _go(self, row: int, month: int) -> None:
        self._at = (row, month)
        cell = self._rows[row].cells[month]
        said = ", ".join((self._rows[row].label, self._months[month], cell.sentence))
        self.setAccessibleName(f"{self._name}: {said}")
        self.update()

    def _ask(self) -> None:
        address = self._rows[self._at[0]].cells[self._at[1]].address
        if address is not None:
            self.month_requested.emit(address)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Ask about the month under the pointer."""
        for row in range(len(self._rows)):
            for month in range(len(self._months)):
                if self._slot(row, month).contains(event.position()):
                    self._go(row, month)
                    self._ask()

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Header, rows, ring."""
        painter = QPainter(self)
        self._paint_head(painter)
        for row in range(len(self._rows)):
            self._paint_row(painter, row)
        if self.hasFocus() and self._at[1] >= 0:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme().color("ac"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._bar(*self._at).adjusted(-3, -3, 3, 3), 3, 3)

    def _paint_head(self, painter: QPainter) -> None:
        shown, head = theme(), self._head()
        painter.setFont(shown.font("header"))
        painter.setPen(shown.color("t2"))
        left = QRectF(PADDING, 0, self._label_width(), head)
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, self._row_title)
        right = QRectF(0, 0, self.width() - PADDING, head)
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._count_title)
        for month, name in enumerate(self._months):
            slot = self._slot(0, month)
            painter.drawText(QRectF(slot.left(), 0, slot.width(), head), Qt.AlignmentFlag.AlignCenter, name)
        painter.setPen(shown.color("b2"))
        painter.drawLine(0, head - 1, self.width(), head - 1)

    def _paint_row(self, painter: QPainter, at: int) -> None:
        shown, row = theme(), self._rows[at]
        top, height = self._head() + at * self._row_height(), self._row_height()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if at:
            painter.setPen(shown.color("b1"))
            painter.drawLine(0, top, self.width(), top)
        painter.setFont(shown.font("body"))
        painter.setPen(shown.color("t1"))
        painter.drawText(QRectF(PADDING, top, self._label_width(), height), Qt.AlignmentFlag.AlignVCenter, row.label)
        counted = QRectF(0, top, self.width() - PADDING, height)
        painter.drawText(counted, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.count)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month, cell in enumerate(row.cells):
            paint_coverage(painter, self._bar(at, month), cell.state)


def paint_coverage(painter: QPainter, bar: QRectF, state: State) -> None:
    """One month: filled when complete, half filled when partial, hatched without data, a dashed edge when left out."""
    shown = theme()
    if state is State.ATENCAO:
        _paint_partial(painter, bar)
        return
    if state is State.ESPERA:
        painter.setPen(QPen(shown.color("b3"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    elif state is State.OK:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shown.state_color(state, "shape"))
    else:
        edge = shown.state_color(state, "outline")
        painter.setPen(QPen(edge, 1))
        painter.setBrush(QBrush(edge, Qt.BrushStyle.BDiagPattern))
    painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)


def _paint_partial(painter: QPainter, bar: QRectF) -> None:
    """The left half in the colour of attention, the whole with its edge: some days are there, some are not."""
    shown = theme()
    inside = bar.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shown.state_color(State.ATENCAO, "shape"))
    painter.drawRoundedRect(QRectF(inside.left(), inside.top(), inside.width() / 2, inside.height()), 2, 2)
    painter.setPen(QPen(shown.state_color(State.ATENCAO, "outline"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inside, 2, 2)
