"""The fields of A and B: a day with the days on which something changed, a clause, a value of a threshold."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.fields import UnitEdit, parse_decimal
from ui.desktop.kit.labels import restyle
from ui.desktop.kit.theme import theme
from ui.desktop.subsidios.cost_page_picker import ChoiceList, open_list
from viewmodels.screens.subsidios.cost_sides import DAY, Option, read_day

DISC, DAY_WIDTH, VALUE_WIDTH, LEAST_LIST = 22, 108, 96, 140
AROUND_WORDS, AROUND_SMALL = 53, 45
"""What stands beside the words of a list's button: its edges, the caret, the space between."""


class SideDisc(QWidget):
    """The letter of a side in a disc; said by the field beside it."""

    def __init__(self, letter: str) -> None:
        """A disc with this letter."""
        super().__init__()
        self._letter = letter
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """A square."""
        return QSize(theme().px(DISC), theme().px(DISC))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw disc and letter."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("ac"))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.setFont(theme().font("chip", 600))
        painter.setPen(theme().color("onac"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letter)


class DayField(QWidget):
    """A day typed, or one of those on which something changed. `picked` carries it; `wrong` the sentence of a fault."""

    picked = Signal(object)
    wrong = Signal(str)

    def __init__(self, name: str, fault: str) -> None:
        """A field called `name`; `fault` is said of what is no day."""
        super().__init__()
        self._fault = fault
        self._options: tuple[Option, ...] = ()
        self.edit = UnitEdit()
        self.edit.setAccessibleName(name)
        self.open = buttons.icon_button("calendar-blank", self.tr("Dias em que algo mudou"), self.open_days)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.edit)
        row.addWidget(self.open)
        row.addStretch(1)
        self.edit.editingFinished.connect(self._typed)
        theme().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.edit.setFixedWidth(theme().px(DAY_WIDTH))

    def show_day(self, day: date, options: Sequence[Option]) -> None:
        """The day in force and the days to choose from."""
        self._options = tuple(options)
        self.edit.setText(f"{day:{DAY}}")
        self._mark(wrong=False)

    def open_days(self) -> ChoiceList | None:
        """Open the days on which something changed."""
        return open_list(self.edit, self._options, self.edit.text(), self._take)

    def _take(self, key: str) -> None:
        self.edit.setText(key)
        self._typed()

    def _typed(self) -> None:
        day = read_day(self.edit.text())
        self._mark(wrong=day is None)
        if day is None:
            self.wrong.emit(self._fault)
        else:
            self.wrong.emit("")
            self.picked.emit(day)

    def _mark(self, wrong: bool) -> None:
        self.edit.setProperty("errado", wrong)
        self.edit.setAccessibleDescription(self._fault if wrong else "")
        restyle(self.edit)


class ListField(QWidget):
    """One of many, by a button that says which and opens the list."""

    picked = Signal(str)

    def __init__(self, name: str, empty: str, width: int, small: bool = False) -> None:
        """A field called `name`; `empty` stands while nothing was chosen; `small` inside the header of a card."""
        super().__init__()
        self._name, self._empty, self._width = name, empty, width
        self._options: tuple[Option, ...] = ()
        self._key = ""
        self._height, self._around = ("button_small", AROUND_SMALL) if small else ("button", AROUND_WORDS)
        self.button = buttons.outlined(empty, self.open_list, icon="caret-down", small=small)
        self.button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        theme().changed.connect(self._measure)
        self._measure()

    def show_choice(self, key: str, options: Sequence[Option]) -> None:
        """What is chosen, and what it may be."""
        self._key, self._options = key, tuple(options)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The words follow the room there is."""
        super().resizeEvent(event)
        self._write()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the words, up to the width of the field."""
        words = ceil(QFontMetricsF(theme().font("total")).horizontalAdvance(self._text)) + theme().px(self._around)
        return QSize(min(theme().px(self._width), words), theme().height(self._height))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Room for some of the words: the rest is elided."""
        return QSize(min(self.sizeHint().width(), theme().px(LEAST_LIST)), theme().height(self._height))

    @property
    def _text(self) -> str:
        return next((option.text for option in self._options if option.key == self._key), self._empty)

    def _measure(self) -> None:
        self.setMaximumWidth(theme().px(self._width))
        self.updateGeometry()
        self._write()

    def _write(self) -> None:
        """As much of the words as fits in the field as it is now."""
        text, room = self._text, (self.width() or theme().px(self._width)) - theme().px(self._around)
        metrics = QFontMetrics(theme().font("total"))
        self.button.setText(metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room))
        self.button.setToolTip(text)
        self.button.setAccessibleName(f"{self._name}: {text}")

    def open_list(self) -> ChoiceList | None:
        """Open the list."""
        return open_list(self.button, self._options, self._key, self.picked.emit)


class ValueField(UnitEdit):
    """The value of a threshold in place of the one in force."""

    picked = Signal(object)
    wrong = Signal(str)

    def __init__(self, name: str, fault: Callable[[Decimal], str]) -> None:
        """A field called `name`; `fault` gives the sentence of what is wrong with a number, "" for none."""
        super().__init__()
        self._fault = fault
        self.setAccessibleName(name)
        self.editingFinished.connect(self._typed)

    def _measure(self) -> None:
        super()._measure()
        self.setFixedWidth(theme().px(VALUE_WIDTH))

    def _typed(self) -> None:
        parsed = parse_decimal(self.text())
        value = parsed.value if isinstance(parsed.value, Decimal) else None
        error = parsed.error or ("" if value is None else self._fault(value))
        self.setProperty("errado", bool(error))
        self.setAccessibleDescription(error)
        restyle(self)
        self.wrong.emit(error)
        if not error:
            self.picked.emit(value)
