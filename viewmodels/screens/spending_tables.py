"""Rows of goals and spending: a vigência's own, what the ERP tells beside it, what a file would bring."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from engines.goals.rules import Criterion
from storage.texts.numbers import NO_VALUE
from viewmodels.desk import Desk
from viewmodels.operations.metas.erp_spending import ErpSpending
from viewmodels.operations.metas.goals_file_lines import GoalsFile
from viewmodels.operations.metas.spending_book import CEILING, EXCESS, SpendingBook, SpendingLine
from viewmodels.papers.names import criterion_name
from viewmodels.screens import goal_words as words
from viewmodels.screens.sheet_cells import GOAL, SPENT, RegisteredValue, SheetCell
from viewmodels.state import State
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row, RowKind

ACT = "ato"
GROUP = "grupo"


def place_of(book: SpendingBook) -> str:
    """Place of the balance's evaluation in the dock."""
    return f"saldo/{book.vigencia}"


def spending_columns(desk: Desk) -> tuple[ColumnSpec, ...]:
    """Sector under its criterion, goal, spending, ceiling, excess, where it came from, until when, edit."""
    say, number = desk.say, Kind.NUMBER
    return (
        ColumnSpec("nome", say("TELA.COLUNA.CRITERIO_SETOR"), sortable=False, stretch=2),
        ColumnSpec("meta", say("CADASTROS.COLUNA.META"), kind=number, places=2, quiet=True, stretch=1),
        ColumnSpec("gasto", say("CADASTROS.COLUNA.GASTO"), kind=number, places=2, stretch=1),
        ColumnSpec("teto", say("CADASTROS.COLUNA.TETO"), kind=number, places=2, quiet=True, stretch=1),
        ColumnSpec("excedente", say("CADASTROS.COLUNA.EXCEDENTE"), kind=number, places=2, stretch=1),
        ColumnSpec("fonte", say("CADASTROS.COLUNA.FONTE"), kind=Kind.CHIP, stretch=1),
        ColumnSpec("fechado", say("CADASTROS.COLUNA.FECHADO"), kind=Kind.DATE, stretch=1),
        ColumnSpec(ACT, "", kind=Kind.ACTION, sortable=False),
    )


def spending_rows(desk: Desk, book: SpendingBook, may_type: bool) -> Iterator[Row]:
    """One heading per criterion with its unit, one line per sector."""
    said = ""
    for each in book.lines:
        if each.criterion.key != said:
            said = each.criterion.key
            yield _heading(desk, each.criterion)
        yield _spending(desk, book, each, may_type)


def spending_name(desk: Desk, each: SpendingLine) -> str:
    """`Pneus, GAMA`."""
    return f"{criterion_name(desk.house.texts, each.criterion)}, {each.sector.name}"


def _heading(desk: Desk, criterion: Criterion) -> Row:
    unit = words.unit_word(desk, unit_of(criterion))
    name = criterion_name(desk.house.texts, criterion)
    return Row(f"{GROUP}/{criterion.key}", {"nome": Cell(f"{name}, {unit}")}, RowKind.GROUP)


def _spending(desk: Desk, book: SpendingBook, each: SpendingLine, may_type: bool) -> Row:
    held = each.held
    at = (each.sector.id, each.criterion.key)
    cells = {
        "nome": Cell(each.sector.name, each.sector.name, tooltip=each.sector.name),
        "meta": _registered(desk, book, each, GOAL, held.target, each.adjusted),
        "gasto": _registered(desk, book, each, SPENT, held.realized, False),
        "teto": _balance(desk, book, each, CEILING, at, each.ceiling),
        "excedente": _balance(desk, book, each, EXCESS, at, each.excess),
        "fonte": _source(desk, each),
        "fechado": Cell(NO_VALUE if held.until is None else desk.house.texts.numbers.day(held.until), held.until),
    }
    if may_type:
        act = desk.say("CADASTROS.LANCAR" if held.realized is None else "CADASTROS.CORRIGIR")
        cells[ACT] = Cell(act, action=True, accessible=f"{act}: {spending_name(desk, each)}")
    return Row("/".join(each.key), cells)


def _registered(
    desk: Desk, book: SpendingBook, each: SpendingLine, what: str, value: Decimal | None, adjusted: bool
) -> Cell:
    if value is None:
        return Cell(NO_VALUE)
    tooltip = ""
    if adjusted and each.approved is not None:
        calculated = words.quantity(desk, each.approved.calculated, unit_of(each.criterion))
        tooltip = desk.say("CADASTROS.META_AJUSTADA", calculada=calculated, motivo=each.approved.justification)
    address = RegisteredValue(book.vigencia, each.criterion, each.sector, what)
    return Cell(words.number(desk, value), value, figure_address=address, adjusted=adjusted, tooltip=tooltip)


def _balance(
    desk: Desk, book: SpendingBook, each: SpendingLine, line: str, at: tuple[str, str], value: Decimal | None
) -> Cell:
    """A ceiling or an excess; blank for fuel, which has neither."""
    if not each.criterion.is_cost:
        return Cell()
    if value is None:
        return Cell(NO_VALUE)
    return Cell(words.number(desk, value), value, figure_address=SheetCell(place_of(book), line, at))


def _source(desk: Desk, each: SpendingLine) -> Cell:
    if each.held.realized is None:
        return Cell(NO_VALUE)
    word = source_word(desk, each.held.source)
    if each.provisional:
        return Cell(desk.say("CADASTROS.PROVISORIO", fonte=word), word, state=State.ATENCAO)
    return Cell(word, word)


def unit_of(criterion: Criterion) -> str:
    """`BRL` for a cost, litres for fuel."""
    return "BRL" if criterion.is_cost else "L"


def source_word(desk: Desk, source: str) -> str:
    """Where a spending comes from, in words; a source nobody named stands as it was registered."""
    code = f"FONTE_GASTO.{source}"
    return desk.say(code) if desk.house.texts.knows(code) else source or NO_VALUE


# --- before and after


def compared_columns(desk: Desk) -> tuple[ColumnSpec, ...]:
    """What is registered beside what would be."""
    say, number = desk.say, Kind.NUMBER
    return (
        ColumnSpec("nome", say("TELA.COLUNA.CRITERIO_SETOR"), sortable=False, stretch=3),
        ColumnSpec("antes", say("CADASTROS.COLUNA.REGISTRADO"), "", number, 2, sortable=False, quiet=True, stretch=1),
        ColumnSpec("depois", say("CADASTROS.COLUNA.VAI_FICAR"), "", number, 2, sortable=False, stretch=1),
        ColumnSpec("ate", say("CADASTROS.COLUNA.FECHADO"), kind=Kind.DATE, sortable=False, stretch=1),
    )


def erp_rows(desk: Desk, read: ErpSpending) -> Iterator[Row]:
    """Each goal with its spending now and as the ERP tells it; what does not change says so."""
    said = ""
    for each in read.rows:
        if each.criterion.key != said:
            said = each.criterion.key
            yield _heading(desk, each.criterion)
        after = words.number(desk, each.found)
        day = NO_VALUE if each.until is None else desk.house.texts.numbers.day(each.until)
        if not each.changes:
            after = desk.say("CADASTROS.NAO_MUDA") if each.found is not None else desk.say("CADASTROS.ERP_NAO_INFORMA")
        cells = {
            "nome": Cell(each.sector.name, each.sector.name, tooltip=each.sector.name),
            "antes": Cell(words.number(desk, each.held.realized), each.held.realized),
            "depois": Cell(after, each.found if each.changes else None),
            "ate": Cell(day if each.changes else "", each.until),
        }
        yield Row("/".join(each.key), cells)


def file_rows(desk: Desk, found: GoalsFile) -> Iterator[Row]:
    """Each value the file brings, goals and spending, with what it replaces."""
    for line in found.lines:
        month = desk.house.texts.numbers.month(line.vigencia)
        name = f"{criterion_name(desk.house.texts, line.criterion)}, {line.sector.name}, {month}"
        pairs: Sequence[tuple[str, Decimal | None, Decimal | None]] = (
            ("CADASTROS.LINHA_META", line.held.target, line.goal),
            ("CADASTROS.LINHA_GASTO", line.held.realized, line.spending),
        )
        for code, before, after in pairs:
            if after is None:
                continue
            said = desk.say(code, nome=name)
            day = "" if code.endswith("META") or line.until is None else desk.house.texts.numbers.day(line.until)
            cells = {
                "nome": Cell(said, said, tooltip=said),
                "antes": Cell(words.number(desk, before), before),
                "depois": Cell(words.number(desk, after), after),
                "ate": Cell(day, line.until),
            }
            yield Row(f"{line.line}/{code}", cells)
