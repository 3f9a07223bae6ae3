"""Checking a month before it is calculated: what blocks, what asks for consent, what only informs (F-59)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from engines.calendar import Month, window_before
from engines.finding import NOTHING, Finding, Severity, sorted_by_severity
from engines.goals.holidays import validate_history, validate_typing
from engines.goals.month import NEAR, facts_of
from engines.goals.parameters import validate_all
from engines.goals.periods import validate_period
from engines.goals.rules import GoalRules
from engines.money import canonical_text
from engines.sheet import Evaluation, Facts
from storage.erp.file_source import KIND as FILES
from storage.metas.gap_choices import Choice
from storage.metas.holiday_book import holidays, typed_days
from storage.metas.registers import parameters, period_status
from storage.metas.rulebook import Rulebook, shipped
from storage.runs import Status, latest_run
from storage.store import Connection
from storage.texts.sentences import Names
from viewmodels.operations.house import House
from viewmodels.operations.metas.gaps import kept_findings
from viewmodels.operations.metas.gathering import AREA, Gathered, gather
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

CELL_LEVEL = frozenset(
    "CAL_001 CAL_002.TOTAL_LITROS_ZERO CAL_002.KM_12M_ZERO CAL_002.MEDIA_HISTORICA_ZERO ORG_002.DIA_SEM_HISTORICO "
    "CAL_003.COMBUSTIVEL_ACIMA_2X_MEDIA CAL_003.CUSTO_MEDIO_NAO_POSITIVO CAL_004.META_NEGATIVA".split()
)
"""Errors of one goal only: they keep that goal from being approved as it is, not the month from being calculated."""


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """Days with data of one sector in one month, of how many the month has; `key` is the sector's id.

    A partial month may be left out by choice; `left_out` says that it was.
    """

    sector: str
    month: Month
    days: int
    total: int
    key: str = ""
    partial: bool = False
    left_out: bool = False


@dataclass(frozen=True)
class Checked:
    """The month as it stands before calculating; `names` are the members' names that the findings' texts show."""

    findings: tuple[Finding, ...]
    coverage: tuple[CoverageCell, ...]
    snapshot: str
    names: Names = field(default_factory=lambda: NOTHING)
    evaluation: Evaluation | None = None
    chosen: tuple[Choice, ...] = ()
    files: str = ""
    """Names of the files the data came from, "" when the ERP itself was read."""
    fleet: tuple[int, int] = (0, 0)
    """Vehicles of the sectors: active ones, which count, and operational ones, which only stand beside (F-33)."""

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Errors that stop the whole calculation."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR and f.text_code not in CELL_LEVEL)

    @property
    def consents(self) -> tuple[Finding, ...]:
        """Findings somebody must answer for before the calculation."""
        return tuple(f for f in self.findings if f.severity is Severity.CONSENT)


def consent_key(finding: Finding) -> str:
    """What a consent is given to: the code and the place."""
    places = ",".join(f"{axis}={key}" for axis, key in sorted(finding.where.items()))
    return f"{finding.text_code}[{places}]"


@operation("metas.conferir_dados", right="metas.ver", mode="read", area="metas")
def check_month(house: House, scope: Scope, *, vigencia: str, snapshot: str = "", force: bool = True) -> Checked:
    """Everything wrong with a month, without calculating or storing anything (validateOnly, F-62)."""
    month = Month.parse(vigencia)
    book = shipped(month.first, house.clock.today())
    with house.store.read() as connection:
        early = list(early_findings(connection, scope.client, month, book.rules, force))
        if not snapshot:
            return Checked(sorted_by_severity(tuple(early)), (), "")
        gathered = gather(connection, scope.client, month, snapshot, book.rules)
        early += kept_findings(connection, scope.client, gathered.reading, house.clock.now())
    return checked(gathered, early, book)


def checked(gathered: Gathered, early: Iterable[Finding], book: Rulebook) -> Checked:
    """The month's findings: registers first, then gaps, rows left out, and the sheet's own checks."""
    facts = facts_of(gathered.inputs, book.rules)
    evaluation = Evaluation(book.sheet, facts)
    found = [*early, *gathered.coverage_findings(), *gathered.reading.findings]
    if not any(f.code.startswith("PAR") for f in found) and not gathered.near.blocked:
        found += [f for f in evaluation.findings() if f.where.get("setor") not in gathered.excluded]
    names = names_of_members(facts)
    shown, snapshot = sorted_by_severity(tuple(found)), gathered.reading.snapshot
    files = gathered.reading.source if gathered.reading.kind == FILES else ""
    fleets = gathered.reading.fleet.values()
    counts = (sum(f.active for f in fleets), sum(f.operational for f in fleets))
    return Checked(shown, _coverage(gathered), snapshot, names, evaluation, gathered.chosen, files, counts)


def early_findings(
    connection: Connection, client: str, month: Month, rules: GoalRules, force: bool
) -> Iterable[Finding]:
    """What can be said before any data is read: period, holidays of month and window, parameters."""
    last = latest_run(connection, client, AREA, str(month), frozenset({Status.APPROVED}))
    yield from validate_period(period_status(connection, client, month), last.status if last else None, force)
    yield from holiday_findings(connection, client, month)
    held = {name: canonical_text(p.value) for name, p in parameters(connection, client, month).items()}
    yield from validate_all(rules, held)


def holiday_findings(connection: Connection, client: str, month: Month) -> tuple[Finding, ...]:
    """HOL_001 of the month and HOL_003 of the 3-month window."""
    start = window_before(month, NEAR)[0].first
    listed = [h.day for h in holidays(connection, client, start, month.end)]
    typed: Mapping[date, str] = typed_days(connection, client, start, month.end)
    of_month = {day: kind for day, kind in typed.items() if Month.of(day) == month}
    found = validate_typing(month, [d for d in listed if Month.of(d) == month], of_month)
    return found + validate_history([d for d in listed if Month.of(d) != month], typed)


def names_of_members(facts: Facts) -> Names:
    """Axis -> key -> name of every member."""
    return {axis: {m.key: m.label for m in members} for axis, members in facts.axes.items()}


def _coverage(gathered: Gathered) -> tuple[CoverageCell, ...]:
    labels = {s.key: s.label for s in gathered.inputs.sectors}
    left_out = gathered.held.left_out
    return tuple(
        CoverageCell(labels[sector], month, held.days, held.total, sector, held.is_partial, (sector, month) in left_out)
        for (sector, month), held in gathered.held.months.items()
    )
