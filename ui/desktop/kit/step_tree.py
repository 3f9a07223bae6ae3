"""Tree of the steps of a number: label, value at the right, the operation in words on a second line."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from ui.desktop.kit.drawings import paint_icon
from ui.desktop.kit.theme import theme
from viewmodels.memory import Step

Index = QModelIndex | QPersistentModelIndex
STEP = int(Qt.ItemDataRole.UserRole) + 1
CARET = 12
BAR = 2


class _StepDelegate(QStyledItemDelegate):
    """Paints a step on one or two lines; the tree's own decoration is the caret."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        step: Step = index.data(STEP)
        shown = theme()
        rect: QRect = option.rect
        painter.save()
        lines = _line_height()
        top = rect.top() + (rect.height() - (2 * lines - 4 if step.note else lines)) // 2
        first = QRect(rect.left() + 2, top, rect.width() - 10, lines)
        painter.setFont(shown.font("total"))
        painter.setPen(shown.color("t1"))
        painter.drawText(first, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, step.value)
        room = first.width() - painter.fontMetrics().horizontalAdvance(step.value) - 8
        painter.setFont(shown.font("body"))
        self._cut(painter, QRect(first.left(), top, room, lines), step.label)
        if step.note:
            painter.setFont(shown.font("caption"))
            painter.setPen(shown.color("t3"))
            self._cut(painter, QRect(first.left(), top + lines - 4, first.width(), lines), step.note)
        painter.restore()

    def _cut(self, painter: QPainter, rect: QRect, text: str) -> None:
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, max(0, rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        step: Step = index.data(STEP)
        return QSize(120, theme().height("tree_row_note" if step.note else "tree_row"))


def _line_height() -> int:
    return theme().px(20)


class StepTree(QTreeView):
    """The steps as a tree, one tab stop, as high as what is unfolded; selecting a step tells which."""

    step_selected = Signal(object)
    """The `Step` selected."""
    step_opened = Signal(object)
    """Address of the step opened by Enter or a double click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty tree."""
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_StepDelegate(self))
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(16)
        self.setUniformRowHeights(False)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Passos do cálculo"))
        self.expanded.connect(self._fit)
        self.collapsed.connect(self._fit)
        self.activated.connect(self._open)
        theme().changed.connect(self._restyle)

    def set_steps(self, steps: Sequence[Step], unfolded: int = 2) -> None:
        """Show these steps, unfolded down to a depth."""
        self._model.clear()
        for step in steps:
            self._model.appendRow(_item(step))
        self.expandToDepth(unfolded - 1)
        self._fit()

    def select(self, key: str) -> None:
        """Put the selection on a step by its key, without telling `step_selected`."""
        index = self._find(key, QModelIndex())
        if index.isValid():
            blocked = self.blockSignals(True)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.blockSignals(blocked)

    def _find(self, key: str, parent: QModelIndex) -> QModelIndex:
        for row in range(self._model.rowCount(parent)):
            index = self._model.index(row, 0, parent)
            if index.data(STEP).key == key:
                return index
            below = self._find(key, index)
            if below.isValid():
                return below
        return QModelIndex()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        """Tell which step is selected."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.step_selected.emit(current.data(STEP))

    def _open(self, index: Index) -> None:
        step: Step = index.data(STEP)
        if step.address is not None:
            self.step_opened.emit(step.address)

    def _restyle(self) -> None:
        self.scheduleDelayedItemsLayout()
        self._fit()

    def _fit(self) -> None:
        """Be as high as the rows in sight."""
        height, index = 2, self._model.index(0, 0)
        while index.isValid():
            height += self.sizeHintForIndex(index).height()
            index = self.indexBelow(index)
        self.setFixedHeight(height)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        """Draw the wash and the bar of the selected row, then the row."""
        if index == self.currentIndex():
            painter.fillRect(option.rect, theme().color("sel"))
        super().drawRow(painter, option, index)
        if index == self.currentIndex():
            painter.fillRect(QRect(0, option.rect.top(), BAR, option.rect.height()), theme().color("ac"))

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:  # noqa: N802
        """Draw the caret of a node that opens."""
        if not self._model.hasChildren(index):
            return
        middle = rect.top() + theme().px(13)
        name = "caret-down" if self.isExpanded(index) else "caret-right"
        paint_icon(painter, name, rect.right() - CARET - 1, middle - CARET // 2, CARET)


def _item(step: Step) -> QStandardItem:
    item = QStandardItem(step.label)
    item.setEditable(False)
    item.setData(step, STEP)
    spoken = ", ".join(part for part in (step.label, step.value, step.note) if part)
    item.setData(spoken, int(Qt.ItemDataRole.AccessibleTextRole))
    for child in step.children:
        item.appendRow(_item(child))
    return item
