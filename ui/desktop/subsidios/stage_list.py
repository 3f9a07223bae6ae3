"""The stages in their order, one under another: number, name, what it has, state; arrows walk them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.desktop.kit.drawings import paint_state
from ui.desktop.kit.focus import draws_ring
from ui.desktop.kit.theme import theme
from viewmodels.state import State, default_word

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROW, NUMBER_WIDTH, SHAPE, BAR, SIDE = 40, 22, 14, 3, 11
"""Thirteen rows of 40 px stand without scrolling in a window of 768."""


@dataclass(frozen=True, slots=True)
class StageEntry:
    """One line of the list: key, name, the quiet line under it, its state, and a number at the right ("–" for none).

    `strong` is a line said in the colour of the state ("1ª divergência") in place of the quiet one.
    """

    key: str
    title: str
    caption: str
    state: State
    count: str = ""
    strong: str = ""
    tooltip: str = ""


class StageList(QListView):
    """A list of stages; `chosen` carries the key of the one taken."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """An empty list called `name` by screen readers."""
        super().__init__(parent)
        self._entries = _Entries(self)
        self.setModel(self._entries)
        self.setItemDelegate(_StageDelegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def set_entries(self, entries: Sequence[StageEntry], current: str) -> None:
        """Show these stages with one of them in front, without telling `chosen`."""
        blocked = self.blockSignals(True)
        self._entries.show(tuple(entries))
        keys = [each.key for each in entries]
        if current in keys:
            self.setCurrentIndex(self._entries.index(keys.index(current)))
        self.blockSignals(blocked)

    def entry(self, index: Index) -> StageEntry:
        """The stage at a place."""
        return self._entries.entries[index.row()]

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        """Tell which stage is in front."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(self.entry(current).key)


class _Entries(QAbstractListModel):
    """Stages as a list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[StageEntry, ...] = ()

    def show(self, entries: tuple[StageEntry, ...]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.tooltip or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = (entry.title, entry.strong or entry.caption, default_word(entry.state), entry.count)
            return ", ".join(part for part in told if part)
        return None


class _StageDelegate(QStyledItemDelegate):
    """Paints one stage."""

    def __init__(self, view: StageList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(160, theme().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown, rect, entry = theme(), QRect(option.rect), self._view.entry(index)
        front = index == self._view.currentIndex()
        painter.save()
        painter.fillRect(rect, shown.color("sel" if front else "s2"))
        if front:
            painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height()), shown.color("ac"))
        painter.setPen(shown.color("b1"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        right = self._right(painter, rect, entry)
        self._words(painter, rect, right, index.row(), entry, front)
        if front and draws_ring(self._view):
            painter.setPen(QPen(shown.color("ac"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _right(self, painter: QPainter, rect: QRect, entry: StageEntry) -> int:
        """Draws count and shape; returns where they begin."""
        shown, right = theme(), rect.right() - SIDE
        if entry.count:
            painter.setFont(shown.font("body"))
            painter.setPen(shown.color("t1"))
            area = QRect(rect.left(), rect.top(), right - rect.left() + 1, rect.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, entry.count)
            right -= max(painter.fontMetrics().horizontalAdvance(entry.count), shown.px(32)) + 6
        paint_state(painter, entry.state, right - SHAPE, rect.center().y() - SHAPE // 2, SHAPE)
        return right - SHAPE - 8

    def _words(self, painter: QPainter, rect: QRect, right: int, row: int, entry: StageEntry, front: bool) -> None:
        shown = theme()
        left, half = rect.left() + SIDE, rect.height() // 2
        painter.setFont(shown.font("caption"))
        painter.setPen(shown.color("t3"))
        painter.drawText(
            QRect(left, rect.top(), NUMBER_WIDTH, rect.height()), Qt.AlignmentFlag.AlignVCenter, str(row + 1)
        )
        left += shown.px(NUMBER_WIDTH)
        room = right - left
        painter.setFont(shown.font("total" if front else "body"))
        painter.setPen(shown.color("t1"))
        _elided(painter, QRect(left, rect.top() + 4, room, half - 2), entry.title)
        painter.setFont(shown.font("caption", 500) if entry.strong else shown.font("caption"))
        painter.setPen(shown.state_color(entry.state, "text") if entry.strong else shown.color("t3"))
        _elided(painter, QRect(left, rect.top() + half, room, half - 4), entry.strong or entry.caption)


def _elided(painter: QPainter, rect: QRect, text: str) -> None:
    metrics: QFontMetrics = painter.fontMetrics()
    told = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, told)
