"""What a comparison found: each goal here and there, and where the difference begins."""

from dataclasses import dataclass
from decimal import Decimal

from engines.goals.own_sheet.tracing import Departure
from storage.imports.table_file import RowFault
from viewmodels.operations.metas.results import GoalRow, RunView


@dataclass(frozen=True, slots=True)
class ComparedGoal:
    """A goal here and there; `theirs` None where the spreadsheet does not tell it, `agrees` within tolerance."""

    goal: GoalRow
    theirs: Decimal | None
    cell: str
    difference: Decimal | None
    agrees: bool
    departures: tuple[Departure, ...]


@dataclass(frozen=True)
class OwnSheetComparison:
    """A run against a spreadsheet, goal by goal, or the faults that kept it from being read at all."""

    view: RunView
    file: str
    sha256: str
    goals: tuple[ComparedGoal, ...]
    faults: tuple[RowFault, ...]

    @property
    def agreeing(self) -> int:
        """Goals that are the same within tolerance."""
        return sum(goal.agrees for goal in self.goals)

    @property
    def unexplained(self) -> int:
        """Differing goals with some departure nobody explains."""
        return sum(1 for g in self.goals if any(d.cause is None or not d.cause.proved for d in g.departures))
