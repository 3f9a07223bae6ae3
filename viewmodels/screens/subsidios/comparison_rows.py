"""Rows of Comparação as the table shows them: bands with both amounts, rows of a stage with what differs in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from storage.auditoria.compared_rows import BANDS
from storage.auditoria.rows import CellValue, RowColumn, RowsPage
from storage.texts.numbers import NO_VALUE
from storage.texts.sentences import Texts
from viewmodels.operations.subsidios.cause_words import stage_words, type_in_short
from viewmodels.screens.subsidios.comparison_columns import is_number, number_text
from viewmodels.screens.subsidios.stage_cells import column_title as stage_column_title
from viewmodels.screens.subsidios.stage_cells import shown
from viewmodels.table_spec import Cell, Row

BAND, HOUR = "faixa_horaria_inicio", "%H:%M"
ADDRESSED = ("nosso", "deles", "efeito")
BETWEEN, TYPE = " · ", "tipo_viagem"


@dataclass(frozen=True, slots=True)
class BandAt:
    """Address of an amount of a band: its unit in the comparison and its column; no run stands behind it."""

    serial: int
    unit: int
    column: str
    run: int | None = None


@dataclass(frozen=True, slots=True)
class TripAt:
    """Address of the R$ a trip moves: the view it stands in, its day and its number; no run stands behind it."""

    serial: int
    view: str
    day: date
    trip: str
    run: int | None = None


@dataclass(frozen=True, slots=True)
class DifferenceCells:
    """The writer of the cells of one view; `kinds` are the types of the columns of its stage."""

    texts: Texts
    table: str
    serial: int
    kinds: Mapping[str, RowColumn]

    def rows(self, page: RowsPage) -> list[Row]:
        """Rows of a page, keyed by their number."""
        names = [column.name for column in page.columns]
        return [
            self._row(str(number), dict(zip(names, values, strict=True)))
            for number, values in zip(page.numbers, page.rows, strict=True)
        ]

    def longest(self, columns: Sequence[RowColumn]) -> tuple[Row, ...]:
        """Two rows with the ends of every number: no column is narrower than the longest of them."""
        ends = [{c.name: c.least for c in columns}, {c.name: c.most for c in columns}]
        return tuple(
            Row(f"extremo{at}", {n: self._cell(n, v, {}) for n, v in end.items()}) for at, end in enumerate(ends)
        )

    def _row(self, key: str, values: Mapping[str, CellValue]) -> Row:
        if self.table != BANDS:
            values = {**values, **self._differing(values)}
        return Row(key, {name: self._cell(name, value, values) for name, value in values.items()})

    def _cell(self, name: str, value: CellValue, row: Mapping[str, CellValue]) -> Cell:
        if value is None or value == "":
            return Cell(NO_VALUE if is_number(self.table, name) else "")
        if is_number(self.table, name) and isinstance(value, Decimal | int):
            return self._number(name, Decimal(value), row)
        text = self._words(name, value, row)
        return Cell(text, text, tooltip=text if name in ("causa_texto", "colunas", "nosso", "deles") else "")

    def _number(self, name: str, value: Decimal, row: Mapping[str, CellValue]) -> Cell:
        return Cell(number_text(self.texts, name, value), value, figure_address=self._address(name, row))

    def _address(self, name: str, row: Mapping[str, CellValue]) -> BandAt | TripAt | None:
        unit, day, trip = row.get("unidade"), row.get("data"), row.get("id_viagem")
        if name in ADDRESSED and isinstance(unit, int):
            return BandAt(self.serial, unit, name)
        if name == "efeito" and isinstance(day, date) and isinstance(trip, str):
            return TripAt(self.serial, self.table, day, trip)
        return None

    def _words(self, name: str, value: CellValue, row: Mapping[str, CellValue]) -> str:
        if name == BAND and isinstance(value, datetime):
            return band_hours(value, row.get("faixa_horaria_fim"), row.get("data"))
        if isinstance(value, bool):
            return self.texts.numbers.truth(value)
        if isinstance(value, datetime):
            return value.strftime(HOUR)
        if isinstance(value, date):
            return self.texts.numbers.short_day(value)
        return self._named(name, str(value))

    def _named(self, name: str, value: str) -> str:
        codes = {"sentido": f"SUB_COMPARA.SENTIDO.{value}", "lado": f"SUB_LADO.{value}"}
        if name == "primeira_etapa":
            return stage_words(self.texts, value)
        code = codes.get(name, "")
        return self.texts.say(code) if self.texts.knows(code) else value

    def _differing(self, row: Mapping[str, CellValue]) -> dict[str, CellValue]:
        """Columns that differ by name, and both sides' values as their columns write them."""
        names = str(row.get("colunas") or "").splitlines()
        sides = {side: str(row.get(side) or "").splitlines() for side in ("nosso", "deles")}
        told: dict[str, CellValue] = {"colunas": ", ".join(stage_column_title(self.texts, name) for name in names)}
        for side, values in sides.items():
            padded = [*values, *[""] * (len(names) - len(values))]
            told[side] = BETWEEN.join(self._value(n, v) for n, v in zip(names, padded, strict=False))
        return told

    def _value(self, name: str, value: str) -> str:
        kind = self.kinds.get(name)
        if not value:
            return NO_VALUE
        if kind is not None and kind.type == "BOOLEAN":
            return self.texts.numbers.truth(value == "true")
        if kind is None or not kind.is_number:
            return type_in_short(self.texts, value) if name == TYPE else value
        places = int(shown(name)["casas"]) if kind.type.startswith("DECIMAL") else 0
        try:
            return self.texts.numbers.number(Decimal(value), places)
        except InvalidOperation:
            return value


def band_hours(start: CellValue, end: CellValue, day: CellValue) -> str:
    """`06:00–08:59`; `+1` where the band begins after its own day."""
    if not isinstance(start, datetime):
        return ""
    hours = start.strftime(HOUR) + (f"–{end.strftime(HOUR)}" if isinstance(end, datetime) else "")
    after = (start.date() - day).days if isinstance(day, date) else 0
    return f"{hours} +{after}" if after else hours


def band_name(texts: Texts, row: Mapping[str, CellValue]) -> tuple[str, ...]:
    """`607, Ida`, `08/01/2026`, `06:00–08:59`: the path to a band."""
    way = row.get("sentido")
    code = f"SUB_COMPARA.SENTIDO.{way}"
    words = texts.say(code) if texts.knows(code) else str(way or "")
    line = texts.say("SUB_COMPARA.FAIXA", servico=row["servico"], sentido=words) if words else str(row["servico"])
    day, hours = row["data"], band_hours(row.get(BAND), row.get("faixa_horaria_fim"), row["data"])
    parts = (line, texts.numbers.day(day) if isinstance(day, date) else "", hours)
    return tuple(part for part in parts if part)
