"""Calculating a month: a run with its frozen facts, texts, cells and findings, stored whole or not at all."""

from collections.abc import Generator, Sequence
from contextlib import suppress
from datetime import datetime

from engines.calendar import Month
from engines.finding import Severity
from engines.goals.month import facts_of
from engines.sheet import Evaluation
from storage.errors import KnownError
from storage.journal import Act, append
from storage.metas.floor_policy import floor_policy
from storage.metas.rulebook import Rulebook, shipped
from storage.runs import ACTIVE, Input, NewRun, Results, Status, fail, list_runs, save, set_status, start
from storage.runs.owner import INTERRUPTED
from storage.runs.sheets import FACTS, cells_as_results, snapshot_of_facts
from storage.snapshots import freeze
from storage.snapshots.freeze import prepare
from storage.store import Connection
from storage.version import GRAMMAR, VERSION
from viewmodels.jobs import Progress
from viewmodels.operations.house import House
from viewmodels.operations.metas.bounds import started
from viewmodels.operations.metas.checking import Checked, checked, consent_key, early_findings
from viewmodels.operations.metas.chosen import chosen_notes, goal_line, with_chosen
from viewmodels.operations.metas.gaps import kept_findings
from viewmodels.operations.metas.gathering import AREA, gather
from viewmodels.operations.metas.given import Consent, given_inputs
from viewmodels.operations.metas.queueing import wait_turn
from viewmodels.operations.metas.step_trail import APPLY_DEBT, DEBT_LINE, VERBS, StepTrail
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

ERP = "erp"
KM_LINE = "km_prevista"
STAGES = (
    Status.CALCULATING_KM_PREVISTA,
    Status.CALCULATING_COMBUSTIVEL,
    Status.CALCULATING_PNEUS,
    Status.CALCULATING_PECAS,
)


@operation("metas.calcular", right="metas.calcular", mode="write", area="metas", verb="CALCULATION_COMPLETED")
def calculate(
    house: House,
    scope: Scope,
    *,
    vigencia: str,
    snapshot: str,
    consents: Sequence[Consent] = (),
    force: bool = True,
    chosen: Sequence[Input] = (),
    as_of: datetime | None = None,
) -> Generator[Progress, None, int]:
    """Job that calculates a vigência from a snapshot and returns the run's number.

    `chosen` holds inputs of the sheet somebody gave on purpose, each with its who, when and why; `as_of` is when the
    reading was judged fresh or kept, for a run made again (now, unless given). Raises KnownError METAS.BLOQUEADO when
    something blocks or a consent is missing, SYS_002 when it is already running. Cancelling leaves a run in CANCELLED
    and nothing else.
    """
    month = Month.parse(vigencia)
    book = shipped(month.first, house.clock.today())
    watch = started(house, scope.client)
    run = _start(house, scope, vigencia)
    try:
        judged = as_of or house.clock.now()
        for step in _stored(house, scope, month, snapshot, tuple(consents), force, book, run, tuple(chosen), judged):
            yield step
            watch.check()
    except BaseException as error:
        _close(house, run, error)
        raise
    finally:
        house.carried.discard(run)
    return run


def _stored(
    house: House,
    scope: Scope,
    month: Month,
    snapshot: str,
    consents: tuple[Consent, ...],
    force: bool,
    book: Rulebook,
    run: int,
    chosen: tuple[Input, ...],
    judged: datetime,
) -> Generator[Progress, None, None]:
    yield from wait_turn(house, scope.client, run)
    yield Progress("PASSO.CALCULANDO", 0, 6)
    with house.store.read() as connection:
        gathered = with_chosen(gather(connection, scope.client, month, snapshot, book.rules), chosen, book)
        floor = floor_policy(connection, scope.client)
        early = list(early_findings(connection, scope.client, month, book.rules, force))
        early += kept_findings(connection, scope.client, gathered.reading, judged)
    seen = checked(gathered, early, book)
    refuse_blocked(house, seen, consents)
    _move(house, run, Status.LOADING_ORACLE_DATA)
    evaluation = Evaluation(book.sheet, facts_of(gathered.inputs, book.rules))
    trail = StepTrail(house.clock)
    for done, status in enumerate(STAGES):
        yield Progress("PASSO.CALCULANDO", done + 1, 6)
        _move(house, run, status)
        for verb, lines in _steps_of(book, status):
            with trail.timed(verb, lines):
                for line in lines:
                    _evaluate(evaluation, line)
    yield Progress("PASSO.GRAVANDO", 5, 6)
    notes = chosen_notes(book, chosen, floor)
    inputs = given_inputs(house, scope, gathered, evaluation, seen, consents, notes)
    _save(house, scope, run, snapshot, evaluation, seen, inputs, book, trail)


def _steps_of(book: Rulebook, status: Status) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The steps of a state, with the lines each works out; the balances come before the first goal of cost."""
    own = (VERBS[status], _lines_of(book, status))
    debt = status is Status.CALCULATING_PNEUS and DEBT_LINE in book.sheet.lines
    return ((APPLY_DEBT, (DEBT_LINE,)), own) if debt else (own,)


def _lines_of(book: Rulebook, status: Status) -> tuple[str, ...]:
    """Lines worked out in a state: the km, then the goals of each criterion in the state it names, else in the last."""
    if status is Status.CALCULATING_KM_PREVISTA:
        return (KM_LINE,)
    mine = (c for c in book.rules.criteria if (c.stage or STAGES[-1]) == status)
    return tuple(goal_line(book, criterion).key for criterion in mine)


def _start(house: House, scope: Scope, vigencia: str) -> int:
    new = NewRun(scope.client, AREA, vigencia, scope.user, house.owner, house.clock.now(), VERSION, GRAMMAR)
    with house.store.write() as connection:
        _close_abandoned(connection, house, scope.client, vigencia)
        run = start(connection, new)
    house.carried.add(run)
    return run


def _close_abandoned(connection: Connection, house: House, client: str, vigencia: str) -> None:
    """Ends runs of this process that nobody carries any more: the disk was full when they should have ended."""
    for run in list_runs(connection, client, AREA, vigencia, statuses=ACTIVE):
        if run.owner == house.owner and run.id not in house.carried:
            fail(connection, run.id, INTERRUPTED, house.clock.now())


def _move(house: House, run: int, status: Status) -> None:
    with house.store.write() as connection:
        set_status(connection, run, status, house.clock.now())


def _close(house: House, run: int, error: BaseException) -> None:
    """Leaves the run cancelled or in error. If even that cannot be written, the next start of this vigência does it."""
    status = Status.CANCELLED if isinstance(error, GeneratorExit) else Status.ERROR
    code = error.code if isinstance(error, KnownError) else INTERRUPTED
    with suppress(KnownError), house.store.write() as connection:
        set_status(connection, run, status, house.clock.now(), code if status is Status.ERROR else None)


def refuse_blocked(house: House, seen: Checked, consents: Sequence[Consent]) -> None:
    """Raises KnownError METAS.BLOQUEADO naming the first thing that blocks, or the first consent not given."""
    given = {consent.key for consent in consents}
    pending = [f for f in seen.consents if consent_key(f) not in given]
    first = next(iter((*seen.blocking, *pending)), None)
    if first is not None:
        raise KnownError("METAS.BLOQUEADO", motivo=house.texts.say_finding(first, seen.names), codigo=first.code)


def _evaluate(evaluation: Evaluation, line: str) -> None:
    for members in evaluation.members_of(evaluation.sheet.per(line)):
        evaluation.value(line, members)


def _save(
    house: House,
    scope: Scope,
    run: int,
    snapshot: str,
    evaluation: Evaluation,
    seen: Checked,
    inputs: Sequence[Input],
    book: Rulebook,
    trail: StepTrail,
) -> None:
    """Facts, inputs, texts, cells, findings, state and journal entry in one transaction."""
    at = house.clock.now()
    cells = cells_as_results(evaluation)
    frozen = prepare(snapshot_of_facts(book.sheet, evaluation.facts, scope.client, at))
    warned = any(f.severity in (Severity.ERROR, Severity.WARNING, Severity.CONSENT) for f in seen.findings)
    with house.store.write() as connection:
        set_status(connection, run, Status.SAVING_RESULTS, at)
        facts = freeze(connection, frozen)
        save(connection, run, Results(inputs, book.texts, {ERP: snapshot, FACTS: facts}, cells, seen.findings))
        set_status(connection, run, Status.COMPLETED_WITH_WARNINGS if warned else Status.COMPLETED, at)
        trail.write(connection, scope, run, evaluation, {"retrato": snapshot, "folha": facts}, at)
        append(
            connection,
            Act(
                scope.client,
                scope.user,
                "CALCULATION_COMPLETED",
                f"metas/calculo/{run}",
                at,
                after={"retrato": snapshot, "folha": facts, "celulas": len(cells), "achados": len(seen.findings)},
                origin=scope.origin,
            ),
        )
