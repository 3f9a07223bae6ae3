"""Which goal of a run a number of the results belongs to."""

from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.screens import goal_words as words
from viewmodels.screens.bridge import Bridged
from viewmodels.screens.comparison import Compared


def belongs(view: RunView, goal: GoalRow, address: object) -> bool:
    """True for the goal's own cell, a line of its criterion and sector, or a number the screen adds to it."""
    if isinstance(address, Compared | words.Adjusted | Bridged):
        return (address.criterion, address.sector) == goal.key
    line, members = getattr(address, "line", ""), getattr(address, "members", ())
    if (line, members) == (goal.line, goal.members):
        return True
    sheet = view.book.sheet
    if line not in sheet.lines and line not in sheet.inputs:
        return False
    places = dict(zip(sheet.per(line), members, strict=True))
    wanted = {"setor": goal.sector, "criterio": goal.criterion}
    return "criterio" in places and {key: value for key, value in places.items() if key in wanted} == wanted
