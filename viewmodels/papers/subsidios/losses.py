"""How much each penalisation weighs on the final value, and the mean share of deductions of each consórcio."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from engines.report.blocks import Block, Bridge, BridgeStep, Heading, Keep, Paragraph, Row, RowKind, Spacer, Table
from storage.auditoria.report_queries import Loss
from viewmodels.operations.subsidios.report_figures import ZERO
from viewmodels.papers.subsidios.words import Telling, row, table_of

POF, CAP, KIND = "pof", "teto", "tipo"
SHOWN = 3
"""Types of trip with a bar of their own."""


def weight_pages(told: Telling) -> Iterator[Block]:
    """Question two: from the ceiling to what is paid, by reason and type of trip, and the penalties."""
    title = Heading(told.say("SUB_RELATORIO.PERGUNTA_2"), 1, "peso")
    yield Keep((title, Paragraph(told.say("SUB_RELATORIO.PESO_EXPLICA")), bridge(told)))
    yield Spacer(10)
    yield weights(told)
    without = sum((loss.km_without_ceiling for loss in told.figures.summary.losses), ZERO)
    if without:
        yield Paragraph(told.say("SUB_RELATORIO.KM_SEM_TETO", km=without), quiet=True)
    yield Heading(told.say("SUB_RELATORIO.PENALIDADES"), 2, "penalidades")
    yield penalties(told)


def mean_pages(told: Telling) -> Iterator[Block]:
    """Question four: the share of each category in each consórcio."""
    yield Heading(told.say("SUB_RELATORIO.PERGUNTA_4"), 1, "media")
    yield Paragraph(told.say("SUB_RELATORIO.MEDIA_EXPLICA"))
    yield mean_shares(told)


def bridge(told: Telling) -> Bridge:
    """From all trips at the ceiling to what is paid; the bars add up exactly."""
    summary = told.figures.summary
    bars = [BridgeStep(told.say("SUB_RELATORIO.NO_TETO"), summary.at_ceiling, told.amount(summary.at_ceiling), True)]
    for label, value in _steps(told):
        bars.append(BridgeStep(label, value, told.amount(value, sign=True)))
    bars.append(BridgeStep(told.say("SUB_RELATORIO.A_PAGAR"), summary.payable, told.amount(summary.payable), True))
    return Bridge(told.say("SUB_RELATORIO.PONTE_TETO"), tuple(bars))


def _steps(told: Telling) -> Iterator[tuple[str, Decimal]]:
    summary = told.figures.summary
    for reason in (POF, CAP):
        yield told.say(f"SUB_RELATORIO.MOTIVO.{reason.upper()}"), -_lost(summary.losses, reason)
    by_kind = _by_kind(summary.losses)
    for kind, lost in by_kind[:SHOWN]:
        yield told.kind(kind), -lost
    if len(by_kind) > SHOWN:
        rest = sum((lost for _, lost in by_kind[SHOWN:]), ZERO)
        yield told.say("SUB_RELATORIO.OUTROS_TIPOS", n=len(by_kind) - SHOWN), -rest
    yield told.say("SUB_RELATORIO.PENALIDADES"), summary.penalty
    if summary.rounding:
        yield told.say("SUB_RELATORIO.ARREDONDAMENTO"), summary.rounding


def _by_kind(losses: Sequence[Loss]) -> list[tuple[str, Decimal]]:
    """R$ lost for their type inside the limit of trips, those that lose most first, none that loses nothing."""
    lost: dict[str, Decimal] = {}
    for loss in losses:
        if loss.reason == KIND:
            lost[loss.kind] = lost.get(loss.kind, ZERO) + loss.lost
    return sorted(((k, v) for k, v in lost.items() if v), key=lambda each: (-each[1], each[0]))


def _lost(losses: Sequence[Loss], reason: str) -> Decimal:
    return sum((loss.lost for loss in losses if loss.reason == reason), ZERO)


def weights(told: Telling) -> Table:
    """R$ and share of each reason, and under the type each type of trip with its trips and km."""
    summary = told.figures.summary
    heads = (
        ("MOTIVO", 44, False),
        ("VIAGENS", 10, True),
        ("KM", 14, True),
        ("NAO_PAGO", 16, True),
        ("PARTE", 12, True),
    )
    rows: list[Row] = []
    for reason in (POF, CAP, KIND):
        mine = [loss for loss in summary.losses if loss.reason == reason]
        if not mine:
            continue
        rows.append(_weight(told, told.say(f"SUB_RELATORIO.MOTIVO.{reason.upper()}"), mine, RowKind.GROUP))
        kinds = sorted({loss.kind for loss in mine}, key=lambda kind: (-_sum_lost(mine, kind), kind))
        rows += [_weight(told, told.kind(k), [loss for loss in mine if loss.kind == k]) for k in kinds]
    part = told.share(-summary.penalty, summary.at_ceiling)
    rows.append(
        row(told.say("SUB_RELATORIO.PENALIDADES"), "", "", told.amount(-summary.penalty), part, kind=RowKind.GROUP)
    )
    whole = summary.at_ceiling - summary.payable
    total = (told.amount(whole), told.share(whole, summary.at_ceiling))
    return table_of(told, heads, [*rows, row(told.say("RELATORIO.TOTAL"), "", "", *total, kind=RowKind.TOTAL)])


def _sum_lost(losses: Sequence[Loss], kind: str) -> Decimal:
    return sum((loss.lost for loss in losses if loss.kind == kind), ZERO)


def _weight(told: Telling, name: str, losses: Sequence[Loss], kind: RowKind = RowKind.PLAIN) -> Row:
    trips, km = sum((x.trips for x in losses), ZERO), sum((x.km for x in losses), ZERO)
    lost = sum((x.lost for x in losses), ZERO)
    part = told.share(lost, told.figures.summary.at_ceiling)
    return row(name, told.count(trips), told.km(km), told.amount(lost), part, kind=kind)


def penalties(told: Telling) -> Table:
    """Penalties by consórcio and tier, and what was waived."""
    heads = (
        ("CONSORCIO", 26, False), ("PENALIDADE", 22, False), ("FAIXAS", 10, True), ("VALOR", 16, True),
        ("DISPENSADAS", 12, True), ("DISPENSADO", 14, True),
    )  # fmt: skip
    rows = [
        row(told.consortium(p.consortium), p.tier or told.say("SUB_RELATORIO.SEM_GRAU"), told.count(p.count),
            told.amount(p.value), told.count(p.waived), told.amount(p.waived_value))
        for p in told.figures.summary.penalties
    ]  # fmt: skip
    total = told.amount(sum((p.value for p in told.figures.summary.penalties), ZERO))
    return table_of(told, heads, [*rows, row(told.say("RELATORIO.TOTAL"), "", "", total, "", "", kind=RowKind.TOTAL)])


def mean_shares(told: Telling) -> Table:
    """Percentage of the ceiling value each reason takes in each consórcio, and in all of them."""
    summary = told.figures.summary
    heads = (
        ("CONSORCIO", 24, False), ("NO_TETO", 17, True), ("POF", 12, True), ("TETO", 12, True), ("TIPO", 12, True),
        ("PENALIDADES_PARTE", 12, True), ("PAGO_PARTE", 12, True),
    )  # fmt: skip
    rows = [
        _mean(told, told.consortium(share.key), str(share.key), share.penalty, share.payable)
        for share in summary.consortiums
    ]
    return table_of(
        told, heads, [*rows, _mean(told, told.say("RELATORIO.TOTAL"), None, summary.penalty, summary.payable)]
    )  # fmt: skip


def _mean(told: Telling, name: str, consortium: str | None, penalty: Decimal, payable: Decimal) -> Row:
    mine = [x for x in told.figures.summary.losses if consortium is None or x.consortium == consortium]
    ceiling = sum((x.at_ceiling for x in mine), ZERO)
    lost = (*(_lost(mine, reason) for reason in (POF, CAP, KIND)), -penalty, payable)
    kind = RowKind.TOTAL if consortium is None else RowKind.PLAIN
    return row(name, told.amount(ceiling), *(told.share(value, ceiling) for value in lost), kind=kind)
