"""A comparison as plain data and as lines, for commands."""

from collections.abc import Mapping

from viewmodels.operations.house import House
from viewmodels.operations.metas.own_sheet.result import ComparedGoal, OwnSheetComparison
from viewmodels.papers.own_sheet import cause_words, departure_words, goal_name, situation
from viewmodels.papers.own_sheet import summary as summed


def compared_told(house: House, compared: OwnSheetComparison) -> Mapping[str, object]:
    """The comparison as JSON carries it."""
    told = [goal for goal in compared.goals if goal.theirs is not None]
    return {
        "calculationId": compared.view.run.id,
        "competitionPeriod": str(compared.view.vigencia),
        "file": compared.file,
        "sha256": compared.sha256,
        "agreeing": compared.agreeing,
        "differing": len(told) - compared.agreeing,
        "unexplained": compared.unexplained,
        "goals": [_goal(house, compared, goal) for goal in compared.goals],
        "faults": [house.texts.say_with(f.code, f.said_with) for f in compared.faults],
    }


def _goal(house: House, compared: OwnSheetComparison, goal: ComparedGoal) -> Mapping[str, object]:
    return {
        "criterion": goal.goal.criterion,
        "sectorId": goal.goal.sector,
        "sectorName": goal.goal.sector_label,
        "ours": goal.goal.value,
        "theirs": goal.theirs,
        "difference": goal.difference,
        "cell": goal.cell,
        "agrees": goal.agrees,
        "departures": [
            {
                "line": found.line,
                "ours": found.ours,
                "theirs": found.theirs,
                "causes": list(found.cause.codes) if found.cause else [],
                "proved": found.cause is not None and found.cause.proved,
                "sentence": cause_words(house.texts, found.cause),
            }
            for found in goal.departures
        ],
    }


def summary(house: House, compared: OwnSheetComparison) -> tuple[str, ...]:
    """What people read: each differing goal with its causes, then the count."""
    lines = []
    for goal in compared.goals:
        if goal.agrees:
            continue
        lines.append(f"{goal_name(house.texts, goal)}: {situation(house.texts, goal)}")
        sheet = compared.view.book.sheet
        lines += [f"  {departure_words(house.texts, sheet, found)}" for found in goal.departures]
    return (*lines, summed(house.texts, compared))


def fault_words(house: House, compared: OwnSheetComparison) -> tuple[str, ...]:
    """Everything that kept the file from being read."""
    return tuple(house.texts.say_with(fault.code, fault.said_with) for fault in compared.faults)
