"""Every threshold of the payment turned to other values, timed: only what comes after it runs again."""

import time
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from tests.bench.fortnight_city import KNOWN_ON

if TYPE_CHECKING:
    from storage.bulk.session import BulkSession

THRESHOLDS = (
    "pof_minimo", "pof_media", "pof_grave", "teto_fator_extra", "temperatura_limite", "temperatura_diferenca",
    "temperatura_fator_iqr", "temperatura_escore_z", "temperatura_percentual_regular",
    "temperatura_percentual_descartado", "falha_percentual_viagens", "falha_dias", "bilhetagem_janela_minutos",
    "transacao_atraso_dias", "captura_atraso_dias", "equipamento_aberto_minimo",
)  # fmt: skip
VALUES = 3
"""Other values of each threshold: the median is of these."""


def turned_thresholds(session: "BulkSession", days: Sequence[date]) -> Iterator[tuple[str, float]]:
    """(threshold, seconds) of each other value; the session holds the whole calculation, nothing dropped."""
    from engines.subsidy.chain import statuses_of
    from engines.subsidy.rules import Known
    from engines.subsidy.sensitivity import CurvePoint, curve, in_force, load_thresholds
    from storage.auditoria.shipped import shipped_chain
    from storage.resources import load_yaml

    known, chain = Known(KNOWN_ON), shipped_chain(statuses_of(session.connection))
    thresholds = load_thresholds(load_yaml("sensibilidade/subsidio.yaml"), chain.book)
    for key in THRESHOLDS:
        standing = in_force(chain.book, key, days, known)
        others = [value for value in thresholds[key].values if value not in standing][:VALUES]
        began = time.perf_counter()
        for each in curve(session.connection, chain, days, known, key, others):
            if isinstance(each, CurvePoint):
                yield key, time.perf_counter() - began
                began = time.perf_counter()
