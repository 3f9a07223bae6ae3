"""Sheets that show and check the calculation: Resumo, views such as Saldo, and Conferencia."""

from decimal import Decimal
from itertools import product

from engines.figure import Missing, Value
from engines.money import canonical_text, round_half_away
from storage.exports.book.grid import Grid
from storage.exports.book.writing import Book, Page, address
from storage.exports.workbook_content import Goal, Input, Keys, Line, View

_FIRST = 5
_VERDICT = 6


def write_summary(book: Book, grid: Grid, page: Page) -> None:
    """Resumo: the goals by criterion, live from the calculation, with what was decided."""
    book.put(page, 1, 1, book.word("RESUMO_TITULO"), "title")
    book.put(page, 1, 4, book.content.cover.status, "stamp")
    book.put(page, 2, 1, book.content.cover.subtitle, "subtitle")
    codes = (
        "CRITERIO", "SETOR", "UNIDADE", "CALCULADA", "APROVADA",
        "DECISAO", "MES_ANTERIOR", "VARIACAO", "ALERTAS", "JUSTIFICATIVA",
    )  # fmt: skip
    for column, code in enumerate(codes, start=1):
        book.put(page, _FIRST - 1, column, book.word(code), "head_right" if column in (4, 5, 7, 8) else "head")
    for row, goal in enumerate(book.content.goals, start=_FIRST):
        _goal_row(book, grid, page, row, goal)
    book.widths(page, (16, 24, 9, 18, 18, 18, 18, 16, 38, 52))
    page.sheet.freeze_panes = address(_FIRST, 3, absolute=False)


def _goal_row(book: Book, grid: Grid, page: Page, row: int, goal: Goal) -> None:
    calculated = book.content.values[goal.line, goal.members]
    places = grid.content.entry(goal.line).places
    book.put(page, row, 1, goal.criterion, "strong")
    book.put(page, row, 2, goal.sector, "text")
    book.put(page, row, 3, goal.unit_text, "text")
    reference = grid.reference(goal.line, goal.members)
    book.formula(page, row, 4, f"={reference}", calculated, "number", goal.unit, places)
    book.name(goal.name, page.reference(row, 4))
    book.put(page, row, 5, _or_missing(goal.approved), "goal", goal.unit, places)
    book.put(page, row, 6, goal.decision, "text")
    book.put(page, row, 7, _or_missing(goal.previous), "number", goal.unit, places)
    change = f'=IFERROR(IF(ISNUMBER(E{row}),E{row},D{row})/G{row}-1,"–")'
    book.formula(page, row, 8, change, _change(goal, calculated), "number", "change")
    book.put(page, row, 9, goal.alerts, "wrapped")
    book.put(page, row, 10, goal.justification, "wrapped")


def _or_missing(value: Decimal | None) -> Value:
    return Missing("NOT_GIVEN") if value is None else value


def _change(goal: Goal, calculated: Value) -> Value:
    now = calculated if goal.approved is None else goal.approved
    if not isinstance(now, Decimal) or not goal.previous:
        return Missing("NOT_GIVEN")
    return round_half_away(now / goal.previous - 1, 12)


def write_view(book: Book, grid: Grid, view: View) -> None:
    """Some lines side by side, live from the calculation."""
    page, content = book.page(view.sheet), book.content
    book.put(page, 1, 1, view.title, "heading")
    entries = [content.entry(key) for key in view.keys]
    for column, axis in enumerate(view.per, start=1):
        book.put(page, _FIRST - 2, column, content.axis(axis).label, "head")
    for column, entry in enumerate(entries, start=len(view.per) + 1):
        book.put(page, _FIRST - 2, column, entry.label, "head_right")
        book.put(page, _FIRST - 1, column, entry.unit_text, "unit")
    combinations = product(*([m.key for m in content.axis(axis).members] for axis in view.per))
    for row, members in enumerate(combinations, start=_FIRST):
        for column, (axis, key) in enumerate(zip(view.per, members, strict=True), start=1):
            book.put(page, row, column, content.label(axis, key), "text")
        for column, entry in enumerate(entries, start=len(view.per) + 1):
            keys = tuple(dict(zip(view.per, members, strict=True))[axis] for axis in entry.per)
            _linked(book, grid, page, row, column, entry, keys)
    book.widths(page, [24.0] * len(view.per) + [20.0] * len(entries))
    page.sheet.freeze_panes = address(_FIRST, len(view.per) + 1, absolute=False)


def _linked(book: Book, grid: Grid, page: Page, row: int, column: int, entry: Input | Line, keys: Keys) -> None:
    unit = entry.unit if entry.kind == "number" else ""
    value = book.content.values[entry.key, keys]
    book.formula(page, row, column, f"={grid.reference(entry.key, keys)}", value, "number", unit, entry.places)


def write_check(book: Book, grid: Grid) -> str:
    """Conferencia: every calculated cell against the system's value; returns the reference of the goals' verdict."""
    page = book.page(book.word("FOLHA_CONFERENCIA"))
    book.put(page, 1, 1, book.word("CONFERENCIA_TITULO"), "title")
    book.put(page, 2, 1, book.word("CONFERENCIA_NOTA"), "quiet")
    codes = ("LINHA", "MEMBRO", "VALOR_SISTEMA", "VALOR_PLANILHA", "DIFERENCA", "SITUACAO")
    for column, code in enumerate(codes, start=1):
        book.put(page, _FIRST, column, book.word(code), "head_right" if 2 < column < _VERDICT else "head")
    places = _checked_places(grid)
    for row, (line, members) in enumerate(places, start=_FIRST + 1):
        _check_row(book, grid, page, row, line, members)
    last = _FIRST + len(places)
    verdicts = f"$F${_FIRST + 1}:$F${last}"
    goals = len(book.content.goals)
    _verdict(book, page, 1, f"$F${_FIRST + 1}:$F${_FIRST + goals}", goals, book.word("METAS"))
    _verdict(book, page, 3, verdicts, len(places), book.word("LINHAS"))
    page.sheet.merge_cells("C3:D3")  # the count of every line is longer than one column of numbers
    _mark_differences(book, page, verdicts)
    book.widths(page, (42, 34, 22, 22, 16, 16))
    page.portrait = True
    page.sheet.freeze_panes = address(_FIRST + 1, 1, absolute=False)
    page.sheet.auto_filter.ref = f"A{_FIRST}:F{last}"
    page.sheet.print_title_rows = f"{_FIRST}:{_FIRST}"
    return page.reference(3, 1)


def _verdict(book: Book, page: Page, column: int, cells: str, number: int, what: str) -> None:
    """`12 de 12 metas CONFERE`, counted live."""
    agree, of = book.word("CONFERE"), book.word("DE")
    text = f'=COUNTIF({cells},"{agree}")&"{of}{number} {what} {agree}"'
    book.formula(page, 3, column, text, f"{number}{of}{number} {what} {agree}", "stamp")


def _checked_places(grid: Grid) -> list[tuple[Line, Keys]]:
    """The goals first, then every other cell of every line, in the order of the sheet."""
    content = grid.content
    lines = {line.key: line for line in content.lines}
    goals = [(goal.line, goal.members) for goal in content.goals]
    rest = [place for place in grid.spots if place[0] in lines and place not in set(goals)]
    order = {line.key: at for at, line in enumerate(content.lines)}
    rest.sort(key=lambda place: order[place[0]])
    return [(lines[key], members) for key, members in (*goals, *rest)]


def _check_row(book: Book, grid: Grid, page: Page, row: int, line: Line, members: Keys) -> None:
    content = book.content
    value = content.values[line.key, members]
    unit = line.unit if line.kind == "number" else ""
    book.put(page, row, 1, line.label, "text")
    named = [content.label(axis, key) for axis, key in zip(line.per, members, strict=True)]
    book.put(page, row, 2, ", ".join(named), "text")
    book.put(page, row, 3, value, "number", unit, line.places)
    book.formula(page, row, 4, f"={grid.reference(line.key, members)}", value, "number", unit, line.places)
    agree, differ = book.word("CONFERE"), book.word("DIVERGE")
    if isinstance(value, Decimal):
        book.formula(page, row, 5, f'=IFERROR(ROUND(D{row}-C{row},9),"–")', Decimal(0), "number", "number")
        text = f'=IFERROR(IF(ABS(D{row}-C{row})<{_tolerance(line, row)},"{agree}","{differ}"),"{differ}")'
    else:
        book.put(page, row, 5, "", "number")
        text = f'=IF(D{row}=C{row},"{agree}","{differ}")'
    book.formula(page, row, _VERDICT, text, agree, "verdict")


def _tolerance(line: Line, row: int) -> str:
    """Half a unit of the last place; where a line is not rounded, the last digits a binary number keeps."""
    if line.places is None:
        return f"1E-9*MAX(1,ABS(C{row}))"
    return canonical_text(Decimal(5).scaleb(-line.places - 1))


def _mark_differences(book: Book, page: Page, verdicts: str) -> None:
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import Font, PatternFill

    from storage.exports.paper_tokens import PALETTE

    first = verdicts.split(":")[0].replace("$F$", "$F")
    wash = PatternFill("solid", bgColor="FF" + PALETTE["critical_wash"].lstrip("#"))
    ink = Font(bold=True, color="FF" + PALETTE["critical"].lstrip("#"))
    rule = FormulaRule(formula=[f'{first}="{book.word("DIVERGE")}"'], fill=wash, font=ink)
    page.sheet.conditional_formatting.add(verdicts.replace("$", ""), rule)
