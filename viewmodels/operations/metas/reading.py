"""Reading the ERP for a month: one snapshot, whole or nothing."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime

from engines.calendar import Month
from engines.finding import Finding
from storage.erp.extract import ErpExtract
from storage.erp.lane import Cancel, Deadline, ReadProgress
from storage.erp.source import read_month
from storage.journal import Act, append
from storage.metas.erp_snapshot import as_snapshot, read_back
from storage.metas.registers import sectors
from storage.snapshots import freeze
from viewmodels.jobs import Progress
from viewmodels.operations.house import House
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

READ_SECONDS = 300.0


@dataclass(frozen=True)
class Read:
    """A finished reading: the snapshot's id, when, from where, and the rows that were left out."""

    snapshot: str
    extracted_at: datetime
    source: str
    days: int
    findings: tuple[Finding, ...]


@operation("metas.ler_erp", right="metas.calcular", mode="write", area="metas", verb="ETL_ORACLE_DATA")
def read_erp(house: House, scope: Scope, *, vigencia: str) -> Generator[Progress, None, Read]:
    """Job that reads what a vigência needs from the client's ERP and freezes it; cancelling leaves nothing.

    Raises KnownError ORG_001.<kind> when the ERP fails.
    """
    month = Month.parse(vigencia)
    with house.store.read() as connection:
        listed = sectors(connection, scope.client)
    codes = [int(s.erp_code) for s in listed if s.erp_code]
    cancel = Cancel()
    deadline = Deadline.after(house.clock, READ_SECONDS)
    reading = read_month(house.erp(scope.client), month, codes, house.clock.today(), deadline, cancel)
    try:
        extract = yield from _progress(reading)
    except GeneratorExit:
        cancel.request()
        raise
    yield Progress("PASSO.GUARDANDO_RETRATO")
    snapshot = as_snapshot(extract, scope.client, listed)
    with house.store.write() as connection:
        key = freeze(connection, snapshot)
        counts = dict(extract.row_counts)
        append(
            connection,
            Act(
                scope.client,
                scope.user,
                "ETL_ORACLE_DATA",
                f"metas/{vigencia}",
                house.clock.now(),
                after={"retrato": key, "linhas": counts},
                origin=scope.origin,
            ),
        )
        found = read_back(connection, key)
    return Read(key, found.extracted_at, found.source, len(found.days), found.findings)


def _progress(reading: Generator[ReadProgress, None, ErpExtract]) -> Generator[Progress, None, ErpExtract]:
    """The source's own progress as the job's, and its extract at the end."""
    while True:
        try:
            step = next(reading)
        except StopIteration as end:
            return end.value
        yield Progress(step.step, step.done, step.total, step.args)
