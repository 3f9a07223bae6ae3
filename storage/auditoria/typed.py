"""Columns of what was read turned into the exact types of the catalogue, whole columns at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from storage.auditoria.from_text import Style, parsed
from storage.auditoria.rounding import rounded
from storage.snapshots import Column, Kind
from storage.snapshots.parquet import arrow_type

CODE = "IMPORTACAO.TABELA."
TOO_LARGE = CODE + "NUMERO_GRANDE"
POINTED = CODE + "PONTO"
PLACES = CODE + "CASAS"
EXPECTED: Mapping[Kind, str] = {
    Kind.TEXT: CODE + "TEXTO",
    Kind.INTEGER: CODE + "INTEIRO",
    Kind.DECIMAL: CODE + "NUMERO",
    Kind.DATE: CODE + "DATA",
    Kind.TIME: CODE + "HORA",
    Kind.WALL: CODE + "INSTANTE",
    Kind.BOOLEAN: CODE + "BOOLEANO",
}
YEARS_END = date(9999, 12, 31)
"""The first day no longer taken."""
EXACT_FLOAT = float(2**53)
"""Above it not every whole number is a double."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The column as typed; `wrong` gives for each code the rows (Arrow booleans) that do not say what is asked."""

    values: Any
    wrong: Mapping[str, Any] = field(default_factory=dict)


def typed(raw: Any, column: Column, style: Style) -> Typed:
    """A chunked Arrow column as its type. Floats and texts are rounded half away from zero at the column's places."""
    found = _as_type(raw, column, style)
    return _within_years(found, column) if column.kind in (Kind.DATE, Kind.WALL) else found


def _within_years(found: Typed, column: Column) -> Typed:
    """A day before year 1 or after 9999 is a damaged one: no calendar can show it."""
    import pyarrow
    import pyarrow.compute as pc

    kind = found.values.type
    first, last = pyarrow.scalar(date.min, pyarrow.date32()).cast(kind), pyarrow.scalar(YEARS_END).cast(kind)
    limits = pc.min_max(found.values)
    if pc.and_(pc.greater_equal(limits["min"], first), pc.less(limits["max"], last)).as_py() is not False:
        return found
    outside = pc.fill_null(pc.or_(pc.less(found.values, first), pc.greater_equal(found.values, last)), False)
    values = pc.if_else(outside, None, found.values)
    code = EXPECTED[column.kind]
    return Typed(values, {**found.wrong, code: pc.or_(outside, found.wrong[code]) if code in found.wrong else outside})


def _as_type(raw: Any, column: Column, style: Style) -> Typed:
    import pyarrow.types as kinds

    kind = raw.type.value_type if kinds.is_dictionary(raw.type) else raw.type
    if kinds.is_null(kind) or raw.type == arrow_type(column):
        return Typed(raw.cast(arrow_type(column)))
    if kinds.is_string(kind) or kinds.is_large_string(kind) or kinds.is_string_view(kind):
        return _from_text(raw, column, style)
    if kinds.is_binary(kind) or kinds.is_large_binary(kind):
        return _from_bytes(raw, column, style)
    return _CONVERTERS[column.kind](raw, column)


def _from_text(raw: Any, column: Column, style: Style) -> Typed:
    import pyarrow

    text = raw.cast(pyarrow.string())
    if column.kind is Kind.TEXT:
        return Typed(text)
    values = parsed(text, column, style)
    return Typed(values, _unread(text, values, column, style))


def _from_bytes(raw: Any, column: Column, style: Style) -> Typed:
    """Texts some banks write without saying that they are texts."""
    import pyarrow

    try:
        return _from_text(raw.cast(pyarrow.string()), column, style)
    except pyarrow.ArrowInvalid:
        return _refused(raw, column)


def _unread(text: Any, values: Any, column: Column, style: Style) -> Mapping[str, Any]:
    import pyarrow.compute as pc

    if column.kind is not Kind.DECIMAL or style is not Style.UNSURE or text.null_count == values.null_count:
        return _lost(text, values, EXPECTED[column.kind])
    pointed = pc.fill_null(pc.match_substring(text, "."), False)
    lost = pc.and_(pc.is_valid(text), pc.is_null(values))
    return {POINTED: pc.and_(lost, pointed), EXPECTED[Kind.DECIMAL]: pc.and_not(lost, pointed)}


def _to_text(raw: Any, column: Column) -> Typed:
    """Codes typed as numbers become text without decimals; a day or a truth value is no code."""
    import pyarrow

    whole = _to_integer(raw, column)
    return Typed(whole.values.cast(pyarrow.string()), whole.wrong)


def _to_integer(raw: Any, column: Column) -> Typed:
    import pyarrow
    import pyarrow.compute as pc
    import pyarrow.types as kinds

    if not (kinds.is_integer(raw.type) or kinds.is_floating(raw.type) or kinds.is_decimal(raw.type)):
        return _refused(raw, column)
    try:
        return Typed(raw.cast(pyarrow.int64()))
    except pyarrow.ArrowInvalid:
        number = raw if kinds.is_decimal(raw.type) else raw.cast(pyarrow.float64(), safe=False)
        near = pc.less(pc.abs(raw.cast(pyarrow.float64(), safe=False)), EXACT_FLOAT)
        whole = pc.and_(pc.equal(pc.floor(number), number), near)
        values = pc.if_else(whole, raw, None).cast(pyarrow.int64())
        return Typed(values, _lost(raw, values, EXPECTED[column.kind]))


def _to_decimal(raw: Any, column: Column) -> Typed:
    import pyarrow
    import pyarrow.compute as pc
    import pyarrow.types as kinds

    if kinds.is_floating(raw.type):
        values = pyarrow.chunked_array([rounded(chunk, column) for chunk in raw.chunks], arrow_type(column))
        return Typed(values, _lost(raw, values, TOO_LARGE))
    if not (kinds.is_integer(raw.type) or kinds.is_decimal(raw.type)):
        return _refused(raw, column)
    try:
        return Typed(raw.cast(arrow_type(column)))
    except pyarrow.ArrowInvalid:
        # Nobody rounds what was exact: a typed decimal fits with all its digits, or is a fault.
        values = parsed(raw.cast(pyarrow.string()), column, Style.POINT)
        changed = pc.fill_null(pc.not_equal(raw, values), False)
        return Typed(values, {**_lost(raw, values, TOO_LARGE), PLACES: changed})


def _to_date(raw: Any, column: Column) -> Typed:
    """A day; an instant only at midnight, as spreadsheets and some banks keep days."""
    import pyarrow
    import pyarrow.compute as pc
    import pyarrow.types as kinds

    if kinds.is_date(raw.type):
        return Typed(raw.cast(pyarrow.date32()))
    if not kinds.is_timestamp(raw.type):
        return _refused(raw, column)
    wall = _wall(raw, column)
    days = wall.cast(pyarrow.date32(), safe=False)
    midnight = pc.equal(days.cast(pyarrow.timestamp("us")), wall)
    values = pc.if_else(midnight, days, None)
    return Typed(values, _lost(raw, values, EXPECTED[Kind.DATE]))


def _to_time(raw: Any, column: Column) -> Typed:
    import pyarrow
    import pyarrow.types as kinds

    return Typed(raw.cast(pyarrow.time64("us"), safe=False)) if kinds.is_time(raw.type) else _refused(raw, column)


def _to_wall(raw: Any, column: Column) -> Typed:
    import pyarrow
    import pyarrow.types as kinds

    if kinds.is_date(raw.type):
        return Typed(raw.cast(pyarrow.timestamp("us")))
    return Typed(_wall(raw, column)) if kinds.is_timestamp(raw.type) else _refused(raw, column)


def _wall(raw: Any, column: Column) -> Any:
    """Wall time to the microsecond; an instant of a zone is read on the wall of the column's."""
    import pyarrow
    import pyarrow.compute as pc

    if raw.type.tz is None:
        return raw.cast(pyarrow.timestamp("us"), safe=False)
    return pc.local_timestamp(raw.cast(pyarrow.timestamp("us", column.zone or raw.type.tz), safe=False))


def _to_boolean(raw: Any, column: Column) -> Typed:
    import pyarrow
    import pyarrow.compute as pc
    import pyarrow.types as kinds

    if not kinds.is_integer(raw.type):
        return _refused(raw, column)
    said = pc.is_in(raw, value_set=pyarrow.array([0, 1], raw.type))
    values = pc.if_else(said, pc.equal(raw, 1), None)
    return Typed(values, _lost(raw, values, EXPECTED[Kind.BOOLEAN]))


def _lost(raw: Any, values: Any, code: str) -> Mapping[str, Any]:
    """Rows that had a value and have none now."""
    import pyarrow.compute as pc

    if raw.null_count == values.null_count:
        return {}
    return {code: pc.and_(pc.is_valid(raw), pc.is_null(values))}


def _refused(raw: Any, column: Column) -> Typed:
    import pyarrow

    nothing = pyarrow.chunked_array([pyarrow.nulls(len(raw), arrow_type(column))])
    return Typed(nothing, _lost(raw, nothing, EXPECTED[column.kind]))


_CONVERTERS: Mapping[Kind, Callable[[Any, Column], Typed]] = {
    Kind.TEXT: _to_text,
    Kind.INTEGER: _to_integer,
    Kind.DECIMAL: _to_decimal,
    Kind.DATE: _to_date,
    Kind.TIME: _to_time,
    Kind.WALL: _to_wall,
    Kind.BOOLEAN: _to_boolean,
}
