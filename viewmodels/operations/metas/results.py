"""A calculation seen again: its goals with decisions, findings and what the last month was."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from engines.calendar import Month
from engines.figure import Missing, Value
from engines.finding import Finding, Severity
from engines.goals.anomalies import Anomaly, anomalies_of
from engines.goals.approval import Goal, GoalKey
from engines.sheet import Evaluation
from storage.clock import BRASILIA
from storage.errors import KnownError
from storage.metas.decisions import Taken, decisions
from storage.metas.rulebook import Rulebook, frozen
from storage.metas.targets import Performance, performances
from storage.people import names_of
from storage.routine.purging import purged_runs
from storage.routine.recalculations import recalculations
from storage.runs import (
    FINISHED,
    Cell,
    Input,
    Run,
    Status,
    cells_of,
    findings_of,
    inputs_of,
    is_purged,
    latest_run,
    list_runs,
    read_run,
    texts_of,
)
from storage.runs.sheets import rebuild
from storage.store import Connection
from storage.store.canonical import canonical_json, sha256_text
from storage.texts.sentences import Names
from viewmodels.operations.house import House
from viewmodels.operations.metas.checking import names_of_members
from viewmodels.operations.metas.chosen import OF_THE_RUN, goal_line
from viewmodels.operations.metas.gathering import AREA, previous_period
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

USABLE = FINISHED | {Status.APPROVED}


@dataclass(frozen=True)
class GoalRow:
    """One goal of a run: where it stands in the sheet, its value, what it was, what was found and decided."""

    criterion: str
    criterion_label: str
    sector: str
    sector_label: str
    line: str
    members: tuple[str, ...]
    unit: str
    value: Value
    before: Performance | None
    findings: tuple[Finding, ...]
    decision: Taken | None
    blocked: str
    is_cost: bool

    @property
    def key(self) -> GoalKey:
        """(criterion, sector)."""
        return self.criterion, self.sector

    @property
    def grave(self) -> Severity | None:
        """Gravest finding of the goal, None when there is none worth a look."""
        grave = [f.severity for f in self.findings if f.severity is not Severity.INFO]
        return min(grave, key=lambda s: s.rank, default=None)

    @property
    def approved(self) -> Decimal | None:
        """Value decided, None while undecided or refused."""
        return self.decision.value if self.decision else None


@dataclass(frozen=True)
class RunView:
    """A run with its goals; `digest` is what a decision is checked against (F-41)."""

    run: Run
    vigencia: Month
    author: str
    goals: tuple[GoalRow, ...]
    findings: tuple[Finding, ...]
    previous: Month | None
    digest: str
    names: Mapping[str, str]
    evaluation: Evaluation
    book: Rulebook
    chosen: tuple[Input, ...] = ()
    made_from: int | None = None

    @property
    def anomalies(self) -> tuple[Anomaly, ...]:
        """Numbers out of place, each with its severity and the value proposed in its stead (seed 003 §10.2)."""
        return anomalies_of(self.findings, self.book.rules)

    def chosen_for(self, key: str, members: Mapping[str, str]) -> Input | None:
        """An input somebody gave this run on purpose, None where nobody did."""
        return next((given for given in self.chosen if given.key == key and dict(given.member) == dict(members)), None)

    @property
    def member_names(self) -> Names:
        """Axis -> key -> name: what the sentences of the findings show."""
        return names_of_members(self.evaluation.facts)

    @property
    def pending(self) -> tuple[GoalRow, ...]:
        """Goals nobody decided yet."""
        return tuple(g for g in self.goals if g.decision is None)


@operation("metas.resultados", right="metas.ver", mode="read", area="metas")
def results(house: House, scope: Scope, *, vigencia: str = "", run: int | None = None) -> RunView:
    """The run asked for, or the newest usable one of a vigência.

    Raises KnownError METAS.SEM_CALCULO when there is none, CORRIDA_AUSENTE for a run of another client.
    """
    with house.store.read() as connection:
        found = usable_run(connection, scope.client, vigencia, run)
        return view_of(connection, scope.client, found)


def usable_run(connection: Connection, client: str, vigencia: str, run: int | None) -> Run:
    """Heading of the run a screen is about.

    Raises KnownError CORRIDA_AUSENTE, CORRIDA_SEM_DADOS when its data went by retention, METAS.SEM_CALCULO.
    """
    if run is not None:
        found = read_run(connection, run)
        if found.client != client or found.area != AREA:
            raise KnownError("CORRIDA_AUSENTE", corrida=run)
        if is_purged(connection, run):
            raise KnownError("CORRIDA_SEM_DADOS", corrida=run)
        return found
    newest = latest_run(connection, client, AREA, vigencia, USABLE)
    if newest is None:
        raise KnownError("METAS.SEM_CALCULO")
    return newest


def view_of(connection: Connection, client: str, run: Run) -> RunView:
    """Goals of a run, from its stored cells, findings and decisions."""
    month = Month.parse(run.context)
    book = book_of(connection, run)
    before = previous_period(connection, client, month)
    held = performances(connection, client, before) if before else {}
    cells = cells_of(connection, run.id)
    found = findings_of(connection, run.id)
    taken = decisions(connection, run.id)
    evaluation = rebuild(connection, run.id, book.sheet)
    goals = tuple(_goal(place, cells, found, taken, held, book, evaluation) for place in goal_places(book, evaluation))
    names = names_of(connection, {run.author, *(t.decided_by for t in taken.values())})
    author = names.get(run.author, run.author)
    chosen = chosen_of(connection, run.id)
    names = {**names, **names_of(connection, {given.who for given in chosen} - names.keys())}
    link = recalculations(connection, client).get(run.id)
    origin = link.original if link is not None else None
    return RunView(run, month, author, goals, found, before, digest_of(cells), names, evaluation, book, chosen, origin)


def chosen_of(connection: Connection, run: int) -> tuple[Input, ...]:
    """Inputs of the sheet somebody gave a run on purpose, with who, when and why."""
    return tuple(given for given in inputs_of(connection, run) if given.key in OF_THE_RUN and given.who)


def book_of(connection: Connection, run: Run) -> Rulebook:
    """Sheet and rules a run was computed with: its frozen texts, as in force and as known then."""
    day = Month.parse(run.context).first
    return frozen(texts_of(connection, run.id), day, run.started.astimezone(BRASILIA).date())


def digest_of(cells: tuple[Cell, ...]) -> str:
    """Hash of a run's published cells."""
    return sha256_text(canonical_json([[c.line, dict(c.member), str(c.value)] for c in cells]))


def goal_places(book: Rulebook, evaluation: Evaluation) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """(criterion, sector, line, members) of every published goal, criterion by criterion."""
    sectors = [m.key for m in evaluation.facts.axes["setor"]]
    places = []
    for criterion in book.rules.criteria:
        line = goal_line(book, criterion)
        for sector in sectors:
            members = {"setor": sector, "criterio": criterion.key}
            places.append((criterion.key, sector, line.key, tuple(members[axis] for axis in line.per)))
    return places


def _goal(
    place: tuple[str, str, str, tuple[str, ...]],
    cells: tuple[Cell, ...],
    found: tuple[Finding, ...],
    taken: Mapping[GoalKey, Taken],
    held: Mapping[GoalKey, Performance],
    book: Rulebook,
    evaluation: Evaluation,
) -> GoalRow:
    criterion, sector, line, members = place
    wanted = dict(zip(book.sheet.per(line), members, strict=True))
    value = next((c.value for c in cells if c.line == line and c.member == wanted), Missing("NOT_EVALUATED"))
    about = {check.key: check.goal for check in book.sheet.checks}
    whose = book.sheet.lines[line].goal
    mine = tuple(f for f in found if _concerns(f, criterion, sector) and about.get(f.text_code) in ("", None, whose))
    blocked = next((f.code for f in mine if f.severity is Severity.ERROR), "")
    label = next(c.label for c in book.rules.criteria if c.key == criterion)
    return GoalRow(
        criterion,
        label,
        sector,
        evaluation.facts.label("setor", sector),
        line,
        members,
        str(book.sheet.unit(line)),
        value,
        held.get((criterion, sector)),
        mine,
        taken.get((criterion, sector)),
        blocked,
        "criterio" in wanted,
    )


def _concerns(finding: Finding, criterion: str, sector: str) -> bool:
    """A finding of the sector concerns its goals, unless it names another criterion."""
    return finding.where.get("setor") == sector and finding.where.get("criterio", criterion) == criterion


def goals_of(view: RunView) -> dict[GoalKey, Goal]:
    """The goals as the approval engine sees them."""
    return {g.key: Goal(None if isinstance(g.value, Missing) else _decimal(g.value), g.blocked) for g in view.goals}


def _decimal(value: Value) -> Decimal:
    assert isinstance(value, Decimal)
    return value


@dataclass(frozen=True, slots=True)
class PastRun:
    """One line of the history of a vigência."""

    run: Run
    author: str
    approved: int
    in_force: bool
    purged: bool = False


@operation("metas.historico", right="metas.ver", mode="read", area="metas")
def history(house: House, scope: Scope, *, vigencia: str | None = None) -> tuple[PastRun, ...]:
    """Runs of a vigência, or of all, newest first."""
    with house.store.read() as connection:
        runs = list_runs(connection, scope.client, AREA, vigencia)
        names = names_of(connection, {r.author for r in runs})
        gone = purged_runs(connection, scope.client)
        return tuple(
            PastRun(
                run,
                names.get(run.author, run.author),
                len(decisions(connection, run.id)),
                run.status is Status.APPROVED,
                run.id in gone,
            )
            for run in runs
        )
