"""A rule on two axes, trip date by known-on date: where each clause is the one in force, and what a later day changes.

The regions of a rule with one value cover the window without overlapping; the rows of a list hold side by side, each in
a region of its own. Dates are half-open.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from engines.subsidy.rules import Dated, Known, ListRule, Rulebook, RuleValue, ScalarRule

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the plane that is looked at: trip dates [start, end), known-on dates [known, known_end)."""

    start: date
    end: date
    known: date
    known_end: date


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle where one clause is in force; `dated` is None where the rule's default holds.

    `lane` keeps apart the rows of a list that hold at once: the place of the row in the list, 0 for a scalar.
    """

    window: Window
    dated: Dated | None
    value: RuleValue | Mapping[str, RuleValue]
    lane: int = 0

    @property
    def clause(self) -> str:
        """Identity of the clause, "" for the default."""
        return "" if self.dated is None else self.dated.source.id

    def covers(self, day: date, known: date) -> bool:
        """True when the point lies in the rectangle."""
        w = self.window
        return w.start <= day < w.end and w.known <= known < w.known_end

    @property
    def text_code(self) -> str:
        """Code of the sentence that names it."""
        if self.dated is None:
            return "SUB_TEMPO.PADRAO"
        return "SUB_TEMPO.CLAUSULA" if self.dated.clause.end is None else "SUB_TEMPO.CLAUSULA_COM_FIM"

    def args(self) -> dict[str, Any]:
        """What a sentence about the clause shows; days of the clause itself, not of the window."""
        if self.dated is None:
            return {"valor": self.value}
        clause, source = self.dated.clause, self.dated.source
        days = {"inicio": clause.start, "fim": clause.end, "conhecida": clause.known, "retirada": clause.withdrawn}
        return {"clausula": source.id, "ato": clause.act, "commit": source.commit, "ressalva": source.doubt,
                "valor": self.value} | days  # fmt: skip


def regions(book: Rulebook, key: str, window: Window) -> tuple[Region, ...]:
    """Rectangles of a rule clipped to the window. Raises KeyError for a rule that does not exist."""
    if key in book.lists:
        return tuple(_rows(book.lists[key], window))
    return _joined(_strips(book.scalars[key], window))


def whole_window(book: Rulebook, key: str, until: date) -> Window:
    """A window that shows every date of a rule with a month around; `until` is where open ends are cut."""
    clauses = [each.clause for owner, each in book.clauses() if owner == key]
    days = [day for c in clauses for day in (c.start, c.end) if day] or [until]
    known = [day for c in clauses for day in (c.known, c.withdrawn) if day] or [until]
    month = timedelta(days=30)
    return Window(min(days) - month, max(max(days), until) + month, min(known) - month, max(max(known), until) + month)


def before_the_trip(window: Window) -> tuple[tuple[date, date], tuple[date, date]] | None:
    """The two ends of the diagonal known-on = trip date inside the window: below it the trip has not been made.

    None when the diagonal does not cross the window.
    """
    first, last = max(window.start, window.known), min(window.end, window.known_end)
    return ((first, first), (last, last)) if first < last else None


def _rows(rule: ListRule, window: Window) -> Iterator[Region]:
    for lane, each in enumerate(rule.rows):
        c = each.clause
        days = max(c.start, window.start), min(c.end or window.end, window.end)
        known = max(c.known, window.known), min(c.withdrawn or window.known_end, window.known_end)
        if days[0] < days[1] and known[0] < known[1]:
            yield Region(Window(*days, *known), each, c.value, lane)


def _strips(rule: ScalarRule, window: Window) -> list[list[Region]]:
    """One list of regions per stretch of known-on dates in which the same clauses stand, from the first to the last."""
    clauses = [each.clause for each in rule.clauses]
    known = _cuts(window.known, window.known_end, [day for c in clauses for day in (c.known, c.withdrawn)])
    days = _cuts(window.start, window.end, [day for c in clauses for day in (c.start, c.end)])
    return [[_cell(rule, Window(*day, *stretch)) for day in pairwise(days)] for stretch in pairwise(known)]


def _cuts(first: date, last: date, inside: Iterable[date | None]) -> list[date]:
    return [first, *sorted({day for day in inside if day is not None and first < day < last}), last]


def _cell(rule: ScalarRule, window: Window) -> Region:
    found = rule.at(window.start, window.known)
    return Region(window, found, rule.default if found is None else found.clause.value)


def _joined(strips: Sequence[Sequence[Region]]) -> tuple[Region, ...]:
    """Neighbours of the same clause made one: first along the trip dates, then along the known-on dates."""
    done: list[Region] = []
    open_ones: list[Region] = []
    for strip in strips:
        wide = _along(strip)
        grown = [_grown(one, open_ones) for one in wide]
        kept = {(one.window.start, one.window.end, one.clause) for one in grown if one.window.known < _first(wide)}
        done += [one for one in open_ones if (one.window.start, one.window.end, one.clause) not in kept]
        open_ones = grown
    return tuple(sorted([*done, *open_ones], key=lambda one: (one.window.known, one.window.start)))


def _first(strip: Sequence[Region]) -> date:
    return strip[0].window.known


def _along(strip: Sequence[Region]) -> list[Region]:
    joined: list[Region] = []
    for one in strip:
        if joined and joined[-1].clause == one.clause:
            joined[-1] = replace(joined[-1], window=replace(joined[-1].window, end=one.window.end))
        else:
            joined.append(one)
    return joined


def _grown(one: Region, below: Iterable[Region]) -> Region:
    for other in below:
        w = other.window
        if (w.start, w.end, other.clause) == (one.window.start, one.window.end, one.clause):
            return replace(other, window=replace(w, known_end=one.window.known_end))
    return one


@dataclass(frozen=True, slots=True)
class Turn:
    """What a rule says of trips of [start, end) on two known-on dates; a side is None where the default holds.

    In a list, a row that comes has nothing before, one that goes has nothing after.
    """

    key: str
    start: date
    end: date
    before: Dated | None
    after: Dated | None
    values: tuple[Any, Any]

    @property
    def moves(self) -> bool:
        """False when only the act changed and the value stayed."""
        return bool(self.values[0] != self.values[1])

    @property
    def text_code(self) -> str:
        """Code of the sentence that says it; `ato` and `ato_antes` are its arguments."""
        if self.before is self.after:
            return "SUB_TEMPO.MUDA.VALOR"
        if self.before is None or self.after is None:
            return "SUB_TEMPO.MUDA." + ("ENTRA" if self.before is None else "SAI")
        return "SUB_TEMPO.MUDA." + ("TROCA" if self.moves else "SO_O_ATO")

    def args(self) -> dict[str, Any]:
        """Arguments of that sentence: the act that holds now, or the one that went, and the one there was."""
        acts = [one.clause.act for one in (self.after, self.before) if one is not None]
        return {"ato": acts[0] if acts else "", "ato_antes": acts[-1] if acts else ""}


def turns(book: Rulebook, before: Known, after: Known, days: Sequence[date]) -> tuple[Turn, ...]:
    """Clauses that change between two states of knowledge over the given days, by rule, in runs of days."""
    found: list[Turn] = []
    for key in book.scalars:
        found += _runs([_turn(book, key, before, after, day) for day in sorted(days)])
    for key, rule in book.lists.items():
        found += _row_turns(key, rule, before, after, sorted(days))
    return tuple(found)


def _turn(book: Rulebook, key: str, before: Known, after: Known, day: date) -> Turn:
    rule = book.scalars[key]
    sides = (rule.at(day, before.on, before.without), rule.at(day, after.on, after.without))
    values = (book.value(key, day, before), book.value(key, day, after))
    return Turn(key, day, day + ONE_DAY, *sides, values)


def _runs(by_day: Iterable[Turn]) -> list[Turn]:
    """Days in a row that say the same, as one; days on which nothing changed are left out."""
    joined: list[Turn] = []
    for one in by_day:
        if one.before is one.after and not one.moves:
            continue
        last = joined[-1] if joined else None
        if last and last.end == one.start and (last.before, last.after, last.values) == (
            one.before, one.after, one.values
        ):  # fmt: skip
            joined[-1] = replace(last, end=one.end)
        else:
            joined.append(one)
    return joined


def _row_turns(key: str, rule: ListRule, before: Known, after: Known, days: Sequence[date]) -> list[Turn]:
    found: list[Turn] = []
    for row in rule.rows:
        one = replace(rule, rows=(row,))
        by_day = []
        for day in days:
            old = next(one.at(day, before.on, before.without), None)
            new = next(one.at(day, after.on, after.without), None)
            values = (old.clause.value if old else None, new.clause.value if new else None)
            by_day.append(Turn(key, day, day + ONE_DAY, old, new, values))
        found += _runs(by_day)
    return found
