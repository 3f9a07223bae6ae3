"""L0: the exact text Oracle receives, and a lint that keeps it to what was proved to work there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlglot
from sqlalchemy import Select
from sqlalchemy.dialects import oracle, sqlite
from sqlglot import exp

from storage.erp import statements
from storage.erp.profile import default_profile
from storage.erp.statements import Scope, Window
from storage.erp.tables import build_tables

SNAPSHOTS = Path(__file__).parent / "sql"
WINDOW = Window(date(2024, 4, 1), date(2025, 8, 1))
REFERENCE = date(2025, 8, 2)

Build = Callable[[Scope], Select]
STATEMENTS: dict[str, Build] = {
    "operation_by_day": lambda scope: statements.operation_by_day(scope, WINDOW),
    "repeated_by_day": lambda scope: statements.repeated_by_day(scope, WINDOW),
    "future_by_day": lambda scope: statements.future_by_day(scope, REFERENCE),
    "costs_by_month": lambda scope: statements.costs_by_month(scope, WINDOW),
    "repeated_costs": lambda scope: statements.repeated_costs(scope, WINDOW),
    "vehicles_by_sector": statements.vehicles_by_sector,
    "invalid_rows": lambda scope: statements.invalid_rows(scope, WINDOW),
    "repeated_rows": lambda scope: statements.repeated_rows(scope, WINDOW),
    "future_rows": lambda scope: statements.future_rows(scope, REFERENCE),
    "rows_of_day": lambda scope: statements.rows_of_day(scope, date(2025, 7, 15), 500),
}


def scope(sectors: tuple[int, ...] = (31, 124, 239, 240)) -> Scope:
    profile = default_profile()
    return Scope(profile, build_tables(profile), sectors)


def oracle_text(name: str) -> str:
    compiled = STATEMENTS[name](scope()).compile(dialect=oracle.dialect(), compile_kwargs={"render_postcompile": True})
    return "\n".join(line.rstrip() for line in str(compiled).splitlines()) + "\n"


@pytest.mark.parametrize("name", STATEMENTS)
def test_oracle_receives_exactly_this_text(name: str) -> None:
    assert oracle_text(name) == (SNAPSHOTS / f"{name}.sql").read_text(encoding="utf-8")


def test_no_snapshot_is_left_without_its_statement() -> None:
    assert {path.stem for path in SNAPSHOTS.glob("*.sql")} == set(STATEMENTS)


ALLOWED = (
    exp.Select, exp.From, exp.Subquery, exp.Table, exp.TableAlias, exp.Alias, exp.Column, exp.Identifier, exp.Where,
    exp.Group, exp.Having, exp.Order, exp.Ordered, exp.Fetch, exp.And, exp.Or, exp.Paren, exp.EQ, exp.GT, exp.GTE,
    exp.LT, exp.LTE, exp.Is, exp.Not, exp.Null, exp.In, exp.Case, exp.If, exp.Literal, exp.Placeholder, exp.Mul,
    exp.Sub, exp.Sum, exp.Count, exp.Max, exp.Star, exp.Distinct, exp.LimitOptions,
    exp.DateTrunc, exp.TimestampTrunc, exp.Trunc, exp.Var,
)  # fmt: skip


def strange_pieces(tree: exp.Expression) -> list[str]:
    """Kinds of syntax beyond the allowed ones; TRUNC of one argument is the only function sqlglot does not name."""
    found = {
        type(node).__name__
        for node in tree.walk()
        if not isinstance(node, ALLOWED) and not (isinstance(node, exp.Anonymous) and node.name.upper() == "TRUNC")
    }
    return sorted(found)


@pytest.mark.parametrize("name", STATEMENTS)
def test_only_the_allowed_pieces_of_sql_are_used(name: str) -> None:
    tree = sqlglot.parse_one(oracle_text(name), read="oracle")
    assert strange_pieces(tree) == []
    assert list(tree.find_all(exp.Join)) == []


@pytest.mark.parametrize("name", STATEMENTS)
def test_text_is_oracle_and_leans_on_no_clock_or_session_format(name: str) -> None:
    text = oracle_text(name).upper()
    for banned in ("SYSDATE", "TO_CHAR", "TO_DATE", "LIMIT", "EXTRACT", " JOIN ", '"', "''", "CURRENT_", "SUBSTR"):
        assert banned not in text
    assert ") AS POR_INSTANTE" not in text and ") AS REPETIDAS" not in text


@pytest.mark.parametrize("bad", ["SELECT SYSDATE FROM dual", "SELECT TO_CHAR(d, 'D') FROM t", "SELECT a FROM t, u"])
def test_the_lint_can_fail(bad: str) -> None:
    tree = sqlglot.parse_one(bad, read="oracle")
    assert strange_pieces(tree) or list(tree.find_all(exp.Join))


def test_both_dialects_bind_the_same_names_and_values() -> None:
    for name, build in STATEMENTS.items():
        one, other = (
            build(scope()).compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
            for dialect in (oracle.dialect(), sqlite.dialect())
        )
        shared = {key: value for key, value in other.params.items() if not key.startswith("param_")}
        assert shared == {key: value for key, value in one.params.items() if not key.startswith("param_")}, name


def test_a_statement_takes_from_one_to_a_thousand_sectors() -> None:
    assert len(scope(tuple(range(1, 1001))).sectors) == 1000
    for sectors in ((), tuple(range(1, 1002))):
        with pytest.raises(ValueError, match="sectors"):
            scope(sectors)


def test_an_owner_is_written_before_each_table_in_oracle_and_nowhere_in_sqlite() -> None:
    profile = replace(default_profile(), esquema="erp")
    with_owner = Scope(profile, build_tables(profile), (240,))
    without = Scope(profile, build_tables(profile, with_schema=False), (240,))
    assert "FROM erp.operacao_frota" in str(
        STATEMENTS["operation_by_day"](with_owner).compile(dialect=oracle.dialect())
    )
    assert "erp." not in str(STATEMENTS["operation_by_day"](without).compile(dialect=sqlite.dialect()))
