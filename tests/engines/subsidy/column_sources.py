"""Where each column of each step comes from, read from the SQL of the steps: writes resources/linhagem/colunas.yaml.

    python -m tests.engines.subsidy.column_sources

The parser is a tool of the tests, so what it finds is kept as a resource, and a test says when it is out of date.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any

import duckdb
from sqlglot import exp, parse_one
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, build_scope

from engines.subsidy.chain import Chain, lay_rules
from engines.subsidy.rules import Known
from engines.subsidy.steps import Step, run
from engines.subsidy.type_columns import OF_THE_DAY
from storage.auditoria.importing import catalogue
from storage.bulk.types import create_table
from storage.resources import resource_path
from tests.engines.subsidy.referee import shipped_chain

RESOURCE = "linhagem/colunas.yaml"
ANY_DAY = date(2025, 9, 10)
Found = tuple[frozenset[str], frozenset[str]]
"""Columns a value is made of, columns that decide which rows it is in."""
NOTHING: Found = (frozenset(), frozenset())
HEAD = """\
# Made by tests/engines/subsidy/column_sources.py; a test says when it is out of date. Do not edit.
# Of each step: the digest of its text, and of each column the columns its value is made of (valor) and those that
# decide which rows are there (linhas: joins, filters, groupings on its way), as relation.column.
etapas:
"""


@cache
def the_chain() -> Chain:
    return shipped_chain(OF_THE_DAY)


@cache
def schema() -> dict[str, dict[str, str]]:
    """Columns of every relation, as the chain makes them from no rows at all."""
    connection = duckdb.connect()
    for name, table in catalogue().tables.items():
        connection.execute(create_table(f"in_{name}", table.shape))
    lay_rules(connection, the_chain(), [ANY_DAY], Known(ANY_DAY))
    for _ in run(connection, the_chain().steps, [ANY_DAY]):
        pass
    asked = "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal ORDER BY column_index"
    found: dict[str, dict[str, str]] = {}
    for table, column, kind in connection.execute(asked).fetchall():
        found.setdefault(table, {})[column] = kind
    return found


def digest_of(step: Step) -> str:
    return sha256(step.text.encode()).hexdigest()[:16]


def sources_of(step: Step) -> dict[str, Found]:
    """Of each column of a step, the columns of the relations it comes from."""
    tree = qualify(
        parse_one(step.text, read="duckdb"),
        schema=schema(),
        dialect="duckdb",
        quote_identifiers=False,
        validate_qualify_columns=False,
    )
    root = build_scope(tree)
    assert root is not None
    reading = _Reading()
    return {column: _telling(reading.column(root, column)) for column in schema()[step.name]}


def _telling(found: Found) -> Found:
    """Without what only meets the rules of each day: their dates, and the stretch of days that is settled."""
    values, rows = ({one for one in side if not _plumbing(one)} for side in found)
    return frozenset(values), frozenset(rows)


def _plumbing(address: str) -> bool:
    relation, _, column = address.partition(".")
    dated = relation == "regra" or relation.startswith("lista_")
    return relation in ("janela", "dia_da_vez", "tipo_coluna", "dia_de_ponto") or (dated and column == "data")


class _Reading:
    """Follows columns through the parts of one statement."""

    def __init__(self) -> None:
        self.known: dict[tuple[int, str], Found] = {}
        self.of_rows: dict[int, frozenset[str]] = {}
        self.open_rows: set[int] = set()

    def column(self, scope: Scope, name: str) -> Found:
        """Sources of a column of a part."""
        key = (id(scope), name)
        if key not in self.known:
            self.known[key] = NOTHING
            self.known[key] = self._column(scope, name)
        return self.known[key]

    def _column(self, scope: Scope, name: str) -> Found:
        if scope.set_operation_scopes:
            place = [one.alias_or_name for one in scope.expression.selects].index(name)
            sides = [
                self.column(one, one.expression.selects[place].alias_or_name) for one in scope.set_operation_scopes
            ]
            return _both(sides)
        written = next((one for one in scope.expression.selects if one.alias_or_name == name), None)
        assert written is not None, f"{name} in {scope.expression.sql()[:200]}"
        values, rows = self.read(scope, written)
        return values, rows | self.rows(scope)

    def rows(self, scope: Scope) -> frozenset[str]:
        """Columns that decide which rows a part has."""
        if id(scope) not in self.of_rows:
            if id(scope) in self.open_rows:
                return frozenset()
            self.open_rows.add(id(scope))
            select = scope.expression
            parts = [select.args.get(part) for part in ("where", "having", "qualify", "group", "limit")]
            joins = [one.args.get("on") for one in select.args.get("joins") or () if one.side not in ("LEFT",)]
            read = _both([self.read(scope, part) for part in (*parts, *joins) if part is not None])
            below = [self.rows(one) for one in _from(scope)]
            self.of_rows[id(scope)] = frozenset().union(*read, *below)
        return self.of_rows[id(scope)]

    def read(self, scope: Scope, part: exp.Expression) -> Found:
        """Sources of every column named in a piece of a part."""
        found = [self._named(scope, one) for one in part.find_all(exp.Column)]
        return _both(found)

    def _named(self, scope: Scope, column: exp.Column) -> Found:
        owner = _owner(scope, column.table)
        if owner is None:
            return NOTHING
        place, source = owner
        joined = self._joined(place, column.table)
        if isinstance(source, exp.Table):
            return frozenset({f"{source.name}.{column.name}"}), joined
        if isinstance(source.expression, exp.UDTF):
            values, rows = self.read(place, source.expression)
            return values, rows | joined
        values, rows = self.column(source, column.name)
        return values, rows | joined

    def _joined(self, scope: Scope, alias: str) -> frozenset[str]:
        """Columns of the condition by which a left joined relation meets the others."""
        key = (id(scope), f" {alias}")
        if key not in self.known:
            self.known[key] = NOTHING
            joins = scope.expression.args.get("joins") or ()
            on = [one.args["on"] for one in joins if one.alias_or_name == alias and one.args.get("on")]
            self.known[key] = _both([self.read(scope, one) for one in on])
        return self.known[key][0] | self.known[key][1]


def _owner(scope: Scope, alias: str) -> tuple[Scope, Any] | None:
    """The part a name belongs to: this one, a question inside it, or the one around it."""
    for place in (scope, *scope.subquery_scopes):
        if alias in place.sources:
            return place, place.sources[alias]
    return _owner(scope.parent, alias) if scope.parent is not None and scope.is_subquery else None


def _from(scope: Scope) -> list[Scope]:
    """Parts the rows of a part come from, but for those joined to the left."""
    select = scope.expression
    left = {one.alias_or_name for one in select.args.get("joins") or () if one.side == "LEFT"}
    parts = [one for name, one in scope.selected_sources.items() if name not in left]
    inside = [one for _, one in parts if isinstance(one, Scope) and not isinstance(one.expression, exp.UDTF)]
    return [*inside, *scope.set_operation_scopes] if scope.set_operation_scopes else inside


def _both(found: Iterable[Found]) -> Found:
    found = list(found)
    return frozenset().union(*(one[0] for one in found)), frozenset().union(*(one[1] for one in found))


def entry(step: Step) -> str:
    lines = [f"  {step.name}:", f"    digest: {digest_of(step)!r}", "    colunas:"]
    for column, (values, rows) in sources_of(step).items():
        sides = (("valor", values), ("linhas", rows - values))
        parts = [f"{name}: [{', '.join(sorted(given))}]" for name, given in sides if given]
        lines.append(f"      {column}: {{{', '.join(parts)}}}")
    return "\n".join(lines)


def written() -> str:
    return HEAD + "\n".join(entry(step) for step in the_chain().steps) + "\n"


if __name__ == "__main__":
    resource_path(RESOURCE).write_text(written(), encoding="utf-8")
