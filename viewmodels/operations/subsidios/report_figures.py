"""Figures of the report of an audit: everything it prints, as plain values; its hash is taken of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from engines.subsidy.comparing import Cause, OrderTotal, StageDifference
from storage.auditoria.report_data import BoardFinding
from storage.auditoria.report_queries import Loss, PaidThere, Penalty, ServiceDay
from viewmodels.operations.subsidios.open_questions import Answers

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Share:
    """One consórcio, or one day (`key` is then its date): ours and, where it was published, what the city paid, in R$.

    `without_value` counts units a tariff or a penalty is missing for.
    """

    key: str | date
    trips: Decimal
    planned_km: Decimal
    run_km: Decimal
    earned: Decimal
    penalty: Decimal
    payable: Decimal
    theirs: Decimal | None
    without_value: int

    @property
    def difference(self) -> Decimal | None:
        """Ours minus theirs."""
        return None if self.theirs is None else self.payable - self.theirs


@dataclass(frozen=True)
class Summary:
    """What the days pay: by consórcio, by day, and what was not paid and why. `saved` is the total the run kept."""

    consortiums: tuple[Share, ...]
    days: tuple[Share, ...]
    losses: tuple[Loss, ...]
    penalties: tuple[Penalty, ...]
    saved: Decimal | None
    trips_in_no_band: int
    km_in_no_band: Decimal

    @property
    def payable(self) -> Decimal:
        """R$ of every consórcio added up."""
        return sum((share.payable for share in self.consortiums), ZERO)

    @property
    def theirs(self) -> Decimal | None:
        """R$ the city published, None when nothing of theirs was compared."""
        told = [share.theirs for share in self.consortiums if share.theirs is not None]
        return sum(told, ZERO) if told else None

    @property
    def without_value(self) -> int:
        """Units without a value."""
        return sum(share.without_value for share in self.consortiums)

    @property
    def at_ceiling(self) -> Decimal:
        """R$ all the trips of planned bands would be worth at the ceiling."""
        return sum((loss.at_ceiling for loss in self.losses), ZERO)

    @property
    def penalty(self) -> Decimal:
        """R$ of the penalties, negative."""
        return sum((share.penalty for share in self.consortiums), ZERO)

    @property
    def rounding(self) -> Decimal:
        """What ceiling, losses and penalties leave to the total: cents rounded by type before 2023-09-16, else zero."""
        lost = sum((loss.lost for loss in self.losses), ZERO)
        return self.payable - (self.at_ceiling - lost + self.penalty)

    @property
    def closes(self) -> bool:
        """True when consórcios, days and the saved run say one total."""
        by_day = sum((share.payable for share in self.days), ZERO)
        return by_day == self.payable and (self.saved is None or self.saved == self.payable)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was brought in, for a table."""

    table: str
    name: str
    sha256: str


@dataclass(frozen=True)
class SourceFigures:
    """One import the report stands on: kind, number, snapshot, when, by whom, files, tables that were absent."""

    kind: str
    number: int
    snapshot: str
    brought: datetime
    author: str
    files: tuple[SourceFile, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True)
class CheckFigures:
    """What came of a standing check; `effect` in BRL, None where it has no exact money."""

    name: str
    short: str
    group: str
    severity: str
    verdict: str
    count: int
    effect: Decimal | None
    args: Mapping[str, object]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class ComparisonFigures:
    """Ours against what was published: stages in order, causes, units; payment orders where they were given."""

    stages: tuple[StageDifference, ...]
    causes: tuple[Cause, ...]
    ours: Decimal | None
    theirs: Decimal | None
    units: int
    differing_units: int
    left_out: tuple[str, ...]

    @property
    def difference(self) -> Decimal | None:
        """Ours minus theirs."""
        return None if self.ours is None or self.theirs is None else self.ours - self.theirs


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """Clauses of one rule that came with one act: the first of them, how many, their days inside the settled ones.

    `value` is as the clause writes it, "" for a list.
    """

    rule: str
    clause: str
    clauses: int
    first: date
    last: date
    known: date
    act: str
    commit: str
    doubt: str
    value: str


@dataclass(frozen=True, slots=True)
class ChangeFigures:
    """A rule of the settled days that is not what it was when they ended: clause and value before and now."""

    rule: str
    first: date
    last: date
    before: str
    after: str
    act: str
    commit: str
    known: date | None


@dataclass(frozen=True)
class AuditFigures:
    """All the report says of an audit."""

    name: str
    lead: str
    run: int
    author: str
    calculated: datetime
    program: str
    known_on: date
    days: tuple[date, ...]
    rules_digest: str
    steps_digest: str
    results: Mapping[str, str]
    sources: tuple[SourceFigures, ...]
    summary: Summary
    comparison: ComparisonFigures | None
    orders: tuple[OrderTotal, ...]
    checks: tuple[CheckFigures, ...]
    stages_lacking: Mapping[str, Sequence[str]]
    findings: tuple[BoardFinding, ...]
    rules: tuple[RuleFigures, ...]
    changes: tuple[ChangeFigures, ...]
    caveats: tuple[tuple[str, bool], ...]
    answers: Answers

    def source(self, kind: str) -> SourceFigures | None:
        """The import of a kind, None when there is none."""
        return next((each for each in self.sources if each.kind == kind), None)


def shares(rows: Sequence[ServiceDay], there: Sequence[PaidThere], by_day: bool) -> tuple[Share, ...]:
    """Services added up by consórcio, or by day; one that only the city paid has zeros of ours."""
    ours: dict[str | date, list[ServiceDay]] = {}
    theirs: dict[str | date, Decimal] = {}
    for row in rows:
        ours.setdefault(row.day if by_day else row.consortium, []).append(row)
    for paid in there:
        key = paid.day if by_day else paid.consortium
        theirs[key] = theirs.get(key, ZERO) + paid.value
    keys = sorted(ours.keys() | theirs.keys(), key=str)
    return tuple(_share(key, ours.get(key, []), theirs.get(key) if there else None) for key in keys)


def _share(key: str | date, rows: Sequence[ServiceDay], theirs: Decimal | None) -> Share:
    trips, planned, run = (_sum(rows, name) for name in ("trips", "planned_km", "run_km"))
    earned, penalty, payable = (_sum(rows, name) for name in ("earned", "penalty", "payable"))
    without = sum(row.without_value for row in rows)
    return Share(key, trips, planned, run, earned, penalty, payable, theirs, without)


def _sum(rows: Sequence[ServiceDay], name: str) -> Decimal:
    return sum((getattr(row, name) or ZERO for row in rows), ZERO)
