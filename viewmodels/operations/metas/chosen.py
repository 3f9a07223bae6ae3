"""Inputs of the goals sheet somebody gave one month on purpose: the alternative km, instalments, the floor always."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from engines.goals.rules import Criterion
from engines.sheet import Line
from engines.sheet.facts import InputKey
from storage.metas.floor_policy import FloorPolicy
from storage.metas.rulebook import Rulebook
from storage.runs import Input
from viewmodels.operations.metas.gathering import Gathered

ALTERNATIVE_KM, INSTALMENTS, ALWAYS_FLOOR = "usar_km_alternativo", "parcelas", "piso_sempre"
OF_THE_RUN = (ALTERNATIVE_KM, INSTALMENTS)
"""Inputs given to one run; the floor is of the company."""


def with_chosen(gathered: Gathered, chosen: Sequence[Input], book: Rulebook) -> Gathered:
    """What was gathered with the chosen inputs among its facts."""
    if not chosen:
        return gathered
    given = {place_of(book, each): each.value for each in chosen}
    return replace(gathered, inputs=replace(gathered.inputs, chosen=given))


def chosen_notes(book: Rulebook, chosen: Sequence[Input], floor: FloorPolicy) -> Mapping[InputKey, Input]:
    """Who gave each chosen input, when and why; the company's floor too, where somebody chose it."""
    notes = {place_of(book, each): each for each in chosen}
    if floor.who:
        notes[ALWAYS_FLOOR, ()] = Input(ALWAYS_FLOOR, floor.always, who=floor.who, when=floor.when, why=floor.why)
    return notes


def place_of(book: Rulebook, given: Input) -> InputKey:
    """Where an input stands in the sheet. Raises KeyError for one the sheet does not have."""
    return given.key, tuple(given.member[axis] for axis in book.sheet.per(given.key))


def goal_line(book: Rulebook, criterion: Criterion) -> Line:
    """The published line of a criterion: its own, or the one that runs over the cost criteria."""
    wanted = {criterion.key, "@criterio"} if criterion.is_cost else {criterion.key}
    return next(line for line in book.sheet.lines.values() if line.goal in wanted)
