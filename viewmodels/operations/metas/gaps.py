"""What is missing of a month and what was chosen about it: partial months, fleet, spending, sectors, kept readings."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from engines.calendar import Month, window_before
from engines.finding import Finding, Severity
from engines.goals.fleet import KnownFleet
from engines.goals.month import FAR
from engines.goals.partial import MonthHeld, Place, months_held
from engines.goals.spending import Spent, provisional_findings
from storage.clock import BRASILIA
from storage.errors import KnownError
from storage.journal import Line, entries
from storage.metas.erp_snapshot import ErpReading, read_back
from storage.metas.gap_choices import LEFT_OUT, Choice
from storage.metas.registers import sectors
from storage.metas.targets import Performance
from storage.routine.limits import limit
from storage.store import Connection

READ, FAILED = "ETL_ORACLE_DATA", "ETL_ORACLE_FAILED"
READINGS_LOOKED_AT = 24


@dataclass(frozen=True)
class Held:
    """How much of each month each sector has, and the months left out of it by choice."""

    months: Mapping[Place, MonthHeld]
    left_out: frozenset[Place]

    @property
    def present(self) -> frozenset[tuple[str, str]]:
        """(sector, month) with data that is used."""
        used = (place for place, held in self.months.items() if held.days and place not in self.left_out)
        return frozenset((sector, str(month)) for sector, month in used)


def held_of(reading: ErpReading, sectors_asked: tuple[str, ...], vigencia: Month, chosen: Collection[Place]) -> Held:
    """What a reading holds of the twelve months; a choice counts only while its month is partial."""
    months = months_held(sectors_asked, window_before(vigencia, FAR), reading.days)
    partial = {place for place, held in months.items() if held.is_partial}
    return Held(months, frozenset(partial.intersection(chosen)))


def places_left_out(listed: Collection[Choice]) -> frozenset[Place]:
    """The months some choices leave out."""
    return frozenset((c.sector, Month.parse(c.item)) for c in listed if c.kind == LEFT_OUT)


def last_known_fleets(
    connection: Connection, client: str, reading: ErpReading, wanted: Collection[str]
) -> Mapping[str, KnownFleet]:
    """The newest count of vehicles an earlier reading brought for each sector asked about."""
    known: dict[str, KnownFleet] = {}
    for line in entries(connection, client, verb=READ, limit=READINGS_LOOKED_AT) if wanted else ():
        earlier = _earlier(connection, client, line, reading)
        if earlier is None:
            continue
        day = earlier.extracted_at.astimezone(BRASILIA).date()
        for sector in set(wanted) - known.keys():
            if (fleet := earlier.fleet.get(sector)) and fleet.active:
                known[sector] = KnownFleet(fleet.active, day)
        if known.keys() >= set(wanted):
            break
    return known


def _earlier(connection: Connection, client: str, line: Line, reading: ErpReading) -> ErpReading | None:
    """The reading an entry froze, when it came before this one and is still kept."""
    if line.body is None or line.body["after"]["retrato"] == reading.snapshot:
        return None
    try:
        found = read_back(connection, client, str(line.body["after"]["retrato"]))
    except KnownError as error:
        if error.code != "FOTO_AUSENTE":
            raise
        return None
    return found if found.extracted_at <= reading.extracted_at else None


def spending_findings(before: Month | None, held: Mapping[tuple[str, str], Performance]) -> tuple[Finding, ...]:
    """Consents for the spending of the month before that is still provisional; only where a goal makes a debt of it."""
    if before is None:
        return ()
    spent = {
        (p.sector, p.criterion): Spent(p.realized, p.until)
        for p in held.values()
        if p.realized is not None and p.target is not None
    }
    return provisional_findings(before, spent)


def uncoded_findings(connection: Connection, client: str) -> Iterator[Finding]:
    """Sectors in use without a code in the ERP: they cannot be calculated, and it is said (G-014)."""
    for sector in sectors(connection, client):
        if not sector.erp_code:
            yield Finding("ORG_002", Severity.WARNING, "SETOR_SEM_CODIGO", args={"nome": sector.name})


def kept_findings(connection: Connection, client: str, reading: ErpReading, now: datetime) -> Iterator[Finding]:
    """A consent when the data are kept ones: older than a reading's life, or the ERP was silent after it (F-61).

    Judged as of `now`: a run made again later from the same reading is judged as the first one was.
    """
    age, fresh = now - reading.extracted_at, timedelta(hours=int(limit(connection, client, "horas_guardado")))
    silent = silent_since(connection, client)
    if age > fresh or (silent is not None and reading.extracted_at <= silent <= now):
        hours = max(0, int(age.total_seconds() // 3600))
        args = {"lido": reading.extracted_at, "horas": hours}
        yield Finding("ORG_001", Severity.CONSENT, "DADOS_GUARDADOS", args=args)


def silent_since(connection: Connection, client: str) -> datetime | None:
    """When the ERP last failed to answer; None when it was read since."""
    failed = next(iter(entries(connection, client, verb=FAILED, limit=1)), None)
    if failed is None:
        return None
    read = next(iter(entries(connection, client, verb=READ, limit=1)), None)
    return failed.at if read is None or read.seq < failed.seq else None
