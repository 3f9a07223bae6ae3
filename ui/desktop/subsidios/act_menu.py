"""A menu of acts under its button: those that cannot be done now are closed and say why."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton


@dataclass(frozen=True, slots=True)
class Act:
    """Its words, what closes it ("" for nothing), whether it is open, what it does; `apart` from those after it."""

    words: str
    reason: str
    is_open: bool
    do: Callable[[], object]
    apart: bool = False


def act_menu(button: QPushButton, *acts: Act) -> QMenu:
    """The menu, gone once it closes."""
    menu = QMenu(button)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for act in acts:
        action = menu.addAction(f"{act.words}: {act.reason}" if act.reason else act.words)
        action.setEnabled(act.is_open and not act.reason)
        action.triggered.connect(lambda _checked=False, act=act: act.do())
        if act.apart:
            menu.addSeparator()
    return menu


def drop(menu: QMenu, button: QPushButton) -> QMenu:
    """Shows a menu under its button."""
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    return menu
