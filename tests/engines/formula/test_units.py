"""Units: their names, their algebra, what may meet and what may not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.formula import Catalog, FormulaError, Unit, check, parse
from engines.formula.unit_rules import Typed, added, fits, joined, multiplied
from engines.formula.units import ANY, quantity

NAMES = {
    "brl": "BRL", "usd": "USD", "km": "km", "l": "L", "kml": "km/L", "brlkm": "BRL/km", "mw": "MW", "hh": "duration",
    "preco": "BRL/MWh", "n": "number", "c": "count", "p": "percent", "f": "fraction", "d": "date", "cambio": "BRL/USD",
}  # fmt: skip
CATALOG = Catalog(
    names={name: Unit.parse(unit) for name, unit in NAMES.items()},
    lines={"custo": Unit.parse("BRL"), "qtd": Unit.parse("count"), "dia": Unit.parse("date")},
    matrices={"m": Unit.parse("number"), "dias": Unit.parse("date")},
)


def unit_of(formula: str) -> str:
    try:
        return str(check(parse(formula), CATALOG, formula).unit)
    except FormulaError as error:
        return error.code


@pytest.mark.parametrize(
    ("name", "written", "symbol"),
    [
        ("money:BRL", "money:BRL", "R$"), ("BRL", "money:BRL", "R$"), ("R$/km", "BRL/km", "R$/km"),
        ("km/L", "km/L", "km/L"), ("km/dia", "km/dia", "km/dia"), ("duration", "duration", "h"), ("h", "duration", "h"),
        ("MWh", "MWh", "MWh"), ("BRL/MWh", "BRL/MWh", "R$/MWh"), ("MW·h", "MWh", "MWh"), ("1/h", "1/h", "1/h"),
        ("BRL^2", "BRL^2", "R$^2"), ("km/L/dia", "km/L·dia", "km/L·dia"), ("%", "percent", "%"),
        ("", "number", "nº"), ("count", "count", "nº"), ("fraction", "fraction", "0–1"), ("US$", "money:USD", "US$"),
        ("date", "date", "d/m/a"), ("text", "text", "abc"), ("bool", "bool", "V/F"), ("km*MWh", "MWh·km", "MWh·km"),
    ],
)  # fmt: skip
def test_name_and_symbol(name: str, written: str, symbol: str) -> None:
    unit = Unit.parse(name)
    assert (str(unit), unit.symbol) == (written, symbol)
    assert Unit.parse(written) == unit


@pytest.mark.parametrize("name", ["money:reais", "km//L", "km/", "/", "2km", "1*1", "km L"])
def test_names_that_are_no_unit(name: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        Unit.parse(name)


@pytest.mark.parametrize(
    ("formula", "unit"),
    [
        ("km / kml", "L"), ("km * brlkm", "money:BRL"), ("km / l", "km/L"), ("brl / km", "BRL/km"),
        ("mw * hh", "MWh"), ("preco * mw * hh", "money:BRL"), ("usd * cambio", "money:BRL"), ("brl / usd", "BRL/USD"),
        ("brl / c", "money:BRL"), ("brl / brl", "number"), ("hh / hh", "number"), ("c / c", "number"), ("c + c",
        "count"),
        ("c + n", "number"), ("c * 2", "number"), ("-c", "count"), ("1 / hh", "1/h"), ("brl / hh", "BRL/h"),
        ("km + 1", "km"), ("l - 2 * 3", "L"), ("brl > 10", "bool"), ("p + 1", "percent"), ("p * 2", "percent"),
        ("p / 2", "percent"), ("p / p", "number"), ("p * c", "number"), ("f * f", "fraction"), ("f / 2", "fraction"),
        ("f * 100", "number"), ("f + 0.1", "fraction"), ("brl * p / 100", "money:BRL"), ("PERCENT(f, 1)", "percent"),
        ("d - d", "duration"), ("d + hh", "date"), ("hh + d", "date"), ("d - DAYS(1)", "date"), ("NULL", "number"),
        ("d + NULL", "date"), ("NULL * km", "km"), ("IF(1 = 1, NULL, brl)", "money:BRL"), ("IF(1 = 1, 0, brl)",
        "money:BRL"),
        ("COALESCE(c, 0)", "number"), ("COALESCE(brl, 0)", "money:BRL"), ("MAX(km, 1)", "km"), ("ROUND(brl, 2)",
        "money:BRL"),
        ("NULLIF(brl, 0)", "money:BRL"), ("SAFE_DIV(brl, km)", "BRL/km"), ("SAFE_DIV(brl, km, 0)", "BRL/km"),
        ("SQRT(QUADFORM(custo, m))", "money:BRL"), ("QUADFORM(custo, m)", "BRL^2"), ("SQRT(4)", "number"),
        ("CLAMP(brl, 0, 10)", "money:BRL"), ("ABS(-km)", "km"), ("HOURS(4) < hh", "bool"), ("d BETWEEN d AND d",
        "bool"),
        ("SUM(custo) / COUNT(custo)", "money:BRL"), ("MAX(dia)", "date"), ("AVG(custo)", "money:BRL"), ("AVG(qtd)",
        "number"), ("SUM(qtd)", "count"),
        ("p + f", "UNITS"), ("p * f", "UNITS"), ("p + n", "UNITS"), ("p = f", "UNITS"), ("p + c", "UNITS"),
        ("brl + usd", "UNITS"), ("brl + hh", "UNITS"), ("brl * brl", "UNITS"), ("brl * usd", "UNITS"),
        ("hh * hh", "UNITS"), ("brl * hh", "UNITS"), ("km * km", "UNITS"), ("brl / (1 / brl)", "UNITS"),
        ("hh > 4", "UNITS"), ("hh BETWEEN 1 AND 2", "UNITS"), ("hh IN (1)", "UNITS"), ("km + l", "UNITS"), ("brl + n",
        "UNITS"),
        ("d + d", "UNITS"), ("d - brl", "UNITS"), ("hh - d", "UNITS"), ("d > 5", "UNITS"), ("COALESCE(hh, 0)",
        "BRANCH_TYPES"),
        ("IF(1 = 1, brl, usd)", "BRANCH_TYPES"), ("CLAMP(brl, hh, 1)", "UNITS"), ("QUADFORM(brl, m)", "NOT_ROWS"),
        ("QUADFORM(custo, 1)", "NOT_ROWS"), ("QUADFORM(dia, m)", "TYPE"), ("QUADFORM(custo, dias)", "TYPE"),
        ("SUM(dia)", "TYPE"), ("SUM(custo WHERE 1 = 1)", "NOT_ROWS"), ("SUM(custo * 2)", "NOT_ROWS"),
        ("PERCENT(brl, hh)", "UNITS"), ("SQRT(d)", "TYPE"), ("NORMSINV(brl)", "TYPE"), ("-d", "TYPE"),
    ],
)  # fmt: skip
def test_what_comes_out(formula: str, unit: str) -> None:
    assert unit_of(formula) == unit


def test_results_that_fit() -> None:
    number, percent, brl = Typed(Unit()), Unit.parse("%"), Unit.parse("BRL")
    assert fits(number, percent)
    assert fits(number, Unit.parse("fraction"))
    assert fits(Typed(ANY), brl)
    assert not fits(number, brl)
    assert not fits(Typed(percent), Unit.parse("fraction"))
    assert not fits(number, Unit.parse("duration"))


SYMBOLS = st.dictionaries(st.sampled_from(["BRL", "km", "L", "MW", "h", "dia"]), st.integers(-3, 3))
UNITS = st.one_of(SYMBOLS.map(quantity), st.sampled_from([Unit.parse(name) for name in NAMES.values()] + [ANY]))
TYPED = st.builds(Typed, UNITS, st.booleans())


@given(UNITS)
def test_a_unit_reads_back_from_its_name(unit: Unit) -> None:
    assert Unit.parse(str(unit)) == unit


@given(TYPED, TYPED)
def test_meeting_is_symmetric(one: Typed, other: Typed) -> None:
    assert joined(one, other) == joined(other, one)
    if one.unit.is_quantity and other.unit.is_quantity:
        assert added("+", one, other) == added("+", other, one)
        assert multiplied("*", one, other) == multiplied("*", other, one)


@given(SYMBOLS.map(quantity), SYMBOLS.map(quantity))
def test_products_and_quotients_undo_each_other(one: Unit, other: Unit) -> None:
    assert one.times(other).times(other, -1) == one
    assert one.power(2).root() == one
