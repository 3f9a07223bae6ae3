"""The chain as a scenario runs it: the sheet's steps evaluate only the lines the payment is made of.

The others are null there. Asked again for each point of a curve, the rest of the lines would be most of the work.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from engines.sheet import Sheet
from engines.sheet.bulk import bulk_select
from engines.subsidy.chain import Chain
from engines.subsidy.steps import Step

PAYING = ("apurado_somado", "valor_a_pagar", "valor_penalidade", "valor_a_pagar_dia", "valor_penalidade_dia")
"""Lines the payment and its parts are read from."""
NARROWED = ("folha_viagem", "folha_grupo", "folha_faixa", "folha_dia")
"""Steps that no step of the payment reads but through those lines, or hands on without reading."""
IDLE: Mapping[str, frozenset[str]] = {"pof_minimo": frozenset({"viagem_tarifada", "viagem_no_teto"})}
"""Rule -> steps that only hand it on to a line left out: the deduction of technology is no part of what is paid."""


def lean(chain: Chain) -> Chain:
    """The same chain, its narrowed steps with the lines of the payment only."""
    needed = _needed(chain.sheet, PAYING)
    return replace(chain, steps=tuple(_narrowed(chain.sheet, step, needed) for step in chain.steps))


def _needed(sheet: Sheet, wanted: Iterable[str]) -> frozenset[str]:
    needed: set[str] = set()
    waiting = list(wanted)
    while waiting:
        line = waiting.pop()
        if line not in needed and line in sheet.lines:
            needed.add(line)
            waiting.extend(sheet.precedents[line])
    return frozenset(needed)


def _narrowed(sheet: Sheet, step: Step, needed: frozenset[str]) -> Step:
    if step.bulk is None or step.name not in NARROWED:
        return step
    left_out = [line for line in step.bulk.lines if line not in needed]
    bulk = replace(step.bulk, lines=tuple(line for line in step.bulk.lines if line in needed))
    text, binds = bulk_select(sheet, bulk)
    nulls = "".join(f", CAST(NULL AS DECIMAL(38, 9)) AS {line}" for line in left_out)
    return replace(step, bulk=bulk, text=f"SELECT lean.*{nulls} FROM ({text}) AS lean", binds=binds)
