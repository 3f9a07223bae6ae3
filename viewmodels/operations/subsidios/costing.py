"""What a rule cost: the choices that make a difference for the days on the bench, and the payment between two of them.

A choice of rules is an `engines.subsidy.rules.Known`: a known-on date, clauses switched off, values put in place.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from engines.subsidy.chain import publishable
from engines.subsidy.cost import Cost as Cost
from engines.subsidy.cost import CostBar as CostBar
from engines.subsidy.cost import CostStep, cost
from engines.subsidy.rules import Dated, Rulebook, RuleValue
from engines.subsidy.rules import Known as Known
from engines.subsidy.sensitivity import Threshold, in_force, load_thresholds
from storage.auditoria.bench import AuditBench, Laid
from storage.auditoria.publishing import PAYMENT
from storage.errors import KnownError
from storage.resources import load_yaml
from viewmodels.jobs import Progress, Work
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.workspace import open_audit_of

Step = TypeVar("Step")
Result = TypeVar("Result")
THRESHOLDS = "sensibilidade/subsidio.yaml"


@dataclass(frozen=True, slots=True)
class ClauseChoice:
    """A clause that holds on some of the days: its rule, act, days of effect [since, end), when it was known.

    `value` is what it gives its rule, None in a list, whose rows have several.
    """

    id: str
    rule: str
    act: str
    since: date
    end: date | None
    known: date
    withdrawn: date | None
    commit: str
    value: RuleValue = None

    def stands(self, on: date) -> bool:
        """True when it was known on a day and not yet withdrawn."""
        return self.known <= on and (self.withdrawn is None or on < self.withdrawn)


@dataclass(frozen=True, slots=True)
class DayChoice:
    """A day on which the rules of these days changed, the clauses that did and the rules they are of."""

    day: date
    clauses: int
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParameterChoice:
    """A threshold: the unit of its values, and those in force on the days (several where it changes inside them)."""

    key: str
    unit: str
    whole: bool
    values: tuple[RuleValue, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What A and B may be for the days on the bench; `known_on` is the day of the calculation that stands there."""

    days: tuple[date, ...]
    known_on: date
    dates: tuple[DayChoice, ...]
    clauses: tuple[ClauseChoice, ...]
    parameters: tuple[ParameterChoice, ...]


def rules_known(on: date, without: Iterable[str] = ()) -> Known:
    """The rules known on a day, some clauses switched off."""
    return Known(on, frozenset(without))


@operation("subsidios.mudancas_possiveis", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def possible_changes(house: House, scope: Scope, *, known_on: date | None = None) -> Choices:
    """The choices there are; values in force are those known on `known_on`, by default on the bench's own day.

    Raises KnownError AUDITORIA_NENHUMA, AUDITORIA_SEM_CALCULO.
    """
    laid = open_audit_of(house).bench.standing()
    asked = laid.known if known_on is None else Known(known_on)
    book, clauses = laid.chain.book, tuple(_clauses(laid))
    parameters = (
        ParameterChoice(
            each.key, each.unit, book.scalars[each.key].kind == "inteiro", in_force(book, each.key, laid.days, asked)
        )
        for each in thresholds_of(book).values()
    )
    return Choices(laid.days, laid.known.on, _dates(clauses), clauses, tuple(parameters))


@operation("subsidios.custo", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def cost_between(house: House, scope: Scope, *, a: Known, b: Known) -> Work[Cost]:
    """Payment of the days under the rules of A and of B, with the way between them; the bench is left as it was.

    Raises KnownError AUDITORIA_NENHUMA, AUDITORIA_SEM_CALCULO, AUDITORIA_SEM_PAGAMENTO, AUDITORIA_CLAUSULA_AUSENTE,
    AUDITORIA_OCUPADA.
    """
    bench = open_audit_of(house).bench
    laid = paying(bench)
    for each in (a, b):
        must_know(laid.chain.book, each)
    with bench.working():
        work = cost(bench.session.connection, laid.chain, laid.days, a, b, laid.known)
        return (yield from telling(work, _progress))


def telling(work: Generator[Step, None, Result], words: Callable[[Step], Progress]) -> Work[Result]:
    """A work of the engines as one of the screens; left half-way, it is closed before what it stands on is given up."""
    try:
        while True:
            try:
                step = next(work)
            except StopIteration as end:
                return end.value  # type: ignore[no-any-return]
            yield words(step)
    finally:
        work.close()


def paying(bench: AuditBench) -> Laid:
    """What stands on the bench. Raises KnownError AUDITORIA_SEM_CALCULO, AUDITORIA_SEM_PAGAMENTO without a payment."""
    laid = bench.standing()
    stages = publishable(laid.chain, laid.given, laid.days, laid.known)
    if not any(stage.name in PAYMENT for stage in stages):
        raise KnownError("AUDITORIA_SEM_PAGAMENTO")
    return laid


def thresholds_of(book: Rulebook) -> dict[str, Threshold]:
    """The thresholds whose sensitivity can be asked, with the values to try; those the book of an old run has."""
    data = load_yaml(THRESHOLDS)
    assert isinstance(data, dict)
    marked = {key for key, rule in book.scalars.items() if rule.threshold}
    return load_thresholds({"limiares": [item for item in data["limiares"] if item["chave"] in marked]}, book)


def must_know(book: Rulebook, known: Known) -> None:
    """Raises KnownError AUDITORIA_CLAUSULA_AUSENTE when a clause switched off, or a rule replaced, is not there."""
    ids = {each.source.id for _, each in book.clauses()}
    absent = sorted((known.without - ids) | (known.values.keys() - book.scalars.keys()))
    if absent:
        raise KnownError("AUDITORIA_CLAUSULA_AUSENTE", clausula=absent[0][:80])


def _progress(step: CostStep) -> Progress:
    code = "SUBSIDIO_CUSTO.PRIMEIRO" if step.bar < 0 else "SUBSIDIO_CUSTO.PASSO"
    told = {"etapa": step.step, "n": step.bar + 1, "de": step.bars}
    return Progress(code, step.bar + 1, step.bars + 1, told)


def _clauses(laid: Laid) -> Iterator[ClauseChoice]:
    for key, each in laid.chain.book.clauses():
        if any(each.clause.covers(day) for day in laid.days):
            yield _clause(key, each)


def _clause(key: str, each: Dated) -> ClauseChoice:
    said, source = each.clause, each.source
    value = None if isinstance(said.value, Mapping) else said.value
    dates = (said.start, said.end, said.known, said.withdrawn)
    return ClauseChoice(source.id, key, said.act, *dates, source.commit, value)


def _dates(clauses: tuple[ClauseChoice, ...]) -> tuple[DayChoice, ...]:
    found: dict[date, list[str]] = {}
    for each in clauses:
        for day in {each.known, each.withdrawn} - {None}:
            assert day is not None
            found.setdefault(day, []).append(each.rule)
    return tuple(DayChoice(day, len(rules), tuple(dict.fromkeys(rules))) for day, rules in sorted(found.items()))
