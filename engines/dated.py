"""Rules in time: a clause has days of effect and a day it became known; two questions, two answers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class RuleError(ValueError):
    """Clauses we ship that leave a hole or overlap without the act that explains it: our own fault, at load."""


@dataclass(frozen=True, slots=True)
class Clause(Generic[T]):
    """A value with its days of effect [start, end), the day it became known, its act and the acts it replaces.

    `withdrawn` is the day on which it stopped being known, with nothing in its place.
    """

    value: T
    start: date
    known: date
    act: str
    end: date | None = None
    replaces: tuple[str, ...] = ()
    withdrawn: date | None = None

    def covers(self, day: date) -> bool:
        """True when `day` lies in [start, end); an absent end is open."""
        return self.start <= day and (self.end is None or day < self.end)

    def standing(self, known: date) -> bool:
        """True when it was known on the day `known` and not withdrawn by then."""
        return self.known <= known and (self.withdrawn is None or known < self.withdrawn)

    def overlaps(self, other: "Clause[T]") -> bool:
        """True when the two share at least one day of effect."""
        mine_ends_first = self.end is not None and self.end <= other.start
        other_ends_first = other.end is not None and other.end <= self.start
        return not mine_ends_first and not other_ends_first


@dataclass(frozen=True, slots=True)
class Timeline(Generic[T]):
    """The clauses of one rule; `at(day, known)` answers what was in force as it was known on a given day."""

    name: str
    clauses: tuple[Clause[T], ...]

    def at(self, day: date, known: date) -> Clause[T] | None:
        """Clause in force on `day` among those known on or before `known`; None where none covers it."""
        candidates = [c for c in self.clauses if c.standing(known) and c.covers(day)]
        replaced = {act for c in candidates for act in c.replaces}
        standing = [c for c in candidates if c.act not in replaced]
        return max(standing, key=lambda c: (c.known, c.start), default=None)

    def checked(self, whole: bool = True) -> "Timeline[T]":
        """Itself, after refusing overlaps that no act explains and, when `whole`, holes between clauses.

        Raises RuleError naming the rule and the two acts. Use `whole=False` for imported tables, where a hole
        is the user's finding and not our fault.
        """
        ordered = sorted(self.clauses, key=lambda c: (c.start, c.known))
        _refuse_overlaps(self.name, ordered)
        if whole:
            _refuse_holes(self.name, ordered)
        return self


def timeline_of(name: str, clauses: Iterable[Mapping[str, Any]], read: Callable[[Any], T]) -> Timeline[T]:
    """Timeline of the rules we ship, from their data; `read` makes each `valor`.

    Raises RuleError naming the rule when a clause lacks its act or its days, or when clauses overlap or leave a hole.
    """
    return Timeline(name, tuple(_clause(name, item, read) for item in clauses)).checked()


def _clause(name: str, item: Mapping[str, Any], read: Callable[[Any], T]) -> Clause[T]:
    absent = {"valor", "ato", "inicio", "conhecida"} - item.keys()
    if absent:
        raise RuleError(f"{name}: a clause lacks {', '.join(sorted(absent))}")
    days, replaces = (item["inicio"], item["conhecida"]), tuple(item.get("substitui", ()))
    return Clause(read(item["valor"]), *days, item["ato"], item.get("fim"), replaces, item.get("retirada"))


def _refuse_overlaps(name: str, ordered: list[Clause[T]]) -> None:
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 :]:
            explained = other.act in one.replaces or one.act in other.replaces
            if one.overlaps(other) and not explained:
                raise RuleError(f"{name}: {one.act} and {other.act} overlap and neither replaces the other")


def _refuse_holes(name: str, ordered: Iterable[Clause[T]]) -> None:
    reach: date | None = None
    last = ""
    for clause in ordered:
        if last and reach is not None and clause.start > reach:
            raise RuleError(f"{name}: nothing in force between {last} (ends {reach}) and {clause.act}")
        if not last or reach is not None:
            reach = clause.end if clause.end is None or reach is None else max(reach, clause.end)
        last = clause.act
