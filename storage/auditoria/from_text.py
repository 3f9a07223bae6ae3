"""Texts of a CSV or of a sheet as values: numbers and days as a Brazilian or a machine writes them."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from storage.bulk.types import sql_type
from storage.bulk.walls import walled
from storage.snapshots import Column, Kind
from storage.snapshots.parquet import arrow_type


class Style(StrEnum):
    """How a file writes decimals. UNSURE: no comma, and every point could be of thousands."""

    POINT = "point"
    COMMA = "comma"
    UNSURE = "unsure"


_POINT = r"[+-]?\d+(\.\d+)?([eE][+-]?\d{1,2})?"
_COMMA = r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?"
_PLAIN = r"[+-]?\d+"
_SURE_POINT = r"^[+-]?(0\d*\.\d+|\d{4,}\.\d+|\d+\.(\d{1,2}|\d{4,})|\d+\.\d+[eE].*)$"
_DAY = r"\d{4}-\d{2}-\d{2}"
_BRAZILIAN_DAY = r"^(\d{2})/(\d{2})/(\d{4})"
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?"
_SHAPES: Mapping[Kind, str] = {
    Kind.INTEGER: r"[+-]?\d{1,18}(\.0+)?",
    Kind.DATE: rf"{_DAY}([ T]00:00(:00(\.0+)?)?)?",
    Kind.TIME: _CLOCK,
    Kind.WALL: rf"{_DAY}([ T]{_CLOCK})?",
}
TRUE = ("true", "t", "1", "verdadeiro", "sim", "s", "v")
FALSE = ("false", "f", "0", "falso", "não", "nao", "n")


def style_of(numbers: Iterable[Any], machine: bool) -> Style:
    """How the decimal columns of one file are written. `machine`: its separator or its kind leaves no doubt."""
    import pyarrow.compute as pc

    columns = list(numbers)
    if any(pc.any(pc.match_substring(column, ",")).as_py() for column in columns):
        return Style.COMMA
    if machine or not any(pc.any(pc.match_substring(column, ".")).as_py() for column in columns):
        return Style.POINT
    sure = any(pc.any(pc.match_substring_regex(column, _SURE_POINT)).as_py() for column in columns)
    return Style.POINT if sure else Style.UNSURE


def parsed(text: Any, column: Column, style: Style) -> Any:
    """A chunked Arrow column of texts as the column's type; null where a text does not say a value of it."""
    import pyarrow

    expression = _boolean() if column.kind is Kind.BOOLEAN else _expression(column, style)
    with walled(ordered=True) as connection:
        connection.register("lido", pyarrow.table({"bruto": text}))
        found = connection.sql(f"SELECT {expression} AS valor FROM (SELECT trim(bruto) AS x FROM lido)")
        return found.to_arrow_table().column(0).cast(arrow_type(column))


def _expression(column: Column, style: Style) -> str:
    shape, said = _SHAPES.get(column.kind, ""), "x"
    if column.kind is Kind.DECIMAL:
        shape = {Style.POINT: _POINT, Style.COMMA: _COMMA, Style.UNSURE: _PLAIN}[style]
        said = "replace(replace(x, '.', ''), ',', '.')" if style is Style.COMMA else "x"
    elif column.kind is Kind.INTEGER:
        said = r"regexp_replace(x, '\.0+$', '')"
    elif column.kind in (Kind.DATE, Kind.WALL):
        said = rf"regexp_replace(x, '{_BRAZILIAN_DAY}', '\3-\2-\1')"
    return f"CASE WHEN {_shaped(said, shape, column.kind)} THEN TRY_CAST({said} AS {sql_type(column)}) END"


def _shaped(said: str, shape: str, kind: Kind) -> str:
    subject = "x" if kind in (Kind.DECIMAL, Kind.INTEGER) else said
    return f"regexp_full_match({subject}, '{shape}')"


def _boolean() -> str:
    true, false = (", ".join(f"'{word}'" for word in words) for words in (TRUE, FALSE))
    return f"CASE WHEN lower(x) IN ({true}) THEN true WHEN lower(x) IN ({false}) THEN false END"
