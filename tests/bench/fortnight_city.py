"""The invented city of the benchmark: how large, its calendar, fleet, prices and weather."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from storage.sample.auditoria.tables import JUDICIAL, PRICES, TECHNOLOGIES, TYPES

FIRST = date(2025, 11, 16)
KNOWN_ON = date(2026, 5, 26)
STATUSES = (*[TYPES[-1]] * 44, *[TYPES[-2]] * 3, "Lacrado", "Não vistoriado", "Não licenciado")
Columns = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Size:
    """How large a city: days settled, services, vehicles, points and transactions per trip."""

    days: int = 15
    services: int = 400
    vehicles: int = 4000
    points: int = 2
    transactions: int = 3


SMALL = Size()
REAL = replace(SMALL, points=30)


def settled_days(size: Size) -> list[date]:
    """The days the city is settled for, in order."""
    return [FIRST + timedelta(days=n) for n in range(size.days)]


def services_of(size: Size) -> list[str]:
    """Codes of its services."""
    return [f"{100 + n}" for n in range(size.services)]


def vehicles_of(size: Size, letter: str) -> list[str]:
    """Numbers of its vehicles, after a letter or none."""
    return [f"{letter}{10000 + n}" for n in range(size.vehicles)]


def parameters(size: Size) -> Mapping[str, list[Columns]]:
    """The small tables: calendar, fleet, tariffs, penalties, technologies, temperature outside."""
    days, eve = settled_days(size), FIRST - timedelta(days=1)
    since, until = date(2025, 4, 1), date(2026, 12, 31)
    tariff = [
        {"status": kind, "tecnologia": None, "subsidio_km": PRICES.get(kind, Decimal(0)), "data_inicio": since,
         "data_fim": until, "indicador_penalidade_judicial": kind in JUDICIAL, "ordem": order}
        for order, kind in enumerate(TYPES, start=1)
    ]  # fmt: skip
    penalty = [
        {"data_inicio": since, "data_fim": until, "perc_km_inferior": low, "perc_km_superior": high,
         "tipo_penalidade": kind, "valor": Decimal(value)}
        for low, high, kind, value in ((0, 40, "Grave", "1235.31"), (40, 60, "Média", "617.64"), (60, 80, "Nula", "0"))
    ]  # fmt: skip
    technologies = [
        {"inicio_vigencia": since, "fim_vigencia": None, "servico": code,
         "maior_tecnologia_permitida": TECHNOLOGIES[2 + n % 2], "menor_tecnologia_permitida": TECHNOLOGIES[n % 3 % 2]}
        for n, code in enumerate(services_of(size)) if n % 12
    ]  # fmt: skip
    outside = [
        {"data": day, "hora": hour, "temperatura": Decimal(17 + (hour * 7 + day.day) % 19), "fonte": "inmet"}
        for day in (*days, days[-1] + timedelta(days=1)) for hour in range(24)
    ]  # fmt: skip
    return {
        "subsidio_data_versao_efetiva": [
            {"data": day, "tipo_dia": "Domingo" if day.weekday() == 6 else "Dia Útil", "tipo_os": "Regular",
             "feed_start_date": FIRST}
            for day in days
        ],
        "valor_km_tipo_viagem": tariff,
        "valor_tipo_penalidade": penalty,
        "tecnologia_prioridade": [{"tecnologia": one, "prioridade": n} for n, one in enumerate(TECHNOLOGIES, 1)],
        "tecnologia_servico": technologies,
        "servico_contrato_abreviado": [{"servico": code, "data": since} for code in services_of(size)[::8]],
        "temperatura": outside,
        "aux_veiculo_dia_consolidada": [row for day in (eve, *days) for row in _fleet(size, day)],
        "aux_veiculo_falha_ar_condicionado": [
            {"data": eve, "id_veiculo": one, "quantidade_dia_falha_operacional": n % 7}
            for n, one in enumerate(vehicles_of(size, "B")) if n % 4 == 0
        ],
    }  # fmt: skip


def _fleet(size: Size, day: date) -> Iterator[Columns]:
    flags = {cool: json.dumps({"indicador_ar_condicionado": {"valor": cool}}) for cool in (True, False)}
    for n, number in enumerate(vehicles_of(size, "B")):
        status = STATUSES[(n * 2654435761 >> 12) % len(STATUSES)]
        yield {
            "data": day, "id_veiculo": number, "placa": f"LQ{chr(65 + n % 26)}{n:05}",
            "ano_fabricacao": 2013 + n % 12, "tecnologia": TECHNOLOGIES[(1, 2, 2, 3)[(n * 2654435761 >> 20) % 4]],
            "status": status, "indicadores": flags[status != TYPES[-2]],
        }  # fmt: skip
