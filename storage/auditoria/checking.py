"""What a typed table must be before it is taken: filled where it must be, its key not repeated, each day there."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from engines.finding import Finding, Severity
from storage.auditoria.catalogue import InputTable
from storage.auditoria.faulted import MOST_ALIKE, FaultList

EMPTY = "IMPORTACAO.TABELA.CELULA_VAZIA"
REPEATED = "IMPORTACAO.TABELA.CHAVE_REPETIDA"
PlaceOf = Callable[[int], tuple[str, int]]
"""Row of a table, from 0 -> the file it came from and the line there."""


def check_key(table: InputTable, rows: Any, place_of: PlaceOf, faults: FaultList) -> None:
    """Rows whose key stood already in a row above."""
    import numpy
    import pyarrow

    if not table.key or not len(rows):
        return
    keys = rows.select(list(table.key)).append_column("linha", pyarrow.array(numpy.arange(len(rows))))
    grouped = keys.group_by(list(table.key)).aggregate([("linha", "count"), ("linha", "min")])
    if len(grouped) == len(rows):
        return
    first = numpy.zeros(len(rows), dtype=bool)
    first[grouped.column("linha_min").to_numpy()] = True
    again = numpy.flatnonzero(~first)
    for place in again[:MOST_ALIKE].tolist():
        file, line = place_of(place)
        shown = ", ".join(str(rows.column(column)[place].as_py()) for column in table.key)
        faults.add(file, table.name, line, ", ".join(table.key), REPEATED, valor=shown)
    faults.total += max(0, len(again) - MOST_ALIKE)


def uncovered_days(table: InputTable, rows: Any, days: Sequence[date]) -> tuple[Finding, ...]:
    """One warning for each settled day a table that should have rows every day has none of."""
    import pyarrow.compute as pc

    if not table.every_day or not table.day:
        return ()
    there = set(pc.unique(rows.column(table.day)).to_pylist())
    return tuple(
        Finding(
            "IMPORTACAO.TABELA.DIA_SEM_LINHAS",
            Severity.WARNING,
            where={"tabela": table.name, "data": day.isoformat()},
            args={"tabela": table.name, "dia": day},
        )
        for day in days
        if day not in there
    )
