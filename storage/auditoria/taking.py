"""All or nothing: the tables a source brought, whole and typed, or the list of what is wrong with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from engines.finding import Finding
from storage.auditoria.catalogue import Catalogue
from storage.auditoria.checking import uncovered_days
from storage.auditoria.faulted import FaultList, Faults
from storage.auditoria.one_table import Brought
from storage.auditoria.places import SourceFile

if TYPE_CHECKING:
    import pyarrow

CALENDAR = "subsidio_data_versao_efetiva"


@dataclass(frozen=True, slots=True)
class ReadTables:
    """Everything a source brought, typed: tables by name, those nobody brought, the files and their SHA-256.

    `columns` is how each table's columns were matched, to be remembered; `warnings` are the days without rows.
    """

    tables: "Mapping[str, pyarrow.Table]"
    absent: tuple[str, ...]
    sources: Mapping[str, tuple[SourceFile, ...]]
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    warnings: tuple[Finding, ...] = ()


def taken(
    brought: Mapping[str, Brought], asked: Catalogue, shown: str, days: Sequence[date] | None, faults: FaultList
) -> ReadTables | Faults:
    """What is handed over of a source named `shown`; `days` are the settled ones, None takes the calendar's."""
    _require_a_set(asked, brought, shown, faults)
    if faults:
        return faults.closed()
    tables = {name: each.rows for name, each in brought.items()}
    settled = _days(tables) if days is None else days
    return ReadTables(
        tables,
        tuple(name for name in asked.tables if name not in brought),
        {name: each.sources for name, each in brought.items()},
        {name: each.columns for name, each in brought.items()},
        tuple(found for name in tables for found in uncovered_days(asked.tables[name], tables[name], settled)),
    )


def _require_a_set(asked: Catalogue, brought: Mapping[str, object], shown: str, faults: FaultList) -> None:
    """A source serves when it has one of the catalogue's sets whole; else the set it comes closest to is named."""
    lacking = min(([name for name in each if name not in brought] for each in asked.sets), key=len)
    for name in lacking:
        faults.add(shown, name, 0, "", "IMPORTACAO.TABELA.AUSENTE")


def _days(tables: "Mapping[str, pyarrow.Table]") -> list[date]:
    import pyarrow.compute as pc

    return sorted(pc.unique(tables[CALENDAR].column("data")).to_pylist()) if CALENDAR in tables else []
