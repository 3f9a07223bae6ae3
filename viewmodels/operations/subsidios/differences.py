"""Rows of a comparison: one page at a time, the next that differs, the whole as a file, the rows of one cause."""

from dataclasses import dataclass, replace
from functools import partial

from engines.subsidy.checking.checks import Checklist
from engines.subsidy.checking.outcomes import Outcome, Verdict
from engines.subsidy.checking.running import run_checks
from engines.subsidy.comparing import Cause
from storage.auditoria.compared_causes import EVIDENCE, causes_of, lay_cause
from storage.auditoria.compared_rows import ComparedRows, compared_rows, forget_compared_rows
from storage.auditoria.rows import CellValue, RowColumn, RowsAsked, RowsPage, table_missing
from storage.auditoria.rows_file import RowsFile
from viewmodels.jobs import Progress, Work
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.cause_words import cause_in_short
from viewmodels.operations.subsidios.checking import audited, shipped_checks
from viewmodels.operations.subsidios.rows import Written, written
from viewmodels.operations.subsidios.workspace import open_audit_of

AMOUNTS = ("tarifa_ausente", "tarifa_sem_tipo", "penalidade_ausente")
"""Checks that say an amount without which nothing can be paid is not there."""
PATIENCE = 5.0
"""Seconds a click waits for the checks of the amounts, which run by themselves when the comparison is shown."""


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
def export_differences(house: House, scope: Scope, *, file: RowsFile) -> Work[Written]:
    """Writes every row asked for, as a workbook or as CSV by the ending, up to what such a file takes.

    Raises as `subsidios.diferencas`, EXPORTAR_RECUSADO, EXPORTAR_ABERTO.
    """
    return (yield from written(_OneLine(_reader(house)), file))


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


class _OneLine:
    """The values of several cells of a row stand under one another on the screen, and on one line in a file."""

    def __init__(self, reader: ComparedRows) -> None:
        self._reader = reader

    def page(self, asked: RowsAsked, offset: int, limit: int) -> RowsPage:
        page = self._reader.page(asked, offset, limit)
        return replace(page, rows=tuple(tuple(map(_on_one_line, row)) for row in page.rows))


def _on_one_line(value: CellValue) -> CellValue:
    return " | ".join(value.splitlines()) if isinstance(value, str) else value
