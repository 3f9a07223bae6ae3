"""Day and month of an instant as SQL: TRUNC in Oracle, a piece of the ISO text in SQLite; the format is inlined."""

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import FunctionElement

from storage.erp.columns import ErpInstant


class day_of(FunctionElement[Any]):  # noqa: N801 - reads as the SQL function it is
    """The day an instant belongs to (F-65: dates that carry a clock must not split a day in two)."""

    name = "day_of"
    inherit_cache = True
    type = ErpInstant()

    def __init__(self, instant: ColumnElement[Any]) -> None:
        super().__init__(instant)


class month_of(FunctionElement[Any]):  # noqa: N801
    """The first day of the month an instant belongs to."""

    name = "month_of"
    inherit_cache = True
    type = ErpInstant()

    def __init__(self, instant: ColumnElement[Any]) -> None:
        super().__init__(instant)


@compiles(day_of, "oracle")
def _oracle_day(element: day_of, compiler: SQLCompiler, **kw: Any) -> str:
    return f"TRUNC({compiler.process(element.clauses, **kw)})"


@compiles(day_of, "sqlite")
def _sqlite_day(element: day_of, compiler: SQLCompiler, **kw: Any) -> str:
    return f"substr({compiler.process(element.clauses, **kw)}, 1, 10)"


@compiles(month_of, "oracle")
def _oracle_month(element: month_of, compiler: SQLCompiler, **kw: Any) -> str:
    return f"TRUNC({compiler.process(element.clauses, **kw)}, 'MM')"


@compiles(month_of, "sqlite")
def _sqlite_month(element: month_of, compiler: SQLCompiler, **kw: Any) -> str:
    return f"substr({compiler.process(element.clauses, **kw)}, 1, 7) || '-01'"
