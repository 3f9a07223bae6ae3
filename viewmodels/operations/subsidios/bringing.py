"""Bringing tables into an audit: all of them or none, frozen, with what is absent and which days are covered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from engines.finding import Finding
from storage.auditoria.catalogue import Catalogue, catalogue
from storage.auditoria.erp_origin import ErpOrigin
from storage.auditoria.faulted import Faults, said
from storage.auditoria.importing import read_by_table
from storage.auditoria.remembered import keep_columns, kept_columns
from storage.auditoria.settled_days import chosen_days
from storage.auditoria.sources import NewSource, SourceKind, record_source
from storage.auditoria.stage_catalogue import stage_catalogue
from storage.auditoria.taking import ReadTables
from storage.journal import Act, append
from storage.snapshots import ArrowTable, Snapshot, freeze, prepare
from viewmodels.jobs import Progress, Work
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.examining import Origin
from viewmodels.operations.subsidios.from_database import read as read_database
from viewmodels.operations.subsidios.from_database import told
from viewmodels.operations.subsidios.workspace import open_audit_of

if TYPE_CHECKING:
    import pyarrow

VERB = "subsidios.importar"
ColumnsMap = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of an import: its number, rows by table, what was absent, days not covered; or what was wrong.

    `faults` are codes and arguments of the sentences, cut at the first ones; nothing was brought when there is any.
    """

    source: int = 0
    rows: tuple[tuple[str, int], ...] = ()
    absent: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    warnings: tuple[Finding, ...] = ()
    faults: tuple[tuple[str, Mapping[str, object]], ...] = ()
    fault_count: int = 0


@operation(
    "subsidios.importar", right="subsidios.importar", mode="write", area=AUDIT_AREA, verb=VERB, whole_company=True
)
def bring(
    house: House, scope: Scope, *, path: Origin, since: date | None = None, until: date | None = None,
    columns: ColumnsMap | None = None,
) -> Work[Brought]:  # fmt: skip
    """Brings in the tables the payment was calculated from; `columns` matches table -> our column -> theirs.

    An ERP is read with the password of the keyring. Raises KnownError AUDITORIA_NENHUMA, IMPORTACAO.… when there is
    nothing to read, SUBSIDIO_SEM_DIAS, ORG_001.….
    """
    return (yield from _brought(house, scope, SourceKind.INPUT, path, catalogue(), columns, (since, until)))


@operation(
    "subsidios.importar_pago", right="subsidios.importar", mode="write", area=AUDIT_AREA, verb=VERB, whole_company=True
)
def bring_paid(house: House, scope: Scope, *, path: Origin, columns: ColumnsMap | None = None) -> Work[Brought]:
    """Brings in the stage tables the city published, to be compared with ours. Raises as `subsidios.importar`."""
    return (yield from _brought(house, scope, SourceKind.PAID, path, stage_catalogue(), columns, None))


def _brought(
    house: House, scope: Scope, kind: SourceKind, path: Origin, asked: Catalogue, columns: ColumnsMap | None,
    settled: tuple[date | None, date | None] | None,
) -> Work[Brought]:  # fmt: skip
    open_audit_of(house)
    with house.store.read() as connection:
        known = {**kept_columns(connection, scope.client), **(columns or {})}
    if isinstance(path, ErpOrigin):
        read = yield from read_database(house, scope, path, asked, known)
    else:
        read = yield from _read(path, asked, known)
    if isinstance(read, Faults):
        return Brought(faults=tuple(said(read)), fault_count=read.total)
    days = chosen_days(read.tables, *settled) if settled is not None else ()
    yield Progress("SUBSIDIO.CONGELANDO")
    at = house.clock.now()
    prepared = prepare(_snapshot(scope.client, path, at, _arrows(read.tables, asked)))
    rows = tuple((name, len(table)) for name, table in sorted(read.tables.items()))
    yield Progress("SUBSIDIO.GRAVANDO")
    with house.store.write() as connection:
        new = NewSource(kind, freeze(connection, prepared), days, read.absent, _files(read), read.warnings)
        number = record_source(connection, scope.client, new, scope.user, at)
        if columns:
            keep_columns(connection, scope.client, columns, asked, at=at, who=scope.user)
        what = {"tabelas": sorted(read.tables), "linhas": sum(many for _, many in rows), "foto": new.snapshot}
        after = {"tipo": kind.value, **_told(path), **what}
        append(connection, Act(scope.client, scope.user, VERB, f"importacao/{number}", at, after=after))
    return Brought(number, rows, read.absent, days, read.warnings)


def _told(path: Origin) -> Mapping[str, object]:
    """The origin as the journal says it."""
    return told(path) if isinstance(path, ErpOrigin) else {"pasta": path.name}


def _snapshot(client: str, path: Origin, at: datetime, tables: Mapping[str, ArrowTable]) -> Snapshot:
    if isinstance(path, ErpOrigin):
        return Snapshot(client, path.where, at, tables, window=path.window)
    return Snapshot(client, path.name, at, tables)


def _read(path: Path, asked: Catalogue, columns: ColumnsMap) -> Work[ReadTables | Faults]:
    reading, done = read_by_table(path, asked, None, columns), 0
    while True:
        try:
            name = next(reading)
        except StopIteration as end:
            result: ReadTables | Faults = end.value
            return result
        yield Progress("SUBSIDIO.LENDO_TABELA", done, None, {"tabela": name})
        done += 1


def _arrows(tables: "Mapping[str, pyarrow.Table]", asked: Catalogue) -> dict[str, ArrowTable]:
    return {name: ArrowTable(asked.tables[name].shape, rows, asked.tables[name].day) for name, rows in tables.items()}


def _files(read: ReadTables) -> Mapping[str, Sequence[Mapping[str, str]]]:
    return {
        name: [{"arquivo": each.name, "sha256": each.sha256} for each in some] for name, some in read.sources.items()
    }
