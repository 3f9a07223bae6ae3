"""Rules of an audit for its report: those that hold on its days, and those that are not what they were since."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from engines.subsidy.rules import Dated, Known, Rulebook
from engines.subsidy.timeline import Turn, turns
from viewmodels.operations.subsidios.report_figures import ChangeFigures, RuleFigures


def rules_in_force(book: Rulebook, days: Sequence[date], known: Known) -> Iterator[RuleFigures]:
    """Clauses that hold on some of the days, gathered by rule, act and the day each became known."""
    gathered: dict[tuple[str, str, str, date, str, str], tuple[list[Dated], list[date]]] = {}
    for key in (*book.scalars, *book.lists):
        for day in days:
            for each in _clauses_on(book, key, day, known):
                value = "" if key in book.lists else shown(each.clause.value)
                same = (key, each.clause.act, each.source.commit, each.clause.known, each.source.doubt, value)
                many, held = gathered.setdefault(same, ([], []))
                many += [] if each in many else [each]
                held.append(day)
    for (key, act, commit, since, doubt, value), (many, held) in gathered.items():
        first, last = min(held), max(held)
        yield RuleFigures(key, many[0].source.id, len(many), first, last, since, act, commit, doubt, value)


def _clauses_on(book: Rulebook, key: str, day: date, known: Known) -> Iterator[Dated]:
    if key in book.lists:
        yield from book.lists[key].at(day, known.on, known.without)
    elif (found := book.scalars[key].at(day, known.on, known.without)) is not None:
        yield found


def changes_since(book: Rulebook, days: Sequence[date], known: Known) -> Iterator[ChangeFigures]:
    """What the rules of the days say now and did not say on the day after the last of them."""
    ended = Known(max(days) + timedelta(days=1))
    for turn in turns(book, ended, known, days) if ended.on < known.on else ():
        if turn.moves:
            yield _change(turn)


def _change(turn: Turn) -> ChangeFigures:
    told = turn.after or turn.before
    before, after = (shown(value) for value in turn.values)
    act = told.clause.act if told else ""
    commit = told.source.commit if told else ""
    since = turn.after.clause.known if turn.after else turn.before.clause.withdrawn if turn.before else None
    last = turn.end - timedelta(days=1)
    return ChangeFigures(turn.key, turn.start, last, before, after, act, commit, since)


def shown(value: object) -> str:
    """A rule's value as plain text; a row of a list by what it holds."""
    if isinstance(value, Mapping):
        return ", ".join(str(each) for each in value.values() if each not in (None, ""))
    return "" if value is None else str(value)
