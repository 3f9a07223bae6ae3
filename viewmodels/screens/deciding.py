"""Deciding on one goal, and on the calm ones together; no widgets."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from engines.finding import Finding
from engines.goals.anomalies import anomalies_of
from engines.goals.approval import MIN_JUSTIFICATION, Decision
from engines.goals.instalments import FEWEST, MOST
from storage.metas.decisions import ADJUSTED, APPROVED, REFUSED
from viewmodels.banner import BannerView
from viewmodels.charts import Debt
from viewmodels.desk import Desk
from viewmodels.jobs import Job
from viewmodels.operations.metas.chosen import INSTALMENTS
from viewmodels.operations.metas.explaining import Address
from viewmodels.operations.metas.instalment_plans import plan_ended
from viewmodels.operations.metas.recalculating_with import Chosen
from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.operations.metas.weighing import fewest_instalments, in_instalments, weighed
from viewmodels.papers.anomaly_words import anomaly_words
from viewmodels.screens import goal_words as words
from viewmodels.screens import ways_out as ways
from viewmodels.screens.alternative_km import AlternativeKm, recalculation
from viewmodels.screens.cockpit import finding_names
from viewmodels.screens.recording import Refusal, record
from viewmodels.screens.ways_out import Way
from viewmodels.state import State

NEGATIVE = "CAL_004"


class Choice(StrEnum):
    """What may be decided on a goal."""

    APPROVE = ways.APPROVE
    FLOOR = ways.FLOOR
    DIVIDE = ways.DIVIDE
    ADJUST = ways.ADJUST
    REFUSE = ways.REFUSE


@dataclass(frozen=True, slots=True)
class Fact:
    """One number beside the decision: label, value with unit, and what explains it."""

    label: str
    value: str
    address: object = None


class DecisionViewModel:
    """One goal before a decision: its numbers, findings, what may be chosen, and the act itself."""

    def __init__(self, desk: Desk, view: RunView, goal: GoalRow) -> None:
        self.desk = desk
        self.view = view
        self.goal = goal
        self.km = AlternativeKm(desk, view, goal.sector)

    # --- what is shown

    @property
    def title(self) -> str:
        """`Peças, GAMA`, with the month."""
        return self.desk.say("TELA.DECIDIR.TITULO", meta=words.goal_name(self.desk, self.goal), mes=self.view.vigencia)

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
    def effect(self) -> str:
        """What the debt does to this month's goal, in one line; "" where it owes nothing."""
        return ways.effect_words(self.desk, self.view, self.goal)

    @property
    def banners(self) -> tuple[BannerView, ...]:
        """The goal's findings with what to do, gravest first."""
        listed = sorted(self.goal.findings, key=lambda f: f.severity.rank)
        return tuple(self._banner(found) for found in listed)

    def _banner(self, found: Finding) -> BannerView:
        """A finding; an anomaly also says how grave it is and offers the value proposed in its stead."""
        names, texts = finding_names(self.view), self.desk.house.texts
        anomaly = next(iter(anomalies_of((found,), self.view.book.rules)), None)
        return BannerView(
            words.FOUND.get(found.severity, State.SEM_DADOS),
            texts.say_finding(found, names),
            found.code,
            where=anomaly_words(texts, anomaly) if anomaly else "",
            effect=" ".join(part for part in (texts.advise(found, names), self.km.sentence(self.goal, found)) if part),
            actions=self.km.acts(found),
            key=found.text_code,
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
        owed = words.amount(self.view.evaluation.value("saldo_devedor", goal.members)) or Decimal(0)
        numbers, say = self.desk.house.texts.numbers, self.desk.say
        spent = "TELA.GASTO_EXCESSO" if owed else "TELA.GASTO_SEM_EXCESSO"
        return Debt(
            before.target,
            tolerance,
            before.realized,
            say("TELA.META_DE", valor=numbers.money(before.target)),
            f"+{numbers.fraction(tolerance)}",
            say(spent, gasto=numbers.money(before.realized), excesso=numbers.money(owed)),
            Address(self.view.run.id, "saldo_devedor", (goal.sector, goal.criterion)),
        )

    @property
    def choices(self) -> tuple[tuple[Choice, str], ...]:
        """What may be chosen, in words; a negative goal offers its floor in place of approval."""
        say = self.desk.say
        if self.ways:
            return tuple((Choice(way.key), way.title) for way in self.ways)
        first = (Choice.FLOOR, say("TELA.ACEITAR_PISO")) if self.is_negative else (Choice.APPROVE, say("TELA.APROVAR"))
        rest = ((Choice.ADJUST, say("TELA.AJUSTAR")), (Choice.REFUSE, say("TELA.RECUSAR")))
        return rest if self.blocked and not self.is_negative else (first, *rest)

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways out of a debt with the value each gives; nothing for a goal without one."""
        if self.blocked and not self.is_negative:
            return ()
        return ways.ways_out(self.desk, self.view, self.goal, self.count, self.is_negative)

    def way(self, choice: Choice, count: int) -> Way | None:
        """One way out with so many instalments; None where it is not offered."""
        listed = ways.ways_out(self.desk, self.view, self.goal, count, self.is_negative)
        return next((way for way in listed if way.key == choice), None)

    @property
    def count(self) -> int:
        """Instalments proposed: those chosen before, else the fewest that leave the goal at its floor or above."""
        given = self.view.chosen_for(INSTALMENTS, {"setor": self.goal.sector, "criterio": self.goal.criterion})
        held = words.amount(given.value) if given else None
        return int(held) if held is not None else fewest_instalments(self.view, self.goal)

    def divided(self, count: int | None) -> str:
        """What falls due when in so many instalments; how many there may be where there cannot be so many."""
        found = in_instalments(self.view, self.goal, count) if count is not None else None
        if found is None:
            return self.desk.say("ESTRANHO.PARCELAS_DE", minimo=FEWEST, maximo=MOST)
        return ways.schedule_words(self.desk, found)

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
        if value is None:
            return ""
        found = weighed(self.view, self.goal, value)
        parts = []
        for code, line in (("TELA.DO_CALCULADO", "do_calculado"), ("TELA.DO_ANTERIOR", "do_anterior")):
            far, part = words.amount(found.value(line)), words.amount(found.value(f"{line}_parte"))
            if far is not None and part is not None:
                parts.append(self.desk.say(code, diferenca=self._signed(far), parte=part))
        if self.goal.is_cost:
            parts.append(self.desk.say("TELA.TETO_FICA", teto=self._quantity(words.amount(found.value("teto")))))
        forgiven = words.amount(found.value("perdoado"))
        if forgiven:
            parts.append(self.desk.say("ESTRANHO.PERDOA", perdoado=forgiven))
        ended = plan_ended(self.view, self.goal, value)
        if ended is not None:
            parts.append(self.desk.say("ESTRANHO.PLANO_ACABA", vencer=ended))
        return "; ".join(parts)

    def ceiling_text(self, value: Decimal | None) -> str:
        """Next month's spending ceiling on a goal: the goal and its tolerance (seed 003 §4.3)."""
        return self._quantity(words.amount(weighed(self.view, self.goal, value).value("teto")))

    # --- what is done

    def decide(self, choice: Choice, value: Decimal | None, reason: str) -> Refusal | None:
        """Records the decision; the refusal to show at the field, None when it was recorded."""
        if choice is Choice.ADJUST and value is None:
            return Refusal("valor", self.desk.say("TELA.FALTA_VALOR"))
        if choice is Choice.REFUSE and len(reason.strip()) < MIN_JUSTIFICATION:
            return Refusal("justificativa", self.desk.say("RECUSA.JUSTIFICATION_REQUIRED"))
        return self._record(self._decision(choice, value, reason))

    def refusal_of_division(self, count: int | None, reason: str) -> Refusal | None:
        """Why the debt cannot be divided like this, told at its field; None when it can."""
        if count is None or in_instalments(self.view, self.goal, count) is None:
            return Refusal("parcelas", self.desk.say("ESTRANHO.PARCELAS_DE", minimo=FEWEST, maximo=MOST))
        if len(reason.strip()) < MIN_JUSTIFICATION:
            return Refusal("justificativa", self.desk.say("ESTRANHO.FALTA_MOTIVO"))
        return None

    def divide(self, count: int, reason: str) -> Job[int]:
        """The calculation made again with the debt in instalments, the goal approved in it: its job, not started."""
        member = {"setor": self.goal.sector, "criterio": self.goal.criterion}
        return recalculation(self.desk, self.view, Chosen(INSTALMENTS, member, Decimal(count), reason), self.goal.key)

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
