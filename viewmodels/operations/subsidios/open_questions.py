"""The open questions of an audit answered from its workspace: a worked band, exceptions and their cost, undated rules.

How much each penalisation weighs and its mean share are read off the losses of the summary.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from engines.subsidy.cost_payment import paid, regimes_of, relations_of
from engines.subsidy.cost_scenario import Rules, scenario
from engines.subsidy.rules import Dated, Known, Rulebook
from engines.subsidy.steps import Connection
from storage.auditoria.report_bands import WorkedBand, richest_band
from storage.auditoria.report_data import exception_rules
from storage.auditoria.report_queries import ServiceDay

if TYPE_CHECKING:
    from storage.auditoria.bench import Laid

NAMED = ("servico", "id_veiculo", "dia")
"""Columns of a list that say for whom its row is, the first that holds something."""


@dataclass(frozen=True, slots=True)
class ExceptionFigures:
    """Rows of an exception that came with one act: for whom (services, vehicles; () everybody) and on which days."""

    rule: str
    clause: str
    act: str
    commit: str
    doubt: str
    whom: tuple[str, ...]
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A clause that was known, speaks of the settled days and was withdrawn."""

    rule: str
    clause: str
    act: str
    commit: str
    known: date
    withdrawn: date


@dataclass(frozen=True)
class Answers:
    """What is computed for the questions; `effects` is R$ paid more (or less) because of each rule of exception."""

    worked: WorkedBand | None
    worked_day: ServiceDay | None
    exceptions: tuple[ExceptionFigures, ...]
    effects: Mapping[str, Decimal]
    withdrawn: tuple[Withdrawn, ...]


def answers(connection: Connection, laid: "Laid", rows: Sequence[ServiceDay]) -> Generator[str, None, Answers]:
    """The answers over what stands on the bench; yields the name of each step run again for the exceptions."""
    book, days, known = laid.chain.book, laid.days, laid.known
    worked = richest_band(connection)
    found = tuple(exceptions_in_force(book, days, known))
    effects = yield from effects_of(connection, laid, sorted({each.rule for each in found}))
    richest = max((row for row in rows if row.payable is not None), key=lambda row: row.payable or 0, default=None)
    return Answers(worked, None if worked else richest, found, effects, tuple(withdrawn_of(book, days, known)))


def exceptions_in_force(book: Rulebook, days: Sequence[date], known: Known) -> Iterator[ExceptionFigures]:
    """Exceptions that hold on some of the days, one for each rule, act and stretch of days."""
    gathered: dict[tuple[str, str, date, date], list[Dated]] = {}
    for key in exception_rules():
        for each, held in _held(book, key, days, known):
            gathered.setdefault((key, each.clause.act, min(held), max(held)), []).append(each)
    for (key, act, first, last), many in gathered.items():
        source = many[0].source
        whom = tuple(sorted({name for each in many if (name := _whom(each))}))
        yield ExceptionFigures(key, source.id, act, source.commit, source.doubt, whom, first, last)


def effects_of(connection: Connection, laid: "Laid", keys: Sequence[str]) -> Generator[str, None, dict[str, Decimal]]:
    """R$ the payment moves because of each rule, everything else in place: with it, minus without it."""
    book, days, known = laid.chain.book, laid.days, laid.known
    regimes = regimes_of([Rules(book, known)], days)
    moved: dict[str, Decimal] = {}
    if not keys or not regimes:
        return moved
    with scenario(connection, laid.chain, days, known) as beside:
        beside.only(relations_of(regimes))
        base = paid(connection, regimes).total
        for key in keys:
            ids = frozenset(each.source.id for each, _ in _held(book, key, days, known))
            yield from beside.move(Rules(book, Known(known.on, known.without | ids, known.values)))
            with beside.inside() as inner:
                moved[key] = base - paid(inner, regimes).total  # type: ignore[arg-type]
    return moved


def withdrawn_of(book: Rulebook, days: Sequence[date], known: Known) -> Iterator[Withdrawn]:
    """Clauses about the days that were known once and were withdrawn by the day asked."""
    for key, each in book.clauses():
        clause = each.clause
        gone = clause.withdrawn is not None and clause.withdrawn <= known.on
        if gone and clause.withdrawn is not None and any(clause.covers(day) for day in days):
            yield Withdrawn(key, each.source.id, clause.act, each.source.commit, clause.known, clause.withdrawn)


def _held(book: Rulebook, key: str, days: Sequence[date], known: Known) -> Iterator[tuple[Dated, list[date]]]:
    """Clauses of a rule in force, with the days each holds; a switch counts where it is on."""
    held: dict[str, tuple[Dated, list[date]]] = {}
    for day in days:
        for each in _on(book, key, day, known):
            held.setdefault(each.source.id, (each, []))[1].append(day)
    yield from held.values()


def _on(book: Rulebook, key: str, day: date, known: Known) -> Iterator[Dated]:
    if key in book.lists:
        yield from book.lists[key].at(day, known.on, known.without)
        return
    found = book.scalars[key].at(day, known.on, known.without)
    if found is not None and found.clause.value:
        yield found


def _whom(each: Dated) -> str:
    value = each.clause.value
    if not isinstance(value, Mapping):
        return ""
    return next((str(value[name]) for name in NAMED if value.get(name)), "")
