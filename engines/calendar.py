"""Days, months and day types: plain dates, half-open windows, no clock."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class DayType(StrEnum):
    """How a day runs: weekday, Saturday or Sunday-and-holiday timetable (seed 003 §4.1)."""

    UTIL = "UTIL"
    SABADO = "SABADO"
    DOMINGO_FERIADO = "DOMINGO_FERIADO"


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of the calendar, the unit of a vigência; ordered, printable as YYYY-MM."""

    year: int
    month: int

    @staticmethod
    def parse(text: str) -> "Month":
        """Month from YYYY-MM. Raises ValueError on anything else."""
        year, dash, month = text.partition("-")
        if dash != "-" or len(year) != 4 or len(month) != 2 or not (year + month).isdigit():
            raise ValueError(f"{text!r} is not YYYY-MM")
        return Month(int(year), int(month)).checked()

    @staticmethod
    def of(day: date) -> "Month":
        """Month a day belongs to."""
        return Month(day.year, day.month)

    def checked(self) -> "Month":
        """Itself, when the month number exists. Raises ValueError otherwise."""
        if not 1 <= self.month <= 12 or self.year < 1:
            raise ValueError(f"month {self.month} of year {self.year} does not exist")
        return self

    def plus(self, months: int) -> "Month":
        """The month `months` later (earlier when negative)."""
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    @property
    def first(self) -> date:
        """First day of the month."""
        return date(self.year, self.month, 1)

    @property
    def end(self) -> date:
        """First day after the month: half-open end."""
        return self.plus(1).first

    def days(self) -> Iterator[date]:
        """Every day of the month, in order."""
        return days_between(self.first, self.end)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def days_between(start: date, end: date) -> Iterator[date]:
    """Every day of the half-open interval [start, end)."""
    for offset in range((end - start).days):
        yield start + timedelta(days=offset)


def window_before(month: Month, months: int) -> tuple[Month, ...]:
    """The `months` whole months that end just before `month` (F-03: hung on the period, never on a clock)."""
    return tuple(month.plus(-back) for back in range(months, 0, -1))


def weekday_type(day: date) -> DayType:
    """Day type by weekday alone: Sunday, Saturday, otherwise weekday."""
    if day.weekday() == 6:
        return DayType.DOMINGO_FERIADO
    return DayType.SABADO if day.weekday() == 5 else DayType.UTIL


def day_type(day: date, classifications: Mapping[date, DayType]) -> DayType:
    """Type a day runs with: the classification where there is one, else the weekday (F-22: Sunday stays Sunday)."""
    return classifications.get(day, weekday_type(day))


def count_by_type(days: Iterator[date], classifications: Mapping[date, DayType]) -> dict[DayType, int]:
    """How many of `days` run with each type; every type present, zero where none."""
    counts = dict.fromkeys(DayType, 0)
    for day in days:
        counts[day_type(day, classifications)] += 1
    return counts
