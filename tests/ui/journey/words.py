"""English on a Portuguese screen: the words to look for, and every text a person can read or hear."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)

_ENGLISH = """
    about add all and apply back browse cancel clear close connect copy create current cut date day delete details
    discard done download edit empty error exit failed file find first folder from have help hide home invalid last
    loading login logout month name new next none not nothing null open options page password paste please previous
    print printer properties quit refresh remove reset result row rows run save search select settings show size sort
    start stop submit the this to type undo unknown update user username value view warning welcome window with year
    yes you your
"""
_WORD = re.compile(rf"(?<![\w./:\-])(?:{'|'.join(_ENGLISH.split())})(?![\w./:\-])", re.IGNORECASE)
_QUOTED = re.compile(r"`[^`]*`|“[^”]*”")
_MOST_ROWS = 60


def english(text: str) -> list[str]:
    """English words of a text; what is quoted (codes, names of files) is left alone."""
    return _WORD.findall(_QUOTED.sub(" ", text))


def texts(root: QWidget) -> Iterator[str]:
    """Everything visible or spoken under a widget, its window's title and its menus too."""
    yield root.window().windowTitle()
    for widget in (root, *root.findChildren(QWidget)):
        if isinstance(widget, QMenu):
            yield from (action.text() for action in widget.actions())
        elif widget.isVisible():
            yield from _own(widget)


def _own(widget: QWidget) -> Iterator[str]:
    yield widget.toolTip()
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QGroupBox):
        yield widget.title()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _cells(widget.model())


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    columns = range(1 if isinstance(model, QAbstractListModel) else model.columnCount())
    for column in columns:
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
    for row in range(min(model.rowCount(), _MOST_ROWS)):
        for column in columns:
            index = model.index(row, column)
            yield str(index.data() or "")
            yield str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "")
