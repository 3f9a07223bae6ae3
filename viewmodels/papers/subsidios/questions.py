"""Open questions answered in words: how a value is made, how exceptions are treated, what nobody documented."""

from collections.abc import Iterator

from engines.report.blocks import Block, Heading, KeyValues, Paragraph, Table
from viewmodels.operations.subsidios.open_questions import ExceptionFigures
from viewmodels.papers.subsidios.words import Telling, row, table_of
from viewmodels.papers.subsidios.worked import worked_band, worked_day

FOUND, BREACH = "achado", "brecha"
NAMED = 40
"""Services or vehicles of an exception that are written out."""


def worked_pages(told: Telling) -> Iterator[Block]:
    """Question one."""
    answers = told.figures.answers
    yield Heading(told.say("SUB_RELATORIO.PERGUNTA_1"), 1, "como")
    yield Paragraph(told.say("SUB_RELATORIO.COMO_EXPLICA"))
    if answers.worked is not None:
        yield from worked_band(told, answers.worked)
    elif answers.worked_day is not None:
        yield from worked_day(told, answers.worked_day)
    else:
        yield Paragraph(told.say("SUB_RELATORIO.SEM_FAIXA_PAGA"))


def exception_pages(told: Telling) -> Iterator[Block]:
    """Question three: exceptions that hold on these days and what each rule of exception moves."""
    answers = told.figures.answers
    yield Heading(told.say("SUB_RELATORIO.PERGUNTA_3"), 1, "excecoes")
    if not answers.exceptions:
        yield Paragraph(told.say("SUB_RELATORIO.SEM_EXCECOES"))
        return
    yield Paragraph(told.say("SUB_RELATORIO.EXCECOES_EXPLICA"))
    yield _effects(told)
    yield Heading(told.say("SUB_RELATORIO.EXCECOES_LINHAS"), 2, "excecoes-linhas")
    yield _exceptions(told)


def _effects(told: Telling) -> Table:
    heads = (("REGRA", 70, False), ("EFEITO", 30, True))
    moved = told.figures.answers.effects.items()
    return table_of(told, heads, [row(told.rule(key), told.amount(value, sign=True)) for key, value in moved])


def _exceptions(told: Telling) -> Table:
    heads = (
        ("REGRA", 20, False),
        ("CLAUSULA", 21, False),
        ("ATO", 22, False),
        ("DE_QUEM", 24, False),
        ("DIAS", 13, False),
    )
    rows = [
        row(told.rule(e.rule), e.clause, e.act, whom(told, e), told.held(e.first, e.last))
        for e in told.figures.answers.exceptions
    ]
    return table_of(told, heads, rows)


def whom(told: Telling, exception: ExceptionFigures) -> str:
    """Services or vehicles an exception is for, the first ones written out."""
    if not exception.whom:
        return told.say("SUB_RELATORIO.TODOS")
    named = ", ".join(exception.whom[:NAMED])
    more = len(exception.whom) - NAMED
    return named if more <= 0 else f"{named}, {told.say('SUB_RELATORIO.E_MAIS', n=more)}"


def undocumented_pages(told: Telling) -> Iterator[Block]:
    """Question five: exceptions written in code, clauses nobody dated, rules withdrawn, loopholes that fired."""
    yield Heading(told.say("SUB_RELATORIO.PERGUNTA_5"), 1, "nao-documentadas")
    doubts = [rule for rule in told.figures.rules if rule.doubt]
    breaches = [c for c in told.figures.checks if c.group == BREACH and c.verdict == FOUND]
    answers = told.figures.answers
    yield Paragraph(
        told.say(
            "SUB_RELATORIO.NAO_DOCUMENTADAS", excecoes=len(answers.exceptions), ressalvas=len(doubts),
            retiradas=len(answers.withdrawn), brechas=len(breaches),
        )
    )  # fmt: skip
    yield from _breaches(told)
    if doubts:
        yield Heading(told.say("SUB_RELATORIO.SEM_DATA"), 2, "sem-data")
        yield _doubts(told)
    if answers.withdrawn:
        yield Heading(told.say("SUB_RELATORIO.RETIRADAS"), 2, "retiradas")
        yield _withdrawn(told)


def _breaches(told: Telling) -> Iterator[Block]:
    found = [c for c in told.figures.checks if c.group == BREACH and c.verdict == FOUND]
    if not found:
        return
    yield Heading(told.say("SUB_RELATORIO.BRECHAS"), 2, "brechas")
    yield KeyValues(tuple((f"{check.short}", f"{told.check_found(check)} {_why(told, check.name)}") for check in found))


def _why(told: Telling, name: str) -> str:
    code = f"SUB_VERIFICA.{name.upper()}.PORQUE"
    return told.say(code) if told.texts.knows(code) else ""


def _doubts(told: Telling) -> Table:
    heads = (("REGRA", 26, False), ("CLAUSULA", 20, False), ("ATO", 22, False), ("RESSALVA", 32, False))
    rows = [row(told.rule(r.rule), r.clause, r.act, r.doubt) for r in told.figures.rules if r.doubt]
    return table_of(told, heads, rows)


def _withdrawn(told: Telling) -> Table:
    heads = (
        ("REGRA", 26, False),
        ("CLAUSULA", 24, False),
        ("ATO", 26, False),
        ("CONHECIDA", 12, False),
        ("RETIRADA", 12, False),
    )
    rows = [
        row(told.rule(w.rule), w.clause, w.act, told.day(w.known), told.day(w.withdrawn))
        for w in told.figures.answers.withdrawn
    ]
    return table_of(told, heads, rows)
