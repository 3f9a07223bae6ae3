"""Column types and canonical texts: exact there and back, loud on floats."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.types import TypeDecorator

from engines.figure import Missing
from storage.store.canonical import canonical_json, from_typed_json, sha256_text, typed_json
from storage.store.types import DateText, InstantText, RatioText, ScaledInteger, instant_text

SQLITE = dialect()
BRASILIA = timezone(timedelta(hours=-3))


def there_and_back(kind: TypeDecorator[Any], value: object) -> object:
    return kind.process_result_value(kind.process_bind_param(value, SQLITE), SQLITE)


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_money_is_scaled_and_exact(value: Decimal) -> None:
    kept = ScaledInteger(2).process_bind_param(value, SQLITE)
    assert isinstance(kept, int)
    assert there_and_back(ScaledInteger(2), value) == value


def test_scaled_integers_keep_their_places() -> None:
    assert ScaledInteger(2).process_bind_param(Decimal("40501.64"), SQLITE) == 4050164
    assert str(there_and_back(ScaledInteger(3), Decimal("1.5"))) == "1.500"


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_ratios_keep_every_digit(value: Decimal) -> None:
    again = there_and_back(RatioText(), value)
    assert again == value
    assert format(value, "f") == RatioText().process_bind_param(value, SQLITE)


def test_instants_are_utc_text_to_the_microsecond() -> None:
    local = datetime(2025, 8, 2, 12, 0, 0, 5, tzinfo=BRASILIA)
    assert InstantText().process_bind_param(local, SQLITE) == "2025-08-02T15:00:00.000005Z"
    assert there_and_back(InstantText(), local) == datetime(2025, 8, 2, 15, 0, 0, 5, tzinfo=UTC)


def test_days_stay_days() -> None:
    assert DateText().process_bind_param(date(2025, 8, 2), SQLITE) == "2025-08-02"
    assert there_and_back(DateText(), date(2025, 8, 2)) == date(2025, 8, 2)


@pytest.mark.parametrize("kind", [ScaledInteger(2), RatioText(), DateText(), InstantText()])
def test_nothing_stays_nothing(kind: TypeDecorator[Any]) -> None:
    assert there_and_back(kind, None) is None


@pytest.mark.parametrize(
    ("kind", "value", "error"),
    [
        (ScaledInteger(2), 1.5, TypeError),
        (ScaledInteger(2), 1, TypeError),
        (ScaledInteger(2), Decimal("1.505"), ValueError),
        (ScaledInteger(2), Decimal("NaN"), ValueError),
        (ScaledInteger(2), Decimal(10) ** 17, ValueError),
        (RatioText(), 0.1, TypeError),
        (RatioText(), Decimal("Infinity"), ValueError),
        (DateText(), datetime(2025, 8, 2, tzinfo=UTC), TypeError),
        (DateText(), "2025-08-02", TypeError),
        (InstantText(), datetime(2025, 8, 2), TypeError),  # noqa: DTZ001 - naive on purpose
        (InstantText(), date(2025, 8, 2), TypeError),
    ],
)
def test_the_wrong_type_is_loud(kind: TypeDecorator[Any], value: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        kind.process_bind_param(value, SQLITE)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=10)
    | st.dates()
    | st.datetimes(timezones=st.just(UTC))
    | st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20)
    | st.builds(Missing, st.just("NO_ROWS"), st.dictionaries(st.just("mes"), st.dates())),
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=5).filter(lambda key: not key.startswith("$")), inner, max_size=3)
    ),
    max_leaves=10,
)


@given(VALUES)
def test_typed_json_gives_back_the_same_value_and_type(value: object) -> None:
    again = from_typed_json(typed_json(value))
    assert again == value
    assert typed_json(again) == typed_json(value)


@given(st.dictionaries(st.text(max_size=4), st.integers(), max_size=5))
def test_canonical_json_does_not_depend_on_order(value: dict[str, int]) -> None:
    backwards = dict(reversed(value.items()))
    assert canonical_json(backwards) == canonical_json(value)


def test_canonical_json_by_example() -> None:
    value = {"b": [True, None, 3], "a": Decimal("1E+2"), "é": date(2025, 8, 2), "i": datetime(2025, 1, 1, tzinfo=UTC)}
    assert canonical_json(value) == '{"a":"100","b":[true,null,3],"i":"2025-01-01T00:00:00.000000Z","é":"2025-08-02"}'
    assert sha256_text("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize("value", [1.5, Decimal("NaN"), {1: 2}, object(), {"a": {2.5}}, float("nan")])
def test_what_has_no_exact_text_is_refused(value: object) -> None:
    for write in (canonical_json, typed_json):
        with pytest.raises(TypeError):
            write(value)


def test_typed_json_refuses_keys_that_look_like_tags() -> None:
    with pytest.raises(TypeError):
        typed_json({"$dec": "1"})


def test_naive_instants_are_refused() -> None:
    with pytest.raises(TypeError):
        instant_text(datetime(2025, 8, 2))  # noqa: DTZ001 - naive on purpose
