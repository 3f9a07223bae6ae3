"""Rows of evidence on screen and as a file: those of a standing check, those frozen with a finding."""

from dataclasses import dataclass

from storage.auditoria.evidence_rows import CheckRows, FrozenRows, check_rows, frozen_rows, keep_frozen
from storage.auditoria.findings import evidence_of, find_finding
from storage.auditoria.rows import RowColumn, RowsAsked, RowsPage, table_missing
from storage.auditoria.rows_file import RowsFile
from storage.errors import KnownError
from viewmodels.jobs import Work
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.rows import Written, written
from viewmodels.operations.subsidios.workspace import open_audit_of


@dataclass(frozen=True, slots=True)
class EvidenceOf:
    """Whose rows: the relation of a check, or the number of a finding."""

    relation: str = ""
    finding: int = 0


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """What is written: whose rows, which of them and where."""

    of: EvidenceOf
    rows: RowsFile


@operation("subsidios.linhas_de_evidencia", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def evidence_page(
    house: House, scope: Scope, *, of: EvidenceOf, asked: RowsAsked, offset: int = 0, limit: int = 200
) -> RowsPage:
    """Rows of evidence from a place on, searched and sorted where they are.

    Raises KnownError AUDITORIA_SEM_CALCULO, ACHADO_SEM_LINHAS before the checks were run, ACHADO_AUSENTE, FOTO_…
    """
    try:
        return _reader(house, of).page(asked, offset, limit)
    except KeyError:
        raise table_missing(asked.table) from None


@operation("subsidios.colunas_de_evidencia", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def evidence_columns(house: House, scope: Scope, *, of: EvidenceOf) -> tuple[RowColumn, ...]:
    """Columns of the evidence. Raises as `subsidios.linhas_de_evidencia`."""
    reader = _reader(house, of)
    if isinstance(reader, FrozenRows):
        return reader.columns
    try:
        return reader.columns(of.relation)
    except KeyError:
        raise KnownError("ACHADO_SEM_LINHAS", tabela=of.relation) from None


@operation("subsidios.exportar_evidencia", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def export_evidence(house: House, scope: Scope, *, file: EvidenceFile) -> Work[Written]:
    """Writes the rows asked for, as a workbook or as CSV by the ending, up to what such a file takes.

    Raises as `subsidios.linhas_de_evidencia`, EXPORTAR_ABERTO, EXPORTAR_RECUSADO.
    """
    return (yield from written(_reader(house, file.of), file.rows))


def _reader(house: House, of: EvidenceOf) -> CheckRows | FrozenRows:
    bench = open_audit_of(house).bench
    if of.relation:
        return check_rows(bench)
    with house.store.read() as connection:
        finding = find_finding(connection, of.finding)
        if finding.evidence is None:
            raise KnownError("ACHADO_SEM_LINHAS", tabela=finding.title)
        kept = frozen_rows(bench, finding.evidence)
        if kept is not None:
            return kept
        rows = evidence_of(connection, finding)
    assert rows is not None
    return keep_frozen(bench, finding.evidence, rows)
