"""The sample audit's tables as files, and what the city is said to have paid, altered in three places."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from storage.auditoria.catalogue import catalogue
from storage.sample.auditoria.faults import plant_all
from storage.sample.auditoria.tables import Tables, sample_tables
from storage.snapshots.parquet import arrow_type

if TYPE_CHECKING:
    import pyarrow

PAYMENT = "sumario_faixa_servico_dia_pagamento"
RAISED, LOST, FORGIVEN = Decimal("100"), 7, 3
"""R$ added to one band's payment, place of the row that is not there, place of the penalty nobody charged."""


def write_inputs(folder: Path) -> None:
    """Writes the week with its planted faults as Parquet, a file per table."""
    from pyarrow import parquet

    for name, rows in arrows(plant_all(sample_tables())).items():
        parquet.write_table(rows, folder / f"{name}.parquet")


def arrows(tables: Tables) -> "Mapping[str, pyarrow.Table]":
    """Rows as Arrow, in the types of the catalogue."""
    import pyarrow

    made = {}
    for name, rows in tables.items():
        shape = [column for column in catalogue().tables[name].shape if rows and column.name in rows[0]]
        fields = pyarrow.schema([(column.name, arrow_type(column)) for column in shape])
        made[name] = pyarrow.Table.from_pylist(rows, schema=fields)
    return made


def alter_payment(folder: Path) -> None:
    """Alters what was written as paid: one band paid R$ 100 more, one row lost, one penalty forgiven."""
    from pyarrow import Table, parquet

    path = folder / f"{PAYMENT}.parquet"
    table = parquet.read_table(path)
    rows = sorted(
        table.to_pylist(),
        key=lambda row: (row["data"], row["servico"], row["faixa_horaria_inicio"], row["sentido"] or ""),
    )
    paid = [row for row in rows if row["valor_a_pagar"] is not None and row["valor_a_pagar"] > 0]
    paid[0]["valor_a_pagar"] += RAISED
    fined = [row for row in rows if row["valor_penalidade"]]
    forgiven = fined[FORGIVEN]
    forgiven["valor_a_pagar"] -= forgiven["valor_penalidade"]
    forgiven["valor_penalidade"] = Decimal(0)
    rows.remove(paid[LOST])
    parquet.write_table(Table.from_pylist(rows, schema=table.schema), path)
