"""Any two calculations beside each other, and the one in force of a vigência: what comparisons stand on; read only."""

from dataclasses import dataclass
from functools import cached_property

from engines.goals.approval import GoalKey
from engines.goals.attribution import GoalBridge, Stage, attributed, stages_between
from storage.runs import Status, latest_run
from viewmodels.operations.house import House
from viewmodels.operations.metas.gathering import AREA
from viewmodels.operations.metas.results import GoalRow, RunView, usable_run, view_of
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope


@dataclass(frozen=True)
class RunPair:
    """Two calculations of one company, and the way from the first to the second."""

    first: RunView
    second: RunView

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """The first calculation with one group after another as in the second."""
        return stages_between(self.first.evaluation, self.second.evaluation)

    @property
    def keys(self) -> tuple[GoalKey, ...]:
        """Goals of either, in the order of the second, those only the first has at the end."""
        return tuple(dict.fromkeys(g.key for view in (self.second, self.first) for g in view.goals))

    def goal(self, key: GoalKey) -> tuple[GoalRow | None, GoalRow | None]:
        """A goal in the first and in the second; None where a calculation does not have it."""
        first, second = (next((g for g in v.goals if g.key == key), None) for v in (self.first, self.second))
        return first, second

    def explain(self, line: str, members: tuple[str, ...]) -> GoalBridge | None:
        """Why a calculated cell differs; None where either has no value."""
        return attributed(self.first.evaluation, self.stages, line, members)


@operation("metas.comparar", right="metas.ver", mode="read", area="metas")
def compare_runs(house: House, scope: Scope, *, first: int, second: int) -> RunPair:
    """Two runs of the client, of any vigências. Raises KnownError CORRIDA_AUSENTE for a run of another client."""
    with house.store.read() as connection:
        views = [
            view_of(connection, scope.client, usable_run(connection, scope.client, "", run)) for run in (first, second)
        ]
    return RunPair(*views)


@operation("metas.em_vigor", right="metas.ver", mode="read", area="metas")
def run_in_force(house: House, scope: Scope, *, vigencia: str) -> RunView | None:
    """The published calculation of a vigência; None where its goals were typed or there are none."""
    with house.store.read() as connection:
        found = latest_run(connection, scope.client, AREA, vigencia, frozenset({Status.APPROVED}))
        return None if found is None else view_of(connection, scope.client, found)
