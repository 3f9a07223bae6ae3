"""The grid of a calculation: one row per member of the row axis, one column per line and other member.

Lines without the row axis stand in a list under the grid. The same grid makes Calculo and, on its own
parameters, Simulador.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from engines.figure import Value
from engines.formula.excel import Across, Kind, NotInExcel, excel_formula
from engines.formula.excel_parts import quoted
from engines.formula.tree import Span
from storage.exports.book.writing import Book, Page, address
from storage.exports.workbook_content import Input, Keys, Line, WorkbookContent

KEY, LABEL, FIRST = 1, 2, 3
"""Columns of the member's key, its label and the first value."""
HEADS = 3
"""Rows of a head: label, unit, formula in words."""
COLUMNS_PER_PAGE = 9
"""Columns of the grid one printed page holds and can still be read."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Row and column of a cell."""

    row: int
    column: int


class Grid:
    """Where every line and input of the content stands on one page; `named` gives the names of parameters there."""

    def __init__(self, content: WorkbookContent, page: Page, top: int, named: Mapping[tuple[str, Keys], str]) -> None:
        self.content = content
        self.page = page
        self.top = top
        self.named = named
        self.axis = content.axes[0]

    @property
    def first_row(self) -> int:
        """Row of the first member."""
        return self.top + HEADS

    @property
    def list_row(self) -> int:
        """Row of the first line without the row axis."""
        return self.first_row + len(self.axis.members) + 2

    @property
    def end_row(self) -> int:
        """First free row under grid and list."""
        return self.list_row + len(self.listed)

    @cached_property
    def columns(self) -> list[tuple[Input | Line, Keys]]:
        """Line or input of each column, with the members of its other axes."""
        entries: tuple[Input | Line, ...] = (*self.content.inputs, *self.content.lines)
        return [(entry, keys) for entry in entries if self.axis.key in entry.per for keys in self._others(entry)]

    @cached_property
    def listed(self) -> list[tuple[Line, Keys]]:
        """Lines without the row axis, with their members."""
        return [
            (line, keys) for line in self.content.lines if self.axis.key not in line.per for keys in self._others(line)
        ]

    @cached_property
    def spots(self) -> dict[tuple[str, Keys], Spot]:
        """Cell of every line and input that stands on this page, by key and all its members."""
        found: dict[tuple[str, Keys], Spot] = {}
        for column, (entry, keys) in enumerate(self.columns, start=FIRST):
            for row, member in enumerate(self.axis.members, start=self.first_row):
                found[entry.key, self.whole(entry, keys, member.key)] = Spot(row, column)
        for row, (line, keys) in enumerate(self.listed, start=self.list_row):
            found[line.key, keys] = Spot(row, FIRST)
        return found

    def whole(self, entry: Input | Line, others: Keys, row_member: str) -> Keys:
        """Members in the order of the entry's axes, the row's member in its place."""
        rest = iter(others)
        return tuple(row_member if axis == self.axis.key else next(rest) for axis in entry.per)

    def reference(self, key: str, members: Keys, absolute: bool = True) -> str:
        """Reference from another sheet to a line, or the defined name of a parameter."""
        if (key, members) in self.named:
            return self.named[key, members]
        spot = self.spots[key, members]
        return self.page.reference(spot.row, spot.column, absolute)

    def _others(self, entry: Input | Line) -> list[Keys]:
        axes = [axis for axis in entry.per if axis != self.axis.key]
        return list(product(*([m.key for m in self.content.axis(axis).members] for axis in axes)))


class CellPlacement:
    """What one cell of the grid sees (the Placement of its formula)."""

    def __init__(self, grid: Grid, members: Mapping[str, str], row: int, tables: Mapping[tuple[str, str], str]) -> None:
        self.grid, self.members, self.row, self.tables = grid, members, row, tables

    def name(self, key: str) -> str:
        """A cell of this page, or the name of a parameter."""
        keys = tuple(self.members[axis] for axis in self.grid.content.entry(key).per)
        return self._cell(key, keys)

    def kind(self, key: str) -> Kind:
        """Kind of a line or input."""
        return self.grid.content.entry(key).kind

    def across(self, key: str) -> Across:
        """Cells of a line over its free axes: one range down the rows, or the cells side by side."""
        entry, content = self.grid.content.entry(key), self.grid.content
        free = [axis for axis in entry.per if axis not in self.members]
        combinations = list(product(*([m.key for m in content.axis(axis).members] for axis in free)))
        cells = [self._cell(key, self._joined(entry, free, keys)) for keys in combinations]
        if free == [self.grid.axis.key] and cells:
            return Across((f"{cells[0]}:{cells[-1]}",), len(cells))
        return Across(tuple(cells), len(cells))

    def bound(self, axis: str) -> str:
        """The row's own key cell, or the member written out."""
        if axis == self.grid.axis.key:
            return f"${address(self.row, KEY, absolute=False)}"
        return quoted(self.members[axis], Span(0, 0))

    def column(self, table: str, field: str) -> str:
        """Defined name of a column. Raises NotInExcel NO_TABLE where the workbook does not carry it."""
        if (table, field) not in self.tables:
            raise NotInExcel("NO_TABLE", Span(0, 0))
        return self.tables[table, field]

    def rows(self, table: str) -> str:
        """Name of the column filled in every row: the first."""
        return next(name for (key, _), name in self.tables.items() if key == table)

    def _joined(self, entry: Input | Line, free: list[str], keys: Keys) -> Keys:
        all_members = {**self.members, **dict(zip(free, keys, strict=True))}
        return tuple(all_members[axis] for axis in entry.per)

    def _cell(self, key: str, keys: Keys) -> str:
        if (key, keys) in self.grid.named:
            return self.grid.named[key, keys]
        spot = self.grid.spots[key, keys]
        return address(spot.row, spot.column, absolute=spot.row >= self.grid.list_row)


def write_grid(
    book: Book, grid: Grid, tables: Mapping[tuple[str, str], str], values: Mapping[tuple[str, Keys], Value]
) -> None:
    """Heads, members, inputs and formulas of the grid, and the list under it."""
    _heads(book, grid)
    for row, member in enumerate(grid.axis.members, start=grid.first_row):
        book.put(grid.page, row, KEY, member.key, "quiet")
        book.put(grid.page, row, LABEL, member.label, "strong")
    writer = _CellWriter(book, grid, tables, values)
    for column, (entry, keys) in enumerate(grid.columns, start=FIRST):
        for row, member in enumerate(grid.axis.members, start=grid.first_row):
            writer.write(entry, grid.whole(entry, keys, member.key), Spot(row, column))
    if grid.listed:
        book.put(grid.page, grid.list_row - 1, LABEL, book.word("SEM_SETOR"), "head")
    for row, (line, keys) in enumerate(grid.listed, start=grid.list_row):
        book.put(grid.page, row, LABEL, titled(grid.content, line, keys), "text")
        writer.write(line, keys, Spot(row, FIRST))


class _CellWriter:
    """Writes the cells of one grid."""

    def __init__(
        self, book: Book, grid: Grid, tables: Mapping[tuple[str, str], str], values: Mapping[tuple[str, Keys], Value]
    ) -> None:
        self.book, self.grid, self.tables, self.values = book, grid, tables, values
        self.goals = {(goal.line, goal.members) for goal in grid.content.goals}

    def write(self, entry: Input | Line, members: Keys, spot: Spot) -> None:
        """One cell: a given value, unlocked, or the formula of its line. NotInExcel passes through."""
        value = self.values[entry.key, members]
        unit = entry.unit if entry.kind == "number" else ""
        if isinstance(entry, Input):
            self.book.put(self.grid.page, spot.row, spot.column, value, "input", unit, entry.places)
            return
        placement = CellPlacement(self.grid, dict(zip(entry.per, members, strict=True)), spot.row, self.tables)
        role = "goal" if (entry.key, members) in self.goals else "number"
        text = excel_formula(entry.root, placement, entry.places)
        self.book.formula(self.grid.page, spot.row, spot.column, text, value, role, unit, entry.places)


def _heads(book: Book, grid: Grid) -> None:
    page, top = grid.page, grid.top
    book.put(page, top, LABEL, grid.axis.label, "head")
    book.put(page, top, KEY, "", "head")
    for column, (entry, keys) in enumerate(grid.columns, start=FIRST):
        book.put(page, top, column, titled(grid.content, entry, keys), "head_right")
        book.put(page, top + 1, column, entry.unit_text, "unit")
        book.put(page, top + 2, column, entry.words if isinstance(entry, Line) else entry.note, "words")
    page.sheet.row_dimensions[top].height = 40
    page.sheet.row_dimensions[top + 2].height = 62


def titled(content: WorkbookContent, entry: Input | Line, others: Keys) -> str:
    """Label with the labels of its members: `Média diária, útil`; `others` are those not already in the row."""
    axes = [axis for axis in entry.per if len(others) == len(entry.per) or axis != content.axes[0].key]
    return ", ".join((entry.label, *(content.label(axis, key) for axis, key in zip(axes, others, strict=True))))
