"""A table of registers: its lines are edited, its numbers answer in the dock."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

from ui.desktop.kit.table import FigureTable
from viewmodels.desk import Desk
from viewmodels.table import TableModel


class RegisterTable(FigureTable):
    """Enter, F2 and a double click on any cell do what the link of the line does; F1 explains a number."""

    def __init__(self, desk: Desk, model: TableModel, name: str) -> None:
        """A table as tall as its lines."""
        super().__init__(model, name)
        self._desk = desk
        self.set_density(comfortable=True)
        self.set_fit_height(True)
        self.set_highlight_row(True)
        self.figure_selected.connect(desk.shell.select)
        self.explain_requested.connect(desk.shell.explain)

    def activate_index(self, index: QModelIndex | QPersistentModelIndex) -> None:
        """Double click: as F2."""
        row, column = self.figures.row_at(index.row()), self.figures.columns[index.column()]
        self.edit_requested.emit(row.key, column.key)

    def _key_enter(self) -> None:
        self.edit_requested.emit(*self._place())
