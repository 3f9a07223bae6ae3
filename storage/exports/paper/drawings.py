"""Small drawings of the report: sparkline, thermometer of debt and the month painted by day type."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from reportlab.platypus import Flowable

from engines.report.blocks import CalendarDay, MonthCalendar, Sparkline, Thermometer
from storage.exports.paper.styles import BOLD, MEDIUM, REGULAR, fitted, ink, width_of, words

_TONES = ("paper", "sabado", "domingo", "attention_wash")


class SparkDrawing(Flowable):  # type: ignore[misc]
    """A series without axes: gaps where there is no data, target dashed, last point as a dot."""

    _HEIGHT = 46.0

    def __init__(self, block: Sparkline) -> None:
        super().__init__()
        self.block = block

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Size taken: the whole width, caption above the line and both ends under it."""
        self.width, self.height = available_width, self._HEIGHT + 28
        return self.width, self.height

    def draw(self) -> None:
        """Ink caption, target, line, dot and the words of both ends."""
        canvas = self.canv
        canvas.setFont(MEDIUM, 8)
        canvas.setFillColor(ink("t2"))
        canvas.drawString(0, self.height - 9, self.block.caption)
        canvas.setFont(REGULAR, 8)
        canvas.drawString(0, 3, self.block.first)
        canvas.drawRightString(self.width, 3, self.block.last)
        self._target()
        self._line()

    def _place(self, value: Decimal) -> float:
        known = [item for item in (*self.block.values, self.block.target) if item is not None]
        low, high = min(known), max(known)
        share = float((value - low) / (high - low)) if high > low else 0.5
        return 17 + share * (self._HEIGHT - 8)

    def _target(self) -> None:
        if self.block.target is None:
            return
        height = self._place(self.block.target)
        self.canv.saveState()
        self.canv.setStrokeColor(ink("b3"))
        self.canv.setLineWidth(0.7)
        self.canv.setDash(3, 2)
        self.canv.line(0, height, self.width, height)
        self.canv.restoreState()

    def _line(self) -> None:
        values = self.block.values
        across = (self.width - 6) / max(1, len(values) - 1)
        self.canv.setStrokeColor(ink("ac"))
        self.canv.setFillColor(ink("ac"))
        self.canv.setLineWidth(1.4)
        self.canv.setLineJoin(1)
        for run in _runs(values):
            points = [(3 + index * across, self._place(value)) for index, value in run]
            _polyline(self.canv, points)
        for index, value in [(at, value) for at, value in enumerate(values) if value is not None][-1:]:
            self.canv.circle(3 + index * across, self._place(value), 2.6, stroke=0, fill=1)


def _runs(values: tuple[Decimal | None, ...]) -> Iterator[list[tuple[int, Decimal]]]:
    """Stretches of the series without a gap."""
    run: list[tuple[int, Decimal]] = []
    for index, value in enumerate(values):
        if value is not None:
            run.append((index, value))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _polyline(canvas: Any, points: list[tuple[float, float]]) -> None:
    if len(points) == 1:
        canvas.circle(*points[0], 1.4, stroke=0, fill=1)
        return
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    canvas.drawPath(path, stroke=1, fill=0)


class ThermometerDrawing(Flowable):  # type: ignore[misc]
    """Spending as a bar against goal and ceiling; what passes the ceiling is hatched, and the verdict says it."""

    _BAR = 15.0
    _BASE = 34.0

    def __init__(self, block: Thermometer) -> None:
        super().__init__()
        self.block = block

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Size taken: the whole width, marks above the bar, spending and verdict under it."""
        self.width, self.height = available_width, 68.0
        return self.width, self.height

    def draw(self) -> None:
        """Ink track, tolerance, spending, excess, then the marks."""
        block, canvas = self.block, self.canv
        widest = max(block.ceiling * Decimal("1.28"), block.spending * Decimal("1.04"), Decimal(1))
        self.scale = self.width / float(widest)
        goal, ceiling, spending = (self._at(value) for value in (block.goal, block.ceiling, block.spending))
        canvas.setLineWidth(0.6)
        canvas.setFillColor(ink("sunk"))
        canvas.rect(0, self._BASE, ceiling, self._BAR, stroke=0, fill=1)
        canvas.setFillColor(ink("sabado"))
        canvas.rect(goal, self._BASE, max(0.0, ceiling - goal), self._BAR, stroke=0, fill=1)
        canvas.setFillColor(ink("context"))
        canvas.rect(0, self._BASE + 4, min(spending, ceiling), self._BAR - 8, stroke=0, fill=1)
        if spending > ceiling:
            self._excess(ceiling, spending)
        self._marks(goal, ceiling, spending)

    def _at(self, value: Decimal) -> float:
        return max(0.0, float(value) * self.scale)

    def _excess(self, start: float, end: float) -> None:
        canvas = self.canv
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(start, self._BASE + 2, end - start, self._BAR - 4)
        canvas.setStrokeColor(ink("critical"))
        canvas.setFillColor(ink("critical_wash"))
        canvas.drawPath(path, stroke=1, fill=1)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.setLineWidth(0.8)
        for step in range(int(start) - 20, int(end) + 4, 4):
            canvas.line(step, self._BASE, step + self._BAR, self._BASE + self._BAR)
        canvas.restoreState()

    def _marks(self, goal: float, ceiling: float, spending: float) -> None:
        canvas, top = self.canv, self._BASE + self._BAR
        canvas.setStrokeColor(ink("t1"))
        for at in (goal, ceiling):
            canvas.line(at, self._BASE - 2, at, top + 4)
        canvas.line(spending, self._BASE - 5, spending, self._BASE + self._BAR)
        canvas.setFont(REGULAR, 8)
        canvas.setFillColor(ink("t2"))
        goal_room, ceiling_room = (width_of(text, "quiet") for text in (self.block.goal_text, self.block.ceiling_text))
        ceiling_start = min(max(ceiling + 3, goal_room + 10), self.width - ceiling_room)
        canvas.drawString(ceiling_start, top + 7, self.block.ceiling_text)
        canvas.drawRightString(min(max(goal - 3, goal_room), ceiling_start - 10), top + 7, self.block.goal_text)
        canvas.setFont(MEDIUM, 8)
        canvas.setFillColor(ink("t1"))
        half = width_of(self.block.spending_text, "head") / 2
        centre = min(max(spending, half), self.width - half)
        canvas.drawCentredString(centre, self._BASE - 14, self.block.spending_text)
        canvas.drawString(0, 4, self.block.verdict)


class CalendarDrawing(Flowable):  # type: ignore[misc]
    """A month, Monday first: day, letter of its type, name of the holiday; the legend under it."""

    _ROW = 35.0
    _HEAD = 34.0

    def __init__(self, block: MonthCalendar) -> None:
        super().__init__()
        self.block = block

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Size taken: the weeks the month touches, head and legend."""
        days = self.block.days
        self.before = days[0].day.weekday() if days else 0
        weeks = (self.before + len(days) + 6) // 7
        self.width, self.height = available_width, self._HEAD + weeks * self._ROW + 20
        return self.width, self.height

    def draw(self) -> None:
        """Ink title, weekdays, days and legend."""
        canvas = self.canv
        canvas.setFont(MEDIUM, 10)
        canvas.setFillColor(ink("t1"))
        canvas.drawString(0, self.height - 11, self.block.title)
        canvas.setFont(MEDIUM, 8)
        canvas.setFillColor(ink("t2"))
        for column, name in enumerate(self.block.weekdays):
            canvas.drawString(column * self.width / 7 + 5, self.height - 28, name)
        for index, day in enumerate(self.block.days):
            self._day(day, *divmod(self.before + index, 7))
        self._legend()

    def _day(self, day: CalendarDay, week: int, column: int) -> None:
        canvas, cell = self.canv, self.width / 7
        left, low = column * cell, self.height - self._HEAD - (week + 1) * self._ROW
        canvas.setStrokeColor(ink("attention" if day.tone == 3 else "b2"))
        canvas.setLineWidth(0.5)
        canvas.setFillColor(ink(_TONES[day.tone]))
        canvas.rect(left, low, cell, self._ROW, stroke=1, fill=1)
        canvas.setFillColor(ink("t1"))
        canvas.setFont(REGULAR, 9)
        canvas.drawString(left + 5, low + self._ROW - 12, str(day.day.day))
        canvas.setFont(BOLD, 8)
        canvas.drawRightString(left + cell - 5, low + self._ROW - 12, day.letter)
        if day.note:
            note = words(fitted(day.note, "note", (cell - 10) * 1.7), "note")
            _, height = note.wrap(cell - 8, self._ROW)
            note.drawOn(canvas, left + 5, low + self._ROW - 14 - height)

    def _legend(self) -> None:
        canvas, left = self.canv, 0.0
        for tone, (letter, meaning) in enumerate(self.block.legend):
            canvas.setStrokeColor(ink("b3"))
            canvas.setLineWidth(0.5)
            canvas.setFillColor(ink(_TONES[tone]))
            canvas.rect(left, 2, 11, 11, stroke=1, fill=1)
            canvas.setFillColor(ink("t1"))
            canvas.setFont(BOLD, 7)
            canvas.drawCentredString(left + 5.5, 5, letter)
            canvas.setFont(REGULAR, 8)
            canvas.setFillColor(ink("t2"))
            canvas.drawString(left + 16, 4.5, meaning)
            left += 16 + width_of(meaning, "quiet") + 18
