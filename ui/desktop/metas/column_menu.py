"""The list of columns of a table, each ticked while it is shown."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from viewmodels.screens.column_choice import ColumnOption


def column_menu(under: QWidget, options: Sequence[ColumnOption], choose: Callable[[str, bool], object]) -> QMenu:
    """Opens the list under a button; each tick tells `choose` the column's key and whether it is shown."""
    menu = QMenu(under)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for option in options:
        action = menu.addAction(option.title)
        action.setCheckable(True)
        action.setChecked(option.shown)
        action.toggled.connect(partial(choose, option.key))
    menu.popup(under.mapToGlobal(under.rect().bottomLeft()))
    return menu
