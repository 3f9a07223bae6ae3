"""Simulador: the whole calculation again, on parameters of its own, with each goal beside the frozen one."""

from collections.abc import Mapping

from engines.figure import Value
from storage.exports.book.data import ColumnNames
from storage.exports.book.grid import COLUMNS_PER_PAGE, Grid, write_grid
from storage.exports.book.parameters import Named, defined_name, guard, parameters
from storage.exports.book.writing import Book, Page, address
from storage.exports.workbook_content import Goal, Keys

_FIRST = 5
_GOALS = 7
"""First column of the comparison of goals."""


def write_simulator(book: Book, tables: ColumnNames, calculation: Grid) -> None:
    """The sheet of the simulation."""
    page, content = book.page(book.word("FOLHA_SIMULADOR")), book.content
    book.put(page, 1, 1, book.word("SIMULADOR_TITULO"), "title")
    book.put(page, 1, 3, book.word("SIMULADO"), "stamp")
    book.put(page, 2, 1, book.word("SIMULADOR_NOTA"), "quiet")
    named = _parameters(book, page)
    top = _FIRST + max(len(named), len(content.goals)) + 2
    grid = Grid(content, page, top, named)
    write_grid(book, grid, tables, content.values)
    _goals(book, page, grid, calculation)
    book.widths(page, [9.0, 44.0, 17.0, 17.0, *([17.0] * max(len(grid.columns), 12))])
    page.sheet.freeze_panes = address(_FIRST, 3, absolute=False)
    page.sheet.print_title_cols = "A:B"
    page.wide = 1 + len(grid.columns) // COLUMNS_PER_PAGE


def _parameters(book: Book, page: Page) -> Named:
    for column, code in ((2, "PARAMETRO"), (3, "VALOR"), (4, "VALOR_DO_CALCULO"), (5, "UNIDADE")):
        book.put(page, _FIRST - 1, column, book.word(code), "head_right" if column in (3, 4) else "head")
    named: Named = {}
    values: Mapping[tuple[str, Keys], Value] = book.content.values
    for row, (entry, keys) in enumerate(parameters(book, book.content.axes[0].key), start=_FIRST):
        unit = entry.unit if entry.kind == "number" else ""
        label = ", ".join((entry.label, *(book.content.label(a, k) for a, k in zip(entry.per, keys, strict=True))))
        book.put(page, row, 2, label, "text")
        book.put(page, row, 3, values[entry.key, keys], "input", unit, entry.places)
        book.put(page, row, 4, values[entry.key, keys], "number", unit, entry.places)
        book.put(page, row, 5, entry.unit_text, "text")
        named[entry.key, keys] = book.name(defined_name(entry, keys, "SIM"), page.reference(row, 3))
        guard(book, page, address(row, 3, absolute=False), entry)
    return named


def _goals(book: Book, page: Page, grid: Grid, calculation: Grid) -> None:
    codes = ("CRITERIO", "SETOR", "CALCULADA", "SIMULADA", "DIFERENCA", "VARIACAO")
    for column, code in enumerate(codes, start=_GOALS):
        book.put(page, _FIRST - 1, column, book.word(code), "head_right" if column > _GOALS + 1 else "head")
    for row, goal in enumerate(book.content.goals, start=_FIRST):
        _goal(book, page, row, goal, grid, calculation)


def _goal(book: Book, page: Page, row: int, goal: Goal, grid: Grid, calculation: Grid) -> None:
    from decimal import Decimal

    value = book.content.values[goal.line, goal.members]
    places = book.content.entry(goal.line).places
    book.put(page, row, _GOALS, goal.criterion, "strong")
    book.put(page, row, _GOALS + 1, goal.sector, "text")
    before, after, change = (address(row, _GOALS + at, absolute=False) for at in (2, 3, 4))
    book.put(page, row, _GOALS + 2, value, "number", goal.unit, places)
    spot = grid.spots[goal.line, goal.members]
    own = address(spot.row, spot.column, absolute=False)
    book.formula(page, row, _GOALS + 3, f"={own}", value, "goal", goal.unit, places)
    known = isinstance(value, Decimal)
    nothing: Value = Decimal(0) if known else "–"
    difference = f'=IFERROR(ROUND({after}-{before},{places if places is not None else 9}),"–")'
    book.formula(page, row, _GOALS + 4, difference, nothing, "number", goal.unit, places)
    ratio: Value = Decimal(0) if known and value else "–"
    book.formula(page, row, _GOALS + 5, f'=IFERROR({change}/{before},"–")', ratio, "number", "change")
