"""What differs between two choices of rules, clause by clause, gathered into the bars of a waterfall."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from engines.finding import NOTHING
from engines.subsidy.cost_scenario import Rules
from engines.subsidy.rules import Dated, Known, Rulebook, RuleValue

LAST = date.max


@dataclass(frozen=True, slots=True)
class Change:
    """A clause that comes in or goes out, or (with no id) another value put in the place of a rule's.

    `day` is the one on which it became known or was withdrawn, None for a value put in place or a clause switched off
    that both days know. `act` is as the clause writes it, `commit` "" where upstream's is not published.
    """

    rule: str
    id: str = ""
    entered: bool = True
    day: date | None = None
    act: str = ""
    commit: str = ""
    value: RuleValue = None


@dataclass(frozen=True, slots=True)
class Bar:
    """Changes that came together: one step of the way from A to B."""

    changes: tuple[Change, ...]

    @property
    def day(self) -> date | None:
        """Day on which they came, None for what was put in place or switched off by hand."""
        return self.changes[0].day

    @property
    def commit(self) -> str:
        """Upstream commit that brought them, "" when not published."""
        return next((change.commit for change in self.changes if change.commit), "")

    @property
    def rules(self) -> tuple[str, ...]:
        """Keys of the rules they change, in order; the first names the bar."""
        return tuple(dict.fromkeys(change.rule for change in self.changes))

    @property
    def title(self) -> str:
        """Code of the text that names the bar: the name of its first rule."""
        return f"SUB_REGRA.{self.changes[0].rule}"

    @property
    def acts(self) -> tuple[str, ...]:
        """Acts behind them, without repetition."""
        return tuple(dict.fromkeys(change.act for change in self.changes if change.act))

    @property
    def ids(self) -> tuple[str, ...]:
        """Clauses that change."""
        return tuple(change.id for change in self.changes if change.id)


@dataclass(frozen=True, slots=True)
class Standing:
    """A state on the way: the clauses that stand and the values put in their place."""

    ids: frozenset[str]
    values: Mapping[str, RuleValue] = field(default_factory=lambda: NOTHING)

    def after(self, bar: Bar) -> "Standing":
        """The state once the changes of a bar are made."""
        ids, values = set(self.ids), dict(self.values)
        for change in bar.changes:
            if change.id:
                (ids.add if change.entered else ids.discard)(change.id)
            elif change.entered:
                values[change.rule] = change.value
            else:
                values.pop(change.rule, None)
        return Standing(frozenset(ids), values)

    def rules(self, book: Rulebook) -> Rules:
        """The rules of this state: a book of its clauses only, none of them withdrawn."""
        scalars = {k: replace(rule, clauses=self._kept(rule.clauses)) for k, rule in book.scalars.items()}
        lists = {k: replace(rule, rows=self._kept(rule.rows)) for k, rule in book.lists.items()}
        return Rules(Rulebook(scalars, lists), Known(LAST, values=self.values))

    def _kept(self, clauses: Iterable[Dated]) -> tuple[Dated, ...]:
        return tuple(
            replace(each, clause=replace(each.clause, withdrawn=None)) for each in clauses if each.source.id in self.ids
        )


def standing(book: Rulebook, known: Known) -> Standing:
    """Clauses known on a day and not switched off, with the values put in place."""
    ids = (each.source.id for _, each in book.clauses() if each.clause.standing(known.on))
    return Standing(frozenset(ids) - known.without, known.values)


def bars(book: Rulebook, a: Known, b: Known, days: Sequence[date]) -> tuple[Bar, ...]:
    """Every clause that holds on some of the days and differs between A and B, in the order it became known.

    Going back in time the order is the other way round, so that each state on the way is one that once stood. Clauses
    of one day that came with one commit are one bar (a withdrawal has the only commit of its day); where none is
    published, the clauses of one rule on one day are one bar. Values put in place come last.
    """
    found = sorted(_clauses(book, a, b, days), key=lambda change: (change.day or LAST, change.id))
    gathered: dict[object, list[Change]] = {}
    for change in found:
        gathered.setdefault(_together(change), []).append(change)
    ordered = list(gathered.values())
    if b.on < a.on:
        ordered.reverse()
    return tuple(Bar(tuple(group)) for group in [*ordered, *([one] for one in _values(a, b))])


def _clauses(book: Rulebook, a: Known, b: Known, days: Sequence[date]) -> Iterator[Change]:
    before, after = standing(book, a).ids, standing(book, b).ids
    early, late = sorted((a.on, b.on))
    fixed = {k for k in a.values.keys() & b.values.keys() if a.values[k] == b.values[k]}
    for key, each in book.clauses():
        source, clause = each.source, each.clause
        if source.id not in before ^ after or key in fixed or not any(clause.covers(day) for day in days):
            continue
        entered = source.id in after
        day = next((one for one in (clause.known, clause.withdrawn) if one and early < one <= late), None)
        commit = _commit_of(book, day) if day is not None and day == clause.withdrawn else source.commit
        yield Change(key, source.id, entered, day, clause.act, commit)


def _commit_of(book: Rulebook, day: date) -> str:
    """The commit of a day, when the clauses that became known on it name only one: a withdrawal names none."""
    commits = {each.source.commit for _, each in book.clauses() if each.clause.known == day and each.source.commit}
    return next(iter(commits)) if len(commits) == 1 else ""


def _together(change: Change) -> object:
    return change.id if change.day is None else (change.day, change.commit or change.rule)


def _values(a: Known, b: Known) -> Iterator[Change]:
    absent: Any = object()
    for key in sorted(a.values.keys() | b.values.keys()):
        if a.values.get(key, absent) != b.values.get(key, absent):
            yield Change(key, entered=key in b.values, value=b.values.get(key))
