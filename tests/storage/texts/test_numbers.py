"""Numbers as a reader of each language writes them, to the last character."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.calendar import Month
from engines.figure import Missing
from engines.money import round_half_away
from storage.clock import BRASILIA
from storage.texts.numbers import Numbers, figure_text, plain_text

NB = "\u00a0"
PT, EN, ES = Numbers("pt"), Numbers("en"), Numbers("es")


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (PT.money(Decimal("1234.56")), f"R${NB}1.234,56"),
        (PT.money(Decimal("-614220.11")), f"R${NB}\u2212614.220,11"),
        (PT.money(Decimal("0.1234")), f"R${NB}0,1234"),
        (PT.money(Decimal("5")), f"R${NB}5,00"),
        (PT.money(Decimal("2"), sign=True), f"R${NB}+2,00"),
        (PT.money(Decimal("-0.001"), 2), f"R${NB}0,00"),
        (PT.money(Decimal("0"), sign=True), f"R${NB}0,00"),
        (EN.money(Decimal("-1234.56")), f"R${NB}\u22121,234.56"),
        (ES.money(Decimal("1234.56")), f"R${NB}1.234,56"),
        (PT.number(Decimal("1234567.891"), 2), "1.234.567,89"),
        (PT.number(Decimal("2.345"), 2), "2,35"),
        (PT.number(Decimal("-2.345"), 2), "\u22122,35"),
        (PT.number(Decimal("1") / 3), "0,333333"),
        (PT.number(Decimal("3.0400")), "3,04"),
        (PT.number(Decimal("1E+3")), "1.000"),
        (PT.number(Decimal("0.4"), 0, sign=True), "0"),
        (PT.fraction(Decimal("0.015")), f"1,5{NB}%"),
        (EN.fraction(Decimal("0.015")), "1.5%"),
        (PT.percent(Decimal("7.25"), 1), f"7,3{NB}%"),
        (PT.quantity(Decimal("40501.64"), "L"), f"40.501,64{NB}L"),
        (PT.quantity(Decimal("3.04"), "km/L"), f"3,04{NB}km/L"),
        (PT.quantity(Decimal("1.5"), "BRL/km"), f"R${NB}1,50/km"),
        (EN.quantity(Decimal("300"), "km/dia"), f"300{NB}km/day"),
        (ES.quantity(Decimal("300"), "km/dia"), f"300{NB}km/día"),
        (PT.quantity(Decimal("12"), "count", 0), "12"),
        (PT.quantity(Decimal("12"), "veículos"), f"12{NB}veículos"),
        (PT.unit("BRL/km"), "R$/km"),
        (PT.unit("fraction"), "%"),
        (PT.unit("text"), ""),
        (PT.unit("L"), "L"),
    ],
)
def test_quantities(shown: str, expected: str) -> None:
    assert shown == expected


def test_days_and_months() -> None:
    august = Month(2025, 8)
    assert PT.day(date(2025, 8, 2)) == "02/08/2025"
    assert EN.day(date(2025, 8, 2)) == f"2{NB}Aug{NB}2025"
    assert (PT.month(august), PT.month_in_words(august)) == ("ago/2025", "agosto de 2025")
    assert (EN.month(august), EN.month_in_words(august)) == (f"Aug{NB}2025", "August 2025")
    assert (ES.month(Month(2025, 1)), ES.month_in_words(Month(2025, 9))) == ("ene/2025", "septiembre de 2025")


def test_instants_are_said_in_the_readers_zone() -> None:
    instant = datetime(2025, 8, 3, 1, 25, tzinfo=UTC)
    assert PT.instant(instant, BRASILIA) == "02/08/2025 às 22:25"
    assert ES.instant(instant, UTC) == "03/08/2025 a las 01:25"
    with pytest.raises(ValueError, match="no zone"):
        PT.instant(datetime(2025, 8, 3), BRASILIA)


@pytest.mark.parametrize(
    ("value", "unit", "places", "expected"),
    [
        (Missing("NO_ROWS"), "L", 2, "\u2013"),
        (True, "bool", None, "sim"),
        (False, "bool", None, "não"),
        ("SÃO SEBASTIÃO", "text", None, "SÃO SEBASTIÃO"),
        (Decimal("0.0150"), "fraction", 4, f"1,50{NB}%"),
        (Decimal("0.5"), "fraction", 1, f"50{NB}%"),
        (Decimal("40501.644"), "L", 2, f"40.501,64{NB}L"),
        (Decimal("1.5"), "percent", None, f"1,5{NB}%"),
        (date(2025, 8, 2), "date", None, "02/08/2025"),
        (datetime(2025, 8, 2, 11, 25, tzinfo=UTC), "", None, "02/08/2025 às 08:25"),
    ],
)
def test_figures(value: object, unit: str, places: int | None, expected: str) -> None:
    assert figure_text(PT, value, unit, BRASILIA, places) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("-614220.11"), "-614220,11"),
        (12, "12"),
        (True, "sim"),
        (False, "não"),
        (None, ""),
        (Missing("NO_ROWS"), ""),
        (date(2025, 8, 2), "02/08/2025"),
        (datetime(2025, 8, 2, 8, 25, tzinfo=UTC), "2025-08-02 08:25:00+00:00"),
        ("SÃO", "SÃO"),
    ],
)
def test_plain_forms_for_the_clipboard(value: object, expected: str) -> None:
    assert plain_text(value) == expected  # type: ignore[arg-type]


def test_a_language_we_do_not_speak_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        Numbers("fr")
    assert (PT.listed(()), PT.listed(("a",)), PT.listed(("a", "b", "c"))) == ("\u2013", "a", "a, b e c")
    assert EN.listed(("a", "b")) == "a and b"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15))
def test_what_is_shown_is_the_rounded_value_and_nothing_else(value: Decimal) -> None:
    shown = PT.number(value, 2).replace(".", "").replace(",", ".").replace("\u2212", "-")
    assert Decimal(shown) == round_half_away(value, 2)
    assert EN.number(value, 2).translate(str.maketrans(",.", ".,")) == PT.number(value, 2)
