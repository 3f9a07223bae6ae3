"""Asking for help from anywhere: an event that climbs from a widget to the window that can open the page."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

HINT = "ajuda"
"""Property of a widget that says what it is about: a code, a page of help, a term."""
_TYPE = QEvent.Type(QEvent.registerEventType())


@runtime_checkable
class TellsHints(Protocol):
    """A widget that knows what is under its cursor."""

    def help_hints(self) -> Sequence[str]:
        """What the cursor is on: pages of help and terms, the nearest first."""
        ...


class HelpAsked(QEvent):
    """Somebody wants the page about one of these: a code, a term, a page of help; the first known one wins."""

    def __init__(self, *hints: str) -> None:
        """Help about the first of `hints` that leads anywhere."""
        super().__init__(_TYPE)
        self.hints = hints
        self.setAccepted(False)


def ask_help(widget: QWidget, *hints: str) -> bool:
    """Climbs from a widget, through dialogs to the window behind them; True when somebody opened a page."""
    asked = HelpAsked(*hints)
    here: QWidget | None = widget
    while here is not None and not asked.isAccepted():
        QApplication.sendEvent(here, asked)
        here = here.parentWidget()
    return asked.isAccepted()


def hints_of(widget: QWidget | None) -> tuple[str, ...]:
    """What a widget and those around it are about, the nearest first, and its spoken name last."""
    found: list[str] = []
    spoken = widget.accessibleName() if widget is not None else ""
    while widget is not None:
        found += widget.help_hints() if isinstance(widget, TellsHints) else ()
        hint = widget.property(HINT)
        if hint:
            found.append(str(hint))
        widget = widget.parentWidget()
    return (*found, spoken) if spoken else tuple(found)
