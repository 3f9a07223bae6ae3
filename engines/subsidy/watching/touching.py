"""Which clauses a difference of the source touches, and the variation of our rules that shows the money it moves."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from engines.subsidy.rules import Dated, ListRule, Rulebook, RuleValue, ScalarRule
from engines.subsidy.watching.variation import Addition, Move, Variation
from engines.subsidy.watching.wording import dates_before, edited_list, middle, one_number

NO_VARIATION = Variation()


@dataclass(frozen=True)
class Touch:
    """Clauses a difference is about, and the variation it proposes."""

    clauses: tuple[str, ...] = ()
    variation: Variation = field(default_factory=lambda: NO_VARIATION)


def touch_date(book: Rulebook, keys: Iterable[str], before: date, after: date | None) -> Touch:
    """A day that moved, or went away (`after` None): clauses that begin, end or hold that day.

    A day that goes away takes with it the clauses that began on it.
    """
    moves = [move for each in _of(book, keys) if (move := _moved(each, before, after or before))]
    clauses = tuple(move.clause for move in moves)
    if after is not None:
        return Touch(clauses, Variation(tuple(moves)))
    return Touch(clauses, Variation(without=frozenset(move.clause for move in moves if move.inicio)))


def _moved(each: Dated, before: date, after: date) -> Move | None:
    clause = each.clause
    starts, ends = clause.start == before, clause.end == before
    value = _with_day(clause.value, before, after)
    if not starts and not ends and value is None:
        return None
    return Move(each.source.id, after if starts else None, after if ends else None, value)


def _with_day(value: Any, before: date, after: date) -> Any:
    """The value of a clause with its day moved; None where that day is not what the clause holds."""
    if isinstance(value, Mapping):
        held = {one for one in value.values() if one is not None}
        return {name: one and after for name, one in value.items()} if held == {before} else None
    return after if value == before else None


def touch_value(book: Rulebook, keys: Iterable[str], before: str, after: str, words: Mapping[str, Any]) -> Touch:
    """A number or a word that changed: clauses of scalar rules that hold it. `words` gives what a word is worth."""
    clauses: list[str] = []
    moves: list[Move] = []
    values: dict[str, RuleValue] = {}
    for key in (one for one in keys if one in book.scalars):
        rule = book.scalars[key]
        old, new = (_as(rule.kind, str(words.get(one, one))) for one in (before, after))
        holding = [each.source.id for each in rule.clauses if old is not None and each.clause.value == old]
        clauses += holding
        if new is not None and holding == [each.source.id for each in rule.clauses]:
            values[key] = new
        elif new is not None:
            moves += [Move(one, valor=new) for one in holding]
    return Touch(tuple(clauses), Variation(tuple(moves), values=values))


def _as(kind: str, text: str) -> RuleValue:
    """A text of the source as a value of a rule; None for what cannot be one."""
    try:
        if kind == "inteiro":
            return int(text)
        number = Decimal(text) if kind == "decimal" else None
    except (ValueError, InvalidOperation):
        return None
    if kind == "decimal":
        return number if number is not None and number.is_finite() else None
    return {"true": True, "false": False}.get(text.lower()) if kind == "bool" else text


def touch_members(book: Rulebook, keys: Iterable[str], before: Iterable[str], after: Iterable[str]) -> Touch:
    """A list kept in a variable: rows that are wholly one of its members."""
    old, new = set(before), set(after)
    rows = [each for key in keys if key in book.lists for each in book.lists[key].rows if _only(each)]
    gone = tuple(each.source.id for each in rows if _only(each) in old - new)
    like = next((each for each in rows if _only(each) in old), None)
    added = tuple(_addition(like, member) for member in sorted(new - old)) if like else ()
    kept = tuple(one for one in added if one is not None)
    return Touch(gone or (() if like is None else (like.source.id,)), Variation((), kept, frozenset(gone)))


def _only(each: Dated) -> str:
    """The one value a row holds in all its filled columns; "" when there are several."""
    held = {str(one) for one in each.clause.value.values() if one is not None}
    return held.pop() if len(held) == 1 else ""


def _addition(like: Dated, member: str) -> Addition | None:
    filled = {name: one for name, one in like.clause.value.items() if one is not None}
    read = {name: day_of(member) if isinstance(one, date) else member for name, one in filled.items()}
    return None if None in read.values() else Addition(like.source.id, f"{like.source.id}.{member}", read)


def day_of(text: str, days: int = 0) -> date | None:
    """A day written in the source, moved by some days; None for what is not one."""
    try:
        return date.fromisoformat(text) + timedelta(days=days)
    except (ValueError, OverflowError):
        return None


@dataclass(frozen=True)
class Family:
    """Rows of a list rule that differ in one column only: the services of one exception."""

    rule: str
    name: str
    column: str
    rows: Mapping[str, Dated]

    def likeness(self, members: Iterable[str]) -> float:
        """Share of members in common."""
        given = set(members)
        return len(given & self.rows.keys()) / len(given | self.rows.keys())

    @property
    def start(self) -> str:
        """First day of its rows, as the source writes it."""
        return min(each.clause.start for each in self.rows.values()).isoformat()


def families(rule: ListRule) -> Iterator[Family]:
    """Families of a rule: by the identity of the clauses, or the whole rule where it has one column of text."""
    found: dict[tuple[str, str], dict[str, Dated]] = {}
    texts = [name for name, kind in rule.columns.items() if kind == "texto"]
    for each in rule.rows:
        for column in texts:
            member = each.clause.value[column]
            named = bool(member) and each.source.id.endswith(f".{member}")
            if named or (member and len(rule.columns) == 1):
                name = each.source.id.removesuffix(f".{member}") if named else rule.key
                found.setdefault((name, column), {})[str(member)] = each
    for (name, column), rows in found.items():
        yield Family(rule.key, name, column, rows)


def touch_list(book: Rulebook, keys: Iterable[str], before: tuple[str, ...], after: tuple[str, ...]) -> Touch:
    """A list written inside a model: the exception it is, and the rows that come or go.

    Lists that look alike are told apart by the days written near them; where they cannot be, nothing is proposed.
    """
    edited = edited_list(before, after)
    found = [one for key in keys if key in book.lists for one in families(book.lists[key])]
    if edited is None or not found:
        return Touch()
    best = max(one.likeness(edited[0]) for one in found)
    like = [one for one in found if one.likeness(edited[0]) == best > 0.5]
    near = dates_before(before, _place(before, after))
    like = [one for one in like if one.start in near] or like
    return _edited(like, *map(set, edited))


def _place(before: tuple[str, ...], after: tuple[str, ...]) -> int:
    pairs = zip(before, after, strict=False)
    return next((place for place, (one, other) in enumerate(pairs) if one != other), len(before))


def _edited(like: list[Family], old: set[str], new: set[str]) -> Touch:
    gone = [one.rows[member].source.id for one in like for member in sorted(old - new) if member in one.rows]
    clauses = tuple(gone) or tuple(each.source.id for one in like for each in one.rows.values())
    if len(like) != 1:
        return Touch(clauses)
    only = like[0]
    first = next(iter(only.rows.values())).source.id
    added = [Addition(first, f"{only.name}.{member}", {only.column: member}) for member in sorted(new - old)]
    return Touch(clauses, Variation((), tuple(added), frozenset(gone)))


def touch_number(book: Rulebook, keys: Iterable[str], before: tuple[str, ...], after: tuple[str, ...]) -> Touch:
    """A number written inside a model: the one threshold of that model that holds it."""
    numbers = one_number(before, after)
    if numbers is None:
        return Touch()
    thresholds = [key for key in keys if key in book.scalars and book.scalars[key].threshold]
    touched = touch_value(book, thresholds, *numbers, {})
    alone = len(touched.variation.values) + len(touched.variation.moves) == 1
    return touched if alone else Touch(touched.clauses)


def touch_text(book: Rulebook, keys: Iterable[str], before: tuple[str, ...], after: tuple[str, ...]) -> Touch:
    """Any other text: clauses of the rules whose variable it names, else of every rule kept there."""
    both: dict[str, ScalarRule | ListRule] = {**book.scalars, **book.lists}
    words = {word.strip("'\"`") for side in middle(before, after) for word in side}
    named = [key for key in keys if words & set(both[key].variable)]
    return Touch(tuple(each.source.id for each in _of(book, named or keys) if each.clause.withdrawn is None))


def _of(book: Rulebook, keys: Iterable[str]) -> Iterator[Dated]:
    for key in keys:
        yield from book.scalars[key].clauses if key in book.scalars else book.lists[key].rows
