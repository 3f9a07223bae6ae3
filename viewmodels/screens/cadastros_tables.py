"""Rows of the registers: sectors, vigências, and goals and spending of the month before."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from engines.goals.periods import ACTIVE, FORWARD, PLANNING
from storage.metas.registers import Sector
from storage.texts.numbers import NO_VALUE
from viewmodels.desk import PERIOD_STATES, Desk
from viewmodels.operations.metas.vigencias import PeriodRow
from viewmodels.state import State
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row

ACT = "ato"
"""Column of the link each row offers."""
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
    """Month, state, vigência before it, who opened and closed it, calculation in force, what may come next."""
    say = desk.say
    return (
        ColumnSpec("mes", say("CADASTROS.COLUNA.MES"), stretch=1, strong=True),
        ColumnSpec("situacao", say("TELA.COLUNA.SITUACAO"), kind=Kind.CHIP, stretch=1),
        ColumnSpec("anterior", say("CADASTROS.COLUNA.ANTERIOR"), kind=Kind.CHIP, stretch=1),
        ColumnSpec("aberta", say("CADASTROS.COLUNA.ABERTA"), stretch=1, quiet=True),
        ColumnSpec("fechada", say("CADASTROS.COLUNA.FECHADA"), stretch=1, quiet=True),
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
            "anterior": _previous(desk, each),
            "aberta": _stamp(desk, each.opened_by, each.period.opened),
            "fechada": _stamp(desk, each.closed_by, each.period.closed),
            "vigor": Cell(run, each.in_force),
            ACT: _move(desk, each, active, may_move),
        }
        yield Row(str(month), cells)


def _previous(desk: Desk, each: PeriodRow) -> Cell:
    """The vigência whose goals and spending the balance starts from; a gap is worth a look (F-54)."""
    if each.previous is None:
        return Cell(NO_VALUE)
    month = desk.house.texts.numbers.month(each.previous)
    if each.gap:
        missing = (each.period.vigencia.year - each.previous.year) * 12
        missing += each.period.vigencia.month - each.previous.month - 1
        said = desk.say("CADASTROS.LACUNA", mes=each.previous, n=missing)
        return Cell(month, str(each.previous), state=State.ATENCAO, tooltip=said, accessible=said)
    return Cell(month, str(each.previous))


def _stamp(desk: Desk, who: str, at: datetime | None) -> Cell:
    if at is None:
        return Cell(NO_VALUE)
    texts = desk.house.texts
    day = texts.numbers.day(at.astimezone(texts.zone).date())
    return Cell(f"{day}, {who}", day, tooltip=f"{texts.numbers.instant(at, texts.zone)}, {who}")


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
