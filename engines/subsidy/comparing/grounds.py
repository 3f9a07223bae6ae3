"""Which rule stands behind a verdict, and by which tables the days are paid: data of the comparison."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from engines.subsidy.rules import Known, Rulebook
from engines.subsidy.steps import Connection, lay

RELATION = "comparacao_regra"


@dataclass(frozen=True, slots=True)
class PaidBy:
    """A table that says what a unit is paid: columns that add up to it, that of its POF, that of its penalty."""

    stage: str
    unit: str
    values: tuple[str, ...]
    pof: str = ""
    penalty: str = ""


@dataclass(frozen=True, slots=True)
class Grounds:
    """Tables that pay; verdict -> its rule; type of trip -> verdict that gives it; verdicts that restrict nothing."""

    paid_by: tuple[tuple[PaidBy, ...], ...]
    rules: Mapping[str, str]
    verdicts: Mapping[str, str]
    plain: tuple[str, ...]


def load_grounds(data: Mapping[str, Any]) -> Grounds:
    """Grounds of `resources/comparacao/subsidio.yaml`, already parsed."""
    paid_by = tuple(tuple(_paid_by(item) for item in group) for group in data["pagamentos"])
    return Grounds(paid_by, dict(data["regras"]), dict(data["tipos"]), tuple(data["sem_restricao"]))


def _paid_by(item: Mapping[str, Any]) -> PaidBy:
    return PaidBy(item["etapa"], item["unidade"], tuple(item["valor"]), item.get("pof", ""), item.get("penalidade", ""))


def lay_grounds(connection: Connection, grounds: Grounds, book: Rulebook, days: Sequence[date], known: Known) -> None:
    """Makes relation `comparacao_regra`: on each day, the clause in force and the act behind each verdict.

    A verdict not among the grounds is the name of a clause, or the one a row of a list gives.
    """
    rows = {row[:2]: row for day in days for row in (*_listed(book, day, known), *_named(grounds, book, day, known))}
    shape = {"data": "DATE", "regra": "VARCHAR", "clausula": "VARCHAR", "ato": "VARCHAR"}
    lay(connection, RELATION, shape, list(rows.values()))


def _listed(book: Rulebook, day: date, known: Known) -> Iterator[tuple[date, str, str, str]]:
    for rule in book.lists.values():
        for each in rule.at(day, known.on, known.without):
            yield day, each.source.id, each.source.id, each.clause.act
            if each.clause.value.get("regra"):
                yield day, str(each.clause.value["regra"]), each.source.id, each.clause.act


def _named(grounds: Grounds, book: Rulebook, day: date, known: Known) -> Iterator[tuple[date, str, str, str]]:
    for verdict, key in grounds.rules.items():
        for identity, act in _standing(book, key, day, known):
            yield day, verdict, identity, act


def _standing(book: Rulebook, key: str, day: date, known: Known) -> Iterable[tuple[str, str]]:
    if key in book.scalars:
        found = book.scalars[key].at(day, known.on, known.without)
        return [] if found is None else [(found.source.id, found.clause.act)]
    return [(each.source.id, each.clause.act) for each in book.lists[key].at(day, known.on, known.without)][:1]
