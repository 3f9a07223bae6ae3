"""Exact arithmetic: rounding, scaled integers, canonical text."""

from decimal import Decimal, DivisionByZero, InvalidOperation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.money import calculation_context, canonical_text, from_scaled, round_half_away, to_scaled

CENTS = st.decimals(min_value=Decimal("-1e12"), max_value=Decimal("1e12"), places=4)


@pytest.mark.parametrize(
    ("text", "places", "expected"),
    [
        ("0.005", 2, "0.01"),
        ("2.675", 2, "2.68"),
        ("1.005", 2, "1.01"),
        ("-0.005", 2, "-0.01"),
        ("-2.675", 2, "-2.68"),
        ("40501.6447368421", 2, "40501.64"),
        ("2.5", 0, "3"),
        ("-0.004", 2, "0.00"),
        ("1250", -2, "1300"),
    ],
)
def test_halves_go_away_from_zero(text: str, places: int, expected: str) -> None:
    assert canonical_text(round_half_away(Decimal(text), places)) == expected


@pytest.mark.parametrize("text", ["NaN", "Infinity"])
def test_what_is_no_number_is_not_rounded(text: str) -> None:
    with pytest.raises(InvalidOperation):
        round_half_away(Decimal(text), 2)


@given(CENTS)
def test_rounding_is_symmetric_and_moves_less_than_half_a_cent(value: Decimal) -> None:
    assert round_half_away(-value, 2) == -round_half_away(value, 2)
    assert abs(round_half_away(value, 2) - value) <= Decimal("0.005")


@given(CENTS)
def test_scaled_integers_keep_every_digit(value: Decimal) -> None:
    assert from_scaled(to_scaled(value, 4), 4) == value


def test_scaled_integers_refuse_to_lose_digits() -> None:
    with pytest.raises(ValueError, match="more than 2 decimal places"):
        to_scaled(Decimal("0.001"), 2)


def test_the_context_traps_what_would_be_silent() -> None:
    with pytest.raises(DivisionByZero):
        calculation_context().divide(Decimal(1), Decimal(0))


def test_canonical_text_never_uses_an_exponent() -> None:
    assert canonical_text(Decimal("1E+5")) == "100000"
    assert canonical_text(Decimal("0.0000001")) == "0.0000001"
