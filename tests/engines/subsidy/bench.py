"""A bench for single steps: empty inputs as the catalogue types them, a few rows put in, some steps run."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import duckdb

from engines.subsidy.chain import Chain, lay_rules
from engines.subsidy.rules import Known
from engines.subsidy.steps import run
from storage.resources import load_yaml
from tests.engines.subsidy.referee import shipped_chain

TYPES = {
    "texto": "VARCHAR",
    "json": "VARCHAR",
    "inteiro": "BIGINT",
    "data": "DATE",
    "hora": "TIME",
    "instante_local": "TIMESTAMP",
    "booleano": "BOOLEAN",
}


@cache
def chain() -> Chain:
    return shipped_chain(())


@cache
def input_shapes() -> dict[str, dict[str, str]]:
    tables = load_yaml("catalogos/subsidio/tabelas.yaml")["tabelas"]
    return {name: {column: _sql(spec) for column, spec in table["colunas"].items()} for name, table in tables.items()}


def _sql(spec: Mapping[str, Any]) -> str:
    decimal = f"DECIMAL({spec.get('digitos', 18)}, {spec.get('casas', 9)})"
    return TYPES.get(spec["tipo"], decimal)


def _empty(table: str, columns: Mapping[str, str]) -> str:
    return f"CREATE TABLE {table} ({', '.join(f'{name} {kind}' for name, kind in columns.items())})"


@cache
def _prepared(days: tuple[str, ...], known: str) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"threads": 1})
    connection.execute("; ".join(_empty(f"in_{name}", columns) for name, columns in input_shapes().items()))
    lay_rules(connection, chain(), [date.fromisoformat(day) for day in days], Known(date.fromisoformat(known)))
    connection.execute("BEGIN")
    return connection


class Bench:
    """Inputs, rules of some days as known on a day, and the steps asked for; one at a time for the same days.

    Benches of the same days and knowledge share a connection: what the last one did is undone.
    """

    def __init__(self, days: Sequence[str], known: str) -> None:
        self.days = [date.fromisoformat(day) for day in days]
        self.connection = _prepared(tuple(days), known)
        self.connection.execute("ROLLBACK; BEGIN")

    def make(self, table: str, columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]] = ()) -> None:
        self.connection.execute(_empty(table, columns))
        self.put(table, rows)

    def put(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        for row in rows:
            places = ", ".join("?" * len(row))
            self.connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", list(row.values()))

    def run(self, *names: str) -> None:
        for _ in run(self.connection, [chain().step(name) for name in names], self.days):
            pass

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()
