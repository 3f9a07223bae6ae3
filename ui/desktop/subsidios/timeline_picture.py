"""A rule on two axes: rectangles of its clauses, the veil before the trip, the audit's days, the calculation's day."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.desktop.kit.chart import Chart
from ui.desktop.kit.theme import theme
from ui.desktop.subsidios.timeline_picture_axes import Plane
from ui.desktop.subsidios.timeline_picture_paint import MonthWords, TimelinePainter
from viewmodels.screens.subsidios.rules_timeline_marks import TimelineView
from viewmodels.table_spec import ColumnSpec, Row

Table = tuple[Sequence[ColumnSpec], Sequence[Row]]


class TimelinePicture(Chart):
    """Draws a `TimelineView`; `pointed` tells which rectangle is under the pointer or the keyboard, -1 for none."""

    pointed = Signal(int)

    def __init__(self, name: str, month: MonthWords, parent: QWidget | None = None) -> None:
        """A picture called `name`; `month` writes the months of the axes."""
        super().__init__(name, parent)
        self._title, self._month = name, month
        self._view: TimelineView | None = None
        self._table: Table = ((), ())
        self._hovered = -1

    def set_view(self, view: TimelineView, table: Table) -> None:
        """Show another rule; `table` says the same in columns and rows."""
        self._view, self._table = view, table
        self.current = self._hovered = -1
        self._name = f"{self._title}, {view.title}"
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(view.explained)
        self.pointed.emit(self.at_work())
        self.update()

    def at_work(self) -> int:
        """The rectangle the calculation stands in; without days the first, -1 without any."""
        marks = self._view.marks if self._view else ()
        first = 0 if marks and not (self._view and self._view.days) else -1
        return next((at for at, mark in enumerate(marks) if mark.here), first)

    def meant(self) -> int:
        """The rectangle under the pointer, else the one selected, else the one at work."""
        return next((at for at in (self._hovered, self.current) if at >= 0), self.at_work())

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the plane and its words."""
        return QSize(560, 320)

    # --- geometry

    def _plane(self, area: QRectF) -> Plane | None:
        if self._view is None:
            return None
        shown = theme()
        side = QFontMetrics(shown.font("header")).horizontalAdvance("00/00/0000") + 12
        top, foot = shown.px(26), shown.px(42)
        return Plane(self._view, area.adjusted(side, top, -8, -foot))

    # --- drawing

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """The plane and the rectangle meant."""
        plane = self._plane(area)
        if plane is None:
            return
        TimelinePainter(painter, plane, self._month).all(area)
        self._chosen(painter, plane)

    def _chosen(self, painter: QPainter, plane: Plane) -> None:
        at = self._hovered if self._hovered >= 0 else self.current
        ringed = at == self.current and self.hasFocus()
        if 0 <= at < len(plane.view.marks) and not ringed:
            painter.setPen(QPen(theme().color("ac"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(plane.rect(at).adjusted(1, 1, -1, -1))

    # --- pointer and keyboard

    def select(self, at: int) -> None:
        """Put the selection on a rectangle and tell it."""
        super().select(at)
        self.pointed.emit(self.current)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Tell the rectangle under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self._mark_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Back to the one selected."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, at: int) -> None:
        if at != self._hovered:
            self._hovered = at
            self.pointed.emit(self.meant())
            self.update()

    def _mark_at(self, point: QPointF) -> int:
        """The smallest rectangle under the pointer: those of a list lie on one another."""
        hits = [(rect.width() * rect.height(), at) for at, rect in enumerate(self.mark_rects()) if rect.contains(point)]
        return min(hits)[1] if hits else -1

    # --- what the base asks

    def mark_rects(self) -> Sequence[QRectF]:
        """The rectangles."""
        plane = self._plane(QRectF(self.rect()))
        return [] if plane is None else [plane.rect(at) for at in range(len(plane.view.marks))]

    def mark_texts(self) -> Sequence[str]:
        """Act, value, days and known-on dates of each rectangle."""
        return [mark.spoken for mark in self._view.marks] if self._view else ()

    def mark_addresses(self) -> Sequence[object]:
        """The clause of each rectangle."""
        return [mark.address for mark in self._view.marks] if self._view else ()

    def as_table(self) -> Table:
        """Every clause of the rule."""
        return self._table
