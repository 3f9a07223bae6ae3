"""Papers of a published month: the one-page sheet for the operating team, and the minutes of the approval."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from engines.figure import Missing
from engines.report.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    Keep,
    KeyValues,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from engines.report.document import Document
from storage.metas.decisions import ADJUSTED, REFUSED
from viewmodels.operations.metas.results import GoalRow
from viewmodels.papers.closing_pages import parameters
from viewmodels.papers.cover import adjustments, lead, signature_lines, standing, total
from viewmodels.papers.data_pages import consents
from viewmodels.papers.loose import Desk, loose_document
from viewmodels.papers.matter import Matter

MANY = 24
"""Sectors from which the lines are set closer, so that sixty still fit one page."""


def month_sheet(matter: Matter, desk: Desk) -> Document:
    """One page with the goals of every sector, no formula: what hangs on the wall (G-101)."""
    month = matter.view.vigencia
    title = matter.say("FOLHA.TITULO", mes=month)
    blocks = (
        Paragraph(matter.say("FOLHA.COMO_LER", mes=month), lead=True),
        _goals(matter),
        Paragraph(matter.say("FOLHA.KM"), quiet=True),
        *([] if matter.approval is None else [Paragraph(_approved(matter), quiet=True)]),
    )
    run = str(matter.view.run.id)
    return loose_document(matter.texts, desk, title, "", str(month), run, blocks, matter.stamp)


def _goals(matter: Matter) -> Table:
    criteria = [(key, list(goals)) for key, goals in groupby(matter.view.goals, key=lambda goal: goal.criterion)]
    heads = (Column(matter.say("FOLHA.SETOR"), weight=30), Column(matter.say("FOLHA.KM_PREVISTA"), Align.RIGHT, 16))
    columns = (*heads, *(Column(_head(matter, goals[0]), Align.RIGHT, 18) for _, goals in criteria))
    by_sector: dict[str, dict[str, GoalRow]] = {}
    for goal in matter.view.goals:
        by_sector.setdefault(goal.sector, {})[goal.criterion] = goal
    rows = [_row(matter, sector, mine, [key for key, _ in criteria]) for sector, mine in by_sector.items()]
    sums = tuple(Cell(matter.number(total([standing(goal) for goal in goals]))) for _, goals in criteria)
    rows.append(Row((Cell(matter.say("FOLHA.TOTAL")), Cell(_total_km(matter, by_sector)), *sums), RowKind.TOTAL))
    return Table(columns, tuple(rows), dense=len(by_sector) > MANY)


def _head(matter: Matter, goal: GoalRow) -> str:
    return f"{matter.criterion(goal)}, {matter.unit(goal.unit)}"


def _row(matter: Matter, sector: str, mine: dict[str, GoalRow], criteria: list[str]) -> Row:
    name = next(iter(mine.values())).sector_label
    told = (Cell(matter.number(standing(mine[key])) or "–", strong=True) for key in criteria)
    return Row((Cell(name), Cell(_km(matter, sector)), *told))


def _km(matter: Matter, sector: str) -> str:
    value = matter.view.evaluation.value("km_prevista", (sector,))
    return "–" if isinstance(value, Missing) else matter.texts.figure_text(value, "", 2)


def _total_km(matter: Matter, sectors: dict[str, dict[str, GoalRow]]) -> str:
    values = [matter.view.evaluation.value("km_prevista", (sector,)) for sector in sectors]
    known = total([value if isinstance(value, Decimal) else None for value in values])
    return matter.number(known) or "–"


def _approved(matter: Matter) -> str:
    assert matter.approval is not None
    at, who = matter.approval
    return matter.say("FOLHA.APROVADAS", quem=matter.basis.name(who), quando=matter.instant(at))


def minutes(matter: Matter, desk: Desk) -> Document:
    """Minutes of the approval: what was decided on each goal, by whom and why, on which parameters and consents."""
    view = matter.view
    title = matter.say("ATA.TITULO", mes=view.vigencia)
    subtitle = matter.say("ATA.SUBTITULO", calculo=str(view.run.id))
    blocks = tuple(_minutes(matter))
    return loose_document(
        matter.texts, desk, title, subtitle, str(view.vigencia), str(view.run.id), blocks, matter.stamp
    )


def _minutes(matter: Matter) -> Iterator[Block]:
    yield Paragraph(_opening(matter), lead=True)
    yield Paragraph(lead(matter, close=False))
    yield Heading(matter.say("ATA.DECISOES"), 1, "decisoes")
    yield _decisions(matter)
    yield from adjustments(matter)
    yield from _consented(matter)
    saved = sum(1 for goal in matter.view.goals if goal.approved is not None)
    written = matter.say("ATA.GRAVADAS_N", n=saved, de=len(matter.view.goals))
    closing = f"{matter.say('ATA.GRAVADAS')}: {written}. {matter.say('ATA.CADEIA')}: {matter.copy.head.seq}."
    named = Heading(matter.say("ATA.PARAMETROS"), 1, "parametros")
    yield Keep((named, parameters(matter), Paragraph(closing, quiet=True), signature_lines(matter)))


def _consented(matter: Matter) -> Iterator[Block]:
    """The consents; where there was none, one line without a heading, so that the signatures fit on the page."""
    if matter.basis.consents:
        yield from consents(matter)
    else:
        yield KeyValues(((matter.say("RELATORIO.CONSENTIMENTOS"), matter.say("PAPEL.SEM_CONSENTIMENTOS")),))


def _opening(matter: Matter) -> str:
    view = matter.view
    calculated = matter.instant(view.run.ended or view.run.started)
    args = {"empresa": matter.basis.company, "mes": view.vigencia, "calculo": str(view.run.id), "autor": view.author,
            "quando": calculated}  # fmt: skip
    if matter.approval is None:
        return matter.say("ATA.ABERTURA_SEM_APROVACAO", **args)
    at, who = matter.approval
    return matter.say("ATA.ABERTURA", **args, aprovador=matter.basis.name(who), aprovado=matter.instant(at))


def _decisions(matter: Matter) -> Table:
    columns = (
        Column(matter.say("PAPEL.META"), weight=26),
        Column(matter.say("RELATORIO.CALCULADA"), Align.RIGHT, 16),
        Column(matter.say("RELATORIO.APROVADA"), Align.RIGHT, 16),
        Column(matter.say("RELATORIO.DECISAO"), weight=16),
        Column(matter.say("ATA.POR_QUEM"), weight=26),
    )
    rows: list[Row] = []
    for _, group in groupby(matter.view.goals, key=lambda goal: goal.criterion):
        mine = list(group)
        rows.append(Row((Cell(_head(matter, mine[0])),), RowKind.GROUP))
        rows += [_decision(matter, goal) for goal in mine]
    return Table(columns, tuple(rows), dense=True)


def _decision(matter: Matter, goal: GoalRow) -> Row:
    taken = goal.decision
    told = matter.texts.figure_text(goal.value, "", 2)
    who = f"{matter.basis.name(taken.decided_by)}, {matter.instant(taken.decided)}" if taken else ""
    by_hand = taken is not None and taken.decision in (ADJUSTED, REFUSED)
    return Row(
        (
            Cell(goal.sector_label),
            Cell(told),
            Cell(matter.number(goal.approved), strong=by_hand),
            Cell(matter.decision(goal), strong=by_hand),
            Cell(who, quiet=True),
        )
    )
