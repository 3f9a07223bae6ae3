"""The month beside the one before as a sheet of its own: every number the results add can be explained too."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from engines.figure import Value
from engines.sheet import Evaluation, Facts, Sheet, load_sheet
from engines.sheet.facts import InputKey
from storage.resources import load_yaml
from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.screens import goal_words as words

SHEET = "sheets/comparacao.yaml"
WRITTEN_UNIT = "BRL"
COLUMNS = {
    "meta": "soma_meta",
    "meta_anterior": "soma_anterior",
    "diferenca": "soma_diferenca",
    "percentual": "soma_percentual",
    "realizado": "soma_realizado",
    "saldo": "soma_saldo",
}
"""Line of one sector, and the line of all of them."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Address of a number the results add to a run: criterion, line of the comparison, sector ("" for all)."""

    run: int
    criterion: str
    line: str
    sector: str = ""

    @property
    def members(self) -> tuple[str, ...]:
        """Members in the order of the line's axes."""
        return (self.sector,) if self.sector else ()


@cache
def own_sheet(name: str, unit: str) -> Sheet:
    """A small sheet of the screens with its amounts in a unit (`BRL`, `L`)."""
    return load_sheet(_in_unit(load_yaml(name), unit))


def _in_unit(content: Any, unit: str) -> Any:
    if isinstance(content, dict):
        return {key: unit if (key, value) == ("unit", WRITTEN_UNIT) else _in_unit(value, unit)
                for key, value in content.items()}  # fmt: skip
    return [_in_unit(item, unit) for item in content] if isinstance(content, list) else content


class Comparison:
    """The comparisons of one run, one per criterion, each evaluated once."""

    def __init__(self, view: RunView) -> None:
        self._view = view
        self._evaluations: dict[str, Evaluation] = {}

    def evaluation(self, criterion: str) -> Evaluation:
        """The evaluated sheet of a criterion."""
        if criterion not in self._evaluations:
            goals = [g for g in self._view.goals if g.criterion == criterion]
            axes = {"setor": self._view.evaluation.facts.axes["setor"]}
            facts = Facts(axes, {}, dict(self._inputs(goals)))
            self._evaluations[criterion] = Evaluation(own_sheet(SHEET, goals[0].unit), facts)
        return self._evaluations[criterion]

    def value(self, criterion: str, line: str, sector: str = "") -> Decimal | None:
        """A number of the comparison; None where it is missing."""
        found: Value = self.evaluation(criterion).value(line, (sector,) if sector else ())
        return found if isinstance(found, Decimal) else None

    def _inputs(self, goals: list[GoalRow]) -> Iterator[tuple[InputKey, Value]]:
        for goal in goals:
            before = goal.before
            given = {
                "meta": words.shown_value(goal),
                "meta_anterior": before.target if before else None,
                "realizado": before.realized if before else None,
                "saldo": words.debt_of(self._view, goal),
            }
            for key, value in given.items():
                if value is not None:
                    yield (key, (goal.sector,)), value
