"""How a cell of a stage is written: numbers, days, hours and truth as the reader writes them, by name of column."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from storage.auditoria.rows import CellValue, RowColumn, RowsPage
from storage.resources import load_yaml
from storage.texts.numbers import NO_VALUE
from storage.texts.sentences import Texts
from viewmodels.operations.subsidios.explaining import StageCell, explains
from viewmodels.operations.subsidios.origin import OriginCell
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row

SHOWN = "catalogos/subsidio/exibicao.yaml"
BAND, VERDICT = "faixa_horaria_", "regra_"
NUMBERING = ("faixa", "grupo", "dia", "posicao", "clausula")
"""Columns of our own numbering."""
LONG = 24
"""Letters from which a text may be cut on the screen: it is whole in the tooltip."""


@dataclass(frozen=True, slots=True)
class StageColumns:
    """The columns of one stage in words, and the writer of their cells."""

    texts: Texts
    stage: str
    key: tuple[str, ...]
    columns: tuple[RowColumn, ...]

    def specs(self) -> tuple[ColumnSpec, ...]:
        """What the table is told of each column."""
        return tuple(self._spec(column) for column in self.columns)

    def rows(self, page: RowsPage) -> list[Row]:
        """Rows of a page, keyed by their number in the table."""
        names = [column.name for column in page.columns]
        return [
            self._row(str(number), dict(zip(names, values, strict=True)))
            for number, values in zip(page.numbers, page.rows, strict=True)
        ]

    def longest(self) -> tuple[Row, ...]:
        """Two rows with the ends of every number: no column is narrower than the longest of them."""
        ends = [{c.name: c.least for c in self.columns}, {c.name: c.most for c in self.columns}]
        return tuple(Row(f"extremo{at}", {n: self._cell(n, v) for n, v in end.items()}) for at, end in enumerate(ends))

    def title(self, column: str) -> str:
        """Name of a column in words; a name nobody wrote down is told as the table writes it."""
        return column_title(self.texts, column)

    def _spec(self, column: RowColumn) -> ColumnSpec:
        title = self.title(column.name)
        if not column.is_number:
            return ColumnSpec(column.name, title, kind=Kind.DATE if column.type == "DATE" else Kind.TEXT)
        told = shown(column.name)
        unit = self.texts.numbers.unit(str(told.get("unidade", "")))
        return ColumnSpec(column.name, title, unit=unit, kind=Kind.NUMBER, places=int(told["casas"]))

    def _row(self, number: str, values: Mapping[str, CellValue]) -> Row:
        cells = {name: self._cell(name, value, values) for name, value in values.items()}
        key = tuple((name, values[name]) for name in self.key if name in values)
        for column in explains(self.stage, values):
            cells[column] = replace(cells[column], figure_address=StageCell(self.stage, key, column))
        for column in self._counted():
            if cells[column].figure_address is None and cells[column].raw is not None:
                cells[column] = replace(cells[column], figure_address=OriginCell(self.stage, key, column))
        return Row(number, cells)

    def _counted(self) -> Iterator[str]:
        """Numbers that measure or count something; our own numbering and the years answer nothing."""
        for column in self.columns:
            if column.is_number and column.name not in NUMBERING and shown(column.name).get("grupo") is not False:
                yield column.name

    def _cell(self, name: str, value: CellValue, row: Mapping[str, CellValue] | None = None) -> Cell:
        numbers = self.texts.numbers
        if value is None:
            return Cell(NO_VALUE)
        if isinstance(value, bool):
            return Cell(numbers.truth(value), value)
        if isinstance(value, Decimal | int):
            return self._number(name, Decimal(value))
        if isinstance(value, datetime):
            return Cell(self._instant(name, value, row or {}), value.strftime("%d/%m/%Y %H:%M:%S"))
        if isinstance(value, date):
            return Cell(numbers.day(value), value)
        words = self._words(name, str(value))
        return Cell(words, str(value), tooltip=words if len(words) > LONG else "")

    def _number(self, name: str, value: Decimal) -> Cell:
        told, numbers = shown(name), self.texts.numbers
        places = int(told["casas"])
        if told.get("grupo") is False:
            return Cell(str(value), value)
        text = numbers.number(value, places)
        whole = numbers.number(value, 9) if value != round(value, places) else ""
        return Cell(text, value, tooltip=whole)

    def _instant(self, name: str, value: datetime, row: Mapping[str, CellValue]) -> str:
        """`08/01/2026 06:02:10`; the limits of a band are hours, with how many days after its own."""
        if not name.startswith(BAND):
            return f"{self.texts.numbers.day(value.date())} {value:%H:%M:%S}"
        day = row.get("data")
        after = (value.date() - day).days if isinstance(day, date) else 0
        return f"{value:%H:%M}" + (f" +{after}" if after else "")

    def _words(self, name: str, value: str) -> str:
        if not name.startswith(VERDICT):
            return value
        code = f"SUBSIDIO_VEREDITO.{value}"
        return self.texts.say(code) if self.texts.knows(code) else value


def column_title(texts: Texts, column: str) -> str:
    """Name of a column in words; one nobody wrote down is told as the table writes it."""
    code = f"SUBSIDIO_COLUNA.{column}"
    return texts.say(code) if texts.knows(code) else column


def shown(column: str) -> Mapping[str, Any]:
    """Unit and places of a column, by its name."""
    return next(r for r in _rules() if r.get("nome") == column or column.startswith(r.get("comeca", "\0")))


@cache
def _rules() -> Sequence[Mapping[str, Any]]:
    content: Any = load_yaml(SHOWN)
    return tuple(content["colunas"])
