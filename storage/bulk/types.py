"""How a column is declared to DuckDB."""

from collections.abc import Mapping, Sequence

from storage.snapshots import Column, Kind

_TYPES: Mapping[Kind, str] = {
    Kind.TEXT: "VARCHAR",
    Kind.INTEGER: "BIGINT",
    Kind.DATE: "DATE",
    Kind.TIME: "TIME",
    Kind.INSTANT: "TIMESTAMPTZ",
    Kind.WALL: "TIMESTAMP",
    Kind.BOOLEAN: "BOOLEAN",
}


def sql_type(column: Column) -> str:
    """DuckDB's type of a column: decimals with their digits and places, wall times without a zone."""
    if column.kind is Kind.DECIMAL:
        return f"DECIMAL({column.digits},{column.places})"
    return _TYPES[column.kind]


def quoted(name: str) -> str:
    """A name as SQL takes it, whatever letters it has."""
    return '"' + name.replace('"', '""') + '"'


def create_table(name: str, columns: Sequence[Column]) -> str:
    """Statement that creates a table with these columns and no rows."""
    listed = ", ".join(f"{quoted(column.name)} {sql_type(column)}" for column in columns)
    return f"CREATE TABLE {quoted(name)} ({listed})"
