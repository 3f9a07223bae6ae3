"""The rules in time: each one on two axes, trip date by known-on date, and what a later day makes of these days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from engines.finding import NOTHING
from engines.subsidy.chain import Chain
from engines.subsidy.rules import Dated, Known, ListRule, RuleValue, ScalarRule
from engines.subsidy.timeline import Region, Turn, Window, regions, turns, whole_window
from storage.auditoria.shipped import shipped_chain
from storage.auditoria.sources import SourceKind, source_in_force
from storage.errors import KnownError
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.workspace import open_audit_of

AROUND = timedelta(days=75)
"""Days shown on each side when only what is near the audit is looked at."""


@dataclass(frozen=True, slots=True)
class RuleListed:
    """A rule as it is chosen from: its key, the first stage that reads it ("" none), clauses and whether a list.

    `here` counts the clauses about some of the audit's days, whenever they were known.
    """

    key: str
    stage: str
    clauses: int
    listed: bool
    here: int = 0


@dataclass(frozen=True)
class RuleInTime:
    """One rule on two axes. `kind` is that of its value, "" for a list, whose `columns` have kinds of their own.

    `days` are the audit's, () before anything was brought; `known_on` is the calculation's day, None before one.
    """

    key: str
    kind: str
    columns: Mapping[str, str]
    stages: tuple[str, ...]
    default: RuleValue
    clauses: tuple[Dated, ...]
    window: Window
    regions: tuple[Region, ...]
    days: tuple[date, ...]
    known_on: date | None


@operation("subsidios.regras_em_lista", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def listed_rules(house: House, scope: Scope) -> tuple[RuleListed, ...]:
    """Every rule of the calculation, in the order of the stages that read them first. Raises AUDITORIA_NENHUMA."""
    chain = chain_of(house)
    places = {step.name: at for at, step in enumerate(chain.steps)}
    both: dict[str, ScalarRule | ListRule] = {**chain.book.scalars, **chain.book.lists}
    days = days_of(house)
    found = [_listed(rule, days) for rule in both.values()]
    return tuple(sorted(found, key=lambda one: places.get(one.stage, len(places))))


@operation("subsidios.linha_do_tempo", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def rule_timeline(house: House, scope: Scope, *, rule: str, near: bool = False) -> RuleInTime:
    """A rule on two axes; `near` looks only around the days of the audit.

    Raises KnownError AUDITORIA_NENHUMA, KeyError for a rule that does not exist.
    """
    book, days = chain_of(house).book, days_of(house)
    laid = open_audit_of(house).bench.laid
    known_on = None if laid is None else laid.known.on
    until = max((known_on or house.clock.today(), *days))
    window = whole_window(book, rule, until)
    if near and days:
        window = _near(window, days, until)
    one = book.scalars.get(rule) or book.lists[rule]
    found = regions(book, rule, window)
    return RuleInTime(rule, *_shape(one), one.stages, _default(one), _clauses(one), window, found, days, known_on)


@operation("subsidios.mudancas_de_regra", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def rule_turns(house: House, scope: Scope, *, before: date, after: date) -> tuple[Turn, ...]:
    """What the rules of the audit's days say on two known-on dates. Raises KnownError AUDITORIA_SEM_TABELAS."""
    days = days_of(house)
    if not days:
        raise KnownError("AUDITORIA_SEM_TABELAS")
    return turns(chain_of(house).book, Known(before), Known(after), days)


def chain_of(house: House) -> Chain:
    """The chain on the bench, before any calculation the one this program ships. Raises AUDITORIA_NENHUMA."""
    laid = open_audit_of(house).bench.laid
    return shipped_chain(()) if laid is None else laid.chain


def days_of(house: House) -> tuple[date, ...]:
    """Days settled: those on the bench, else those that were brought, else none."""
    laid = open_audit_of(house).bench.laid
    if laid is not None:
        return laid.days
    with house.store.read() as connection:
        source = source_in_force(connection, SourceKind.INPUT)
    return () if source is None else source.days


def _listed(rule: ScalarRule | ListRule, days: Sequence[date]) -> RuleListed:
    clauses = _clauses(rule)
    here = sum(any(each.clause.covers(day) for day in days) for each in clauses)
    return RuleListed(rule.key, next(iter(rule.stages), ""), len(clauses), isinstance(rule, ListRule), here)


def _near(whole: Window, days: Sequence[date], until: date) -> Window:
    """The part of a window around some days, known from before they ran; never an empty one."""
    first, last = min(days) - AROUND, max(days) + AROUND
    known = min(max(whole.known, first), until)
    return Window(first, last, known, max(whole.known_end, last))


def _shape(rule: ScalarRule | ListRule) -> tuple[str, Mapping[str, str]]:
    return ("", rule.columns) if isinstance(rule, ListRule) else (rule.kind, NOTHING)


def _default(rule: ScalarRule | ListRule) -> RuleValue:
    return None if isinstance(rule, ListRule) else rule.default


def _clauses(rule: ScalarRule | ListRule) -> tuple[Dated, ...]:
    return rule.rows if isinstance(rule, ListRule) else rule.clauses
