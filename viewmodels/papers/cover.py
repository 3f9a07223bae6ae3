"""First page of the report: what was decided on the twelve goals, in a paragraph and a table, and how to check it."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from engines.finding import Severity
from engines.report.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    KeyValues,
    PageBreak,
    Paragraph,
    Row,
    RowKind,
    Signature,
    Signatures,
    Table,
    VerifyBox,
)
from storage.exports.hashing import signs
from storage.metas.decisions import ADJUSTED, REFUSED
from storage.store.types import instant_text
from viewmodels.operations.metas.results import GoalRow
from viewmodels.papers.matter import Matter
from viewmodels.papers.narration import within

QR_TAG = "METAS1"


def cover_page(matter: Matter) -> Iterator[Block]:
    """Lead, goals, adjustments, signatures and the box to check the paper with."""
    yield Paragraph(lead(matter), lead=True)
    yield goals_table(matter)
    yield from adjustments(matter)
    yield signature_lines(matter)
    yield verify_box(matter)
    yield PageBreak()


def lead(matter: Matter, close: bool = True) -> str:
    """The narrative paragraph: how many, how decided, what the first criterion adds up to against last month.

    `close` tells that what follows are the pages of the report.
    """
    goals = matter.view.goals
    adjusted = [g for g in goals if g.decision and g.decision.decision == ADJUSTED]
    refused = [g for g in goals if g.decision and g.decision.decision == REFUSED]
    pending = matter.view.pending
    same = len(goals) - len(adjusted) - len(refused) - len(pending)
    parts = [matter.say("PAPEL.CAPA_METAS", metas=len(goals), setores=len({g.sector for g in goals}))]
    if len(pending) < len(goals):
        parts.append(matter.say("PAPEL.CAPA_DECIDIDAS", iguais=same, ajustadas=len(adjusted)))
    parts += [matter.say(code, n=len(few)) for code, few in (("PAPEL.CAPA_RECUSADAS", refused),) if few]
    parts += [matter.say("PAPEL.CAPA_PENDENTES", n=len(pending))] if pending else []
    parts += _compared(matter)
    return " ".join((*parts, matter.say("PAPEL.CAPA_FIM")) if close else parts)


def _compared(matter: Matter) -> list[str]:
    """What the goals of the first criterion add up to, and how far that is from the vigência before."""
    first = matter.view.goals[0]
    mine = [g for g in matter.view.goals if g.criterion == first.criterion]
    now = total([standing(g) for g in mine])
    before = total([g.before.target if g.before else None for g in mine])
    if now is None:
        return []
    args = {"criterio": within(matter.criterion(first)), "total": matter.shown(now, first.unit)}
    if not before or matter.view.previous is None:
        return [matter.say("PAPEL.CAPA_SOMA", **args)]
    code = "PAPEL.CAPA_SOMA_ABAIXO" if now < before else "PAPEL.CAPA_SOMA_ACIMA"
    return [matter.say(code, **args, parte=abs(now / before - 1), mes=matter.view.previous)]


def standing(goal: GoalRow) -> Decimal | None:
    """What a goal stands at: approved, else calculated; None when it has neither."""
    if goal.approved is not None:
        return goal.approved
    refused = goal.decision is not None and goal.decision.decision == REFUSED
    return goal.value if isinstance(goal.value, Decimal) and not refused else None


def total(values: list[Decimal | None]) -> Decimal | None:
    """Sum of values, None when one is missing: a total that skips a sector is a wrong total."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(values) else None


def goals_table(matter: Matter) -> Table:
    """Calculated beside approved, by criterion with its total; decision; the gravest finding in few words."""
    rows: list[Row] = []
    for _, group in groupby(matter.view.goals, key=lambda goal: goal.criterion):
        mine = list(group)
        rows.append(_group_row(matter, mine))
        rows += [_goal_row(matter, goal) for goal in mine]
    columns = (
        Column(matter.say("RELATORIO.CRITERIO_E_SETOR"), weight=19),
        Column(matter.say("RELATORIO.CALCULADA"), Align.RIGHT, 17),
        Column(matter.say("RELATORIO.APROVADA"), Align.RIGHT, 15),
        Column(matter.say("RELATORIO.DECISAO"), weight=19),
        Column(matter.say("RELATORIO.ACHADO"), weight=30),
    )
    return Table(columns, tuple(rows))


def _group_row(matter: Matter, goals: list[GoalRow]) -> Row:
    calculated = total([g.value if isinstance(g.value, Decimal) else None for g in goals])
    approved = total([g.approved for g in goals])
    name = f"{matter.criterion(goals[0])}, {matter.unit(goals[0].unit)}"
    return Row((Cell(name), Cell(matter.number(calculated)), Cell(matter.number(approved))), RowKind.GROUP)


def _goal_row(matter: Matter, goal: GoalRow) -> Row:
    changed = goal.approved is not None and goal.approved != goal.value
    worth = [f for f in goal.findings if f.severity is not Severity.INFO]
    brief = "; ".join(matter.brief(found) for found in worth)
    value = goal.value if isinstance(goal.value, Decimal) else None
    told = matter.number(value) or matter.texts.figure_text(goal.value)
    return Row(
        (
            Cell(goal.sector_label),
            Cell(told),
            Cell(matter.number(goal.approved), strong=changed),
            Cell(matter.decision(goal), quiet=goal.decision is None),
            Cell(brief, quiet=True),
        )
    )


def adjustments(matter: Matter) -> Iterator[Block]:
    """What the board changed or refused, in words; nothing when it changed nothing."""
    pairs = tuple((matter.goal(g), adjusted_text(matter, g)) for g in matter.view.goals if _by_hand(g))
    if pairs:
        yield Heading(matter.say("RELATORIO.AJUSTES"), 2)
        yield KeyValues(pairs)


def _by_hand(goal: GoalRow) -> bool:
    return goal.decision is not None and goal.decision.decision in (ADJUSTED, REFUSED)


def adjusted_text(matter: Matter, goal: GoalRow) -> str:
    """From which value to which, why, by whom and when."""
    taken = goal.decision
    assert taken is not None
    args = {
        "justificativa": as_sentence(taken.justification),
        "quem": matter.basis.name(taken.decided_by),
        "quando": matter.instant(taken.decided),
    }
    before = matter.shown(goal.value, goal.unit)
    if taken.value is None:
        return matter.say("PAPEL.RECUSA", calculada=before, **args)
    return matter.say("RELATORIO.AJUSTE", calculada=before, aprovada=matter.shown(taken.value, goal.unit), **args)


def as_sentence(text: str) -> str:
    """A justification as a sentence: with its full stop."""
    text = text.strip()
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def signature_lines(matter: Matter) -> Signatures:
    """Who calculated and who approved, from the log; blank lines for Diretor Operacional and Auditor."""
    ended = matter.view.run.ended or matter.view.run.started
    calculated = matter.texts.numbers.day(ended.astimezone(matter.texts.zone).date())
    approval = matter.approval
    blank = tuple(Signature("", matter.say(f"RELATORIO.ASSINA_{who}")) for who in ("DIRETOR", "AUDITOR"))
    if approval is None:
        role = matter.say("RELATORIO.ASSINA_CALCULOU", quando=calculated)
        return Signatures((Signature(matter.view.author, role), *blank))
    approved = matter.texts.numbers.day(approval[0].astimezone(matter.texts.zone).date())
    if approval[1] == matter.view.run.author:
        if calculated == approved:
            return Signatures(
                (Signature(matter.view.author, matter.say("PAPEL.ASSINA_NO_DIA", quando=approved)), *blank)
            )
        both = matter.say("RELATORIO.ASSINA_AMBOS", calculo=calculated, aprovacao=approved)
        return Signatures((Signature(matter.view.author, both), *blank))
    first = Signature(matter.view.author, matter.say("RELATORIO.ASSINA_CALCULOU", quando=calculated))
    second = Signature(matter.basis.name(approval[1]), matter.say("RELATORIO.ASSINA_APROVOU", quando=approved))
    return Signatures((first, second, *blank))


def verify_box(matter: Matter) -> VerifyBox:
    """QR `METAS1|run|vigência|sha256|approvedAt`, the 16 signs and what checking proves."""
    approval = matter.approval
    when = instant_text(approval[0]) if approval else ""
    run, copy = matter.view.run, matter.copy
    told = " ".join((matter.say("RELATORIO.CONFIRA_COMO"), matter.say("RELATORIO.CONFIRA_LIMITE")))
    qr = "|".join((QR_TAG, str(run.id), run.context, copy.hash, when))
    return VerifyBox(matter.say("RELATORIO.CONFIRA"), qr, signs(copy.hash), (told,))
