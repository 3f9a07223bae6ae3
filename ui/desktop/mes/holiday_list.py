"""The list of holidays: one row per day with its three-way choice; arrows walk the days, U S D type them."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.chip import StateShape
from ui.desktop.kit.drawings import paint_icon
from ui.desktop.kit.labels import ElidedLabel, hairline, label
from ui.desktop.kit.segmented import Segmented
from ui.desktop.kit.theme import theme
from viewmodels.screens.holidays_page import TYPE_OF, HolidayLine

DATE_WIDTH = 50
KINDS = ("UTIL", "SABADO", "DOMINGO_FERIADO")
EDGE = 3
LOCK = 14
_KEYS = {Qt.Key.Key_U: "U", Qt.Key.Key_S: "S", Qt.Key.Key_D: "D"}


class Lock(QWidget):
    """The mark of a day that cannot change."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme().px(LOCK), theme().px(LOCK))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the lock."""
        paint_icon(QPainter(self), "lock-simple", 0, 0, self.width(), "t3")


class HolidayItem(QWidget):
    """One day: shape, date, name with kind, the reason of the suggestion, and the choice."""

    chosen = Signal(object, str)
    selected = Signal(object)
    removed = Signal(object)

    def __init__(self, line: HolidayLine, reason: str) -> None:
        """A row for a day; `reason` closes the choice for who may not type days."""
        super().__init__()
        self.day = line.day
        self.current = False
        self.shape = StateShape(line.state, 16)
        self.note = ElidedLabel(line.note, "caption", "t3")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        row.addWidget(self.shape)
        row.addLayout(self._make_date(line))
        row.addLayout(self._make_words(line), 1)
        if line.manual and not reason:
            name = self.tr("Retirar %s").replace("%s", line.name)
            row.addWidget(buttons.icon_button("trash", name, partial(self.removed.emit, line.day)))
        self.choice: Segmented | None = None
        if line.locked:
            row.addLayout(self._make_lock())
        else:
            row.addWidget(self._make_choice(line, reason))
        self.show_line(line)

    def _make_date(self, line: HolidayLine) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        day, week = label(line.date_text, "total"), label(line.weekday, "caption", "t3")
        for each in (day, week):
            each.setFixedWidth(theme().px(DATE_WIDTH))
            column.addWidget(each)
        return column

    def _make_words(self, line: HolidayLine) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(ElidedLabel(line.name, "label"))
        first.addWidget(label(line.kind, "caption", "t3"))
        first.addStretch(1)
        column.addLayout(first)
        column.addWidget(self.note)
        return column

    def _make_lock(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(Lock())
        row.addWidget(label(self.tr("Domingo"), "body", "t2"))
        return row

    def _make_choice(self, line: HolidayLine, reason: str) -> Segmented:
        options = list(zip(KINDS, (self.tr("Útil"), self.tr("Sábado"), self.tr("Domingo")), strict=True))
        self.choice = Segmented(f"{line.date_text}, {line.name}", options)
        self.choice.setEnabled(not reason)
        self.choice.setAccessibleDescription(reason)
        self.choice.chosen.connect(partial(self.chosen.emit, line.day))
        self.choice.installEventFilter(self)
        return self.choice

    def show_line(self, line: HolidayLine) -> None:
        """Say how the day stands now."""
        self.shape.set_state(line.state)
        self.note.set_text(line.note)
        if self.choice is not None:
            self.choice.set_value(str(line.chosen) if line.chosen else None)

    def set_current(self, current: bool) -> None:
        """Draw the wash and the edge of the day in front."""
        self.current = current
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The choice that takes the keyboard brings its day to the front."""
        if event.type() == QEvent.Type.FocusIn:
            self.selected.emit(self.day)
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click brings the day to the front."""
        self.selected.emit(self.day)
        if self.choice is not None:
            self.choice.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Wash and edge of the day in front."""
        if not self.current:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("sel"))
        painter.fillRect(QRectF(0, 0, EDGE, self.height()), theme().color("ac"))


class HolidayList(Card):
    """Rows in order, the month's first; a caption parts those of the window."""

    chosen = Signal(object, str)
    selected = Signal(object)
    removed = Signal(object)

    def __init__(self) -> None:
        """An empty list."""
        super().__init__()
        self._items: dict[date, HolidayItem] = {}
        self._shown: tuple[object, ...] = ()

    def set_lines(self, lines: Sequence[HolidayLine], current: date | None, reason: str) -> None:
        """Show these days; rows are made anew only when other days are listed, so that nobody loses the keyboard."""
        shown = tuple((line.day, line.name) for line in lines) + (reason,)
        if shown != self._shown:
            self._shown = shown
            self._build(lines, reason)
        for line in lines:
            self._items[line.day].show_line(line)
        self.set_current(current)

    def set_current(self, current: date | None) -> None:
        """Bring a day to the front."""
        for day, item in self._items.items():
            item.set_current(day == current)

    def item(self, day: date) -> HolidayItem:
        """The row of a day. Raises KeyError for one that is not listed."""
        return self._items[day]

    def _build(self, lines: Sequence[HolidayLine], reason: str) -> None:
        while old := self.body.takeAt(0):
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._items = {}
        parted = False
        for line in lines:
            if not line.in_month and not parted:
                parted = True
                self._part(bool(self._items))
            elif self._items:
                self.body.addWidget(hairline())
            self._add(line, reason)

    def _part(self, after: bool) -> None:
        caption = label(self.tr("Janela da média, três meses"), "header", "t2")
        caption.setContentsMargins(14, 8, 14, 8)
        if after:
            self.body.addWidget(hairline())
        self.body.addWidget(caption)
        self.body.addWidget(hairline())

    def _add(self, line: HolidayLine, reason: str) -> None:
        item = self._items[line.day] = HolidayItem(line, reason)
        item.chosen.connect(self.chosen)
        item.selected.connect(self.selected)
        item.removed.connect(self.removed)
        self.body.addWidget(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Up and down walk the days, U S D type the one in front."""
        current = next((item for item in self._items.values() if item.current), None)
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(current, -1 if key == Qt.Key.Key_Up else 1)
        elif key in _KEYS and current is not None and current.choice is not None and current.choice.isEnabled():
            self.chosen.emit(current.day, str(TYPE_OF[_KEYS[key]]))
        else:
            super().keyPressEvent(event)

    def _step(self, current: HolidayItem | None, by: int) -> None:
        items = [item for item in self._items.values() if item.choice is not None]
        if not items:
            return
        at = items.index(current) + by if current in items else 0
        chosen = items[max(0, min(at, len(items) - 1))]
        assert chosen.choice is not None
        chosen.choice.setFocus(Qt.FocusReason.TabFocusReason)

    def waiting(self) -> HolidayItem | None:
        """The first day that asks for a type."""
        return next((i for i in self._items.values() if i.choice is not None and i.choice.value is None), None)
