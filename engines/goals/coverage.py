"""What missing months do to a calculation: use what there is, leave a sector out, or block (seed 003 §10.1; F-26)."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from engines.finding import Finding, Severity
from engines.money import ZERO, calculation_context

PARTIAL = "PARTIAL_HISTORICAL_DATA"
NO_SECTOR = "MISSING_SECTOR_DATA"
NO_FLEET = "MISSING_FLEET_DATA"
CRITICAL = "CRITICAL_DATA_MISSING"

ACTIONS = {
    PARTIAL: "USE_AVAILABLE_MONTHS",
    NO_SECTOR: "EXCLUDE_FROM_CALCULATION",
    NO_FLEET: "USE_LAST_KNOWN_COUNT",
    CRITICAL: "BLOCK_CALCULATION",
}
HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Strategy:
    """What is proposed for one sector; every one but CRITICAL asks for consent."""

    severity: str
    sector: str = ""
    months_used: tuple[str, ...] = ()

    @property
    def action(self) -> str:
        """The seed's name of what will be done."""
        return ACTIONS[self.severity]

    @property
    def needs_approval(self) -> bool:
        """A blocked calculation cannot be consented to (§10.1)."""
        return self.severity != CRITICAL


@dataclass(frozen=True, slots=True)
class Coverage:
    """Share of (sector, month) cells without a row, unrounded, and the strategies it leads to."""

    missing_share: Decimal
    strategies: tuple[Strategy, ...]

    @property
    def blocked(self) -> bool:
        """True when more than half of the data is missing."""
        return any(s.severity == CRITICAL for s in self.strategies)

    @property
    def excluded(self) -> frozenset[str]:
        """Sectors that get no automatic goal."""
        return frozenset(s.sector for s in self.strategies if s.severity == NO_SECTOR)


def coverage_of(
    sectors: tuple[str, ...],
    months: tuple[str, ...],
    present: Collection[tuple[str, str]],
    fleet_missing: Collection[str] = (),
) -> Coverage:
    """Coverage of a window: which sectors may be calculated, with which consent; exactly half missing never blocks."""
    held = {sector: tuple(m for m in months if (sector, m) in present) for sector in sectors}
    cells = len(sectors) * len(months)
    missing = cells - sum(len(found) for found in held.values())
    share = calculation_context().divide(Decimal(missing), Decimal(cells)) if cells else ZERO
    if share > HALF:
        return Coverage(share, (Strategy(CRITICAL),))
    strategies = [s for sector in sectors for s in _of_sector(sector, held[sector], months)]
    strategies += [Strategy(NO_FLEET, sector) for sector in sectors if sector in fleet_missing]
    return Coverage(share, tuple(strategies))


def _of_sector(sector: str, held: tuple[str, ...], months: tuple[str, ...]) -> tuple[Strategy, ...]:
    gaps = len(months) - len(held)
    if gaps == 0:
        return ()
    if gaps * 2 > len(months):
        return (Strategy(NO_SECTOR, sector),)
    return (Strategy(PARTIAL, sector, held),)


def coverage_findings(coverage: Coverage, window: int) -> tuple[Finding, ...]:
    """The strategies as ORG_002 findings: an error when blocked, otherwise a consent to give."""
    return tuple(_finding(strategy, coverage, window) for strategy in coverage.strategies)


def _finding(strategy: Strategy, coverage: Coverage, window: int) -> Finding:
    severity = Severity.CONSENT if strategy.needs_approval else Severity.ERROR
    where = {"setor": strategy.sector} if strategy.sector else {}
    args: dict[str, object] = {
        "meses": strategy.months_used,
        "n": len(strategy.months_used),
        "janela": window,
        "parte": coverage.missing_share,
    }
    return Finding("ORG_002", severity, strategy.severity, where, args)
