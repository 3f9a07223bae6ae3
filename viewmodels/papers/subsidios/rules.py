"""Rules that made the calculation, with act and commit, and those that are not what they were when the days ended."""

from collections.abc import Iterator

from engines.report.blocks import Block, Heading, Paragraph, Row, Table
from viewmodels.operations.subsidios.report_figures import RuleFigures
from viewmodels.papers.subsidios.words import Telling, row, table_of


def rule_pages(told: Telling) -> Iterator[Block]:
    """What changed first, then everything in force."""
    yield Heading(told.say("SUB_RELATORIO.REGRAS_MUDARAM"), 1, "mudaram")
    if told.figures.changes:
        yield Paragraph(
            told.say("SUB_RELATORIO.MUDARAM_EXPLICA", ultimo=told.figures.days[-1], conhecido=told.figures.known_on)
        )
        yield changes(told)
    else:
        yield Paragraph(
            told.say("SUB_RELATORIO.NADA_MUDOU", ultimo=told.figures.days[-1], conhecido=told.figures.known_on)
        )
    yield Heading(told.say("SUB_RELATORIO.REGRAS"), 1, "regras")
    yield rules(told)


def changes(told: Telling) -> Table:
    """Each rule, its days, value before and now, act, commit and the day it became known."""
    heads = (
        ("REGRA", 27, False), ("DIAS", 15, False), ("ANTES", 12, False), ("AGORA", 12, False), ("ATO", 22, False),
        ("CONHECIDA", 12, False),
    )  # fmt: skip
    rows = [
        row(told.rule(c.rule), told.held(c.first, c.last), told.value(c.before), told.value(c.after),
            f"{c.act} {c.commit}".strip(), told.day(c.known))
        for c in told.figures.changes
    ]  # fmt: skip
    return table_of(told, heads, rows)


def rules(told: Telling) -> Table:
    """Every rule in force on some of the days."""
    heads = (
        ("REGRA", 30, False), ("VALOR_DA_REGRA", 12, False), ("ATO", 26, False), ("ALTERACAO", 10, False),
        ("CONHECIDA", 11, False), ("DIAS", 11, False),
    )  # fmt: skip
    return table_of(told, heads, [_rule(told, each) for each in told.figures.rules])


def _rule(told: Telling, each: RuleFigures) -> Row:
    held = told.held(each.first, each.last)
    value = told.value(each.value) or told.say("SUB_RELATORIO.LINHAS_DA_LISTA", n=each.clauses)
    return row(told.rule(each.rule), value, each.act, each.commit, told.day(each.known), held)
