"""Month calendar: Monday first, each day with its type as wash and letter; U S D classify, arrows walk."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.kit.theme import theme
from viewmodels.charts import CalendarDay, Day
from viewmodels.state import State

CELL = QSize(54, 62)
GAP = 4
HEAD = 24
_TOKENS = {Day.UTIL: "util", Day.SABADO: "sabado", Day.DOMINGO: "domingo"}
_KEYS = {Qt.Key.Key_U: Day.UTIL, Qt.Key.Key_S: Day.SABADO, Qt.Key.Key_D: Day.DOMINGO}
_MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class MonthCalendar(QWidget):
    """One tab stop; `classified` asks to give a day a type, `day_selected` follows the ring."""

    classified = Signal(object, str)
    """The date and the letter (U, S, D) asked for."""
    day_selected = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """A calendar without month."""
        super().__init__(parent)
        self._days: dict[date, CalendarDay] = {}
        self._first = date(2000, 1, 1)
        self._today: date | None = None
        self._selected: date | None = None
        self._week = tuple(self.tr("seg ter qua qui sex sáb dom").split())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)
        self._tell()

    def set_month(self, year: int, month: int, days: Sequence[CalendarDay], today: date | None = None) -> None:
        """Show a month; a day not given is drawn without type. The selection stays when it is in the month."""
        self._first = date(year, month, 1)
        self._days = {one.day: one for one in days}
        self._today = today
        if self._selected is not None and (self._selected.year, self._selected.month) != (year, month):
            self._selected = None
        self._tell()
        self.updateGeometry()
        self.update()

    @property
    def selected(self) -> date | None:
        """The day under the ring."""
        return self._selected

    def select(self, day: date) -> None:
        """Put the ring on a day of this month; others are ignored."""
        if not self._has(day) or day == self._selected:
            return
        self._selected = day
        self._tell()
        self.update()
        self.day_selected.emit(day)

    def _has(self, day: date) -> bool:
        return (day.year, day.month) == (self._first.year, self._first.month)

    def _tell(self) -> None:
        """Keep the spoken name on the day selected: its date, type and name."""
        name = self.tr("Calendário do mês")
        if self._selected is not None:
            one = self._days.get(self._selected)
            kind = {
                "U": self.tr("útil"),
                "S": self.tr("sábado"),
                "D": self.tr("domingo"),
                "?": self.tr("a classificar"),
            }
            day = QLocale().toString(QDate(*self._selected.timetuple()[:3]), self.tr("dd/MM"))
            words = [day, kind[one.kind] if one else "", one.name if one else ""]
            name = f"{name}: {', '.join(word for word in words if word)}"
        self.setAccessibleName(name)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    # --- geometry

    def _weeks(self) -> int:
        return (self._first.weekday() + monthrange(self._first.year, self._first.month)[1] + 6) // 7

    def _cell_size(self) -> tuple[int, int]:
        return theme().px(CELL.width()), theme().px(CELL.height())

    def sizeHint(self) -> QSize:  # noqa: N802
        """Seven columns and as many weeks as the month touches."""
        width, height = self._cell_size()
        return QSize(7 * (width + GAP) + 2, theme().px(HEAD) + self._weeks() * (height + GAP) + 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """A month is never cut."""
        return self.sizeHint()

    def _rect(self, day: date) -> QRectF:
        width, height = self._cell_size()
        place = self._first.weekday() + day.day - 1
        row, column = divmod(place, 7)
        return QRectF(1 + column * (width + GAP), theme().px(HEAD) + row * (height + GAP), width, height)

    def _month_days(self) -> list[date]:
        return [self._first + timedelta(at) for at in range(monthrange(self._first.year, self._first.month)[1])]

    # --- keyboard and mouse

    def event(self, event: QEvent) -> bool:
        """Keep U, S and D from any shortcut while the calendar has the focus."""
        ours = isinstance(event, QKeyEvent) and Qt.Key(event.key()) in _KEYS and not event.modifiers()
        if ours and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows walk days and weeks, Home and End the month, U S D classify."""
        key, days = Qt.Key(event.key()), self._month_days()
        at = self._selected or days[0]
        if key in _MOVES:
            self.select(at + timedelta(_MOVES[key]) if self._selected else at)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.select(days[0] if key == Qt.Key.Key_Home else days[-1])
        elif key in _KEYS and self._selected is not None:
            self._classify(self._selected, _KEYS[key])
        else:
            super().keyPressEvent(event)

    def _classify(self, day: date, kind: Day) -> None:
        one = self._days.get(day)
        if one is None or not one.locked:
            self.classified.emit(day, kind.value)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Select the day under the pointer."""
        for day in self._month_days():
            if self._rect(day).contains(event.position()):
                self.select(day)

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Names of the week, then the days, then the ring."""
        painter, shown = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, _ = self._cell_size()
        painter.setFont(shown.font("caption"))
        painter.setPen(shown.color("t2"))
        for column, name in enumerate(self._week):
            rect = QRectF(1 + column * (width + GAP), 0, width, shown.px(HEAD) - 4)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, name)
        for day in self._month_days():
            self._paint_day(painter, day)
        if self._selected is not None:
            painter.setPen(QPen(shown.color("ac"), 2.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._rect(self._selected).adjusted(0, 0, 0, 0), 6, 6)

    def _paint_day(self, painter: QPainter, day: date) -> None:
        shown, rect, one = theme(), self._rect(day), self._days.get(day)
        painter.setPen(QPen(shown.color("b1"), 1))
        painter.setBrush(shown.color("s2"))
        if one is not None and one.kind is Day.A_CLASSIFICAR:
            painter.setPen(QPen(shown.state_color(State.ATENCAO, "outline"), 1.2))
            painter.setBrush(shown.state_color(State.ATENCAO, "wash"))
        elif one is not None:
            painter.setBrush(shown.color(_TOKENS[one.kind]))
            if one.kind is not Day.UTIL:
                painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        self._paint_words(painter, rect, day, one)

    def _paint_words(self, painter: QPainter, rect: QRectF, day: date, one: CalendarDay | None) -> None:
        shown = theme()
        inner = rect.adjusted(8, 5, -7, -5)
        painter.setFont(shown.font("label"))
        painter.setPen(shown.color("t1"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, str(day.day))
        if day == self._today:
            width = painter.fontMetrics().horizontalAdvance(str(day.day))
            y = inner.top() + painter.fontMetrics().height() + 1
            painter.setPen(QPen(shown.color("ac"), 2))
            painter.drawLine(QPointF(inner.left(), y), QPointF(inner.left() + width, y))
        if one is None:
            return
        painter.setPen(shown.color("t1"))
        painter.setFont(shown.font("note", 600))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, one.kind.value)
        if one.name:
            painter.setFont(shown.font("note"))
            cut = painter.fontMetrics().elidedText(one.name, Qt.TextElideMode.ElideRight, int(rect.width()) - 4)
            below = rect.adjusted(2, 0, -2, -5)
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, cut)
