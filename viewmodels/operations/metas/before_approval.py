"""What is looked at once more before a run is published: spending that moved (F-14), consent to kept data (F-61)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engines.figure import Value
from engines.finding import Finding
from engines.goals.approval import MIN_JUSTIFICATION, GoalKey
from engines.sheet.facts import InputKey
from storage.errors import KnownError
from storage.journal import Act, append
from storage.metas.gap_choices import ApprovalConsent, approval_consents, save_approval_consent
from storage.metas.targets import Performance, performances
from storage.store import Connection
from viewmodels.operations.house import House
from viewmodels.operations.metas.checking import consent_key
from viewmodels.operations.metas.results import GoalRow, RunView, usable_run, view_of
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

RIGHT = "metas.aprovar"
PROVISIONAL = frozenset({"GASTO_PROVISORIO", "GASTO_SEM_CORTE"})
KEPT = "DADOS_GUARDADOS"


@dataclass(frozen=True, slots=True)
class SpendingNow:
    """A spending the run took as provisional: what it was and up to when, what it is now, the goal either way."""

    goal: GoalRow
    spent: Value
    until: date | None
    spent_now: Decimal | None
    until_now: date | None
    goal_now: Value

    @property
    def changed(self) -> bool:
        """True when the spending is another one since."""
        return self.spent != self.spent_now


@operation("metas.conferir_gasto", right="metas.ver", mode="read", area="metas")
def recheck_spending(house: House, scope: Scope, *, run: int) -> tuple[SpendingNow, ...]:
    """The provisional spending of a run beside what is recorded now, and the goals the run's sheet gives with it.

    Raises KnownError CORRIDA_AUSENTE for a run of another client.
    """
    with house.store.read() as connection:
        view = view_of(connection, scope.client, usable_run(connection, scope.client, "", run))
        held = performances(connection, scope.client, view.previous) if view.previous else {}
    asked = {(f.where["criterio"], f.where["setor"]): f for f in view.findings if f.detail in PROVISIONAL}
    return tuple(_beside(view, asked, held))


def _beside(
    view: RunView, asked: Mapping[GoalKey, Finding], held: Mapping[GoalKey, Performance]
) -> Iterator[SpendingNow]:
    now = {key: held[key] for key in asked if key in held}
    inputs: dict[InputKey, Value] = {
        ("gasto_anterior", (key[1], key[0])): p.realized for key, p in now.items() if p.realized is not None
    }
    again = view.evaluation.changed(inputs=inputs)
    for goal in view.goals:
        finding = asked.get(goal.key)
        if finding is not None:
            until, fresh = finding.args.get("ate"), now.get(goal.key, Performance(*goal.key))
            spent = view.evaluation.value("gasto_anterior", {"setor": goal.sector, "criterio": goal.criterion})
            day = until if isinstance(until, date) else None
            value = again.value(goal.line, goal.members)
            yield SpendingNow(goal, spent, day, fresh.realized, fresh.until, value)


@dataclass(frozen=True, slots=True)
class KeptConsent:
    """Whether a run stands on kept data, and the consent given to publish it as it is."""

    finding: Finding | None
    given: ApprovalConsent | None

    @property
    def missing(self) -> bool:
        """True while it may not be published for lack of a consent."""
        return self.finding is not None and self.given is None


@operation("metas.consentimento_da_aprovacao", right="metas.ver", mode="read", area="metas")
def approval_consent(house: House, scope: Scope, *, run: int) -> KeptConsent:
    """The consent a run on kept data needs to be published. Raises KnownError CORRIDA_AUSENTE."""
    with house.store.read() as connection:
        view = view_of(connection, scope.client, usable_run(connection, scope.client, "", run))
        return kept_consent(connection, view)


def kept_consent(connection: Connection, view: RunView) -> KeptConsent:
    """As `approval_consent`, for a run already seen."""
    finding = next((f for f in view.findings if f.detail == KEPT), None)
    given = approval_consents(connection, view.run.id) if finding is not None else ()
    return KeptConsent(finding, next(iter(given), None))


def refuse_kept(connection: Connection, view: RunView) -> None:
    """Raises KnownError METAS.APROVAR_GUARDADO when a run on kept data has no consent to be published (F-61)."""
    if kept_consent(connection, view).missing:
        raise KnownError("METAS.APROVAR_GUARDADO", calculo=view.run.id)


@operation(
    "metas.consentir_aprovacao", right=RIGHT, mode="write", area="metas", verb="APPROVAL_CONSENTED", whole_company=True
)
def consent_to_approve(house: House, scope: Scope, *, run: int, why: str) -> None:
    """Consents to publish a run calculated on kept data; given once, it stays with the run.

    Raises KnownError METAS.JUSTIFICATIVA_CURTA, METAS.NADA_A_CONSENTIR when there is nothing to consent to.
    """
    reason, at = why.strip(), house.clock.now()
    if len(reason) < MIN_JUSTIFICATION:
        raise KnownError("METAS.JUSTIFICATIVA_CURTA")
    with house.store.write() as connection:
        view = view_of(connection, scope.client, usable_run(connection, scope.client, "", run))
        asked = kept_consent(connection, view)
        if asked.finding is None or asked.given is not None:
            raise KnownError("METAS.NADA_A_CONSENTIR", calculo=run)
        sentence, key = house.texts.say_finding(asked.finding, view.member_names), consent_key(asked.finding)
        given = ApprovalConsent(key, sentence, reason, at, scope.user)
        save_approval_consent(connection, scope.client, run, given)
        entity, told = f"metas/calculo/{run}", {"achado": key, "frase": sentence}
        act = Act(scope.client, scope.user, "APPROVAL_CONSENTED", entity, at, None, told, reason, scope.origin)
        append(connection, act)
