"""A calculation seen again: its goals with decisions, findings and what the last month was."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from engines.calendar import Month
from engines.figure import Missing, Value
from engines.finding import Finding, Severity
from engines.goals.approval import Goal, GoalKey
from engines.goals.rules import Criterion
from engines.sheet import Evaluation, Line
from storage.clock import BRASILIA
from storage.errors import KnownError
from storage.metas.decisions import Taken, decisions
from storage.metas.rulebook import Rulebook, frozen
from storage.metas.targets import Performance, performances
from storage.people import names_of
from storage.runs import FINISHED, Cell, Run, Status, cells_of, findings_of, latest_run, list_runs, read_run, texts_of
from storage.runs.sheets import rebuild
from storage.store import Connection
from storage.store.canonical import canonical_json, sha256_text
from storage.texts.sentences import Names
from viewmodels.operations.house import House
from viewmodels.operations.metas.checking import names_of_members
from viewmodels.operations.metas.gathering import AREA, previous_period
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

FUEL = "COMBUSTIVEL"
USABLE = FINISHED | {Status.APPROVED}
BLOCKERS = {
    "CAL_004.META_NEGATIVA": "CAL_004",
    "CAL_003.COMBUSTIVEL_ACIMA_2X_MEDIA": "CAL_003",
    "CAL_003.CUSTO_MEDIO_NAO_POSITIVO": "CAL_003",
}


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
    """Heading of the run a screen is about."""
    if run is not None:
        found = read_run(connection, run)
        if found.client != client or found.area != AREA:
            raise KnownError("CORRIDA_AUSENTE", corrida=run)
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
    return RunView(run, month, author, goals, found, before, digest_of(cells), names, evaluation, book)


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
        line = _goal_line(book, criterion)
        for sector in sectors:
            members = {"setor": sector, "criterio": criterion.key}
            places.append((criterion.key, sector, line.key, tuple(members[axis] for axis in line.per)))
    return places


def _goal_line(book: Rulebook, criterion: Criterion) -> Line:
    """The published line of a criterion: its own, or the one that runs over the cost criteria."""
    wanted = {criterion.key, "@criterio"} if criterion.is_cost else {criterion.key}
    return next(line for line in book.sheet.lines.values() if line.goal in wanted)


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
    mine = tuple(f for f in found if _concerns(f, criterion, sector))
    blocked = next((code for f in mine if (code := BLOCKERS.get(f.text_code))), "")
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
    )


def _concerns(finding: Finding, criterion: str, sector: str) -> bool:
    """A finding of the sector concerns its three goals, unless it names a criterion or is about fuel alone."""
    if finding.where.get("setor") != sector:
        return False
    own = finding.where.get("criterio")
    if own is not None:
        return own == criterion
    if finding.detail in ("COMBUSTIVEL_ACIMA_2X_MEDIA", "TOTAL_LITROS_ZERO"):
        return criterion == FUEL
    return finding.detail not in ("SETOR_SEM_VEICULOS", "KM_12M_ZERO") or criterion != FUEL


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


@operation("metas.historico", right="metas.ver", mode="read", area="metas")
def history(house: House, scope: Scope, *, vigencia: str | None = None) -> tuple[PastRun, ...]:
    """Runs of a vigência, or of all, newest first."""
    with house.store.read() as connection:
        runs = list_runs(connection, scope.client, AREA, vigencia)
        names = names_of(connection, {r.author for r in runs})
        return tuple(
            PastRun(r, names.get(r.author, r.author), len(decisions(connection, r.id)), r.status is Status.APPROVED)
            for r in runs
        )
