"""Rows of the stages: one page at a time, and the whole of what is filtered as a file."""

from collections.abc import Sequence
from dataclasses import dataclass

from engines.subsidy.chain import publishable
from storage.auditoria.rows import CellValue, RowColumn, RowsAsked, RowsPage, rows_of_bench, table_missing
from storage.auditoria.rows_file import Paged, RowsFile, file_hash, most_rows, write_rows
from viewmodels.jobs import Progress, Work
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.workspace import open_audit_of


@dataclass(frozen=True, slots=True)
class StageRows:
    """One stage: its name, how many rows it has, its key."""

    name: str
    rows: int
    key: tuple[str, ...]


@operation("subsidios.etapas", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def stages(house: House, scope: Scope) -> tuple[StageRows, ...]:
    """The stages on the bench, in the order of the chain, with their rows. Raises KnownError AUDITORIA_SEM_CALCULO."""
    bench = open_audit_of(house).bench
    laid, reader = bench.standing(), rows_of_bench(bench)
    shown = publishable(laid.chain, laid.given, laid.days, laid.known)
    return tuple(StageRows(step.name, reader.count(step.name), step.key) for step in shown)


@operation("subsidios.linhas", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def rows(house: House, scope: Scope, *, asked: RowsAsked, offset: int = 0, limit: int = 200) -> RowsPage:
    """Rows of a table on the bench from a place on, filtered and sorted by the engine.

    Raises KnownError AUDITORIA_SEM_CALCULO, AUDITORIA_SEM_TABELA when there is no such table or column.
    """
    try:
        return rows_of_bench(open_audit_of(house).bench).page(asked, offset, limit)
    except KeyError:
        raise table_missing(asked.table) from None


@operation("subsidios.lugar", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def place(house: House, scope: Scope, *, asked: RowsAsked, key: Sequence[tuple[str, CellValue]]) -> int:
    """Place of a row among those asked for, by its key; -1 when they leave it out. Raises as `subsidios.linhas`."""
    try:
        return rows_of_bench(open_audit_of(house).bench).place_of(asked, key)
    except KeyError:
        raise table_missing(asked.table) from None


@operation("subsidios.colunas", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def columns(house: House, scope: Scope, *, table: str) -> tuple[RowColumn, ...]:
    """Columns of a table on the bench. Raises KnownError AUDITORIA_SEM_CALCULO, AUDITORIA_SEM_TABELA."""
    try:
        return rows_of_bench(open_audit_of(house).bench).columns(table)
    except KeyError:
        raise table_missing(table) from None


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows went into the file, how many there were, and the hash of its bytes."""

    rows: int
    total: int
    sha256: str


@operation("subsidios.exportar_linhas", right="subsidios.exportar", mode="read", area=AUDIT_AREA)
def export_rows(house: House, scope: Scope, *, file: RowsFile) -> Work[Written]:
    """Writes every row asked for, as a workbook or as CSV by the ending, up to what such a file takes.

    Raises KnownError AUDITORIA_SEM_CALCULO, AUDITORIA_SEM_TABELA, EXPORTAR_RECUSADO, EXPORTAR_ABERTO.
    """
    return (yield from written(rows_of_bench(open_audit_of(house).bench), file))


def written(reader: Paged, file: RowsFile) -> Work[Written]:
    """Writes what a reader brings of the rows asked for. Raises as `subsidios.exportar_linhas`."""
    try:
        total = reader.page(file.asked, 0, 1).total
        goal, done = min(total, most_rows(file.path)), 0
        for done in write_rows(reader, file):
            yield Progress("SUBSIDIO_TELA.ESCREVENDO", done, goal, {"n": done})
    except KeyError:
        raise table_missing(file.asked.table) from None
    return Written(done, total, file_hash(file.path))
