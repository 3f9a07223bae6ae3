"""The four column types of the store; SQLite's own NUMERIC is a float, so none of them uses it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

from engines.money import canonical_text, from_scaled, to_scaled

_LARGEST = 2**63


class ScaledInteger(TypeDecorator[Decimal]):
    """Decimal kept as an INTEGER of 10^-places: money, km and litres."""

    impl = Integer
    cache_ok = True

    def __init__(self, places: int) -> None:
        super().__init__()
        self.places = places

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Integer to store. Raises TypeError on anything but a Decimal, ValueError when digits would be lost."""
        if value is None:
            return None
        scaled = to_scaled(_decimal(value), self.places)
        if not -_LARGEST <= scaled < _LARGEST:
            raise ValueError(f"{value} does not fit 64 bits with {self.places} places")
        return scaled

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        """Decimal with exactly `places` places."""
        return None if value is None else from_scaled(value, self.places)


class RatioText(TypeDecorator[Decimal]):
    """Decimal kept as TEXT, every digit as it is: ratios and rates."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Plain text of the decimal. Raises TypeError on a float, ValueError on NaN and infinity."""
        return None if value is None else canonical_text(_decimal(value))

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        """The decimal with the digits it was stored with."""
        return None if value is None else Decimal(value)


class DateText(TypeDecorator[date]):
    """Business date kept as ISO text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """`AAAA-MM-DD`. Raises TypeError on a datetime: an instant is not a day."""
        if value is None:
            return None
        if isinstance(value, datetime) or not isinstance(value, date):
            raise TypeError(f"a date is expected, not {value!r}")
        return value.isoformat()

    def process_result_value(self, value: Any | None, dialect: Dialect) -> date | None:
        """The date."""
        return None if value is None else date.fromisoformat(value)


class InstantText(TypeDecorator[datetime]):
    """Instant of our own acts, kept as UTC text to the microsecond."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """`AAAA-MM-DDTHH:MM:SS.ffffffZ`. Raises TypeError on a naive datetime."""
        return None if value is None else instant_text(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """The instant, aware, in UTC."""
        return None if value is None else instant_of(value)


def instant_text(value: datetime) -> str:
    """UTC text of an instant, always with microseconds, so that text order is time order."""
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise TypeError(f"an aware datetime is expected, not {value!r}")
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def instant_of(text: str) -> datetime:
    """The instant that `instant_text` wrote."""
    return datetime.fromisoformat(text).astimezone(UTC)


def _decimal(value: object) -> Decimal:
    if not isinstance(value, Decimal):
        raise TypeError(f"a Decimal is expected, not {value!r}")
    if not value.is_finite():
        raise ValueError(f"a finite number is expected, not {value}")
    return value
