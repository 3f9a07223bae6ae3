"""Reading the ERP for a month, or the files brought in its place: one snapshot, whole or nothing."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from engines.calendar import Month
from engines.finding import Finding
from storage.erp.extract import ErpExtract
from storage.erp.file_source import files_as_erp
from storage.erp.file_tables import Brought, read_files
from storage.erp.lane import Cancel, Deadline, ReadProgress
from storage.erp.profile import default_profile
from storage.erp.source import ErpSource, read_month
from storage.errors import KnownError
from storage.imports.table_file import RowFault
from storage.journal import Act, append
from storage.metas.erp_alias import told_where
from storage.metas.erp_snapshot import as_snapshot, read_back
from storage.metas.registers import Sector, sectors
from storage.snapshots import freeze
from viewmodels.jobs import Progress
from viewmodels.operations.house import House
from viewmodels.operations.metas.bounds import bounds, refuse_too_many
from viewmodels.operations.metas.gaps import FAILED, READ, silent_since
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

SILENT, CANCELLED = "ORG_001.", "ORG_001.CANCELLED"


@dataclass(frozen=True)
class Read:
    """A finished reading: the snapshot's id, when, from where, and the rows that were left out."""

    snapshot: str
    extracted_at: datetime
    source: str
    days: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class ReadFiles:
    """What came of bringing files: a reading, or everything wrong with them and nothing read."""

    read: Read | None
    faults: tuple[RowFault, ...] = ()


@operation("metas.ler_erp", right="metas.calcular", mode="write", area="metas", verb=READ)
def read_erp(house: House, scope: Scope, *, vigencia: str) -> Generator[Progress, None, Read]:
    """Job that reads what a vigência needs from the client's ERP and freezes it; cancelling leaves nothing.

    Raises KnownError ORG_001.<kind> when the ERP fails; the journal keeps that it did not answer.
    """
    listed = _sectors(house, scope)
    try:
        extract = yield from _extract(house, scope, house.erp(scope.client), vigencia, listed)
    except KnownError as error:
        if error.code.startswith(SILENT) and error.code != CANCELLED:
            _tell_silence(house, scope, vigencia, error)
        raise
    return (yield from _frozen(house, scope, vigencia, extract, listed))


@operation("metas.ler_arquivos", right="metas.calcular", mode="write", area="metas", verb=READ)
def read_from_files(
    house: House, scope: Scope, *, vigencia: str, paths: Sequence[Path]
) -> Generator[Progress, None, ReadFiles]:
    """Job that takes the three tables of the ERP from CSV files or one workbook, through the same statements.

    Faults of the files come back as a list with nothing read. Raises KnownError IMPORTACAO.* and ARQUIVO.QUANTOS.
    """
    yield Progress("PASSO.LENDO_ARQUIVO")
    profile, listed = default_profile(), _sectors(house, scope)
    brought = read_files(paths, profile)
    if not isinstance(brought, Brought):
        return ReadFiles(None, brought)
    with files_as_erp(brought, profile) as source:
        extract = yield from _extract(house, scope, source, vigencia, listed)
    hashes = {table.file: table.sha256 for table in brought.tables.values()}
    return ReadFiles((yield from _frozen(house, scope, vigencia, extract, listed, hashes)))


@dataclass(frozen=True, slots=True)
class ErpState:
    """Whether the ERP has been silent since it was last read."""

    silent_at: datetime | None


@operation("metas.estado_do_erp", right="metas.ver", mode="read", area="metas")
def erp_state(house: House, scope: Scope) -> ErpState:
    """When the ERP last failed to answer, None when it was read since."""
    with house.store.read() as connection:
        return ErpState(silent_since(connection, scope.client))


def _sectors(house: House, scope: Scope) -> tuple[Sector, ...]:
    """Sectors whose data an ERP tells. Raises KnownError ASSISTENTE.SEM_SETORES before any is registered."""
    with house.store.read() as connection:
        listed = sectors(connection, scope.client)
    if not any(each.erp_code for each in listed):
        raise KnownError("ASSISTENTE.SEM_SETORES")
    return listed


def _extract(
    house: House, scope: Scope, source: ErpSource, vigencia: str, listed: tuple[Sector, ...]
) -> Generator[Progress, None, ErpExtract]:
    """The extract, within the time and the rows this client allows."""
    held = bounds(house, scope.client)
    codes = [int(s.erp_code) for s in listed if s.erp_code]
    cancel = Cancel()
    deadline = Deadline.after(house.clock, float(held["segundos_erp"]))
    reading = read_month(source, Month.parse(vigencia), codes, house.clock.today(), deadline, cancel)
    try:
        extract = yield from _progress(reading)
    except GeneratorExit:
        cancel.request()
        raise
    refuse_too_many(held, extract.row_counts)
    return extract


def _frozen(
    house: House,
    scope: Scope,
    vigencia: str,
    extract: ErpExtract,
    listed: tuple[Sector, ...],
    files: dict[str, str] | None = None,
) -> Generator[Progress, None, Read]:
    """The extract frozen as a snapshot, with its entry in the journal."""
    yield Progress("PASSO.GUARDANDO_RETRATO")
    at = house.clock.now()
    with house.store.write() as connection:
        where = told_where(connection, scope.client, extract.identity, at, scope.user)
        key = freeze(connection, as_snapshot(extract, scope.client, listed, where))
        after: dict[str, object] = {"retrato": key, "linhas": dict(extract.row_counts)}
        if files is not None:
            after["arquivos"] = files
        append(
            connection, Act(scope.client, scope.user, READ, f"metas/{vigencia}", at, after=after, origin=scope.origin)
        )
        found = read_back(connection, scope.client, key)
    return Read(key, found.extracted_at, found.source, len(found.days), found.findings)


def _tell_silence(house: House, scope: Scope, vigencia: str, error: KnownError) -> None:
    at, after = house.clock.now(), {"codigo": error.code}
    with house.store.write() as connection:
        act = Act(scope.client, scope.user, FAILED, f"metas/{vigencia}", at, after=after, origin=scope.origin)
        append(connection, act)


def _progress(reading: Generator[ReadProgress, None, ErpExtract]) -> Generator[Progress, None, ErpExtract]:
    """The source's own progress as the job's, and its extract at the end."""
    while True:
        try:
            step = next(reading)
        except StopIteration as end:
            return end.value
        yield Progress(step.step, step.done, step.total, step.args)
