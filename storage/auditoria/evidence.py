"""The rows behind a finding, taken from the bench as they stand."""

from typing import TYPE_CHECKING

from storage.auditoria.bench import AuditBench
from storage.auditoria.findings import MOST_EVIDENCE
from storage.bulk.types import quoted
from storage.errors import KnownError

if TYPE_CHECKING:
    import pyarrow

KEYS = ("id_viagem", "viagem", "unidade", "faixa", "servico", "id_veiculo", "data")
"""Columns a key may be looked up in, the first that the relation has."""


def rows_behind(bench: AuditBench, relation: str, key: str = "") -> "pyarrow.Table":
    """Rows of a relation of the bench, or those of one key; whole numbers and decimals as they are.

    Raises KnownError AUDITORIA_SEM_CALCULO, ACHADO_SEM_LINHAS when there is no such relation.
    """
    cursor = bench.cursor()
    known = cursor.execute("SELECT column_name FROM duckdb_columns() WHERE table_name = ?", [relation]).fetchall()
    columns = [name for (name,) in known]
    if not columns:
        raise KnownError("ACHADO_SEM_LINHAS", tabela=relation)
    asked, values = f"SELECT * FROM {quoted(relation)}", []
    if key:
        column = next((name for name in KEYS if name in columns), columns[0])
        asked, values = f"{asked} WHERE CAST({quoted(column)} AS VARCHAR) = ?", [key]
    return cursor.sql(f"{asked} LIMIT {MOST_EVIDENCE + 1}", params=values).to_arrow_table()
