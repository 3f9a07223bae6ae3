"""Column types of an ERP that read the same in Oracle and in SQLite: Decimal, integer, text, wall-clock instant."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, Numeric, String, Text
from sqlalchemy.dialects import oracle
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from engines.money import from_scaled, to_scaled

NUMBER_DIGITS = 18


class ErpNumber(TypeDecorator[Decimal]):
    """A decimal: NUMBER in Oracle, an integer of 10^-places in SQLite (whose NUMERIC would be a float)."""

    impl = Numeric
    cache_ok = True

    def __init__(self, places: int) -> None:
        super().__init__(NUMBER_DIGITS, places)
        self.places = places

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[object]:
        """BIGINT affinity in SQLite, NUMBER elsewhere."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(BigInteger())
        return dialect.type_descriptor(Numeric(NUMBER_DIGITS, self.places))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> object:
        """Scaled integer for SQLite. Raises ValueError when digits would be lost."""
        if value is None or dialect.name != "sqlite":
            return value
        return to_scaled(value, self.places)

    def process_result_value(self, value: object, dialect: Dialect) -> Decimal | None:
        """Decimal with the column's places (SQLite) or as the server sent it."""
        if value is None:
            return None
        if dialect.name == "sqlite":
            return from_scaled(_whole(value), self.places)
        return value if isinstance(value, Decimal) else Decimal(str(value))


class ErpInstant(TypeDecorator[datetime]):
    """A source's wall time, no zone: DATE in Oracle (day and clock), ISO text in SQLite.

    Midnight is written as the day alone, so that text order is time order and a day is ten characters.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[object]:
        """DATE in Oracle, TEXT elsewhere."""
        return dialect.type_descriptor(oracle.DATE() if dialect.name == "oracle" else Text())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> object:
        """Naive datetime for Oracle, text for SQLite."""
        if value is None or dialect.name == "oracle":
            return value
        return wall_text(value)

    def process_result_value(self, value: object, dialect: Dialect) -> datetime | None:
        """Naive datetime. Raises ValueError when a SQLite ERP holds text that is no instant."""
        if value is None or isinstance(value, datetime):
            return value
        return datetime.fromisoformat(str(value))


def erp_text(length: int) -> String:
    """Text column; comparing with '' is never written (Oracle holds it as NULL)."""
    return String(length)


def wall_text(value: datetime) -> str:
    """Text a SQLite ERP stores for an instant: `2025-07-31` at midnight, `2025-07-31 05:30:00` otherwise."""
    text = value.isoformat(" ", "seconds")
    return text.removesuffix(" 00:00:00")


def midnight(day: date) -> datetime:
    """The naive instant a day begins: a bound of a half-open window."""
    return datetime(day.year, day.month, day.day)


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise ValueError(f"{value!r} is not a scaled integer")
    return value
