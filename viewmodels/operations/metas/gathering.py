"""Bringing together what one month is calculated from: registers, snapshot, typed days, previous goals."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from engines.calendar import DayType, Month, window_before
from engines.finding import NOTHING, Finding
from engines.goals.coverage import NO_FLEET, Coverage, coverage_findings, coverage_of
from engines.goals.fleet import KnownFleet, fleet_findings
from engines.goals.instalments import Instalment
from engines.goals.month import FAR, NEAR, MonthInputs, Previous
from engines.goals.partial import Place, partial_findings, zero_findings
from engines.goals.rules import GoalRules
from engines.sheet import Member
from storage.clock import BRASILIA
from storage.errors import KnownError
from storage.metas.erp_snapshot import ErpReading, read_back
from storage.metas.floor_policy import floor_policy
from storage.metas.gap_choices import TYPED_MEAN, Choice, choices
from storage.metas.holiday_book import typed_days
from storage.metas.instalments import falling_due
from storage.metas.registers import Sector, parameters, periods, sectors
from storage.metas.targets import performances
from storage.store import Connection
from viewmodels.operations.metas.gaps import (
    Held,
    held_of,
    last_known_fleets,
    places_left_out,
    spending_findings,
    uncoded_findings,
)

AREA = "metas"


@dataclass(frozen=True)
class Gathered:
    """The month's inputs with what they came from, what is missing of each window and what was chosen about it."""

    inputs: MonthInputs
    reading: ErpReading
    near: Coverage
    far: Coverage
    held: Held
    chosen: tuple[Choice, ...] = ()
    fleets: Mapping[str, KnownFleet] = field(default_factory=lambda: NOTHING)
    told: tuple[Finding, ...] = ()

    @property
    def excluded(self) -> frozenset[str]:
        """Sectors without an automatic goal."""
        return self.near.excluded | self.far.excluded

    def coverage_findings(self) -> tuple[Finding, ...]:
        """What the gaps ask for: 3-month window first, a sector told once; fleet, partial months, and the rest."""
        told = _without_fleet(coverage_findings(self.near, NEAR))
        named = {f.where.get("setor") for f in told}
        rest = [f for f in coverage_findings(self.far, FAR) if f.where.get("setor") not in named]
        return (*told, *rest, *self._fleet(), *self._partial(), *self.told)

    def _fleet(self) -> Iterator[Finding]:
        """Sectors without vehicles and old registers, as of the day of the reading."""
        missing = tuple(s.sector for s in self.near.strategies if s.severity == NO_FLEET)
        updated = {sector: fleet.updated for sector, fleet in self.reading.fleet.items()}
        day = self.reading.extracted_at.astimezone(BRASILIA).date()
        return fleet_findings(missing, self.fleets, updated, day)

    def _partial(self) -> Iterator[Finding]:
        near = self.inputs.near_window
        yield from partial_findings(self.held.months, near, self.held.left_out)
        yield from zero_findings(self.inputs.days, near)


def _without_fleet(found: Iterable[Finding]) -> list[Finding]:
    return [f for f in found if f.detail != NO_FLEET]


def members(listed: tuple[Sector, ...]) -> tuple[Member, ...]:
    """Sectors as members of the sheet's axis."""
    return tuple(Member(s.id, s.name) for s in listed)


def gather(
    connection: Connection,
    client: str,
    vigencia: Month,
    snapshot: str,
    rules: GoalRules,
    left_out: Collection[Place] | None = None,
) -> Gathered:
    """Everything a calculation of `vigencia` depends on; `left_out` asks what other months left out would give.

    Raises KnownError METAS.SEM_DADOS without a snapshot.
    """
    if not snapshot:
        raise KnownError("METAS.SEM_DADOS")
    reading = read_back(connection, client, snapshot)
    listed = tuple(s for s in sectors(connection, client) if s.erp_code)
    ids = tuple(s.id for s in listed)
    chosen = choices(connection, client, vigencia)
    held = held_of(reading, ids, vigencia, places_left_out(chosen) if left_out is None else left_out)
    near, far = _coverages(ids, vigencia, reading, held)
    fleets = last_known_fleets(connection, client, reading, _no_fleet(ids, reading))
    inputs = _inputs(connection, client, vigencia, listed, reading, held, near.excluded | far.excluded, chosen, fleets)
    told = (*_spending(connection, client, vigencia, rules), *uncoded_findings(connection, client))
    return Gathered(inputs, reading, near, far, held, chosen, fleets, told)


def _inputs(
    connection: Connection,
    client: str,
    vigencia: Month,
    listed: tuple[Sector, ...],
    reading: ErpReading,
    held: Held,
    excluded: frozenset[str],
    chosen: tuple[Choice, ...],
    fleets: Mapping[str, KnownFleet],
) -> MonthInputs:
    """Days and costs of the months that are used; the cost of a month counts only with its km."""
    out, present = held.left_out, held.present
    counted = {sector: fleet.active for sector, fleet in reading.fleet.items()}
    return MonthInputs(
        vigencia=vigencia,
        sectors=members(listed),
        days=tuple(d for d in reading.days if d.sector not in excluded and (d.sector, Month.of(d.day)) not in out),
        costs=tuple(c for c in reading.costs if c.sector not in excluded and (c.sector, str(c.month)) in present),
        vehicles={**counted, **{sector: known.vehicles for sector, known in fleets.items()}},
        classifications=typed_window(connection, client, vigencia),
        parameters={name: p.value for name, p in parameters(connection, client, vigencia).items()},
        previous=previous_of(connection, client, vigencia),
        typed_means={(c.sector, c.item): c.value for c in chosen if c.kind == TYPED_MEAN and c.value is not None},
        always_floor=floor_policy(connection, client).always,
        instalments=instalments_of(connection, client, vigencia),
    )


def _no_fleet(ids: tuple[str, ...], reading: ErpReading) -> frozenset[str]:
    return frozenset(i for i in ids if not (f := reading.fleet.get(i)) or f.active == 0)


def _coverages(ids: tuple[str, ...], vigencia: Month, reading: ErpReading, held: Held) -> tuple[Coverage, Coverage]:
    near = tuple(str(m) for m in window_before(vigencia, NEAR))
    far = tuple(str(m) for m in window_before(vigencia, FAR))
    return coverage_of(ids, near, held.present, _no_fleet(ids, reading)), coverage_of(ids, far, held.present)


def _spending(connection: Connection, client: str, vigencia: Month, rules: GoalRules) -> tuple[Finding, ...]:
    before = previous_period(connection, client, vigencia)
    held = performances(connection, client, before) if before else {}
    costs = {c.key for c in rules.costs}
    return spending_findings(before, {key: p for key, p in held.items() if key[0] in costs})


def typed_window(connection: Connection, client: str, vigencia: Month) -> Mapping[date, DayType]:
    """Types chosen for the days of the twelve-month window and of the month itself."""
    return typed_days(connection, client, window_before(vigencia, FAR)[0].first, vigencia.end)


def previous_period(connection: Connection, client: str, vigencia: Month) -> Month | None:
    """The latest earlier vigência (F-54)."""
    earlier = [p.vigencia for p in periods(connection, client) if p.vigencia < vigencia]
    return max(earlier, default=None)


def instalments_of(connection: Connection, client: str, vigencia: Month) -> tuple[Instalment, ...]:
    """Instalments of earlier vigências that fall due in this one (F-11)."""
    before = previous_period(connection, client, vigencia)
    return falling_due(connection, client, vigencia, before) if before else ()


def previous_of(connection: Connection, client: str, vigencia: Month) -> Mapping[tuple[str, str], Previous]:
    """Approved goal and actual spending of the previous vigência, by (sector, criterion)."""
    before = previous_period(connection, client, vigencia)
    if before is None:
        return {}
    held = performances(connection, client, before)
    return {(p.sector, p.criterion): Previous(p.target, p.realized) for p in held.values()}
