"""Where the payment departs from what the city published: causes and their R$, stages, payment orders."""

from collections.abc import Iterator, Sequence

from engines.report.blocks import Block, Bridge, BridgeStep, Heading, Paragraph, Row, RowKind, Spacer, Table
from engines.subsidy.comparing import Cause, OrderTotal
from viewmodels.operations.subsidios.report_figures import ZERO, ComparisonFigures
from viewmodels.papers.subsidios.words import Telling, row, table_of

ROOM = 16
"""Points under the bars: names of causes are long."""
SHOWN = 4
"""Causes with a bar of their own; the others are one."""


def difference_pages(told: Telling) -> Iterator[Block]:
    """The comparison, or that there was nothing to compare with."""
    compared = told.figures.comparison
    yield Heading(told.say("SUB_RELATORIO.DIFERENCAS"), 1, "diferencas")
    if compared is None:
        yield Paragraph(told.say("SUB_RELATORIO.SEM_COMPARACAO"))
    else:
        yield from _compared(told, compared)
    yield from _orders(told)


def _compared(told: Telling, compared: ComparisonFigures) -> Iterator[Block]:
    if compared.difference is not None:
        args = {"n": compared.differing_units, "de": compared.units}
        yield Paragraph(
            told.say("SUB_RELATORIO.UNIDADES", diferenca=told.money(compared.difference, sign=True), **args)
        )
        yield bridge(told, compared)
        yield Spacer(ROOM)
        yield Heading(told.say("SUB_RELATORIO.CAUSAS"), 2, "causas")
        yield causes(told, compared.causes)
    yield Heading(told.say("SUB_RELATORIO.ETAPAS"), 2, "etapas")
    yield Paragraph(told.say("SUB_RELATORIO.ETAPAS_EXPLICA"))
    yield stages(told, compared)
    if compared.left_out:
        yield Paragraph(told.say("SUB_RELATORIO.ETAPAS_FORA", etapas=", ".join(compared.left_out)), quiet=True)


def bridge(told: Telling, compared: ComparisonFigures) -> Bridge:
    """From what was published to what is recalculated; the bars add up to the cent."""
    assert compared.theirs is not None and compared.ours is not None
    moved = [cause for cause in compared.causes if cause.effect]
    shown, rest = moved[:SHOWN], moved[SHOWN:]
    bars = [BridgeStep(told.say("SUB_RELATORIO.PUBLICADO"), compared.theirs, told.amount(compared.theirs), True)]
    bars += [BridgeStep(told.cause(c), c.effect, told.amount(c.effect, sign=True)) for c in shown]
    if rest:
        others = sum((cause.effect for cause in rest), ZERO)
        label = told.say("SUB_RELATORIO.OUTRAS_CAUSAS", n=len(rest))
        bars.append(BridgeStep(label, others, told.amount(others, sign=True)))
    bars.append(BridgeStep(told.say("SUB_RELATORIO.RECALCULADO"), compared.ours, told.amount(compared.ours), True))
    return Bridge(told.say("SUB_RELATORIO.PONTE_PAGO"), tuple(bars))


def causes(told: Telling, found: Sequence[Cause]) -> Table:
    """Every cause with its act, how many trips and bands it touches, and its R$; they add up to the difference."""
    heads = (("CAUSA", 36, False), ("ATO", 27, False), ("VIAGENS", 9, True), ("FAIXAS", 9, True), ("EFEITO", 15, True))
    rows = [
        row(told.cause(c), c.act, told.count(c.trips), told.count(c.units), told.amount(c.effect, sign=True))
        for c in found
    ]
    total = told.amount(sum((cause.effect for cause in found), ZERO), sign=True)
    return table_of(told, heads, [*rows, row(told.say("RELATORIO.TOTAL"), "", "", "", total, kind=RowKind.TOTAL)])


def stages(told: Telling, compared: ComparisonFigures) -> Table:
    """Rows and cells that differ in each stage, and the trips and bands that first depart there."""
    heads = (
        ("ETAPA", 40, False), ("LINHAS", 10, True), ("SO_NOSSAS", 10, True), ("SO_DELES", 10, True),
        ("DIFEREM", 10, True), ("PRIMEIRA_VIAGENS", 10, True), ("PRIMEIRA_FAIXAS", 10, True),
    )  # fmt: skip
    rows = []
    for each in compared.stages:
        counts = (each.rows, each.ours_only, each.theirs_only, each.differing_rows, each.first_trips, each.first_units)
        rows.append(row(told.stage(each.stage), *(told.count(count) for count in counts)))
    return table_of(told, heads, rows)


def _orders(told: Telling) -> Iterator[Block]:
    """Payment orders against the calculation, or that none was brought."""
    yield Heading(told.say("SUB_RELATORIO.ORDENS"), 2, "ordens")
    if not told.figures.orders:
        yield Paragraph(told.say("SUB_RELATORIO.SEM_ORDENS"))
        return
    heads = (("CONSORCIO", 34, False), ("ORDENADO", 22, True), ("RECALCULADO", 22, True), ("DIFERENCA", 22, True))
    yield table_of(
        told,
        heads,
        [_order(told, order) for order in told.figures.orders],
    )  # fmt: skip


def _order(told: Telling, order: OrderTotal) -> Row:
    difference = told.amount(order.ours - order.ordered, sign=True)
    return row(told.consortium(order.consortium), told.amount(order.ordered), told.amount(order.ours), difference)
