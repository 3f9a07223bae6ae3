"""What if: the same rules with a clause moved, a row added, clauses switched off or values put in their place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from engines.finding import NOTHING
from engines.subsidy.rules import Dated, Known, Rulebook, RuleValue, Source


@dataclass(frozen=True, slots=True)
class Move:
    """New days or value of a clause; what is None stays as it is."""

    clause: str
    inicio: date | None = None
    fim: date | None = None
    valor: Any = None

    @property
    def copy(self) -> str:
        """Identity of the moved clause where it stands beside the one it was."""
        return f"{self.clause}.movida"

    def of(self, each: Dated) -> Dated:
        """The clause with what the move gives."""
        given = {"start": self.inicio, "end": self.fim, "value": self.valor}
        return replace(each, clause=replace(each.clause, **{k: v for k, v in given.items() if v is not None}))


@dataclass(frozen=True, slots=True)
class Addition:
    """A new row of a list, `clause`, equal to the row `like` but for the columns of `value`."""

    like: str
    clause: str
    value: Mapping[str, RuleValue]


@dataclass(frozen=True, slots=True)
class BothSides:
    """One book with the rules as they are and as they would be, told apart by the clauses each side switches off."""

    book: Rulebook
    usual: Known
    varied: Known


@dataclass(frozen=True)
class Variation:
    """A change of rules the chain can be run under: `book` gives the rules, `known` what to lay of them.

    `both_sides` is for who calculates the two ways over one book, as the cost of a rule does.
    """

    moves: tuple[Move, ...] = ()
    additions: tuple[Addition, ...] = ()
    without: frozenset[str] = frozenset()
    values: Mapping[str, RuleValue] = field(default_factory=lambda: NOTHING)

    def book(self, book: Rulebook) -> Rulebook:
        """The rules with the moved clauses and the added rows. Raises KeyError for a clause that does not exist."""
        for move in self.moves:
            book = with_moved(book, move.clause, move.inicio, move.fim, move.valor)
        for addition in self.additions:
            book = with_row(book, addition)
        return book

    def known(self, known: Known) -> Known:
        """The same knowledge with the clauses switched off and the values put in their place."""
        return Known(known.on, known.without | self.without, {**known.values, **self.values})

    def both_sides(self, book: Rulebook, known: Known) -> BothSides:
        """The rules as known, beside the same under this change. Raises KeyError as `book` does."""
        off_usual = {addition.clause for addition in self.additions}
        off_varied = set(self.without)
        for move in self.moves:
            off_varied |= {move.clause, *(other for other, since in _replaced(book, move.clause) if since <= known.on)}
            off_usual.add(move.copy)
            book = _with_copy(book, move)
        for addition in self.additions:
            book = with_row(book, addition)
        usual = Known(known.on, known.without | off_usual, known.values)
        varied = Known(known.on, known.without | off_varied, {**known.values, **self.values})
        return BothSides(book, usual, varied)

    @property
    def moves_anything(self) -> bool:
        """False when there is nothing to calculate."""
        return bool(self.moves or self.additions or self.without or self.values)


def with_moved(
    book: Rulebook, clause: str, inicio: date | None = None, fim: date | None = None, valor: Any = None
) -> Rulebook:
    """The rules with one clause on other days or with another value; what is None stays.

    What the clause replaced does not come back on the days it leaves: it goes away on the day the clause became known.
    Raises KeyError for a clause that does not exist.
    """
    for other, known in _replaced(book, clause):
        book = _changed(book, other, lambda each, known=known: (_withdrawn(each, known),))  # type: ignore[misc]

    move = Move(clause, inicio, fim, valor)
    return _changed(book, clause, lambda each: (move.of(each),))


def _with_copy(book: Rulebook, move: Move) -> Rulebook:
    def copied(each: Dated) -> tuple[Dated, ...]:
        return each, replace(move.of(each), source=replace(each.source, id=move.copy))

    return _changed(book, move.clause, copied)


def _replaced(book: Rulebook, clause: str) -> list[tuple[str, date]]:
    """Clauses of the same rule that one replaces, named by identity or act and still standing, and when it did."""
    own = next(((key, each.clause) for key, each in book.clauses() if each.source.id == clause), None)
    if own is None:
        return []
    others = [each for key, each in book.clauses() if key == own[0] and each.clause.withdrawn is None]
    return [(e.source.id, own[1].known) for e in others if {e.source.id, e.clause.act} & set(own[1].replaces)]


def _withdrawn(each: Dated, known: date) -> Dated:
    return replace(each, clause=replace(each.clause, withdrawn=known))


def with_row(book: Rulebook, addition: Addition) -> Rulebook:
    """The rules with one more row in a list. Raises KeyError when the row it should be like does not exist."""

    def doubled(each: Dated) -> tuple[Dated, ...]:
        value = {**each.clause.value, **addition.value}
        source = Source(addition.clause, each.source.commit, each.source.doubt)
        return each, Dated(replace(each.clause, value=value), source)

    return _changed(book, addition.like, doubled)


def _changed(book: Rulebook, clause: str, change: Callable[[Dated], tuple[Dated, ...]]) -> Rulebook:
    key = next((owner for owner, each in book.clauses() if each.source.id == clause), None)
    if key is None:
        raise KeyError(clause)

    def through(clauses: tuple[Dated, ...]) -> tuple[Dated, ...]:
        return tuple(one for each in clauses for one in (change(each) if each.source.id == clause else (each,)))

    if key in book.scalars:
        scalar = replace(book.scalars[key], clauses=through(book.scalars[key].clauses))
        return Rulebook({**book.scalars, key: scalar}, book.lists)
    listed = replace(book.lists[key], rows=through(book.lists[key].rows))
    return Rulebook(book.scalars, {**book.lists, key: listed})
