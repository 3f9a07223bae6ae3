"""Rows of a comparison: one page at a time, the next that differs, the whole as a file, the rows of one cause."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

from engines.figure import Value
from engines.subsidy.checking.checks import Checklist
from engines.subsidy.checking.outcomes import Outcome, Verdict
from engines.subsidy.checking.running import run_checks
from engines.subsidy.comparing import Cause
from storage.auditoria.compared_causes import EVIDENCE, causes_of, lay_cause
from storage.auditoria.compared_rows import ComparedRows, compared_rows, forget_compared_rows
from storage.auditoria.rows import MOST_ROWS, CellValue, RowColumn, RowsAsked, RowsPage, table_missing
from storage.exports.csv_text import csv_bytes
from storage.exports.delivery import deliver
from viewmodels.jobs import Progress, Work
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.cause_words import cause_in_short
from viewmodels.operations.subsidios.checking import audited, shipped_checks
from viewmodels.operations.subsidios.workspace import open_audit_of

AMOUNTS = ("tarifa_ausente", "tarifa_sem_tipo", "penalidade_ausente")
"""Checks that say an amount without which nothing can be paid is not there."""
PATIENCE = 5.0
"""Seconds a click waits for the checks of the amounts, which run by themselves when the comparison is shown."""


@dataclass(frozen=True, slots=True)
class DifferenceFile:
    """What is written: rows asked for, with the columns and the titles they go under."""

    asked: RowsAsked
    columns: tuple[str, ...]
    titles: tuple[str, ...]
    path: Path


@dataclass(frozen=True, slots=True)
class CauseRows:
    """The relation of the units a cause moves, and how many rows it has."""

    relation: str
    rows: int


@operation("subsidios.diferencas", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def differences(house: House, scope: Scope, *, asked: RowsAsked, offset: int = 0, limit: int = 200) -> RowsPage:
    """Rows of `vista_pagamento` or `vista_<stage>` of the last comparison, filtered and sorted by the engine.

    Raises KnownError AUDITORIA_SEM_CALCULO, AUDITORIA_SEM_TABELA before a comparison or for a stage not compared.
    """
    try:
        return _reader(house).page(asked, offset, limit)
    except KeyError:
        raise table_missing(asked.table) from None


@operation("subsidios.colunas_das_diferencas", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def difference_columns(house: House, scope: Scope, *, table: str) -> tuple[RowColumn, ...]:
    """Columns of a view of the comparison. Raises as `subsidios.diferencas`."""
    try:
        return _reader(house).columns(table)
    except KeyError:
        raise table_missing(table) from None


@operation("subsidios.proxima_diferenca", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def next_difference(house: House, scope: Scope, *, asked: RowsAsked, place: int, by: int = 1) -> int:
    """Place of the next row that differs, after or before a place, around the end; -1 for none."""
    try:
        return _reader(house).next_differing(asked, place, by)
    except KeyError:
        raise table_missing(asked.table) from None


@operation("subsidios.exportar_diferencas", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def export_differences(house: House, scope: Scope, *, file: DifferenceFile) -> Work[Path]:
    """Writes every row asked for as CSV, values whole. Raises as `subsidios.diferencas`, EXPORTAR_RECUSADO."""
    yield Progress("SUB_COMPARA.ESCREVENDO")
    try:
        content = csv_bytes(file.titles, _told_rows(_reader(house), file))
    except KeyError:
        raise table_missing(file.asked.table) from None
    deliver(file.path, content)
    return file.path


@operation("subsidios.separar_causa", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def rows_of_cause(house: House, scope: Scope, *, cause: Cause) -> CauseRows:
    """Leaves on the bench the units one cause moves, with its R$ in each: evidence of a finding.

    Raises KnownError AUDITORIA_SEM_CALCULO, AUDITORIA_OCUPADA.
    """
    bench = open_audit_of(house).bench
    bench.standing()
    with bench.working(PATIENCE):
        return CauseRows(EVIDENCE, lay_cause(bench, cause))


@operation("subsidios.causas_da_faixa", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def causes_of_unit(house: House, scope: Scope, *, unit: int) -> tuple[Cause, ...]:
    """The causes of one unit's difference, those that move most first. Raises KnownError AUDITORIA_SEM_CALCULO."""
    return causes_of(open_audit_of(house).bench, unit)


@operation("subsidios.valores_ausentes", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def missing_amounts(house: House, scope: Scope) -> Work[tuple[Outcome, ...]]:
    """What was found of tariffs and penalties that are not there for some day: what they leave without a value.

    Raises KnownError AUDITORIA_SEM_CALCULO, AUDITORIA_OCUPADA.
    """
    bench, whole = open_audit_of(house).bench, shipped_checks()
    laid, asked = bench.standing(), Checklist(whole.grounds, tuple(whole.check(name) for name in AMOUNTS))
    found = list[Outcome]()
    with bench.working():
        for done, (check, outcome) in enumerate(run_checks(bench.session.connection, asked, audited(laid))):
            found.append(outcome)
            yield Progress("SUBSIDIO.VERIFICANDO", done + 1, len(AMOUNTS), {"verificacao": check.short})
    return tuple(outcome for outcome in found if outcome.verdict is Verdict.FOUND)


def start_again(house: House) -> None:
    """Rows read of the comparison before are let go: another one stands on the bench."""
    forget_compared_rows(open_audit_of(house).bench)


def _reader(house: House) -> ComparedRows:
    return compared_rows(open_audit_of(house).bench, partial(cause_in_short, house.texts))


def _told_rows(reader: ComparedRows, file: DifferenceFile) -> Iterator[Sequence[Value]]:
    offset = 0
    while True:
        page = reader.page(file.asked, offset, MOST_ROWS)
        names = [column.name for column in page.columns]
        places = [names.index(name) for name in file.columns]
        for row in page.rows:
            yield [_plain(row[at]) for at in places]
        offset += MOST_ROWS
        if offset >= page.total:
            return


def _plain(value: CellValue) -> Value:
    """A value as a line of text takes it: hours with their day, the values of several cells on one line."""
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M:%S")
    if isinstance(value, str):
        return " | ".join(value.splitlines())
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return "" if value is None else value
