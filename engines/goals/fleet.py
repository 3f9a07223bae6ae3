"""What a fleet register leaves to answer for: no vehicles at all, or a register nobody updates (F-33, F-34)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from engines.finding import Finding, Severity

STALE_DAYS = 35


@dataclass(frozen=True, slots=True)
class KnownFleet:
    """The last count of active vehicles a reading brought, and the day of that reading."""

    vehicles: int
    day: date


def fleet_findings(
    missing: Collection[str], known: Mapping[str, KnownFleet], updated: Mapping[str, date | None], day: date
) -> Iterator[Finding]:
    """A consent for each sector without vehicles, saying which count would be used; a warning for an old register.

    `day` is that of the reading, so that the same reading always says the same.
    """
    for sector in missing:
        last = known.get(sector)
        where = {"setor": sector}
        if last is None:
            yield Finding("ORG_002", Severity.CONSENT, "MISSING_FLEET_DATA", where)
        else:
            args = {"veiculos": last.vehicles, "lida": last.day}
            yield Finding("ORG_002", Severity.CONSENT, "ULTIMA_FROTA", where, args)
    for sector, newest in updated.items():
        if newest is not None and (day - newest).days > STALE_DAYS and sector not in missing:
            args = {"atualizado": newest, "dias": (day - newest).days}
            yield Finding("ORG_002", Severity.WARNING, "CADASTRO_ANTIGO", {"setor": sector}, args)
