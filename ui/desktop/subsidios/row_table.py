"""The table of figures over rows of any number: what would walk every row is done by the engine, or not at all."""

from PySide6.QtCore import QItemSelection
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.table_grid import FigureGrid
from viewmodels.table_pages import PagedTableModel

MOST_CELLS = 20_000
"""Cells that are summed up or copied at once, at the most."""


class RowTable(FigureTable):
    """A `FigureTable` on a `PagedTableModel`; a selection past MOST_CELLS is neither summed nor copied whole."""

    def __init__(self, model: PagedTableModel, name: str, parent: QWidget | None = None) -> None:
        """A table on `model` called `name` by screen readers."""
        super().__init__(model, name, parent)
        self.set_first_edge(True)
        self.cuts_text = False

    def chosen_cells(self) -> int:
        """How many cells are selected, without walking them."""
        chosen = self.selectionModel().selection()
        return sum(chosen.at(at).width() * chosen.at(at).height() for at in range(chosen.count()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The number under the ring stays in sight when the dock takes room."""
        super().resizeEvent(event)
        if self.currentIndex().isValid() and event.size().width() < event.oldSize().width():
            self.scrollTo(self.currentIndex())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802
        """Sum up what is selected, while it is little enough."""
        if self.chosen_cells() <= MOST_CELLS:
            super().selectionChanged(selected, deselected)
            return
        FigureGrid.selectionChanged(self, selected, deselected)
        self.selection_summed.emit(None)

    def selectAll(self) -> None:  # noqa: N802
        """Every cell where they are few; the rows in sight where they are many."""
        figures = self.figures
        if figures.rowCount() * figures.columnCount() <= MOST_CELLS:
            super().selectAll()
            return
        first, last = max(0, self.rowAt(0)), self.rowAt(self.viewport().height() - 1)
        end = figures.index(last if last >= 0 else figures.rowCount() - 1, figures.columnCount() - 1)
        chosen = QItemSelection(figures.index(first, 0), end)
        self.selectionModel().select(chosen, self.selectionModel().SelectionFlag.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Ctrl+A never walks the whole table."""
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
            event.accept()
            return
        super().keyPressEvent(event)

    def _key_copy(self) -> None:
        if self.chosen_cells() <= MOST_CELLS:
            QGuiApplication.clipboard().setText(self.figures.copy_text(self.selectedIndexes() or [self.currentIndex()]))
