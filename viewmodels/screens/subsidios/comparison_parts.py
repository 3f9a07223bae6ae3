"""The parts the page Comparação shows, as plain data in words, and the addresses of their numbers."""

from dataclasses import dataclass
from decimal import Decimal

from viewmodels.state import State


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage in the list: its place, name, rows in words, how many rows differ (None: not compared) and its state."""

    place: int
    stage: str
    title: str
    caption: str
    count: str
    state: State
    word: str
    first: bool = False
    compared: bool = True

    @property
    def spoken(self) -> str:
        """The sentence a screen reader says."""
        return ", ".join(part for part in (f"{self.place}", self.title, self.caption, self.word, self.count) if part)


@dataclass(frozen=True, slots=True)
class CauseAt:
    """Address of the R$ of a cause; no run stands behind it."""

    serial: int
    place: int
    run: int | None = None


@dataclass(frozen=True, slots=True)
class TotalAt:
    """Address of a total of the comparison: nosso, deles or efeito."""

    serial: int
    column: str
    run: int | None = None


@dataclass(frozen=True, slots=True)
class TotalCard:
    """A total over the table: its name, amount, the line under it."""

    title: str
    value: str
    caption: str
    address: TotalAt


@dataclass(frozen=True, slots=True)
class CauseBar:
    """A cause in the bars: words (and `whole`, where there is room), act, amount (ours minus theirs), all of it."""

    label: str
    whole: str
    act: str
    value: Decimal
    text: str
    tooltip: str
    address: CauseAt


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its state."""

    state: State
    text: str
