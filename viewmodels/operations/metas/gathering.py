"""Bringing together what one month is calculated from: registers, snapshot, typed days, previous goals."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engines.calendar import DayType, Month, window_before
from engines.finding import Finding, Severity
from engines.goals.coverage import Coverage, coverage_findings, coverage_of
from engines.goals.month import FAR, NEAR, MonthInputs, Previous
from engines.goals.rules import GoalRules
from engines.sheet import Member
from storage.errors import KnownError
from storage.metas.erp_snapshot import ErpReading, read_back
from storage.metas.holiday_book import typed_days
from storage.metas.registers import Sector, parameters, periods, sectors
from storage.metas.targets import performances
from storage.store import Connection

AREA = "metas"
WHOLE_MONTH = Decimal("0.95")


@dataclass(frozen=True)
class Gathered:
    """The month's inputs with what they came from and what is missing of each window."""

    inputs: MonthInputs
    reading: ErpReading
    near: Coverage
    far: Coverage

    def coverage_findings(self) -> tuple[Finding, ...]:
        """What the gaps ask for: 3-month window first; a sector told once."""
        told = coverage_findings(self.near, NEAR)
        named = {f.where.get("setor") for f in told}
        rest = [f for f in coverage_findings(self.far, FAR) if f.where.get("setor") not in named]
        return (*told, *rest, *self._partial_months())

    def _partial_months(self) -> Iterator[Finding]:
        """Months of the 3-month window with less than 95 % of their days: used, and told (F-27, F-28)."""
        held = Counter((d.sector, Month.of(d.day)) for d in self.inputs.days)
        for sector in self.inputs.sectors:
            for month in self.inputs.near_window:
                days, total = held[sector.key, month], (month.end - month.first).days
                if 0 < days < total * WHOLE_MONTH:
                    args = {"mes": month, "dias": days, "total": total}
                    yield Finding("ORG_002", Severity.WARNING, "MES_PARCIAL", {"setor": sector.key}, args)


def members(listed: tuple[Sector, ...]) -> tuple[Member, ...]:
    """Sectors as members of the sheet's axis."""
    return tuple(Member(s.id, s.name) for s in listed)


def gather(connection: Connection, client: str, vigencia: Month, snapshot: str, rules: GoalRules) -> Gathered:
    """Everything a calculation of `vigencia` depends on. Raises KnownError METAS.SEM_DADOS without a snapshot."""
    if not snapshot:
        raise KnownError("METAS.SEM_DADOS")
    reading = read_back(connection, snapshot)
    listed = tuple(s for s in sectors(connection, client) if s.erp_code)
    near, far = _coverages(listed, vigencia, reading)
    excluded = near.excluded | far.excluded
    inputs = MonthInputs(
        vigencia=vigencia,
        sectors=members(listed),
        days=tuple(d for d in reading.days if d.sector not in excluded),
        costs=tuple(c for c in reading.costs if c.sector not in excluded),
        vehicles={sector: fleet.active for sector, fleet in reading.fleet.items()},
        classifications=typed_window(connection, client, vigencia),
        parameters={name: p.value for name, p in parameters(connection, client).items()},
        previous=previous_of(connection, client, vigencia),
    )
    return Gathered(inputs, reading, near, far)


def _coverages(listed: tuple[Sector, ...], vigencia: Month, reading: ErpReading) -> tuple[Coverage, Coverage]:
    ids = tuple(s.id for s in listed)
    present = {(d.sector, str(Month.of(d.day))) for d in reading.days}
    no_fleet = {i for i in ids if not (f := reading.fleet.get(i)) or f.active == 0}
    near = tuple(str(m) for m in window_before(vigencia, NEAR))
    far = tuple(str(m) for m in window_before(vigencia, FAR))
    return coverage_of(ids, near, present, no_fleet), coverage_of(ids, far, present)


def typed_window(connection: Connection, client: str, vigencia: Month) -> Mapping[date, DayType]:
    """Types chosen for the days of the twelve-month window and of the month itself."""
    return typed_days(connection, client, window_before(vigencia, FAR)[0].first, vigencia.end)


def previous_period(connection: Connection, client: str, vigencia: Month) -> Month | None:
    """The latest earlier vigência (F-54)."""
    earlier = [p.vigencia for p in periods(connection, client) if p.vigencia < vigencia]
    return max(earlier, default=None)


def previous_of(connection: Connection, client: str, vigencia: Month) -> Mapping[tuple[str, str], Previous]:
    """Approved goal and actual spending of the previous vigência, by (sector, criterion)."""
    before = previous_period(connection, client, vigencia)
    if before is None:
        return {}
    held = performances(connection, client, before)
    return {(p.sector, p.criterion): Previous(p.target, p.realized) for p in held.values()}
