"""Which changes of the rules explain what they paid: the units paid again under the rules as they stood before.

Going from our rules towards those known when they paid, change by change, the first state in which a unit is paid what
they paid explains it: each change up to there brings what the unit's payment moved with it. A unit that is never paid
what they paid is explained by none. So the parts add up to the difference, unit by unit.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engines.subsidy.chain import Chain
from engines.subsidy.cost import CostStep
from engines.subsidy.cost_changes import Bar, bars, standing
from engines.subsidy.cost_payment import Regime, regimes_of, relations_of, units_of
from engines.subsidy.cost_scenario import BASE, Scenario, scenario
from engines.subsidy.rules import Known
from engines.subsidy.steps import Connection, lay

STATES, CLAUSES = "comparacao_estado", "comparacao_clausula"
NONE = -1
"""Place of the bar of what no change explains."""

_STATE = """
INSERT INTO {base}.comparacao_estado
SELECT {state}, u.unidade, CAST(p.valor AS DECIMAL(38, 9))
FROM comparacao_unidade AS u
JOIN ({units}) AS p ON p.data = u.data AND p.servico = u.servico AND p.sentido IS NOT DISTINCT FROM u.sentido
    AND p.faixa_horaria_inicio IS NOT DISTINCT FROM u.faixa_horaria_inicio
WHERE u.efeito <> 0
"""
_CLAUSES = """
CREATE OR REPLACE TABLE comparacao_clausula AS
WITH alcancado AS (
    SELECT e.unidade, MIN(e.estado) AS estado
    FROM comparacao_estado AS e
    JOIN comparacao_unidade AS u ON u.unidade = e.unidade AND e.valor = u.deles
    WHERE u.comparavel
    GROUP BY e.unidade
), movida AS (
    SELECT unidade, estado, valor, LAG(valor) OVER (PARTITION BY unidade ORDER BY estado) AS anterior
    FROM comparacao_estado
)
SELECT m.unidade, m.estado - 1 AS barra, CAST(m.anterior - m.valor AS DECIMAL(38, 9)) AS efeito
FROM movida AS m
JOIN alcancado AS a ON a.unidade = m.unidade AND m.estado <= a.estado
WHERE m.anterior <> m.valor
UNION ALL
SELECT u.unidade, {none}, u.efeito
FROM comparacao_unidade AS u
LEFT JOIN alcancado AS a ON a.unidade = u.unidade
WHERE u.efeito <> 0 AND a.unidade IS NULL
"""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a change of the rules explains of the difference (R$, ours minus theirs); `bar` None: no change does."""

    bar: Bar | None
    units: int
    effect: Decimal


def explain(
    connection: Connection, chain: Chain, days: Sequence[date], known: Known, theirs: Known
) -> Generator[CostStep, None, tuple[Explanation, ...]]:
    """Changes of the rules between ours and `theirs` (known when they paid), with what each explains; then the rest.

    Needs what `compare` leaves, the main schema being calculated under `known`, which is left as it was. Leaves
    relation `comparacao_clausula`: unit, place of the bar in the walk (-1 for none), R$. Yields before each step.
    """
    lay(connection, STATES, {"estado": "BIGINT", "unidade": "BIGINT", "valor": "DECIMAL(38, 9)"}, [])
    walked = bars(chain.book, known, theirs, days)
    with scenario(connection, chain, days, known) as beside:
        yield from _walk(beside, known, walked)
    connection.execute(_CLAUSES.format(none=NONE))
    grouped = f"SELECT barra, COUNT(DISTINCT unidade), SUM(efeito) FROM {CLAUSES} GROUP BY barra"
    rows = connection.execute(f"{grouped} ORDER BY barra = {NONE}, ABS(SUM(efeito)) DESC, barra").fetchall()
    return tuple(
        Explanation(None if place == NONE else walked[int(place)], int(units), Decimal(effect))
        for place, units, effect in rows
    )


def _walk(beside: Scenario, known: Known, walked: Sequence[Bar]) -> Generator[CostStep, None, None]:
    book = beside.chain.book
    states = [standing(book, known)]
    for bar in walked:
        states.append(states[-1].after(bar))
    regimes = regimes_of([state.rules(book) for state in states], beside.days)
    beside.only(relations_of(regimes))
    for place, state in enumerate(states):
        for step in beside.move(state.rules(book)):
            yield CostStep(place - 1, len(walked), step)
        _keep(beside, place, regimes)


def _keep(beside: Scenario, place: int, regimes: Sequence[Regime]) -> None:
    if regimes:
        with beside.inside() as inner:
            inner.execute(_STATE.format(base=BASE, state=place, units=units_of(regimes)))
