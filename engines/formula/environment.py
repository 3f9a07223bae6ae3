"""What the evaluator asks its surroundings for."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from engines.figure import Value
from engines.formula.tree import Aggregate


class Environment(Protocol):
    """The facts behind a formula: named values, members, aggregates, other KPIs, the calculation instant.

    Keys come in canonical spelling. Absence is `Missing`, never None.
    """

    def name(self, key: str) -> Value:
        """Value of a named value or of another line (the same member)."""
        ...

    def bound(self, axis: str) -> Value:
        """Key of the member being evaluated."""
        ...

    def aggregate(self, node: Aggregate) -> Value:
        """Value of an aggregate over rows, or over a line's axis where `node.table` is ""."""
        ...

    def kpi(self, code: str, offset: int) -> Value:
        """Value of another KPI, `offset` periods from this one (0 or negative)."""
        ...

    def now(self) -> datetime:
        """The calculation instant."""
        ...

    def period(self) -> tuple[date, date]:
        """Half-open period being calculated."""
        ...

    def line(self, key: str) -> Sequence[Value]:
        """Values of a line over its axis, in the axis's order (QUADFORM)."""
        ...

    def matrix(self, key: str) -> Sequence[Sequence[Value]]:
        """Square table by name, rows and columns in the axis's order (QUADFORM)."""
        ...
