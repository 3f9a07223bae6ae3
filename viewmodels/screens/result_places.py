"""Which goal of a run a number of the results belongs to, and where walking down from it leads."""

from viewmodels.desk import Desk
from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.screens import goal_words as words
from viewmodels.screens.bridge import Bridged
from viewmodels.screens.comparison import Compared
from viewmodels.screens.result_lines import direct_precedents, sources_of
from viewmodels.table import TableModel


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


def walk_down(desk: Desk, view: RunView, lines: TableModel, address: object) -> tuple[object, ...]:
    """The terms a number was made from: in the lines first, those its value came through in front."""
    near, through = direct_precedents(view, address), sources_of(desk, view, address)
    shown = [c.figure_address for row in lines.rows for c in row.cells.values() if c.figure_address in near]
    shown.reverse()
    here = sorted(shown, key=lambda each: each not in through)
    return (*here, *sorted(near - set(shown), key=str))
