"""The plane of a rule in time: where a date stands on each axis, and which months are written along it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF

from viewmodels.screens.subsidios.rules_timeline_marks import TimelineView

STEPS = (1, 2, 3, 6, 12, 24, 60)
"""Months between two ticks, the fewest that leave room for the words."""


@dataclass(frozen=True)
class Plane:
    """A view on a rectangle of the screen: trip dates to the right, known-on dates upwards."""

    view: TimelineView
    area: QRectF

    def x(self, day: date) -> float:
        """Where a trip date stands, never outside the plane."""
        w = self.view.window
        return self.area.left() + _share(day, w.start, w.end) * self.area.width()

    def y(self, known: date) -> float:
        """Where a known-on date stands, never outside the plane."""
        w = self.view.window
        return self.area.bottom() - _share(known, w.known, w.known_end) * self.area.height()

    def rect(self, at: int) -> QRectF:
        """Where a rectangle of the rule stands."""
        w = self.view.marks[at].window
        return QRectF(QPointF(self.x(w.start), self.y(w.known_end)), QPointF(self.x(w.end), self.y(w.known)))

    def band(self) -> QRectF | None:
        """The days of the audit; None without days, or where the window does not hold them."""
        if self.view.days is None:
            return None
        first, last = self.view.days
        w = self.view.window
        if last < w.start or first >= w.end:
            return None
        left, right = self.x(first), self.x(date.fromordinal(last.toordinal() + 1))
        return QRectF(left, self.area.top(), max(2.0, right - left), self.area.height())

    def diagonal(self) -> tuple[QPointF, QPointF] | None:
        """The line known-on = trip date inside the plane; None where it does not cross it."""
        w = self.view.window
        first, last = max(w.start, w.known), min(w.end, w.known_end)
        if first >= last:
            return None
        return QPointF(self.x(first), self.y(first)), QPointF(self.x(last), self.y(last))

    def veil(self) -> list[QPointF]:
        """The part below the diagonal, where the trip has not been made."""
        line, area, w = self.diagonal(), self.area, self.view.window
        if line is None:
            return [] if w.start < w.known_end else _corners(area)
        first, last = line
        below = [first]
        if w.start > w.known:
            below = [QPointF(area.left(), area.bottom()), first]
        corner = [last] if w.end <= w.known_end else [last, QPointF(area.right(), area.top())]
        return [*below, *corner, QPointF(area.right(), area.bottom())]

    def x_ticks(self, room: float) -> list[tuple[float, date]]:
        """Months written under the plane, at least `room` apart."""
        w = self.view.window
        return [(self.x(day), day) for day in _months(w.start, w.end, self.area.width() / room)]

    def y_ticks(self, room: float) -> list[tuple[float, date]]:
        """Months written beside the plane, at least `room` apart."""
        w = self.view.window
        return [(self.y(day), day) for day in _months(w.known, w.known_end, self.area.height() / room)]


def _corners(area: QRectF) -> list[QPointF]:
    return [area.topLeft(), area.topRight(), area.bottomRight(), area.bottomLeft()]


def _share(day: date, first: date, end: date) -> float:
    whole = max(1, (end - first).days)
    return min(1.0, max(0.0, (day - first).days / whole))


def _months(first: date, end: date, most: float) -> Iterator[date]:
    """First days of months inside [first, end), no more than `most` of them."""
    length = (end.year - first.year) * 12 + end.month - first.month + 1
    step = next((one for one in STEPS if length / one <= max(1.0, most)), STEPS[-1])
    for month in range(first.year * 12 + first.month - 1, end.year * 12 + end.month + 1):
        day = date(month // 12, month % 12 + 1, 1)
        if month % step == 0 and first <= day < end:
            yield day
