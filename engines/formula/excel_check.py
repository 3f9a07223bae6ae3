"""Asks, before any workbook exists, whether a formula has an Excel-2007 form."""

from collections.abc import Callable
from dataclasses import dataclass

from engines.formula.excel import Across, Kind, excel_formula
from engines.formula.tree import Node


def refuse_without_excel_form(root: Node, kind: Callable[[str], Kind]) -> None:
    """Raises NotInExcel where a checked formula has no form; `kind` says what the cells of a name hold.

    A sheet marked for the workbook asks this of every line when it is loaded, so that the month's close never
    finds out.
    """
    excel_formula(root, _Anywhere(kind), 2)


@dataclass(frozen=True, slots=True)
class _Anywhere:
    """A placement that puts every name in a cell as far away as a workbook of ours goes."""

    kinds: Callable[[str], Kind]

    def name(self, key: str) -> str:
        return "$AAA$9999"

    def kind(self, key: str) -> Kind:
        return self.kinds(key)

    def across(self, key: str) -> Across:
        return Across(("$AAA$9999:$AAA$10058",), 60)

    def bound(self, axis: str) -> str:
        return "$A9999"

    def column(self, table: str, field: str) -> str:
        return f"{table}_{field}".upper()

    def rows(self, table: str) -> str:
        return f"{table}_ROWS".upper()
