"""What a person types to filter a column: read as the column's own kind, and said back in words."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Protocol

from storage.auditoria.row_conditions import Filter
from storage.auditoria.rows import RowColumn, RowsAsked
from storage.texts.sentences import Texts
from viewmodels.desk import Desk
from viewmodels.table import TableModel

EMPTY, FILLED, EQUAL, OTHER, HOLDS, BETWEEN = "vazio", "preenchido", "igual", "diferente", "contem", "entre"
ALONE = (EMPTY, FILLED)
"""Conditions without a value."""


@dataclass(frozen=True, slots=True)
class TypedFilter:
    """A condition on a column, read from what was typed."""

    column: str
    filter: Filter


class FilteredRows(Protocol):
    """A viewmodel whose table is filtered by column."""

    @property
    def desk(self) -> Desk:
        """Whose texts say the conditions."""
        ...

    @property
    def table(self) -> TableModel:
        """The rows as they are shown."""
        ...

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """What is asked of each column: its name, and the words of the condition."""
        ...

    def column(self, name: str) -> RowColumn | None:
        """A column of the table."""
        ...

    def filter(self, typed: TypedFilter) -> None:
        """Only rows whose column is as typed."""
        ...

    def unfilter(self, column: str = "") -> None:
        """Takes back what was asked of a column, or of every one."""
        ...


def filtered(asked: RowsAsked, typed: TypedFilter) -> RowsAsked:
    """Only rows whose column is as typed, in place of what was asked of that column."""
    others = tuple(each for each in asked.filters if each.column != typed.column)
    return replace(asked, filters=(*others, typed.filter))


def unfiltered(asked: RowsAsked, column: str = "") -> RowsAsked:
    """Without what was asked of a column, or of every one, and then without the search too."""
    kept = tuple(each for each in asked.filters if column and each.column != column)
    return replace(asked, filters=kept, search=asked.search if column else "")


def kinds_of(column: RowColumn) -> tuple[str, ...]:
    """Conditions that make sense for a column, the usual one first."""
    if column.type == "BOOLEAN":
        return (EQUAL, EMPTY, FILLED)
    if column.is_number or column.type in ("DATE", "TIMESTAMP"):
        return (BETWEEN, EQUAL, OTHER, EMPTY, FILLED)
    return (HOLDS, EQUAL, OTHER, EMPTY, FILLED)


def typed_filter(column: RowColumn, kind: str, value: str, until: str = "") -> TypedFilter:
    """The condition typed. Raises ValueError when the text is no value of the column."""
    if kind in ALONE:
        return TypedFilter(column.name, Filter(column.name, kind))
    if kind == BETWEEN:
        ends = (read(column, value) if value.strip() else None, read(column, until) if until.strip() else None)
        if ends == (None, None):
            raise ValueError(value)
        return TypedFilter(column.name, Filter(column.name, kind, *ends))
    if kind == HOLDS:
        return TypedFilter(column.name, Filter(column.name, kind, value.strip()))
    return TypedFilter(column.name, Filter(column.name, kind, read(column, value)))


def read(column: RowColumn, text: str) -> object:
    """A value as the column holds it. Raises ValueError."""
    typed = text.strip()
    if column.type == "BOOLEAN":
        return _truth(typed)
    if column.type == "DATE":
        return datetime.strptime(typed, "%d/%m/%Y").date()
    if column.type == "TIMESTAMP":
        return _instant(typed)
    if column.is_number:
        return _number(typed)
    return typed


def words_of(texts: Texts, asked: Filter) -> str:
    """The condition as a person reads it."""
    code = f"SUBSIDIO_TELA.FILTRO.{asked.kind}"
    if asked.kind in ALONE:
        return texts.say(code)
    if asked.kind == BETWEEN and None in (asked.value, asked.until):
        return texts.say(f"{code}.{'ATE' if asked.value is None else 'DESDE'}", valor=_said(texts, asked))
    return texts.say(code, valor=_one(texts, asked.value), fim=_one(texts, asked.until))


def _said(texts: Texts, asked: Filter) -> str:
    return _one(texts, asked.until if asked.value is None else asked.value)


def _one(texts: Texts, value: object) -> str:
    if isinstance(value, bool):
        return texts.numbers.truth(value)
    if isinstance(value, Decimal):
        return texts.numbers.number(value)
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return texts.numbers.day(value)
    return "" if value is None else f"“{value}”"


def _truth(typed: str) -> bool:
    word = typed.casefold()
    if word in ("sim", "s", "yes", "y", "sí", "si", "1"):
        return True
    if word in ("não", "nao", "n", "no", "0"):
        return False
    raise ValueError(typed)


def _instant(typed: str) -> datetime:
    for form in ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y"):
        try:
            return datetime.strptime(typed, form)
        except ValueError:
            continue
    raise ValueError(typed)


def _number(typed: str) -> Decimal:
    """`1.234,56` or `1234,56`; a lone point is a decimal mark only where no comma stands."""
    plain = typed.replace("\u2212", "-").replace("\u00a0", "").replace(" ", "")
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise ValueError(typed) from None
    if not value.is_finite() or abs(value) >= Decimal(10) ** 20:
        raise ValueError(typed)
    return value
