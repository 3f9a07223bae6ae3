"""The one table for figures: every number in it answers, and every key of the house works in it."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from ui.desktop.kit.table_grid import NOWHERE, FigureGrid
from viewmodels.table import TableModel
from viewmodels.table_rows import summarize
from viewmodels.table_spec import Cell, RowKind

Index = QModelIndex | QPersistentModelIndex
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_NONE = Qt.KeyboardModifier.NoModifier


class FigureTable(FigureGrid):
    """A table of figures: keyboard, ring, light, frozen first column, group rows, order by header, copy.

    `figure_selected` follows the current cell (the dock shows it); `explain_requested` asks to open the dock.
    """

    figure_selected = Signal(object)
    """Address of the number under the ring, or None on a label."""
    hovered_figure = Signal(object)
    """Address of the number under the pointer, or None once it left the numbers."""
    explain_requested = Signal(object)
    edit_requested = Signal(str, str)
    """F2 on a cell that has no editor in place: row key and column key."""
    decide_requested = Signal(str)
    """F4: row key."""
    action_requested = Signal(str, str)
    """Enter or click on a link: row key and column key."""
    sentence_requested = Signal(object)
    precedents_requested = Signal(object)
    dependents_requested = Signal(object)
    selection_summed = Signal(object)
    """A `Summary` of the numbers selected, or None with fewer than two."""

    def __init__(self, model: TableModel, name: str, parent: QWidget | None = None) -> None:
        """A table on `model`; `name` is what a screen reader calls it ("Metas por critério e setor")."""
        super().__init__(model, name, parent)
        for view in (self, self.frozen):
            if view is not None:
                view.clicked.connect(self.press_index)
                view.doubleClicked.connect(self.activate_index)

    # --- what is selected

    def current_cell(self) -> Cell | None:
        """The cell under the ring."""
        index = self.currentIndex()
        return self.figures.cell_at(index.row(), index.column()) if index.isValid() else None

    def select_address(self, address: object) -> bool:
        """Put the ring on the number with this address and bring it in sight; False when it is not here."""
        index = self.figures.find(address)
        if index.isValid():
            self.setCurrentIndex(index)
        return index.isValid()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        """Tell the dock which number is meant now."""
        super().currentChanged(current, previous)
        cell = self.current_cell()
        self.viewport().update()
        if self.frozen is not None:
            self.frozen.viewport().update()
        self.figure_selected.emit(cell.figure_address if cell else None)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802
        """Sum up what is selected when it is more than one cell."""
        super().selectionChanged(selected, deselected)
        indexes = self.selectedIndexes()
        chosen = [(self.figures.row_at(index.row()), self.figures.columns[index.column()]) for index in indexes]
        self.selection_summed.emit(summarize(chosen) if len(chosen) > 1 else None)

    def chosen_places(self) -> frozenset[tuple[str, str]]:
        """Row and column keys of the cells selected."""
        figures = self.figures
        return frozenset((figures.row_at(i.row()).key, figures.columns[i.column()].key) for i in self.selectedIndexes())

    def choose_places(self, places: Collection[tuple[str, str]]) -> None:
        """Select again what is still here of several cells; one alone is the ring's own."""
        figures, chosen = self.figures, QItemSelection()
        for row in range(figures.rowCount()) if len(places) > 1 else ():
            for at, column in enumerate(figures.columns):
                if (figures.row_at(row).key, column.key) in places:
                    chosen.select(figures.index(row, at), figures.index(row, at))
        if not chosen.isEmpty():
            self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Give the keyboard a cell to start from."""
        super().focusInEvent(event)
        keyboard = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if keyboard and not self.currentIndex().isValid() and self.figures.rowCount():
            self.setCurrentIndex(self.figures.index(0, 0))

    # --- mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Follow the cell under the pointer: wash of the row, dotted line under a number that answers."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._hover((index.row(), index.column()) if index.isValid() else NOWHERE)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Forget the pointer."""
        super().leaveEvent(event)
        self._hover(NOWHERE)

    def _hover(self, place: tuple[int, int]) -> None:
        if place == self.hovered:
            return
        before, self.hovered = self.hovered, place
        for row in {before[0], place[0]} - {-1}:
            self.viewport().update(0, self.rowViewportPosition(row), self.viewport().width(), self.row_height())
        cell = None if place == NOWHERE else self.figures.cell_at(*place)
        self.hovered_figure.emit(cell.figure_address if cell else None)
        action = cell is not None and cell.action
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if action else Qt.CursorShape.ArrowCursor)

    def press_index(self, index: Index) -> None:
        """A click: links act, group headings fold."""
        cell, row = self.figures.cell_at(index.row(), index.column()), self.figures.row_at(index.row())
        if cell.action:
            self.action_requested.emit(row.key, self.figures.columns[index.column()].key)
        elif row.kind is RowKind.GROUP and index.column() == 0:
            self.figures.toggle_group(index.row())

    def activate_index(self, index: Index) -> None:
        """A double click, Enter or F1: a link acts, a group heading folds, a number explains itself."""
        cell = self.figures.cell_at(index.row(), index.column())
        if not cell.action and cell.figure_address is not None:
            self.explain_requested.emit(cell.figure_address)

    def help_hints(self) -> tuple[str, ...]:
        """The line behind the number under the ring, then the words of its row and of its column."""
        cell, index = self.current_cell(), self.currentIndex()
        if cell is None:
            return ()
        line = getattr(cell.figure_address, "line", "")
        first = self.figures.cell_at(index.row(), 0).text
        return (*((f"linha/{line}",) if line else ()), first, self.figures.columns[index.column()].title)

    # --- keyboard

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the table from the shortcuts of the window while a cell has the ring."""
        ours = isinstance(event, QKeyEvent) and self._deed(event) is not None and self.currentIndex().isValid()
        if ours and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """The keys of the house; the rest is Qt's (arrows, Home, End, Ctrl+A, Space)."""
        deed = self._deed(event)
        if deed is not None and self.currentIndex().isValid():
            getattr(self, f"_key_{deed}")()
            event.accept()
            return
        super().keyPressEvent(event)

    def _deed(self, event: QKeyEvent) -> str | None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return _KEYS.get((modifiers, Qt.Key(event.key())))

    def _place(self) -> tuple[str, str]:
        index = self.currentIndex()
        return self.figures.row_at(index.row()).key, self.figures.columns[index.column()].key

    def _key_enter(self) -> None:
        index = self.currentIndex()
        if (cell := self.current_cell()) is not None and cell.action:
            self.action_requested.emit(*self._place())
        elif self.figures.row_at(index.row()).kind is RowKind.GROUP and index.column() == 0:
            self.figures.toggle_group(index.row())
        else:
            self.activate_index(index)

    def _key_explain(self) -> None:
        self.activate_index(self.currentIndex())

    def _key_edit(self) -> None:
        index = self.currentIndex()
        if self.figures.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        else:
            self.edit_requested.emit(*self._place())

    def _key_decide(self) -> None:
        self.decide_requested.emit(self._place()[0])

    def _key_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.figures.copy_text(self.selectedIndexes() or [self.currentIndex()]))

    def _emit_address(self, signal_name: str) -> None:
        cell = self.current_cell()
        if cell is not None and cell.figure_address is not None:
            getattr(self, signal_name).emit(cell.figure_address)

    def _key_sentence(self) -> None:
        self._emit_address("sentence_requested")

    def _key_precedents(self) -> None:
        self._emit_address("precedents_requested")

    def _key_dependents(self) -> None:
        self._emit_address("dependents_requested")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """The same acts as a menu, with the order of the column for those without a pointer."""
        if self.currentIndex().isValid():
            self.menu().exec(event.globalPos())

    def menu(self) -> QMenu:
        """The menu of the current cell."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        spec = self.figures.columns[self.currentIndex().column()]
        cell = self.current_cell()
        explained = cell is not None and cell.figure_address is not None
        menu.addAction(self.tr("Memória de cálculo\tF1"), self._key_explain).setEnabled(explained)
        menu.addAction(self.tr("Copiar valores\tCtrl+C"), self._key_copy)
        menu.addAction(self.tr("Copiar frase\tCtrl+Shift+C"), self._key_sentence).setEnabled(explained)
        menu.addSeparator()
        up, down = self.tr("Ordenar por %s, crescente"), self.tr("Ordenar por %s, decrescente")
        menu.addAction(up.replace("%s", spec.title), lambda: self.figures.sort_by(spec.key)).setEnabled(spec.sortable)
        menu.addAction(
            down.replace("%s", spec.title), lambda: self.figures.sort_by(spec.key, descending=True)
        ).setEnabled(spec.sortable)
        menu.addAction(self.tr("Ordem original"), lambda: self.figures.sort_by(None))
        return menu


_KEYS = {
    (_NONE, Qt.Key.Key_Return): "enter",
    (_NONE, Qt.Key.Key_Enter): "enter",
    (_NONE, Qt.Key.Key_F1): "explain",
    (_NONE, Qt.Key.Key_F2): "edit",
    (_NONE, Qt.Key.Key_F4): "decide",
    (_CTRL, Qt.Key.Key_C): "copy",
    (_CTRL | _SHIFT, Qt.Key.Key_C): "sentence",
    (_CTRL, Qt.Key.Key_BracketLeft): "precedents",
    (_CTRL, Qt.Key.Key_BracketRight): "dependents",
}
