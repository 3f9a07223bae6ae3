"""The mapping proposed for a file: the shape and the headings that tell the most goals, or the mapping kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from engines.calendar import Month
from storage.imports.grid import Grid
from storage.texts.numbers import Numbers
from viewmodels.operations.metas.own_sheet.layout import Layout, Shape
from viewmodels.operations.metas.own_sheet.reading import Reader, headings
from viewmodels.operations.metas.own_sheet.vocabulary import Target, Vocabulary


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the file, where it stands, an example of its numbers, and what it was taken for."""

    word: str
    sheet: str
    example: str
    target: Target | None


@dataclass(frozen=True)
class Proposal:
    """What the file seems to tell: to be looked at once, changed where it is wrong, and kept."""

    file: str
    sheets: tuple[str, ...]
    layout: Layout
    headings: tuple[Heading, ...]
    targets: tuple[Target, ...]
    goals: int
    remembered: bool


def proposal_of(grid: Grid, words: Vocabulary, kept: Layout | None, chosen: Layout | None, month: Month) -> Proposal:
    """The proposal for a file: as chosen by a person, as kept from before when it still tells goals, else guessed."""
    layout, remembered = chosen, False
    if layout is None and kept is not None:
        placed = _on_sheet(grid, words, kept, month)
        remembered = goals_told(grid, placed, words) > 0
        layout = placed if remembered else None
    layout = layout or guessed(grid, words, month)
    listed = tuple(
        Heading(word, sheet, example, layout.targets.get(word))
        for word, sheet, example in headings(grid, layout, words)
    )
    names = tuple(sheet.name for sheet in grid.sheets)
    told = goals_told(grid, layout, words)
    return Proposal(grid.name, names, layout, listed, words.targets, told, remembered)


def guessed(grid: Grid, words: Vocabulary, month: Month) -> Layout:
    """The layout that tells the most goals, then the month's own sheet, then the most numbers."""
    places = ("", *(sheet.name for sheet in grid.sheets if sheet.name))
    tried = [
        Layout(shape, _targets(grid, shape, place, words), place)
        for shape in Shape
        for place in places
        if not (place == "" and len(grid.sheets) > 1 and _collides(grid, shape, words))
    ]
    scored = [(_score(grid, layout, words, month), -order, layout) for order, layout in enumerate(tried)]
    return max(scored, key=lambda each: each[:2])[2]


def goals_told(grid: Grid, layout: Layout, words: Vocabulary) -> int:
    """How many goals a layout tells."""
    told, _ = Reader(grid, layout, words).read()
    return sum(1 for line, _ in told if words.sheet.lines[line].goal)


def _score(grid: Grid, layout: Layout, words: Vocabulary, month: Month) -> tuple[int, int, int]:
    told, faults = Reader(grid, layout, words).read()
    goals = sum(1 for line, _ in told if words.sheet.lines[line].goal)
    return goals, int(_names(layout.sheet, month)), len(told) + len(faults)


def _collides(grid: Grid, shape: Shape, words: Vocabulary) -> bool:
    """True when two sheets tell the same thing differently: months side by side are read one at a time."""
    layout = Layout(shape, _targets(grid, shape, "", words))
    return any(fault.code == "PROPRIA.REPETIDO" for fault in Reader(grid, layout, words).read()[1])


def _targets(grid: Grid, shape: Shape, place: str, words: Vocabulary) -> Mapping[str, Target]:
    """What each heading is taken for; two headings for one thing keep the first, and nothing is taken twice."""
    found: dict[str, Target] = {}
    for word, _, _ in headings(grid, Layout(shape, {}, place), words):
        target = words.guess(word)
        if target is not None and (shape is Shape.BLOCKS or target not in found.values()):
            found[word] = target
    return found


def _on_sheet(grid: Grid, words: Vocabulary, kept: Layout, month: Month) -> Layout:
    """The kept layout on this file: on the sheet of the month, on the one it named, or on all."""
    places = [sheet.name for sheet in grid.sheets]
    best = next((name for name in places if name and _names(name, month)), "")
    sheet = best or (kept.sheet if kept.sheet in places else "")
    return Layout(kept.shape, kept.targets, sheet)


def _names(sheet: str, month: Month) -> bool:
    """True for a sheet named after the month: `ago/2025`, `Agosto`, `2025-08`, `08.2025`."""
    name = sheet.casefold()
    words = Numbers("pt").month_in_words(month).split(" de ")[0]
    written = (str(month), f"{month.month:02d}-{month.year}", f"{month.month:02d}.{month.year}", words)
    short = f"{words[:3]}"
    return any(each in name for each in written) or name.startswith(short) and not name[3:4].isalpha()
