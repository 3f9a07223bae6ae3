"""What is wrong with the files brought: file, line, column and what to mend; nothing was imported."""

from collections.abc import Iterator, Sequence

from storage.imports.table_file import RowFault
from viewmodels.desk import Desk
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row


def columns(desk: Desk) -> tuple[ColumnSpec, ...]:
    """File, line, column, what is wrong."""
    say = desk.say
    return (
        ColumnSpec("arquivo", say("ARQUIVO.COLUNA.ARQUIVO"), sortable=False),
        ColumnSpec("linha", say("ARQUIVO.COLUNA.LINHA"), kind=Kind.NUMBER, sortable=False),
        ColumnSpec("coluna", say("ARQUIVO.COLUNA.COLUNA"), sortable=False),
        ColumnSpec("falta", say("ARQUIVO.COLUNA.FALTA"), stretch=1, sortable=False),
    )


def rows(desk: Desk, faults: Sequence[RowFault]) -> Iterator[Row]:
    """One row per fault, in the order of the files."""
    texts = desk.house.texts
    for at, fault in enumerate(faults):
        where = f"{fault.file} · {fault.sheet}" if fault.sheet else fault.file
        cells = {
            "arquivo": Cell(where),
            "linha": Cell(str(fault.line), fault.line),
            "coluna": Cell(fault.column),
            "falta": Cell(texts.say_with(fault.code, fault.said_with)),
        }
        yield Row(str(at), cells)
