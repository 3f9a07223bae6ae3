"""The rules a band or a day was settled with: act, since when in force, since when known, and the value each gave."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from engines.sheet import Evaluation
from engines.subsidy.explain_reading import reading
from engines.subsidy.rules import Dated, Known, Rulebook, RuleValue
from engines.subsidy.steps import Connection

SCALARS: Mapping[str, tuple[str, ...]] = {
    "pof_minimo": ("pof_minimo",),
    "tarifa_por": ("tarifa", "tarifa_paga"),
    "penalidade_uma_por_dia": ("penalidade_de_outra_faixa",),
    "judicial_inclui_penalidade": ("judicial_inclui_penalidade",),
}
"""Scalar rule -> inputs of the sheet that stand on it."""
CAP = ("dentro",)
DAY = "SELECT data FROM faixa_planejada WHERE dia = CAST(? AS BIGINT) LIMIT 1"
CAPS = """
SELECT DISTINCT COALESCE(t.regra_excecao, t.regra_teto) AS clausula FROM teto_da_faixa t
WHERE t.faixa IN (SELECT UNNEST(CAST(? AS BIGINT[]))) AND COALESCE(t.regra_excecao, t.regra_teto) IS NOT NULL
ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class UsedRule:
    """A rule as it stood: its key and clause, act, since when, since when known, its value, the inputs it gave."""

    key: str
    clause: str
    act: str
    start: date | None
    known: date | None
    value: RuleValue
    inputs: tuple[str, ...] = ()


def rules_used(connection: Connection, book: Rulebook, known: Known, evaluation: Evaluation) -> tuple[UsedRule, ...]:
    """Rules of the only day of an evaluation, those of the cap of its bands included."""
    day = evaluation.facts.axes["dia"][0].key
    on: date = reading(connection, DAY, [day])[0]["data"]
    return (*_scalars(book, known, on), *_caps(connection, book, evaluation))


def used_rule(book: Rulebook, known: Known, key: str, on: date) -> UsedRule | None:
    """A scalar rule as it stood on a day; None where its default holds, or for a list."""
    rule = book.scalars.get(key)
    found = rule.at(on, known.on, known.without) if rule is not None else None
    return None if found is None else _used(key, found, book.value(key, on, known), ())


def _scalars(book: Rulebook, known: Known, on: date) -> Iterator[UsedRule]:
    for key, inputs in SCALARS.items():
        found = used_rule(book, known, key, on)
        if found is not None:
            yield replace(found, inputs=inputs)


def _caps(connection: Connection, book: Rulebook, evaluation: Evaluation) -> Iterator[UsedRule]:
    bands = [int(member.key) for member in evaluation.facts.axes["faixa"]]
    wanted: list[Any] = [row["clausula"] for row in reading(connection, CAPS, [bands])]
    for clause in wanted:
        key, found = next((pair for pair in book.clauses() if pair[1].source.id == clause), ("", None))
        if found is not None:
            yield _used(key, found, None, CAP)


def _used(key: str, found: Dated, value: RuleValue, inputs: tuple[str, ...]) -> UsedRule:
    clause = found.clause
    return UsedRule(key, found.source.id, clause.act, clause.start, clause.known, value, inputs)
