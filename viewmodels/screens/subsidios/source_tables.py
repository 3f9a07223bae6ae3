"""Fonte in tables: the changes between two versions, and the register of what was concluded."""

from decimal import Decimal

from engines.subsidy.watching.changes import Change, Reach
from storage.auditoria.analyses import Analysis
from viewmodels.screens.subsidios.source import SourceViewModel
from viewmodels.screens.subsidios.source_effect import EffectAddress
from viewmodels.state import State
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row

STATES = {Reach.CLAUSULA: State.ATENCAO, Reach.REGRA: State.EM_CURSO, Reach.SEM_REGRA: State.SEM_DADOS}
CENTS = 2


def change_columns(model: SourceViewModel) -> tuple[ColumnSpec, ...]:
    """Columns of the table of changes."""
    say = model.desk.say
    return (
        ColumnSpec("name", say("SUB_FONTE.COLUNA.NOME"), width=188, stretch=2),
        ColumnSpec("kind", say("SUB_FONTE.COLUNA.TIPO"), quiet=True),
        ColumnSpec("reach", say("SUB_FONTE.COLUNA.TOCA"), kind=Kind.CHIP),
        ColumnSpec("before", say("SUB_TEMPO.TELA.ANTES"), stretch=2),
        ColumnSpec("after", say("SUB_TEMPO.TELA.DEPOIS"), stretch=2),
        ColumnSpec("effect", say("SUB_FONTE.COLUNA.MOVE"), "R$", Kind.NUMBER, CENTS, strong=True),
        ColumnSpec("analysed", say("SUB_FONTE.COLUNA.ANALISE"), quiet=True),
    )


def change_rows(model: SourceViewModel) -> tuple[Row, ...]:
    """The changes, those that touch our clauses first."""
    return tuple(_change_row(model, one) for one in model.changes)


def _change_row(model: SourceViewModel, change: Change) -> Row:
    say = model.desk.say
    kind = f"{say(f'SUB_FONTE.TIPO.{change.kind}')}, {say(f'SUB_FONTE.COMO.{change.how}')}"
    count = len(change.clauses) if change.reach is Reach.CLAUSULA else len(change.rules)
    reach, done = say(f"SUB_FONTE.TOCA_CURTO.{change.reach}", n=count), model.analyses_of(change.digest)
    touched = model.listed(change.clauses or change.rules) or model.reach(change)
    texts = model.desk.house.texts
    analysed = texts.numbers.day(done[0].analysed.astimezone(texts.zone).date()) if done else ""
    cells = {
        "name": Cell(change.name, change.name, tooltip=change.path),
        "kind": Cell(kind, kind),
        "before": Cell(change.before, change.before, tooltip=change.before),
        "after": Cell(change.after, change.after, tooltip=change.after),
        "reach": Cell(reach, count, STATES[change.reach], tooltip=touched, accessible=f"{reach}, {touched}"),
        "effect": _effect(model, change),
        "analysed": Cell(analysed, analysed),
    }
    return Row(change.digest, cells)


def _effect(model: SourceViewModel, change: Change) -> Cell:
    moved = model.effect.of(change)
    if moved is None:
        return Cell()
    return Cell(_amount(model, moved), moved, figure_address=EffectAddress(change.digest))


def analysis_columns(model: SourceViewModel) -> tuple[ColumnSpec, ...]:
    """Columns of the register."""
    say = model.desk.say
    return (
        ColumnSpec("when", say("SUB_FONTE.COLUNA.QUANDO"), kind=Kind.DATE),
        ColumnSpec("who", say("SUB_FONTE.COLUNA.QUEM")),
        ColumnSpec("change", say("CAMPO.mudanca"), stretch=3),
        ColumnSpec("conclusion", say("SUB_FONTE.COLUNA.CONCLUSAO"), stretch=3),
        ColumnSpec("effect", say("SUB_FONTE.COLUNA.MOVE"), "R$", Kind.NUMBER, CENTS),
        ColumnSpec("digest", say("SUB_FONTE.COLUNA.IMPRESSAO"), quiet=True),
    )


def analysis_rows(model: SourceViewModel) -> tuple[Row, ...]:
    """What was concluded, newest first."""
    return tuple(_analysis_row(model, at, one) for at, one in enumerate(model.register.analyses))


def _analysis_row(model: SourceViewModel, at: int, one: Analysis) -> Row:
    texts = model.desk.house.texts
    change = texts.say_with(one.change.code, one.change.args)
    who = model.register.names.get(one.analysed_by, one.analysed_by)
    effect = Cell() if one.effect is None else Cell(_amount(model, one.effect), one.effect)
    cells = {
        "when": Cell(texts.numbers.instant(one.analysed, texts.zone), one.analysed.isoformat()),
        "who": Cell(who, who),
        "change": Cell(change, change, tooltip=change),
        "conclusion": Cell(one.conclusion, one.conclusion, tooltip=one.conclusion),
        "effect": effect,
        "digest": Cell(one.change.digest[:12], one.change.digest, tooltip=one.change.digest),
    }
    return Row(str(at), cells)


def _amount(model: SourceViewModel, value: Decimal) -> str:
    return model.desk.house.texts.numbers.number(value, CENTS, sign=True)
