"""Blocks of the neutral document: what a report says, without fonts, colours, pages or file formats.

Every text is already rendered in the reader's language; numbers that only size a drawing are Decimal.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Align(StrEnum):
    """Side a column's cells lean to: numbers right, everything else left."""

    LEFT = "left"
    RIGHT = "right"


class RowKind(StrEnum):
    """Weight of a table row: a plain line, the head of a group (kept with its first line), a total."""

    PLAIN = "plain"
    GROUP = "group"
    TOTAL = "total"


class State(StrEnum):
    """State a callout or chip carries; always drawn as shape and word, never by colour alone."""

    OK = "ok"
    ATTENTION = "attention"
    CRITICAL = "critical"
    NO_DATA = "no_data"
    ERROR = "error"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Block:
    """Any part of a document's body."""


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A title inside the body; level 1 is a section, 2 a part of it. `bookmark` "" keeps it out of the outline."""

    text: str
    level: int = 1
    bookmark: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """Running text; `lead` sets the narrative paragraph apart with an edge, `quiet` writes a caption."""

    text: str
    lead: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Hero(Block):
    """The one number of a page, large, with its unit and a line under it."""

    value: str
    unit: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """Head of a table column, the side its cells lean to and its share of the width."""

    title: str
    align: Align = Align.LEFT
    weight: int = 10


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell; `strong` marks what was changed, `quiet` steps back. Blank text is "not applicable"."""

    text: str
    strong: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; shorter than the header means blank cells at the end."""

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.PLAIN
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Table(Block):
    """Rows under a header that repeats on every page; `dense` is for long lists."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    repeat_header: bool = True
    dense: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a calculation (G-062): number, name, formula in words and with values, result, explanation."""

    number: int
    name: str
    formula: str
    values: str
    result: str
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class StepTable(Block):
    """The steps of one number, in order; the three heads are step, formula and values, result."""

    step_title: str
    formula_title: str
    result_title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class KeyValues(Block):
    """Names at the left, what they hold at the right."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Callout(Block):
    """A finding on paper: the word of its state, what happened, the code, where and effect, the decision taken."""

    state: State
    word: str
    title: str
    code: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day with the letter of its type and, where it has one, the name of the holiday.

    `tone` 0, 1, 2 paints weekday, Saturday and Sunday tables; 3 is a day still to be typed.
    """

    day: date
    letter: str
    tone: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class MonthCalendar(Block):
    """A month painted by day type, Monday first; `legend` pairs (letter, meaning) in tone order."""

    title: str
    weekdays: tuple[str, ...]
    days: tuple[CalendarDay, ...]
    legend: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sparkline(Block):
    """A short series drawn without axes, None where there is no data; its words are the caption and both ends."""

    caption: str
    values: tuple[Decimal | None, ...]
    first: str = ""
    last: str = ""
    target: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Thermometer(Block):
    """Spending against goal and ceiling (G-032): the excess past the ceiling is hatched and said in words."""

    goal: Decimal
    ceiling: Decimal
    spending: Decimal
    goal_text: str
    ceiling_text: str
    spending_text: str
    verdict: str


@dataclass(frozen=True, slots=True)
class BridgeStep:
    """One bar of a bridge: `total` stands on the axis, the others add to or take from what came before."""

    label: str
    value: Decimal
    text: str
    total: bool = False


@dataclass(frozen=True, slots=True)
class Bridge(Block):
    """From one total to another by causes whose bars add up exactly; `axis_note` says where the axis is cut."""

    title: str
    steps: tuple[BridgeStep, ...]
    axis_note: str = ""

    def gap(self) -> Decimal:
        """What the bars fail to add up to: zero in a bridge that proves itself."""
        reached, missed = Decimal(0), Decimal(0)
        for index, step in enumerate(self.steps):
            if step.total:
                missed += abs(step.value - reached) if index else Decimal(0)
                reached = step.value
            else:
                reached += step.value
        return missed


@dataclass(frozen=True, slots=True)
class Signature:
    """A line to sign on: name from the log or blank, and what the person is or did."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Signatures(Block):
    """Signature lines side by side; `note` says what the paper's signature is and is not."""

    people: tuple[Signature, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class VerifyBox(Block):
    """The box that lets a reader check the paper: text of the QR code, the 16 signs and the sentences."""

    title: str
    qr: str
    signs: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageBreak(Block):
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class Spacer(Block):
    """Room between blocks, in points."""

    points: int = 12


@dataclass(frozen=True, slots=True)
class Keep(Block):
    """Blocks that stay on one page when they fit on one."""

    blocks: tuple[Block, ...]


def texts_of(value: object) -> Iterator[str]:
    """Every text of a block (or of a part of one), in order: what a reader can find on the paper."""
    if isinstance(value, StrEnum):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_of(part)
    elif hasattr(value, "__dataclass_fields__"):
        for item in fields(value):  # type: ignore[arg-type]
            yield from texts_of(getattr(value, item.name))
