"""Deciding on one goal, and on the calm ones together; no widgets."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from engines.goals.approval import MIN_JUSTIFICATION, Decision, GoalKey
from storage.errors import KnownError
from storage.metas.decisions import ADJUSTED, APPROVED, REFUSED
from viewmodels.banner import BannerView
from viewmodels.charts import Debt
from viewmodels.desk import Desk
from viewmodels.operations.metas.deciding import clean_goals
from viewmodels.operations.metas.explaining import Address
from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.screens import goal_words as words
from viewmodels.screens.cockpit import finding_names
from viewmodels.state import State

NEGATIVE = "CAL_004"
FACT_PLACES = 2
DECIDED = "metas.decisoes"


class Choice(StrEnum):
    """What may be decided on a goal."""

    APPROVE = "APROVAR"
    FLOOR = "PISO"
    ADJUST = "AJUSTAR"
    REFUSE = "RECUSAR"


@dataclass(frozen=True, slots=True)
class Fact:
    """One number beside the decision: label, value with unit, and what explains it."""

    label: str
    value: str
    address: object = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a decision was not recorded: the field it concerns ("valor", "justificativa" or "") and the sentence."""

    field: str
    sentence: str
    error: KnownError | None = None

    @property
    def code(self) -> str:
        """The code shown beside the sentence."""
        return self.error.code if self.error else ""


_FIELDS = {"CUSTOM_VALUE_NOT_POSITIVE": "valor", "JUSTIFICATION_REQUIRED": "justificativa"}


class DecisionViewModel:
    """One goal before a decision: its numbers, findings, what may be chosen, and the act itself."""

    def __init__(self, desk: Desk, view: RunView, goal: GoalRow) -> None:
        self.desk = desk
        self.view = view
        self.goal = goal

    # --- what is shown

    @property
    def title(self) -> str:
        """`Peças, GAMA`, with the month."""
        return self.desk.say("TELA.DECIDIR.TITULO", meta=words.goal_name(self.goal), mes=self.view.vigencia)

    @property
    def value_text(self) -> str:
        """The calculated value with its unit."""
        return words.quantity(self.desk, words.amount(self.goal.value), self.goal.unit)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Calculated, last month's goal and spending, and next month's ceiling."""
        say, goal = self.desk.say, self.goal
        before = goal.before
        month = self.desk.house.texts.numbers.month(self.view.previous) if self.view.previous else ""
        facts = [
            Fact(say("TELA.CALCULADO"), self.value_text, words.cell_address(self.view, goal)),
            Fact(say("TELA.COLUNA.META", mes=month), self._quantity(before.target if before else None)),
            Fact(say("TELA.COLUNA.REALIZADO", mes=month), self._quantity(before.realized if before else None)),
        ]
        if goal.is_cost:
            next_month = self.desk.house.texts.numbers.month(self.view.vigencia.plus(1))
            facts.append(Fact(say("TELA.TETO", mes=next_month), self.ceiling_text(words.amount(goal.value))))
        return tuple(facts)

    @property
    def banners(self) -> tuple[BannerView, ...]:
        """The goal's findings with what to do, gravest first."""
        names, texts = finding_names(self.view), self.desk.house.texts
        listed = sorted(self.goal.findings, key=lambda f: f.severity.rank)
        return tuple(
            BannerView(
                words.FOUND.get(found.severity, State.SEM_DADOS),
                texts.say_finding(found, names),
                found.code,
                effect=texts.advise(found, names),
                key=found.text_code,
            )
            for found in listed
        )

    @property
    def debt(self) -> Debt | None:
        """The thermometer of the debt: last month's goal, its tolerance, what was spent; None for fuel or no data."""
        goal, before = self.goal, self.goal.before
        if not goal.is_cost or before is None or before.target is None or before.realized is None:
            return None
        tolerance = words.amount(self.view.evaluation.value("tolerancia"))
        if tolerance is None or before.target <= 0:
            return None
        owed = words.debt_of(self.view, goal) or Decimal(0)
        numbers, say = self.desk.house.texts.numbers, self.desk.say
        spent = "TELA.GASTO_EXCESSO" if owed else "TELA.GASTO_SEM_EXCESSO"
        return Debt(
            before.target,
            tolerance,
            before.realized,
            say("TELA.META_DE", valor=numbers.number(before.target, FACT_PLACES)),
            f"+{numbers.fraction(tolerance)}",
            say(spent, gasto=numbers.number(before.realized, FACT_PLACES), excesso=numbers.number(owed, FACT_PLACES)),
            Address(self.view.run.id, "saldo_devedor", (goal.sector, goal.criterion)),
        )

    @property
    def choices(self) -> tuple[tuple[Choice, str], ...]:
        """What may be chosen, in words; a negative goal offers its floor in place of approval."""
        say = self.desk.say
        first = (Choice.FLOOR, say("TELA.ACEITAR_PISO")) if self.is_negative else (Choice.APPROVE, say("TELA.APROVAR"))
        rest = ((Choice.ADJUST, say("TELA.AJUSTAR")), (Choice.REFUSE, say("TELA.RECUSAR")))
        return rest if self.blocked and not self.is_negative else (first, *rest)

    @property
    def blocked(self) -> bool:
        """True when the calculated value may not be approved as it is."""
        return bool(self.goal.blocked) or words.amount(self.goal.value) is None

    @property
    def is_negative(self) -> bool:
        """True when the calculation came out below zero: the value shown is the floor."""
        return self.goal.blocked == NEGATIVE

    @property
    def floor(self) -> Decimal | None:
        """The floor of a negative goal."""
        if not self.goal.is_cost:
            return None
        return words.amount(self.view.evaluation.value("meta_minima", self.goal.members))

    @property
    def starting_choice(self) -> Choice:
        """The choice already taken, else the first offered."""
        taken = self.goal.decision.decision if self.goal.decision else ""
        held = {APPROVED: Choice.APPROVE, ADJUSTED: Choice.ADJUST, REFUSED: Choice.REFUSE}
        offered = [choice for choice, _ in self.choices]
        found = held.get(taken)
        return found if found in offered else offered[0]

    @property
    def starting_value(self) -> str:
        """Text of the value field: the adjusted value, or nothing."""
        value = self.goal.approved if words.is_adjusted(self.goal) else None
        return "" if value is None else self.desk.house.texts.numbers.number(value, 2).replace(".", "")

    @property
    def starting_reason(self) -> str:
        """The justification given before."""
        return self.goal.decision.justification if self.goal.decision else ""

    @property
    def unit(self) -> str:
        """Unit of the value field."""
        return words.unit_word(self.desk, self.goal.unit)

    def distance(self, value: Decimal | None) -> str:
        """How far a typed value is from the calculated one and from last month, in words; "" without a value."""
        calculated = words.amount(self.goal.value)
        before = self.goal.before.target if self.goal.before else None
        if value is None:
            return ""
        parts = [
            self.desk.say(code, diferenca=self._signed(value - other), parte=(value - other) / abs(other))
            for code, other in (("TELA.DO_CALCULADO", calculated), ("TELA.DO_ANTERIOR", before))
            if other is not None and other != 0
        ]
        if self.goal.is_cost:
            parts.append(self.desk.say("TELA.TETO_FICA", teto=self.ceiling_text(value)))
        return "; ".join(parts)

    def ceiling_text(self, value: Decimal | None) -> str:
        """Next month's spending ceiling on a goal: the goal and its tolerance (seed 003 §4.3)."""
        tolerance = words.amount(self.view.evaluation.value("tolerancia"))
        if value is None or tolerance is None:
            return self._quantity(None)
        return self._quantity(value * (1 + tolerance))

    # --- what is done

    def decide(self, choice: Choice, value: Decimal | None, reason: str) -> Refusal | None:
        """Records the decision; the refusal to show at the field, None when it was recorded."""
        if choice is Choice.ADJUST and value is None:
            return Refusal("valor", self.desk.say("TELA.FALTA_VALOR"))
        if choice is Choice.REFUSE and len(reason.strip()) < MIN_JUSTIFICATION:
            return Refusal("justificativa", self.desk.say("RECUSA.JUSTIFICATION_REQUIRED"))
        return self._record(self._decision(choice, value, reason))

    def withdraw(self) -> Refusal | None:
        """Takes the decision back."""
        return self._record(None)

    def _decision(self, choice: Choice, value: Decimal | None, reason: str) -> Decision:
        if choice is Choice.REFUSE:
            return Decision(approved=False, justification=reason.strip())
        if choice is Choice.ADJUST:
            return Decision(True, value, reason.strip())
        if choice is Choice.FLOOR:
            why = reason.strip() or self.desk.say("TELA.PISO_ACEITO")
            return Decision(True, self.floor, why)
        return Decision(True, None, reason.strip())

    def _record(self, decision: Decision | None) -> Refusal | None:
        return record(self.desk, self.view, {self.goal.key: decision})

    def _quantity(self, value: Decimal | None) -> str:
        return words.quantity(self.desk, value, self.goal.unit)

    def _signed(self, value: Decimal) -> str:
        return self.desk.house.texts.numbers.quantity(value, self.goal.unit, 2, sign=True)


def record(desk: Desk, view: RunView, chosen: Mapping[GoalKey, Decision | None]) -> Refusal | None:
    """Records decisions on a run; the first refusal, None when all were recorded."""
    try:
        refused = desk.act("metas.decidir", DECIDED, run=view.run.id, digest=view.digest, chosen=chosen)
    except KnownError as error:
        return Refusal("", desk.say_error(error), error)
    if not refused:
        return None
    return _refused(desk, refused[0][1])


def _refused(desk: Desk, code: str) -> Refusal:
    error = KnownError(f"RECUSA.{code}")
    return Refusal(_FIELDS.get(code, ""), desk.say_error(error), error)


def approve_clean(desk: Desk, view: RunView) -> Refusal | None:
    """Approves together every undecided goal without findings."""
    return record(desk, view, {key: Decision(True) for key in clean_goals(view)})


def first_to_decide(view: RunView, skipped: frozenset[GoalKey] = frozenset()) -> GoalRow | None:
    """The next goal to look at, exceptions first; None when every goal is decided or left for later."""
    left = [g for g in view.pending if g.key not in skipped]
    looked = [g for g in left if words.needs_look(g)]
    return next(iter((*looked, *left)), None)
