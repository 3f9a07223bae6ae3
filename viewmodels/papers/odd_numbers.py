"""What a goal's page says of numbers out of place: the debt forgiven or still due, and inputs chosen on purpose."""

from collections.abc import Iterator
from decimal import Decimal

from engines.figure import Value
from engines.finding import Finding
from engines.goals.anomalies import anomalies_of
from engines.report.blocks import Block, KeyValues, Paragraph
from storage.runs import Input
from viewmodels.operations.metas.instalment_plans import plan_ended
from viewmodels.operations.metas.results import GoalRow
from viewmodels.operations.metas.weighing import forgiven
from viewmodels.papers.anomaly_words import anomaly_words
from viewmodels.papers.matter import Matter

STILL_DUE, EARLIER_DUE = "saldo_a_vencer", "a_vencer_anterior"
TOLD = "SALDO_DEVEDOR.PARCELADO"
"""The finding that already says what is still due."""


def odd_numbers(matter: Matter, goal: GoalRow) -> Iterator[Block]:
    """Nothing for a goal that absorbs its whole debt and stands on no chosen input."""
    told = " ".join(_debt_told(matter, goal))
    if told:
        yield Paragraph(told)
    chosen = tuple(_chosen(matter, goal))
    if chosen:
        yield KeyValues(chosen)


def _debt_told(matter: Matter, goal: GoalRow) -> Iterator[str]:
    if not goal.is_cost:
        return
    decided: Value = goal.value if goal.approved is None else goal.approved
    lost = forgiven(matter.view, goal, decided if isinstance(decided, Decimal) else None)
    if lost > 0:
        yield matter.say("ESTRANHO.PERDOADO", perdoado=lost)
    ended = plan_ended(matter.view, goal, goal.approved)
    if ended is not None:
        yield matter.say("ESTRANHO.PLANO_ACABOU", vencer=ended)
    if STILL_DUE in matter.view.book.sheet.lines:
        due = matter.view.evaluation.value(STILL_DUE if ended is None else EARLIER_DUE, goal.members)
        told = any(found.text_code == TOLD for found in goal.findings)
        if isinstance(due, Decimal) and due > 0 and (ended is not None or not told):
            yield matter.say("ESTRANHO.A_VENCER", vencer=due)


def _chosen(matter: Matter, goal: GoalRow) -> Iterator[tuple[str, str]]:
    """Each input chosen for the goal or its sector: its name, its value, and who gave it, when and why."""
    places = {"setor": goal.sector, "criterio": goal.criterion}
    for given in matter.view.chosen:
        if all(places.get(axis) == key for axis, key in given.member.items()):
            yield matter.narrator.label(given.key).text, f"{_value(matter, given)}. {told(matter, given)}"


def _value(matter: Matter, given: Input) -> str:
    return matter.texts.figure_text(given.value, "" if given.unit == "bool" else given.unit)


def told(matter: Matter, given: Input) -> str:
    """Who gave an input, when and why."""
    who = matter.basis.name(given.who)
    when = given.when or matter.view.run.started
    return matter.say("FIGURA.ESCOLHIDA", quem=who, quando=when, motivo=given.why)


def advice(matter: Matter, found: Finding) -> str:
    """What to do about a finding; of an anomaly, first how grave it is and the value proposed in its stead."""
    anomaly = next(iter(anomalies_of((found,), matter.view.book.rules)), None)
    own = matter.texts.advise(found, matter.narrator.labels)
    return " ".join((f"{anomaly_words(matter.texts, anomaly)}.", own)) if anomaly else own
