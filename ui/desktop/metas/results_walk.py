"""Walking the numbers of the results by keyboard: precedents, dependents, findings, and the ring that stays."""

from PySide6.QtCore import Qt

from ui.desktop.kit.table import FigureTable
from ui.desktop.metas.results_below import ResultsBelow
from viewmodels.desk import Desk
from viewmodels.screens.results import ResultsViewModel

BY_KEY = Qt.FocusReason.ShortcutFocusReason


class ResultsWalk:
    """Moves the ring between the goals, the lines and the parameters; what stands nowhere here opens in the dock."""

    def __init__(self, desk: Desk, model: ResultsViewModel, table: FigureTable, below: ResultsBelow) -> None:
        """A walk over the tables of one page."""
        self._desk, self._model, self._table, self._below = desk, model, table, below
        self._ring: object = None

    def select(self, address: object) -> None:
        """The number under the ring: its goal comes to the front, the dock tells it."""
        self._ring = address if address is not None else self._ring
        self._model.select(address)
        self._desk.shell.select(address)

    def restore(self) -> None:
        """Puts the ring back on its number after the rows were replaced, without telling it again."""
        found = self._model.place_of(self._ring)
        if found.isValid():
            blocked = self._table.blockSignals(True)
            self._table.setCurrentIndex(found)
            self._table.blockSignals(blocked)

    def precedents(self, address: object = None) -> None:
        """Goes down to the first cell the number was made from: in the lines, a parameter, or told in the dock."""
        listed = self._model.precedents_of(address if address is not None else self._ring)
        if not any(self._to_line(found) or self._to_chip(found) for found in listed):
            self._told(listed)

    def dependents(self, address: object = None) -> None:
        """Goes up to the cell that uses this one: the goal itself, the lines, or told in the dock."""
        listed = self._model.dependents_of(address if address is not None else self._ring)
        if not any(self._to_goal(found) or self._to_line(found) for found in listed):
            self._told(listed)

    def step_finding(self, by: int) -> None:
        """The next goal with something to look at, after (1) or before (-1) the one in front."""
        rows = [at for at, row in enumerate(self._model.table.rows) if self._model.needs_look(row.key)]
        here = self._table.currentIndex().row()
        ahead = [at for at in rows if (at > here if by > 0 else at < here)]
        if rows:
            target = (ahead or rows)[0 if by > 0 else -1]
            self._table.setCurrentIndex(self._model.table.index(target, 1))
            self._table.setFocus(BY_KEY)

    # --- inside

    def _to_goal(self, address: object) -> bool:
        return _moved(self._table, address)

    def _to_line(self, address: object) -> bool:
        return _moved(self._below.lines, address)

    def _to_chip(self, address: object) -> bool:
        chip = self._below.find_chip(address)
        if chip is None:
            return False
        chip.setFocus(BY_KEY)
        self.select(address)
        return True

    def _told(self, listed: tuple[object, ...]) -> None:
        if listed:
            self.select(listed[0])
            self._desk.shell.explain(listed[0])


def _moved(table: FigureTable, address: object) -> bool:
    found = table.select_address(address)
    if found:
        table.setFocus(BY_KEY)
    return found
