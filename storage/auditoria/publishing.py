"""The stages of a calculation as upstream names and shapes them: what is written, compared and shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from engines.subsidy.chain import Chain, published_names
from engines.subsidy.rules import Known
from engines.subsidy.steps import Step
from storage.bulk.session import BulkSession
from storage.bulk.types import quoted
from storage.errors import KnownError

NUMERIC = "DECIMAL(38,9)"
"""Upstream's NUMERIC: what every decimal leaves as."""
if TYPE_CHECKING:
    import pyarrow

PAYMENT = {
    "sumario_faixa_servico_dia_pagamento": "valor_a_pagar",
    "subsidio_sumario_servico_dia_pagamento": "valor_a_pagar",
    "sumario_servico_dia": "valor_subsidio_pago + valor_penalidade",
}
"""Stages that pay, by regime, and what each pays."""
_OUT = "publicada"


@dataclass(frozen=True, slots=True)
class StageWritten:
    """A stage on disk: its name, how many rows, the file."""

    name: str
    rows: int
    path: Path


def publish(
    session: BulkSession, chain: Chain, stages: Iterable[Step], days: Sequence[date], known: Known, folder: Path
) -> tuple[StageWritten, ...]:
    """Writes each stage to `<folder>/<stage>.parquet`, only upstream's columns, decimals as NUMERIC.

    Raises KnownError EXPORTAR_RECUSADO when the folder takes no file.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(_written(session, stage, published_names(chain, stage, days, known), folder) for stage in stages)
    except OSError as error:
        raise KnownError("EXPORTAR_RECUSADO", arquivo=str(folder), motivo=str(error.strerror or error)) from error


def total_paid(session: BulkSession, stages: Iterable[Step]) -> Decimal | None:
    """R$ paid by the payment stages among `stages`; None where there is none, or a tariff or a penalty is missing."""
    total: Decimal | None = None
    for stage in stages:
        if stage.name not in PAYMENT:
            continue
        asked = f"SELECT COUNT(*), COUNT({PAYMENT[stage.name]}), SUM({PAYMENT[stage.name]}) FROM {stage.name}"
        rows, present, amount = session.connection.execute(asked).fetchone() or (0, 0, None)
        if rows != present:
            return None
        total = (total or Decimal(0)) + (amount or Decimal(0))
    return total


def stage_arrows(
    session: BulkSession, chain: Chain, stages: Iterable[Step], days: Sequence[date], known: Known
) -> "dict[str, pyarrow.Table]":
    """Each stage as it is published, as Arrow: what a run keeps."""
    names = {stage.name: published_names(chain, stage, days, known) for stage in stages}
    asked = {name: _published(session, name, columns) for name, columns in names.items()}
    return {name: session.connection.sql(select).to_arrow_table() for name, select in asked.items()}


def _written(session: BulkSession, stage: Step, columns: Sequence[str], folder: Path) -> StageWritten:
    session.connection.execute(f"CREATE OR REPLACE TEMP VIEW {_OUT} AS {_published(session, stage.name, columns)}")
    path = folder / f"{stage.name}.parquet"
    session.parquet(_OUT, path)
    (rows,) = session.connection.execute(f"SELECT COUNT(*) FROM {stage.name}").fetchone() or (0,)
    return StageWritten(stage.name, int(rows), path)


def _published(session: BulkSession, stage: str, columns: Sequence[str]) -> str:
    described = f"SELECT column_name, column_type FROM (DESCRIBE {stage})"
    kinds = dict(session.connection.execute(described).fetchall())
    return f"SELECT {', '.join(_shaped(column, kinds[column]) for column in columns)} FROM {stage}"


def _shaped(column: str, kind: str) -> str:
    name = quoted(column)
    return f"CAST({name} AS {NUMERIC}) AS {name}" if kind.startswith("DECIMAL") and kind != NUMERIC else name
