"""The alternative km at its edges, and instalments that add up whatever the debt (F-11, F-20)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.calendar import Month
from engines.figure import Missing, Value
from engines.goals.instalments import divided
from engines.goals.month import MonthInputs, SectorDay, facts_of
from engines.sheet import Evaluation, Member, Sheet, load_sheet
from storage.metas.rulebook import shipped
from storage.resources import load_yaml

AUGUST = Month(2025, 8)
NEAR = (Month(2025, 5), Month(2025, 6), Month(2025, 7))


def first_of(month: Month, km: str) -> SectorDay:
    return SectorDay(date(month.year, month.month, 1), "1", Decimal(km), Decimal(1))


def worked(days: list[SectorDay]) -> Evaluation:
    book = shipped()
    inputs = MonthInputs(AUGUST, (Member("1", "GAMA"),), tuple(days), (), {}, {}, {})
    return Evaluation(book.sheet, facts_of(inputs, book.rules))


THIS_YEAR = [first_of(month, "110") for month in NEAR]
LAST_YEAR = [first_of(month.plus(-12), "100") for month in NEAR]
SAME_MONTH = [first_of(Month(2024, 8), "200")]


@pytest.mark.parametrize(
    ("days", "value"),
    [
        ([*THIS_YEAR, *LAST_YEAR, *SAME_MONTH], Decimal("220.00")),
        ([*THIS_YEAR, *LAST_YEAR], Decimal("110.00")),
        ([*THIS_YEAR, *LAST_YEAR[:2], *SAME_MONTH], Decimal("132.50")),
        ([*THIS_YEAR, *(first_of(m.plus(-12), "0") for m in NEAR), *SAME_MONTH], Decimal("132.50")),
        ([*THIS_YEAR[:2]], None),
    ],
    ids=["at this year's pace", "no same month: the mean", "two of three: the mean", "no km then", "no mean either"],
)
def test_the_alternative_km(days: list[SectorDay], value: Decimal | None) -> None:
    found: Value = worked(days).value("km_alternativo", ("1",))
    assert isinstance(found, Missing) if value is None else found == value


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return load_sheet(load_yaml("sheets/parcelamento.yaml"))  # type: ignore[arg-type]


@given(cents=st.integers(1, 10**11), count=st.integers(2, 12))
def test_instalments_add_up_to_the_cent_and_none_is_negative(sheet: Sheet, cents: int, count: int) -> None:
    debt = Decimal(cents).scaleb(-2)
    listed = divided(sheet, debt, count, Month(2025, 11))
    assert sum((each.value for each in listed), Decimal(0)) == debt
    assert all(each.value >= 0 and each.still_due >= 0 for each in listed)
    assert max(e.value for e in listed) - min(e.value for e in listed) <= Decimal("0.01")
    assert listed[-1].still_due == 0 and listed[-1].due == Month(2025, 11).plus(count - 1)


@pytest.mark.parametrize("count", [0, 1, 13])
def test_there_are_two_to_twelve_instalments(sheet: Sheet, count: int) -> None:
    with pytest.raises(ValueError, match="instalments"):
        divided(sheet, Decimal(10), count, AUGUST)
