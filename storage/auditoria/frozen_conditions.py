"""From what a person filters and searches to the rows of a frozen table, as `row_conditions` does in SQL."""

from typing import TYPE_CHECKING, Any

from storage.auditoria.row_conditions import LONGEST, Filter
from storage.auditoria.rows import RowsAsked

if TYPE_CHECKING:
    import pyarrow


def kept_rows(table: "pyarrow.Table", asked: RowsAsked) -> Any:
    """True for each row that is asked for. Raises KeyError for a column that is not there, ValueError for a kind."""
    import numpy

    kept = numpy.ones(len(table), dtype=bool)
    for each in asked.filters:
        kept &= _truth(_one(table, each))
    search = asked.search.strip()[:LONGEST]
    return kept & _anywhere(table, search) if search else kept


def _one(table: "pyarrow.Table", each: Filter) -> Any:
    import pyarrow.compute as pc

    if each.column not in table.column_names:
        raise KeyError(each.column)
    column = table.column(each.column)
    if each.kind == "vazio":
        return pc.is_null(column)
    if each.kind == "preenchido":
        return pc.is_valid(column)
    if each.kind == "contem":
        return pc.match_substring(column.cast("string"), str(each.value)[:LONGEST], ignore_case=True)
    if each.kind == "igual":
        return pc.equal(column, _like(column, each.value))
    if each.kind == "diferente":
        return pc.fill_null(pc.not_equal(column, _like(column, each.value)), True)
    if each.kind == "entre":
        return _between(column, each)
    raise ValueError(f"no filter {each.kind}")


def _between(column: Any, each: Filter) -> Any:
    import pyarrow.compute as pc

    kept = pc.is_valid(column)
    if each.value is not None:
        kept = pc.and_(kept, pc.fill_null(pc.greater_equal(column, _like(column, each.value)), False))
    if each.until is not None:
        kept = pc.and_(kept, pc.fill_null(pc.less_equal(column, _like(column, each.until)), False))
    return kept


def _anywhere(table: "pyarrow.Table", search: str) -> Any:
    import numpy
    import pyarrow
    import pyarrow.compute as pc

    found = numpy.zeros(len(table), dtype=bool)
    for name in table.column_names:
        column = table.column(name)
        if pyarrow.types.is_string(column.type) or pyarrow.types.is_large_string(column.type):
            found |= _truth(pc.match_substring(column, search, ignore_case=True))
    return found


def _like(column: Any, value: Any) -> Any:
    """The value as the column holds it; a number of more places than it is compared as a number all the same."""
    import pyarrow

    try:
        return pyarrow.scalar(value, column.type)
    except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError):
        return pyarrow.scalar(value)


def _truth(found: Any) -> Any:
    import pyarrow.compute as pc

    return pc.fill_null(found, False).to_numpy().astype(bool)
