"""The chain as a scenario runs it: the sheet's steps evaluate only the lines the payment is made of.

Asked again for each point of a curve, the other lines and the columns only shown would be most of the work.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from engines.sheet import Sheet
from engines.sheet.bulk import bulk_select
from engines.subsidy.chain import Chain
from engines.subsidy.steps import Step

PAYING = ("apurado_somado", "valor_a_pagar", "valor_penalidade", "valor_a_pagar_dia", "valor_penalidade_dia")
"""Lines the payment and its parts are read from."""
NARROWED: Mapping[str, frozenset[str]] = {
    "folha_glosa": frozenset(),
    "folha_grupo": frozenset({"dentro", "judicial"}),
    "folha_faixa": frozenset({
        "tipo_dia", "faixa_horaria_inicio", "faixa_horaria_fim", "consorcio", "servico", "sentido",
        "viagens_faixa", "km_apurada_faixa", "pof",
    }),
    "folha_km_inteiro": frozenset({
        "viagens_faixa", "km_apurada_faixa", "km_subsidiada_faixa", "km_planejada_somada", "pof",
        "valor_acima_limite_faixa", "valor_total_sem_glosa", "judicial_faixa",
    }),
    "folha_dia": frozenset(),
}  # fmt: skip
"""Steps no other of the payment reads but through those lines -> columns they carry along for others only."""
HANDED_ON = frozenset({"glosa_tecnologia"})
"""Lines left out that a step still carries without reading them: null there."""
IDLE: Mapping[str, frozenset[str]] = {"pof_minimo": frozenset({"classe_tarifada"})}
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
    kept = tuple(name for name in step.bulk.kept if name not in NARROWED[step.name])
    bulk = replace(step.bulk, lines=tuple(line for line in step.bulk.lines if line in needed), kept=kept)
    text, binds = bulk_select(sheet, bulk)
    nulls = (f", CAST(NULL AS DECIMAL(38, 9)) AS {line}" for line in step.bulk.lines if line in HANDED_ON - needed)
    reads = tuple(name for name in step.reads if f" {name} " in text)
    return replace(
        step, bulk=bulk, text=f"SELECT lean.*{''.join(nulls)} FROM ({text}) AS lean", binds=binds, reads=reads
    )
