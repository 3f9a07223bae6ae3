"""What the small charts are told, as plain data with texts already formatted; no Qt."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from viewmodels.state import State


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a waterfall: a total (where it stands) or a step (what it adds); `note` is the line under the name."""

    label: str
    value: Decimal
    text: str
    total: bool = False
    note: str = ""
    figure_address: object = None


@dataclass(frozen=True, slots=True)
class Debt:
    """The thermometer of a debt: goal, tolerance over it (a fraction), what was spent, and the words of each."""

    goal: Decimal
    tolerance: Decimal
    spent: Decimal
    goal_text: str
    tolerance_text: str
    spent_text: str
    figure_address: object = None


class Day(StrEnum):
    """How a day runs; the letter is what the calendar writes in its cell."""

    UTIL = "U"
    SABADO = "S"
    DOMINGO = "D"
    A_CLASSIFICAR = "?"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of a month: how it runs, the short name of what falls on it, and whether it may be changed."""

    day: date
    kind: Day
    name: str = ""
    locked: bool = False


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """One month of one row: state (ok, sem_dados, em_curso, erro), and the sentence said about it."""

    state: State
    sentence: str = ""
    address: object = None


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """The months of one sector and the count in words ("11 de 12")."""

    label: str
    cells: tuple[CoverageCell, ...]
    count: str = ""
