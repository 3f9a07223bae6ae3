"""Rows of evidence on screen and as a file: those of a standing check, those frozen with a finding."""

from dataclasses import dataclass
from pathlib import Path

from storage.auditoria.evidence_rows import (
    CheckRows,
    FrozenRows,
    check_rows,
    frozen_rows,
    keep_frozen,
    rows_in_order,
)
from storage.auditoria.findings import evidence_of, find_finding
from storage.auditoria.rows import RowColumn, RowsAsked, RowsPage, table_missing
from storage.errors import KnownError
from storage.exports.csv_text import csv_bytes
from storage.exports.delivery import deliver
from storage.exports.list_workbook import list_workbook_bytes
from storage.exports.workbook_content import WORDS, Cover, Listing, WorkbookContent
from viewmodels.jobs import Progress, Work
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.workspace import open_audit_of

LONGEST_TITLE = 31
"""Letters of a sheet's name in a workbook."""
WORKBOOK = ".xlsx"


@dataclass(frozen=True, slots=True)
class EvidenceOf:
    """Whose rows: the relation of a check, or the number of a finding."""

    relation: str = ""
    finding: int = 0


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """What is written: whose rows, which of them, under which title and names of columns, and where."""

    of: EvidenceOf
    asked: RowsAsked
    title: str
    titles: tuple[str, ...]
    path: Path


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


@operation("subsidios.exportar_evidencia", right="subsidios.exportar", mode="read", area=AUDIT_AREA)
def export_evidence(house: House, scope: Scope, *, file: EvidenceFile) -> Work[Path]:
    """Writes every row asked for as a workbook or as CSV, by the ending of the file, values whole.

    Raises as `subsidios.linhas_de_evidencia`, EXPORTAR_ABERTO, EXPORTAR_RECUSADO, PLANILHA_CHEIA.
    """
    yield Progress("SUB_ACHADO.ESCREVENDO")
    try:
        rows = tuple(tuple(row) for row in rows_in_order(_reader(house, file.of), file.asked))
    except KeyError:
        raise table_missing(file.asked.table) from None
    book = file.path.suffix.lower() == WORKBOOK
    content = _workbook(house, file, rows) if book else csv_bytes(file.titles, rows)  # type: ignore[arg-type]
    deliver(file.path, content)
    return file.path


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


def _workbook(house: House, file: EvidenceFile, rows: tuple[tuple[object, ...], ...]) -> bytes:
    texts, name = house.texts, open_audit_of(house).known.name
    cover = Cover(file.title, "", name, "", (), (), "", "", "", "")
    listing = Listing(_sheet_name(file.title), file.title, file.titles, rows)  # type: ignore[arg-type]
    words = {code: texts.say_with(f"PLANILHA.{code}", {}) for code in WORDS}
    content = WorkbookContent(cover, (), (), (), {}, (), words, house.clock.now(), lists=(listing,))
    return list_workbook_bytes(content)


def _sheet_name(title: str) -> str:
    """The title without what a sheet may not be called."""
    return "".join(" " if sign in "[]:*?/\\" else sign for sign in title)[:LONGEST_TITLE].strip("' ")
