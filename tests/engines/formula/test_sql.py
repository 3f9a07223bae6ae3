"""The SQL backend equals the interpreter, on fixed and on random formulas and rows."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import duckdb
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from engines.figure import Missing, Value
from engines.formula import Catalog, NoSqlForm, RowsEnvironment, Unit, check, evaluate, parse, to_sql
from engines.money import round_half_away

NUMBER, DAY = Unit.parse("number"), Unit.parse("date")
FIELDS = {"a": NUMBER, "b": NUMBER, "c": NUMBER, "tipo": Unit.parse("text"), "ok": Unit.parse("bool"), "dia": DAY}
CATALOG = Catalog(
    tables={"t": FIELDS},
    names=FIELDS | {"taxa": NUMBER},
    lines={"linha": NUMBER},
    bound={"setor": Unit.parse("text")},
    kpis={"K": (NUMBER, "1")},
    matrices={"m": NUMBER},
)
COLUMNS = {name: name for name in FIELDS}
TYPES = {"tipo": "VARCHAR", "ok": "BOOLEAN", "dia": "DATE"}
Row = dict[str, object]
NOW = datetime(2025, 8, 2, 10)


@pytest.fixture(scope="module")
def base() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        columns = ", ".join(f"{name} {TYPES.get(name, 'DECIMAL(18, 2)')}" for name in FIELDS)
        connection.execute(f"CREATE TABLE t ({columns})")
        yield connection


def filled(base: duckdb.DuckDBPyConnection, rows: list[Row]) -> None:
    base.execute("DELETE FROM t")
    for row in rows:
        base.execute(f"INSERT INTO t VALUES ({', '.join('?' * len(row))})", [row[name] for name in FIELDS])


def both(base: duckdb.DuckDBPyConnection, formula: str, rows: list[Row]) -> tuple[object, object]:
    """(interpreter, SQL) of a formula over the rows of `t`; None for absence."""
    filled(base, rows)
    facts = RowsEnvironment(
        NOW, tables={"t": rows}, names={"taxa": Decimal("0.5")}, kpis={"K": {-1: 3}}, members={"setor": "x"}
    )
    root = check(parse(formula), CATALOG, formula).root
    form = to_sql(root, CATALOG, facts)
    found = base.execute(f"SELECT {form.text}", form.binds).fetchone()
    assert found is not None
    return plain(evaluate(root, facts)), found[0]


def plain(value: Value) -> object:
    return None if isinstance(value, Missing) else value


def row(a: object, b: object, tipo: str | None = None, ok: bool | None = None, dia: date | None = None) -> Row:
    return {"a": a, "b": b, "c": None, "tipo": tipo, "ok": ok, "dia": dia}


ROWS = [
    row(Decimal("10"), Decimal("4"), "x", True, date(2025, 8, 1)),
    row(Decimal("-2.5"), None, "y", None, date(2025, 8, 3)),
    row(Decimal("0"), Decimal("0"), None, False, None),
]


@pytest.mark.parametrize(
    "formula",
    [
        "SUM(t.a)", "SUM(t.a WHERE tipo = 'z')", "COUNT(t)", "COUNT(t WHERE ok)", "COUNT(t.b)", "MIN(t.a)",
        "MAX(t.tipo)",
        "MAX(t.dia)", "AVG(t.a) * 3", "COUNT(DISTINCT t.tipo)", "SUM(DISTINCT t.a)", "AVG(t.c)", "SUM(t.c)",
        "SUM(t.a / t.b)", "SUM(t.a / t.b WHERE b <> 0)", "SUM(COALESCE(t.a / t.b, 7))", "SUM(NULLIF(t.a / t.b, 1))",
        "SUM(IF(t.b = 0, 1, t.a / t.b))", "SUM(CASE WHEN t.a / t.b > 1 THEN 5 END)", "SUM(SAFE_DIV(t.a, t.b, 9))",
        "SUM(SAFE_DIV(t.a, t.b))", "SUM(SAFE_DIV(t.a, t.b, 1 / t.b))", "SUM(PERCENT(t.a, t.b))",
        "SUM(PERCENT(t.a, t.b) WHERE tipo = 'x')", "COUNT(t WHERE a / b > 1)", "COUNT(t WHERE NOT a / b > 1 OR TRUE)",
        "COUNT(t WHERE b <> 0 AND a / b > 1)", "COUNT(t WHERE a / b BETWEEN 1 AND 3)",
        "COUNT(t WHERE a / b NOT BETWEEN 1 AND b)", "COUNT(t WHERE a / b IN (1, 2.5))",
        "COUNT(t WHERE a IN (0, a / b))",
        "COUNT(t WHERE a / b IS NULL)", "SUM(ABS(t.a / t.b))", "SUM(-(t.a / t.b))", "SUM(1 + MAX(t.a, 1 / t.b))",
        "SUM(ROUND(t.a * 1.5) + ABS(t.a))", "SUM(MAX(t.a, t.b, 1))", "SUM(MIN(t.a, 1))", "SUM(CLAMP(t.a, 0, 5))",
        "SUM(CLAMP(t.a, 5, 0))", "SUM(ROUND(t.a * 1.555, 2))", "AVG(TODAY() - t.dia)", "COUNT(t WHERE dia < TODAY())",
        "COUNT(t WHERE dia + DAYS(1) <= TODAY() + HOURS(12))", "COUNT(t WHERE HOURS(24) + dia = TODAY())",
        "COUNT(t WHERE dia BETWEEN PERIOD_START() AND PERIOD_END())", "COUNT(t WHERE tipo = @setor)",
        "SUM(t.a * taxa) + [K, -1]", "SUM(t.a) / COUNT(t WHERE ok) + 1", "SUM(t.a) / SUM(t.c)", "NULL", "TRUE",
        "CASE WHEN SUM(t.a) > 1 THEN 'x' ELSE 'y' END", "COALESCE(MAX(t.tipo WHERE ok IS NULL), 'n')",
        "COUNT(t WHERE NULL)", "COUNT(t WHERE COALESCE(a > 1, TRUE))",
        "SUM(t.a WHERE COALESCE(ok, TRUE) AND dia IS NOT NULL)", "COUNT(t WHERE NULLIF(tipo, 'x') = 'y')",
        "NULLIF(2, 2)",
    ],
)  # fmt: skip
def test_fixed_formulas(base: duckdb.DuckDBPyConnection, formula: str) -> None:
    interpreted, translated = both(base, formula, ROWS)
    if isinstance(interpreted, Decimal):
        assert isinstance(translated, Decimal)
        assert round_half_away(translated, 9) == round_half_away(interpreted, 9)
    elif isinstance(interpreted, date):
        assert translated == datetime(interpreted.year, interpreted.month, interpreted.day)
    else:
        assert translated == interpreted


@pytest.mark.parametrize(
    "formula",
    [
        "SQRT(a)",
        "NORMSINV(0.5)",
        "DATE(2025, 1, 1)",
        "SUM(linha)",
        "ROUND(a, b)",
        "ROUND(a, 99)",
        "taxa + 1",
        "TODAY()",
    ],
)
def test_formulas_without_an_exact_form_are_refused(formula: str) -> None:
    with pytest.raises(NoSqlForm):
        to_sql(check(parse(formula), CATALOG, formula).root, CATALOG, columns=COLUMNS)


def test_columns_and_tables_by_other_names(base: duckdb.DuckDBPyConnection) -> None:
    base.execute('CREATE OR REPLACE TABLE "ou""tra" AS SELECT 5 AS "va lor"')
    root = check(parse("SUM(t.a)"), CATALOG).root
    form = to_sql(root, CATALOG, columns={"t.a": "va lor"}, tables={"t": 'ou"tra'})
    assert base.execute(f"SELECT {form.text}", form.binds).fetchall() == [(Decimal(5),)]


def test_overflow_is_loud(base: duckdb.DuckDBPyConnection) -> None:
    form = to_sql(parse("99999999999999 * 99999999999999"), CATALOG)
    with pytest.raises(duckdb.Error):
        base.execute(f"SELECT {form.text}", form.binds).fetchall()


@pytest.mark.parametrize("scale", [9, 10])
@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("12.3456", "-7.8901"),
        ("99999.9999", "99999.9999"),
        ("100000", "0.0001"),
        ("12.34565", "2.5"),
        ("0.000000001", "0.5"),
        ("-0.000000003", "0.5"),
        ("123456789.123456789", "2.98"),
        ("9999999999999.5", "0.000000001"),
    ],
)
def test_products_of_few_and_of_many_digits_are_exact(
    base: duckdb.DuckDBPyConnection, a: str, b: str, scale: int
) -> None:
    base.execute(f"CREATE OR REPLACE TABLE fatores AS SELECT {a}::DECIMAL(38, 10) AS a, {b}::DECIMAL(38, 10) AS b")
    form = to_sql(check(parse("a * b"), CATALOG).root, CATALOG, columns=COLUMNS, scale=scale)
    expected = round_half_away(Decimal(a) * Decimal(b), scale)
    assert base.execute(f"SELECT {form.text} FROM fatores", form.binds).fetchall() == [(expected,)]


CENTS = st.decimals(-99, 99, places=2)
CELLS = st.one_of(st.none(), st.sampled_from([Decimal(0), Decimal(1), Decimal(-3)]), CENTS)
RANDOM_ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "a": CELLS,
            "b": CELLS,
            "c": CELLS,
            "tipo": st.sampled_from([None, "x", "y"]),
            "ok": st.sampled_from([None, True, False]),
            "dia": st.one_of(st.none(), st.dates(date(2025, 7, 25), date(2025, 8, 10))),
        }
    ),
    max_size=6,
)


def exact(prefix: str, depth: int = 2) -> st.SearchStrategy[str]:
    """Numbers without division: both backends hold every digit of them."""
    leaf = st.one_of(
        st.sampled_from([f"{prefix}a", f"{prefix}b", f"{prefix}c"]),
        st.sampled_from(["0", "1", "2.5", "NULL"]),
    )
    if depth == 0:
        return leaf
    below = exact(prefix, depth - 1)
    test = condition(prefix, depth - 1)
    return st.one_of(
        leaf,
        st.tuples(below, st.sampled_from("+-*"), below).map(lambda p: f"({p[0]} {p[1]} {p[2]})"),
        below.map(lambda x: f"(-{x})"),
        st.tuples(test, below, below).map(lambda p: f"IF({p[0]}, {p[1]}, {p[2]})"),
        st.tuples(test, below).map(lambda p: f"CASE WHEN {p[0]} THEN {p[1]} END"),
        st.tuples(st.sampled_from(["COALESCE", "NULLIF", "MAX", "MIN"]), below, below).map(
            lambda p: f"{p[0]}({p[1]}, {p[2]})"
        ),
        below.map(lambda x: f"ROUND({x}, 1)"),
        st.tuples(below, below).map(lambda p: f"CLAMP({p[0]}, -5, {p[1]})"),
    )


def condition(prefix: str, depth: int = 1) -> st.SearchStrategy[str]:
    """Conditions over exact numbers, texts, truths and dates."""
    number = exact(prefix, max(depth - 1, 0))
    leaf = st.one_of(
        st.tuples(number, st.sampled_from(["=", "<>", "<", "<=", ">", ">="]), number).map(" ".join).map("({})".format),
        st.tuples(number, number).map(lambda p: f"({p[0]} NOT BETWEEN {p[1]} AND 3)"),
        st.tuples(number, number).map(lambda p: f"({p[0]} IN (1, {p[1]}))"),
        number.map("({} IS NULL)".format),
        st.sampled_from(["({}tipo = 'x')", "({}tipo IN ('x', NULL))", "{}ok", "({}dia + DAYS(2) > TODAY())"]).map(
            lambda text: text.format(prefix)
        ),
    )
    if depth == 0:
        return leaf
    below = condition(prefix, depth - 1)
    return st.one_of(
        leaf,
        below.map("(NOT {})".format),
        st.tuples(below, st.sampled_from(["AND", "OR"]), below).map(" ".join).map("({})".format),
    )


def divided(prefix: str) -> st.SearchStrategy[str]:
    """A quotient, perhaps caught, perhaps within a sum."""
    ratio = st.tuples(exact(prefix, 1), exact(prefix, 1)).map(lambda p: f"({p[0]} / NULLIF({p[1]}, 99))")
    lazy = st.tuples(condition(prefix, 1), ratio, exact(prefix, 1)).map(lambda p: f"IF({p[0]}, {p[1]}, {p[2]})")
    caught = st.tuples(ratio, exact(prefix, 1)).map(lambda p: f"COALESCE({p[0]}, {p[1]})")
    safe = st.tuples(exact(prefix, 1), exact(prefix, 1), ratio).map(lambda p: f"SAFE_DIV({p[0]}, {p[1]}, {p[2]})")
    percent = st.tuples(exact(prefix, 1), exact(prefix, 1)).map(lambda p: f"PERCENT({p[0]}, NULLIF({p[1]}, 99)) / 1")
    return st.one_of(ratio, lazy, caught, safe, percent)


QUICK = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def accepted(formula: str) -> bool:
    try:
        check(parse(formula), CATALOG, formula)
    except ValueError:
        return False
    return True


@QUICK
@given(formula=exact(""), rows=RANDOM_ROWS)
def test_exact_lines_are_equal_to_the_last_digit(
    base: duckdb.DuckDBPyConnection, formula: str, rows: list[Row]
) -> None:
    assume(accepted(formula))
    filled(base, rows)
    root = check(parse(formula), CATALOG, formula).root
    form = to_sql(root, CATALOG, RowsEnvironment(NOW), COLUMNS)
    translated = [
        found for (found,) in base.execute(f"SELECT {form.text} FROM t ORDER BY rowid", form.binds).fetchall()
    ]
    interpreted = [plain(evaluate(root, RowsEnvironment(NOW, names=cells))) for cells in rows]
    assert translated == interpreted


@QUICK
@given(
    func=st.sampled_from(["SUM", "COUNT", "MIN", "MAX"]),
    distinct=st.sampled_from(["", "DISTINCT "]),
    argument=exact("t."),
    where=condition("t.", 2),
    rows=RANDOM_ROWS,
)
def test_exact_aggregates_are_equal_to_the_last_digit(
    base: duckdb.DuckDBPyConnection, func: str, distinct: str, argument: str, where: str, rows: list[Row]
) -> None:
    formula = f"{func}({distinct}t.a + {argument} WHERE {where})"
    assume(accepted(formula))
    interpreted, translated = both(base, formula, rows)
    assert translated == interpreted


@QUICK
@given(
    func=st.sampled_from(["SUM", "AVG", "COUNT", "MAX"]),
    argument=divided("t."),
    where=condition("t."),
    rows=RANDOM_ROWS,
)
def test_quotients_agree_once_rounded_and_spoil_alike(
    base: duckdb.DuckDBPyConnection, func: str, argument: str, where: str, rows: list[Row]
) -> None:
    formula = f"{func}(t.a * 0 + {argument} WHERE {where})"
    assume(accepted(formula))
    interpreted, translated = both(base, formula, rows)
    assert (translated is None) == (interpreted is None)
    if isinstance(interpreted, Decimal) and isinstance(translated, Decimal):
        assert abs(translated - interpreted) <= Decimal("1e-9") * max(Decimal(1), abs(interpreted))


@QUICK
@given(above=CENTS, below=CENTS.filter(bool), places=st.integers(0, 10))
def test_a_quotient_rounded_at_places_is_equal_to_the_last_digit(
    base: duckdb.DuckDBPyConnection, above: Decimal, below: Decimal, places: int
) -> None:
    formula = f"ROUND(a / b, {places})"
    root = check(parse(formula), CATALOG, formula).root
    filled(base, [row(above, below)])
    form = to_sql(root, CATALOG, columns=COLUMNS)
    assert base.execute(f"SELECT {form.text} FROM t", form.binds).fetchall() == [
        (evaluate(root, RowsEnvironment(NOW, names={"a": above, "b": below})),)
    ]
