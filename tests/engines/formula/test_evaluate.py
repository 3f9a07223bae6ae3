"""Values, NULL rules, dates, primitives and the trace."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from time import perf_counter

import pytest

from engines.figure import Missing, Value
from engines.formula import Catalog, RowsEnvironment, RowTable, Unit, aggregate_rows, check, evaluate, parse
from engines.formula.evaluate import KEPT_PLANS
from engines.formula.primitives import percent_in_floats
from engines.formula.tree import Aggregate, Number, Span
from engines.formula.values import arithmetic
from tests.engines.formula.setting import FACTS, checked, value

NUMBER = Unit.parse("number")
DAY = Unit.parse("date")
SHEET = Catalog(
    names=dict.fromkeys(("x", "n", "zero"), NUMBER) | {"dia": DAY, "hora": DAY},
    lines={"custo": Unit.parse("BRL"), "qtd": NUMBER},
    bound={"setor": Unit.parse("text")},
    matrices={"correl": NUMBER},
    tables={"t": {"setor": Unit.parse("text"), "v": NUMBER, "d": DAY, "ok": Unit.parse("bool")}},
)
ROWS: list[dict[str, object]] = [
    {"setor": "1", "v": 10, "d": date(2025, 8, 1), "ok": True},
    {"setor": "1", "v": None, "d": datetime(2025, 8, 1), "ok": None},
    {"setor": "2", "v": Decimal("2.5"), "d": date(2025, 8, 3), "ok": False},
    {"setor": None, "v": 0, "d": None, "ok": True},
]


def sheet_value(formula: str, **names: object) -> Value:
    facts = RowsEnvironment(
        instant=datetime(2025, 12, 15, 10),
        tables={"t": ROWS},
        names={"x": Decimal(4), "n": None, "zero": 0} | names,
        members={"setor": "1"},
        lines={"custo": (Decimal(3), Decimal(4)), "qtd": (Decimal(1), Missing("NOT_GIVEN"))},
        matrices={"correl": ((Decimal(1), Decimal("0.5")), (Decimal("0.5"), Decimal(1)))},
    )
    return evaluate(check(parse(formula), SHEET, formula).root, facts)


def missing(formula: str, **names: object) -> str:
    found = sheet_value(formula, **names)
    assert isinstance(found, Missing)
    return found.reason


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("ROUND(-2.5)", "-3"),
        ("ROUND(1234.5, -2)", "1200"),
        ("ROUND(2.345, 99)", "2.345"),
        ("ABS(-3) + MIN(3, 1, 2) * MAX(3, 4)", "7"),
        ("CLAMP(5, 1, 3) + CLAMP(0, 1, 3) + CLAMP(2, 1, 3)", "6"),
        ("SQRT(16) + SQRT(0)", "4"),
        ("SAFE_DIV(1, 4, 9) + SAFE_DIV(1, 0, 9)", "9.25"),
        ("PERCENT(1, 8)", "12.5"),
        ("NULLIF(3, 2)", "3"),
        ("COALESCE(n, NULL, x)", "4"),
        ("COALESCE(x / zero, 7)", "7"),
        ("IF(x / zero > 1, 1, 2)", "2"),
        ("IF(n > 1 OR x = 4, 1, 2)", "1"),
        ("IF(NOT (n > 1 AND x = 5), 1, 2)", "1"),
        ("IF(n IS NULL AND x IS NOT NULL, 1, 2)", "1"),
        ("IF(x NOT IN (1, 2), 1, 2)", "1"),
        ("IF(x NOT IN (1, n), 1, 2)", "2"),
        ("IF(x IN (4, n), 1, 2)", "1"),
        ("IF(x NOT BETWEEN 5 AND n, 1, 2)", "1"),
        ("IF(x <= 4 AND x >= 4 AND x <> 3 AND x < 5, 1, 2)", "1"),
        ("SUM(t.v) + COUNT(t) + COUNT(t.v)", "19.5"),
        ("AVG(t.v)", "4.1666666666666666666666666666666666667"),
        ("SUM(t.v WHERE setor = @setor AND ok)", "10"),
        ("SUM(t.v WHERE 'a' = setor)", "0"),
        ("SUM(v * 2 WHERE t.setor = '2')", "5.0"),
        ("COUNT(DISTINCT t.d)", "2"),
        ("COUNT(t WHERE d = DATE(2025, 8, 1))", "2"),
        ("COUNT(t WHERE setor = @setor OR setor IS NULL)", "3"),
        ("SUM(x / t.v WHERE v <> 0 AND x / v < 1)", "0.4"),
        ("SUM(COALESCE(x / t.v, 0))", "2.0"),
        ("SUM(IF(t.v = 0, 0, x / t.v))", "2.0"),
        ("QUADFORM(custo, correl)", "37.0"),
    ],
)
def test_number(formula: str, expected: str) -> None:
    assert sheet_value(formula) == Decimal(expected)


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        ("n + 1", "NULL_INPUT"),
        ("-n", "NULL_INPUT"),
        ("ABS(n)", "NULL_INPUT"),
        ("MAX(1, n)", "NULL_INPUT"),
        ("x / zero + n", "DIV_ZERO"),
        ("n + x / zero", "DIV_ZERO"),
        ("n / zero", "DIV_ZERO"),
        ("PERCENT(x, zero)", "DIV_ZERO"),
        ("PERCENT(n, x)", "NULL_INPUT"),
        ("HOURS(1) / (TODAY() - TODAY())", "DIV_ZERO"),
        ("SUM(x / t.v)", "DIV_ZERO"),
        ("COUNT(t WHERE x / v > 1)", "DIV_ZERO"),
        ("COUNT(t WHERE setor = IF(x / zero > 1, 'a', NULL))", "ZERO"),
        ("COUNT(t WHERE v = x / zero)", "DIV_ZERO"),
        ("CASE WHEN n > 1 THEN 1 END", "NO_BRANCH"),
        ("NULLIF(x, 4)", "NULLIF"),
        ("SAFE_DIV(x, zero)", "NULLIF"),
        ("SAFE_DIV(n, x, 3)", "NULL_INPUT"),
        ("MIN(t.v WHERE setor = '9')", "NO_ROWS"),
        ("AVG(t.v WHERE v > 99)", "NO_ROWS"),
        ("SQRT(-1)", "DOMAIN"),
        ("SQRT(n)", "NULL_INPUT"),
        ("CLAMP(1, 3, 2)", "DOMAIN"),
        ("NORMSINV(1)", "DOMAIN"),
        ("NORMSINV(0)", "DOMAIN"),
        ("DATE(2025, 2, 30) - TODAY()", "DOMAIN"),
        ("DATE(2025, 1.5, 30) - TODAY()", "DOMAIN"),
        ("TODAY() + DAYS(99999999) - TODAY()", "DOMAIN"),
        ("QUADFORM(qtd, correl)", "NOT_GIVEN"),
    ],
)
def test_absence_says_why(formula: str, reason: str) -> None:
    if reason == "ZERO":
        assert sheet_value(formula) == 0
    else:
        assert missing(formula) == reason


def test_zero_divisor_says_where() -> None:
    found = sheet_value("1 + x / (zero * 2)")
    assert found == Missing("DIV_ZERO", {"start": 8, "end": 18})


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("TODAY()", date(2025, 12, 15)),
        ("PERIOD_START()", date(2025, 12, 1)),
        ("PERIOD_END()", date(2026, 1, 1)),
        ("TODAY() + DAYS(1)", date(2025, 12, 16)),
        ("DAYS(1) + TODAY()", date(2025, 12, 16)),
        ("TODAY() - HOURS(1)", datetime(2025, 12, 14, 23)),
        ("TODAY() - DATE(2025, 12, 14)", Decimal(24)),
        ("MAX(t.d)", date(2025, 8, 3)),
        ("MIN(t.setor)", "1"),
        ("@setor", "1"),
        ("TRUE", True),
        ("TODAY() > DATE(2025, 1, 1)", True),
        ("dia < hora", True),
        ("hora + DAYS(1)", datetime(2025, 1, 3, 6)),
    ],
)
def test_dates_texts_and_conditions(formula: str, expected: Value) -> None:
    assert sheet_value(formula, dia=date(2025, 1, 2), hora=datetime(2025, 1, 2, 6)) == expected


def test_period_given_wins_over_the_month() -> None:
    facts = RowsEnvironment(datetime(2025, 1, 1), span=(date(2024, 1, 1), date(2025, 1, 1)))
    assert evaluate(check(parse("PERIOD_END() - PERIOD_START()"), Catalog()).root, facts) == Decimal(366 * 24)


def test_quantile_to_thirty_digits() -> None:
    assert sheet_value("NORMSINV(0.95)") == Decimal("1.644853626951472714863848907991632")
    assert sheet_value("NORMSINV(0.05)") == Decimal("-1.644853626951472714863848907991632")
    assert sheet_value("NORMSINV(0.975)") == Decimal("1.959963984540054235524594430520552")
    assert sheet_value("NORMSINV(0.5)") == 0


def test_matrix_of_another_size_is_our_fault() -> None:
    facts = RowsEnvironment(datetime(2025, 1, 1), lines={"custo": (Decimal(1),)}, matrices={"correl": ()})
    with pytest.raises(ValueError, match="QUADFORM"):
        evaluate(check(parse("QUADFORM(custo, correl)"), SHEET).root, facts)


def test_float_cells_are_refused() -> None:
    facts = RowsEnvironment(datetime(2025, 1, 1), names={"x": 0.5})
    with pytest.raises(TypeError, match="float"):
        evaluate(check(parse("x"), SHEET).root, facts)


def test_names_nobody_gave_are_missing() -> None:
    facts = RowsEnvironment(datetime(2025, 1, 1))
    assert evaluate(check(parse("x"), SHEET).root, facts) == Missing("NOT_GIVEN", {"name": "x"})
    assert isinstance(evaluate(checked("[SLA-001]").root, facts), Missing)


def test_huge_products_keep_thirty_eight_digits() -> None:
    formula = " * ".join(["9" * 38] * 8)
    assert sheet_value(f"ROUND({formula})") == sheet_value(formula)


def test_long_chains_do_not_exhaust_the_stack() -> None:
    formula = "1" + "+1" * 1999
    trace: dict[Span, Value] = {}
    root = check(parse(formula), SHEET, formula).root
    assert evaluate(root, FACTS) == 2000
    assert evaluate(root, FACTS, trace) == 2000
    assert trace[Span(0, 5)] == 3
    assert sheet_value("SUM(t.v WHERE " + " AND ".join(["v > 1"] * 300) + ")") == Decimal("12.5")


def test_trace_has_the_value_of_every_node_reached() -> None:
    formula = "IF(SLA_Total > 100, SLA_Resolvidos * 2, Zero)"
    trace: dict[Span, Value] = {}
    assert evaluate(checked(formula).root, FACTS, trace) == 180
    shown = {formula[span.start : span.end]: found for span, found in trace.items()}
    assert shown == {
        formula: Decimal(180),
        "SLA_Total > 100": True,
        "SLA_Total": Decimal(120),
        "100": Decimal(100),
        "SLA_Resolvidos * 2": Decimal(180),
        "SLA_Resolvidos": Decimal(90),
        "2": Decimal(2),
    }


def test_checked_names_what_it_reads() -> None:
    found = checked(
        "sla_total * [custo-ti, -1] / [CUSTO-TI] + TENDENCIA / [SLA-001] + SUM(Custos_Mensais * zero) / Orçamento"
    )
    assert found.names == {"SLA_Total", "Zero", "Orçamento"}
    assert found.kpis == {("CUSTO-TI", -1), ("CUSTO-TI", 0), ("TENDENCIA", 0), ("SLA-001", 0)}


def test_aggregate_over_a_line_keeps_its_name() -> None:
    found = check(parse("SUM(CUSTO) + custo"), SHEET)
    assert (found.names, str(found.unit)) == (frozenset({"custo"}), "money:BRL")
    left = found.root.left  # type: ignore[attr-defined]
    assert isinstance(left, Aggregate)
    assert (left.table, left.argument.name) == ("", "custo")  # type: ignore[union-attr]


def test_twelve_filtered_aggregates_over_a_year_are_quick() -> None:
    rows = RowTable({"setor": str(day % 4), "v": Decimal(day), "ok": day % 2 == 0} for day in range(368))
    formula = " + ".join(f"SUM(t.v WHERE setor = '{n % 4}' AND v > {n})" for n in range(12))
    root = check(parse(formula), SHEET, formula).root
    facts = RowsEnvironment(datetime(2025, 1, 1), tables={"t": rows})
    evaluate(root, facts)
    best = min(_seconds(lambda: evaluate(root, facts)) for _ in range(5))
    assert best < 0.05


def _seconds(act: object) -> float:
    start = perf_counter()
    act()  # type: ignore[operator]
    return perf_counter() - start


def test_rows_may_be_plain_sequences() -> None:
    node = check(parse("COUNT(t WHERE ok)"), SHEET).root
    assert isinstance(node, Aggregate)
    assert aggregate_rows(node, ROWS, FACTS) == 2


def test_values_of_the_cases() -> None:
    assert value("COUNT(chamados ONDE nota É NULO)", "pt") == 2
    assert value("([CUSTO-TI] - [CUSTO-TI, -1]) / [CUSTO-TI, -1] * 100") == 20


def test_quantile_beyond_its_reach_is_out_of_domain() -> None:
    assert missing("NORMSINV(x)", x=Decimal("1E-301")) == "DOMAIN"


def test_unchecked_operands_are_our_fault() -> None:
    with pytest.raises(TypeError, match="unchecked"):
        arithmetic("+", "a", Decimal(1), Span(0, 1), Span(0, 1))


def test_plans_are_kept_within_a_limit() -> None:
    node = check(parse("COUNT(t WHERE ok)"), SHEET).root
    assert isinstance(node, Aggregate)
    for number in range(KEPT_PLANS + 1):
        assert evaluate(Number(Span(0, 1), Decimal(number)), FACTS) == number
        assert aggregate_rows(replace(node), ROWS, FACTS) == 2


def test_a_percentage_in_floats_is_absent_over_nothing_and_rounds_halves_away_from_zero() -> None:
    assert percent_in_floats(Decimal(3), Decimal(0)) is None
    assert percent_in_floats(Decimal("7.9995"), Decimal(10)) == Decimal("80.0")
    assert percent_in_floats(Decimal("-1.00125"), Decimal(10)) == Decimal("-10.01")
