"""Rows of the registers: sectors, vigências, and goals and spending of the month before."""

from collections.abc import Iterator, Sequence

from engines.goals.periods import ACTIVE, FORWARD, PLANNING
from storage.metas.registers import Sector
from storage.texts.numbers import NO_VALUE
from viewmodels.desk import PERIOD_STATES, Desk
from viewmodels.operations.metas.gastos import SpendingRow
from viewmodels.operations.metas.vigencias import PeriodRow
from viewmodels.screens import goal_words as words
from viewmodels.state import State
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row, RowKind

ACT = "ato"
"""Column of the link each row offers."""
GROUP = "grupo"
LONG = 20
"""Letters of a name that always fit its column; a longer one is said whole under the pointer."""


def sector_columns(desk: Desk) -> tuple[ColumnSpec, ...]:
    """Name, ERP code, standing, edit."""
    say = desk.say
    return (
        ColumnSpec("nome", say("TELA.COLUNA.SETOR"), stretch=2, strong=True),
        ColumnSpec("codigo", say("CADASTROS.COLUNA.CODIGO"), kind=Kind.CHIP, stretch=1),
        ColumnSpec("situacao", say("TELA.COLUNA.SITUACAO"), kind=Kind.CHIP, stretch=1),
        ColumnSpec(ACT, "", kind=Kind.ACTION, sortable=False),
    )


def sector_rows(desk: Desk, listed: Sequence[Sector], may_edit: bool) -> Iterator[Row]:
    """Active sectors first; one without a code says what that means."""
    for each in sorted(listed, key=lambda s: not s.active):
        word = desk.say("CADASTROS.SETOR_ATIVO" if each.active else "CADASTROS.SETOR_INATIVO")
        cells = {
            "nome": Cell(each.name, each.name, tooltip=each.name if len(each.name) > LONG else ""),
            "codigo": _code(desk, each),
            "situacao": Cell(word, word, state=State.OK if each.active else State.SEM_DADOS),
        }
        if may_edit:
            edit = desk.say("CADASTROS.EDITAR")
            cells[ACT] = Cell(edit, action=True, accessible=f"{edit}: {each.name}")
        yield Row(each.id, cells)


def _code(desk: Desk, each: Sector) -> Cell:
    if each.erp_code:
        return Cell(each.erp_code, int(each.erp_code))
    word = desk.say("CADASTROS.SEM_CODIGO")
    return Cell(word, word, state=State.ATENCAO if each.active else State.SEM_DADOS)


def period_columns(desk: Desk) -> tuple[ColumnSpec, ...]:
    """Month, state, calculation in force, what may come next."""
    say = desk.say
    return (
        ColumnSpec("mes", say("CADASTROS.COLUNA.MES"), stretch=1, strong=True),
        ColumnSpec("situacao", say("TELA.COLUNA.SITUACAO"), kind=Kind.CHIP, stretch=1),
        ColumnSpec("vigor", say("CADASTROS.COLUNA.EM_VIGOR"), stretch=1),
        ColumnSpec(ACT, say("CADASTROS.COLUNA.PROXIMO"), kind=Kind.ACTION, sortable=False, stretch=1),
    )


def period_rows(desk: Desk, listed: Sequence[PeriodRow], may_move: bool) -> Iterator[Row]:
    """Newest first; a move that cannot be made yet says what it waits for."""
    active = next((row for row in listed if row.period.status == ACTIVE), None)
    for each in listed:
        month, word = each.period.vigencia, desk.say(f"ESTADO.{each.period.status}")
        run = desk.say("CADASTROS.NENHUM_CALCULO" if each.in_force is None else "CADASTROS.CALCULO_N", n=each.in_force)
        cells = {
            "mes": Cell(desk.month_title(month), str(month)),
            "situacao": Cell(word[:1].upper() + word[1:], word, state=PERIOD_STATES[each.period.status]),
            "vigor": Cell(run, each.in_force),
            ACT: _move(desk, each, active, may_move),
        }
        yield Row(str(month), cells)


def _move(desk: Desk, each: PeriodRow, active: PeriodRow | None, may_move: bool) -> Cell:
    """The link that moves a vigência on, what it waits for, or nothing: a closed one stays."""
    if FORWARD.get(each.period.status) is None:
        return Cell()
    if each.period.status == PLANNING and each.in_force is None:
        return Cell(desk.say("CADASTROS.ESPERA_PUBLICAR"))
    if each.period.status == PLANNING and active is not None:
        return Cell(desk.say("CADASTROS.ESPERA_FECHAR", mes=active.period.vigencia))
    said = desk.say("CADASTROS.TORNAR_ATIVA" if each.period.status == PLANNING else "CADASTROS.FECHAR")
    title = desk.month_title(each.period.vigencia)
    return Cell(said, action=True, accessible=f"{said}: {title}") if may_move else Cell()


def spending_columns(desk: Desk) -> tuple[ColumnSpec, ...]:
    """Sector under its criterion, goal, spending, where it came from, until when, edit."""
    say = desk.say
    return (
        ColumnSpec("nome", say("TELA.COLUNA.CRITERIO_SETOR"), sortable=False, stretch=2),
        ColumnSpec("meta", say("CADASTROS.COLUNA.META"), kind=Kind.NUMBER, places=2, quiet=True, stretch=1),
        ColumnSpec("gasto", say("CADASTROS.COLUNA.GASTO"), kind=Kind.NUMBER, places=2, stretch=1),
        ColumnSpec("fonte", say("CADASTROS.COLUNA.FONTE"), stretch=1),
        ColumnSpec("fechado", say("CADASTROS.COLUNA.FECHADO"), kind=Kind.DATE, stretch=1),
        ColumnSpec(ACT, "", kind=Kind.ACTION, sortable=False),
    )


def spending_table_rows(desk: Desk, listed: Sequence[SpendingRow], may_type: bool) -> Iterator[Row]:
    """One heading per criterion with its unit, one line per sector."""
    said = ""
    for each in listed:
        if each.criterion.key != said:
            said = each.criterion.key
            unit = words.unit_word(desk, unit_of(each))
            yield Row(f"{GROUP}/{said}", {"nome": Cell(f"{each.criterion.label}, {unit}")}, RowKind.GROUP)
        yield _spending(desk, each, may_type)


def _spending(desk: Desk, each: SpendingRow, may_type: bool) -> Row:
    held, numbers = each.held, desk.house.texts.numbers
    act = desk.say("CADASTROS.LANCAR" if held.realized is None else "CADASTROS.CORRIGIR")
    cells = {
        "nome": Cell(each.sector.name, each.sector.name, tooltip=each.sector.name),
        "meta": Cell(words.number(desk, held.target), held.target),
        "gasto": Cell(words.number(desk, held.realized), held.realized),
        "fonte": Cell(source_word(desk, held.source), held.source),
        "fechado": Cell(NO_VALUE if held.until is None else numbers.day(held.until), held.until),
    }
    if may_type:
        cells[ACT] = Cell(act, action=True, accessible=f"{act}: {each.criterion.label}, {each.sector.name}")
    return Row("/".join(each.key), cells)


def unit_of(each: SpendingRow) -> str:
    """`BRL` for a cost, litres for fuel."""
    return "BRL" if each.criterion.is_cost else "L"


def source_word(desk: Desk, source: str) -> str:
    """Where a spending comes from, in words; a source nobody named stands as it was registered."""
    code = f"FONTE_GASTO.{source}"
    return desk.say(code) if desk.house.texts.knows(code) else source or NO_VALUE
