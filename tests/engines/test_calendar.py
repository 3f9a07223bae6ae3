"""Months, windows and day types."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.calendar import DayType, Month, count_by_type, day_type, weekday_type, window_before

MONTHS = st.builds(Month, st.integers(1990, 2100), st.integers(1, 12))


@given(MONTHS)
def test_the_window_ends_where_the_month_begins(month: Month) -> None:
    window = window_before(month, 12)
    assert window[0] == month.plus(-12) and window[-1].end == month.first
    assert all(one.end == other.first for one, other in zip(window, window[1:], strict=False))


@given(MONTHS)
def test_a_month_is_written_and_read_back(month: Month) -> None:
    assert Month.parse(str(month)) == month
    assert sum(count_by_type(month.days(), {}).values()) == (month.end - month.first).days


@pytest.mark.parametrize("text", ["2025-13", "2025-00", "202508", "2025-8", "aaaa-bb", "0000-01"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Month.parse(text)


def test_a_classification_wins_over_the_weekday_and_sunday_stays_sunday() -> None:
    corpus = date(2025, 6, 19)
    assert day_type(corpus, {}) is DayType.UTIL
    assert day_type(corpus, {corpus: DayType.SABADO}) is DayType.SABADO
    assert weekday_type(date(2025, 9, 7)) is DayType.DOMINGO_FERIADO
    assert weekday_type(date(2025, 11, 15)) is DayType.SABADO
