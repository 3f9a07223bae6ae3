"""What is wrong with an audit's tables: places in files, the first of them kept, all of them counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from storage.imports.table_file import RowFault

MOST_FAULTS = 200
MOST_ALIKE = 20
"""Places kept of one fault of one column: the twenty first show what it is."""
SHOWN = 40
"""Letters of a value a sentence shows."""


@dataclass(frozen=True, slots=True)
class Faults:
    """The list of what is wrong, cut at MOST_FAULTS, and how many places there are in all. Nothing was imported."""

    rows: tuple[RowFault, ...]
    total: int


@dataclass(slots=True)
class FaultList:
    """Faults as they are found; falsy while there is none."""

    rows: list[RowFault] = field(default_factory=list)
    total: int = 0

    def __bool__(self) -> bool:
        return self.total > 0

    def add(self, file: str, table: str, line: int, column: str, code: str, **args: object) -> None:
        """One place."""
        self.total += 1
        if len(self.rows) < MOST_FAULTS:
            self.rows.append(RowFault(file, table, line, column, code, {"tabela": table, **args}))

    def add_where(
        self, wrong: Any, file: str, table: str, first_line: int, column: str, code: str, raw: Any, **args: object
    ) -> None:
        """Every row where the Arrow boolean `wrong` is true; `raw` gives the values shown, its row 0 at first_line."""
        import pyarrow.compute as pc

        places = pc.indices_nonzero(wrong)
        for place in places[:MOST_ALIKE].to_pylist():
            shown = "" if raw is None else _shown(raw[place])
            self.add(file, table, first_line + place, column, code, valor=shown, **args)
        self.total += max(0, len(places) - MOST_ALIKE)

    def closed(self) -> Faults:
        """The list as it is handed back."""
        return Faults(tuple(self.rows), self.total)


def _shown(cell: Any) -> str:
    try:
        return str(cell.as_py())[:SHOWN]
    except (OverflowError, ValueError):
        # A day no calendar has: the number it is kept as.
        return str(getattr(cell, "value", ""))[:SHOWN]


def said(faults: Faults) -> Sequence[tuple[str, Mapping[str, object]]]:
    """Code and arguments of the sentence of each fault kept."""
    return [(fault.code, fault.said_with) for fault in faults.rows]
