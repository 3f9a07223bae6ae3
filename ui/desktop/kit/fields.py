"""Form field: label above, unit inside, hint below; the error replaces the hint with shape and sentence."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.desktop.kit.chip import beside_words
from ui.desktop.kit.drawings import paint_state
from ui.desktop.kit.labels import label, restyle
from ui.desktop.kit.theme import theme
from viewmodels.state import State


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a field's text means: a value, or the sentence that says how to mend it."""

    value: object = None
    error: str = ""


Parse = Callable[[str], Parsed]
MAX_DIGITS = 30
_NUMBER = re.compile(r"[+-]?[0-9]+([,.][0-9]+)?")
"""Either mark: the other one than the language's was refused before."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Fields", text)


def parse_decimal(text: str) -> Parsed:
    """A number with the decimal mark of the language on screen (a comma in Portuguese); an empty text is no value.

    The other mark is refused with the reason: who types it may mean thousands.
    """
    mark = QLocale().decimalPoint()
    other = "." if mark == "," else ","
    typed = text.strip().replace("\u00a0", "").replace("\u2212", "-")
    if not typed:
        return Parsed()
    if other in typed:
        return Parsed(error=_other_mark(mark).replace("{0}", _with_mark(typed, mark, other)))
    if len(typed) > MAX_DIGITS or not _NUMBER.fullmatch(typed):
        return Parsed(error=_tr("Precisa ser um número, como {0}").replace("{0}", f"4{mark}46"))
    return Parsed(Decimal(typed.replace(mark, ".")))


def _other_mark(mark: str) -> str:
    if mark == ",":
        return _tr("Use a vírgula para os decimais, sem ponto: {0}")
    return _tr("Use o ponto para os decimais, sem vírgula: {0}")


def _with_mark(typed: str, mark: str, other: str) -> str:
    """What the user meant: the other mark is of thousands when ours follows, the decimal one when alone."""
    if mark in typed or typed.count(other) > 1:
        return typed.replace(other, "")
    return typed.replace(other, mark)


def parse_text(text: str) -> Parsed:
    """Any text, without the spaces around it."""
    return Parsed(text.strip())


class UnitEdit(QLineEdit):
    """A line edit that draws a unit inside its right end, or the shape of a state that confirms what was typed."""

    left = Signal()

    def __init__(self, unit: str = "", parent: QWidget | None = None) -> None:
        """An empty line with this unit."""
        super().__init__(parent)
        self._unit = unit
        self._confirmed: State | None = None
        theme().changed.connect(self._measure)
        self._measure()

    def set_unit(self, unit: str) -> None:
        """Another unit at the right end: the same field now edits another value."""
        self._unit = unit
        self._measure()
        self.update()

    def set_confirmed(self, state: State | None) -> None:
        """Draw a shape at the right end (the period typed to confirm is the right one), or none."""
        self._confirmed = state
        self._measure()
        self.update()

    def _measure(self) -> None:
        width = QFontMetrics(theme().font("body")).horizontalAdvance(self._unit)
        room = max(width, 13 if self._confirmed else 0)
        self.setTextMargins(0, 0, room + 6 if room else 0, 0)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Tell that the field was left: that is when it is checked first."""
        super().focusOutEvent(event)
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the line and what stands at its right end."""
        super().paintEvent(event)
        painter = QPainter(self)
        if self._confirmed is not None:
            paint_state(painter, self._confirmed, self.width() - 24, (self.height() - 13) / 2, 13)
        elif self._unit:
            painter.setFont(theme().font("body"))
            painter.setPen(theme().color("t3" if self.isEnabled() else "dis"))
            rect = self.rect().adjusted(0, 0, -10, 0)
            painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._unit)


class FormField(QWidget):
    """A labelled input that knows what its text means.

    It is checked on leaving; once wrong it is checked at each key. `changed` carries every good value.
    """

    changed = Signal(object)

    def __init__(
        self, title: str, parse: Parse = parse_text, unit: str = "", hint: str = "", optional: bool = False
    ) -> None:
        """A field; `parse` gives the value or the sentence of the error; optional fields say "(opcional)"."""
        super().__init__()
        self._parse, self._hint = parse, hint
        self._value: object = None
        shown = f"{title} {self.tr('(opcional)')}" if optional else title
        self.title = label(shown, "label")
        self.edit = UnitEdit(unit)
        self.edit.setAccessibleName(f"{title}, {unit}" if unit else title)
        self.title.setBuddy(self.edit)
        self._shape = beside_words(State.CRITICO, face="caption")
        self.message = label(hint, "caption", "t3", wrap=True)
        self._lay_out()
        self.edit.left.connect(self.check)
        self.edit.textEdited.connect(self._typed)
        self.setFocusProxy(self.edit)
        self._show("")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        self._line = QHBoxLayout()
        self._line.setSpacing(12)
        self._line.addWidget(self.edit)
        column.addLayout(self._line)
        below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(self._shape, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.message, 1)
        column.addLayout(below)

    def put_beside(self, widget: QWidget, width: int) -> None:
        """Give the line to another input of the same value (a slider), and the text the `width` px at its right."""
        self._line.insertWidget(0, widget, 1)
        self.edit.setFixedWidth(theme().px(width))
        QWidget.setTabOrder(widget, self.edit)

    @property
    def value(self) -> object:
        """The last good value, or None."""
        return self._value

    @property
    def error(self) -> str:
        """The sentence shown in place of the hint, or "" while the field is right."""
        return self.message.text() if self.edit.property("errado") else ""

    def set_text(self, text: str) -> None:
        """Put a text in without telling `changed`."""
        self.edit.setText(text)
        parsed = self._parse(text)
        self._value = None if parsed.error else parsed.value
        self._show(parsed.error)

    def show_error(self, sentence: str) -> None:
        """Show an error found elsewhere (by the viewmodel); "" brings the hint back."""
        self._show(sentence)

    def set_hint(self, hint: str) -> None:
        """Another line below, shown while the field is right."""
        self._hint = hint
        if not self.error:
            self._show("")

    def check(self) -> bool:
        """Read the text now: tells `changed` or shows the error; True when it is right."""
        parsed = self._parse(self.edit.text())
        self._show(parsed.error)
        if not parsed.error and parsed.value != self._value:
            self._value = parsed.value
            self.changed.emit(parsed.value)
        return not parsed.error

    def _typed(self) -> None:
        if self.edit.property("errado"):
            self.check()

    def _show(self, error: str) -> None:
        self.edit.setProperty("errado", bool(error))
        restyle(self.edit)
        self._shape.setVisible(bool(error))
        self.message.setText(error or self._hint)
        self.message.setProperty("cor", "critico" if error else "t3")
        restyle(self.message)
        self.message.setVisible(bool(error or self._hint))
        self.edit.setAccessibleDescription(error or self._hint)
