"""A debt divided in instalments (F-11): at most twelve, one a vigência, adding up to the cent."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from engines.calendar import Month
from engines.figure import Value
from engines.sheet import Evaluation, Facts, Member, Sheet
from engines.sheet.facts import InputKey, Row

FEWEST, MOST = 2, 12


@dataclass(frozen=True, slots=True)
class Instalment:
    """One instalment of a debt: where the debt was born, which of how many, in R$; `due` is its own vigência."""

    origin: Month
    sector: str
    criterion: str
    number: int
    of: int
    debt: Decimal
    value: Decimal
    still_due: Decimal
    due: Month


def divided(
    sheet: Sheet, debt: Decimal, count: int, origin: Month, sector: str = "", criterion: str = ""
) -> tuple[Instalment, ...]:
    """The instalments of a debt by the sheet `parcelamento`, the first in the vigência where it was born.

    Raises ValueError outside 2 to 12.
    """
    if not FEWEST <= count <= MOST:
        raise ValueError(f"{count} instalments")
    numbers = tuple(str(number) for number in range(1, count + 1))
    given: dict[InputKey, Value] = {("numero", (number,)): Decimal(number) for number in numbers}
    given |= {("divida", ()): debt, ("total", ()): Decimal(count)}
    worked = Evaluation(sheet, Facts({"parcela": tuple(Member(n, n) for n in numbers)}, {}, given))
    return tuple(
        Instalment(origin, sector, criterion, at, count, debt, *_values(worked, str(at)), origin.plus(at - 1))
        for at in range(1, count + 1)
    )


def _values(worked: Evaluation, number: str) -> tuple[Decimal, Decimal]:
    value, still_due = worked.value("valor", (number,)), worked.value("a_vencer", (number,))
    assert isinstance(value, Decimal) and isinstance(still_due, Decimal)
    return value, still_due


def instalment_row(each: Instalment) -> Row:
    """An instalment as a row of the goals sheet."""
    told: Mapping[str, Value] = {
        "origem": str(each.origin),
        "setor": each.sector,
        "criterio": each.criterion,
        "parcela": Decimal(each.number),
        "de": Decimal(each.of),
        "divida": each.debt,
        "valor": each.value,
        "a_vencer": each.still_due,
    }
    return told
