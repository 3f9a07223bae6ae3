"""The facts a sheet is evaluated on: members of axes, rows of tables, given values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from engines.figure import Value
from engines.finding import NOTHING

NEVER = datetime(1, 1, 1, tzinfo=UTC)

Row = Mapping[str, Value]
InputKey = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Member:
    """One member of an axis: its key in the data, its label on screen, and the member of the axis it lies within."""

    key: str
    label: str
    parent: str = ""


@dataclass(frozen=True)
class Facts:
    """Everything an evaluation may look at; nothing in it changes.

    `inputs` maps (key, member keys in the order of the input's axes) to a value; an absent one is Missing.
    `snapshots` says which snapshot each table came from; `sources` notes where an input came from (who, when, why).
    """

    axes: Mapping[str, tuple[Member, ...]]
    tables: Mapping[str, Sequence[Row]]
    inputs: Mapping[InputKey, Value]
    snapshots: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    now: datetime = NEVER
    period: tuple[date, date] = (date.min, date.min)

    def label(self, axis: str, key: str) -> str:
        """Label of a member of an axis; the key itself when the member is unknown."""
        return next((m.label for m in self.axes.get(axis, ()) if m.key == key), key)
