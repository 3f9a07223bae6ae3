"""Column types of an ERP that read the same in Oracle and in SQLite: Decimal, integer, text, wall-clock instant."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Numeric, String, Text
from sqlalchemy.dialects import oracle
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from storage.store.types import ScaledInteger

NUMBER_DIGITS = 18


def erp_number(places: int) -> TypeEngine[Decimal]:
    """A decimal: NUMBER in Oracle, an integer of 10^-places in SQLite (whose own NUMERIC is a float)."""
    return Numeric(NUMBER_DIGITS, places).with_variant(ScaledInteger(places), "sqlite")


class ErpInstant(TypeDecorator[datetime]):
    """A source's wall time, no zone: DATE in Oracle (day and clock), ISO text in SQLite.

    Midnight is written as the day alone, so that text order is time order and a day is ten characters.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """DATE in Oracle, TEXT elsewhere."""
        text_or_date: TypeEngine[Any] = oracle.DATE() if dialect.name == "oracle" else Text()
        return dialect.type_descriptor(text_or_date)

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
