"""The tables of the sample audit as upstream shapes them, before any fault is planted."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from storage.sample.auditoria.city import (
    DAYS,
    FIRST,
    HOURS,
    SEED,
    SERVICES,
    WITH_AC,
    WITHOUT_AC,
    Trip,
    Vehicle,
    band_of,
    day_type,
    fleet,
    trips,
)

Row = dict[str, Any]
Tables = dict[str, list[Row]]
TECHNOLOGIES = ("MINI", "MIDI", "BASICO", "PADRON")
TYPES = (
    "Não licenciado", "Não vistoriado", "Lacrado", "Não autorizado por ausência de ar-condicionado",
    "Não autorizado por capacidade", "Autuado por ar inoperante", "Autuado por alterar itinerário",
    "Autuado por vista inoperante", "Autuado por não atender solicitação de parada",
    "Autuado por iluminação insuficiente", "Autuado por não concluir itinerário", "Registrado com ar inoperante",
    "Detectado com ar inoperante", "Sem transação", "Validador fechado", "Validador associado incorretamente",
    WITHOUT_AC, WITH_AC,
)  # fmt: skip
PRICES = {WITH_AC: Decimal("2.98"), WITHOUT_AC: Decimal("2.09")}
JUDICIAL = frozenset({"Autuado por ar inoperante", "Registrado com ar inoperante", WITHOUT_AC})
POINT_MINUTES = 9


def sample_tables() -> Tables:
    """Every input table of the week."""
    vehicles = fleet()
    made = trips(vehicles)
    return {**_parameters(), **_plan(), **_fleet_days(vehicles), **_operation(made)}


def _parameters() -> Tables:
    tariff = [
        {
            "status": kind, "tecnologia": None, "subsidio_km": PRICES.get(kind, Decimal(0)),
            "data_inicio": date(2025, 4, 1), "data_fim": date(2025, 12, 31),
            "indicador_penalidade_judicial": kind in JUDICIAL, "ordem": order,
        }
        for order, kind in enumerate(TYPES, start=1)
    ]  # fmt: skip
    tiers = ((0, 40, "Grave", "1235.31"), (40, 60, "Média", "617.64"), (60, 80, "Nula", "0"), (80, 100, None, None))
    penalty = [
        {
            "data_inicio": date(2025, 1, 1), "data_fim": date(2025, 12, 31), "perc_km_inferior": low,
            "perc_km_superior": high, "tipo_penalidade": kind, "valor": None if value is None else Decimal(value),
        }
        for low, high, kind, value in tiers
    ]  # fmt: skip
    order = [{"tecnologia": t, "prioridade": n, "modo": "Ônibus SPPO"} for n, t in enumerate(TECHNOLOGIES, start=1)]
    allowed = [
        {
            "inicio_vigencia": date(2025, 1, 1), "fim_vigencia": None, "servico": s.code,
            "codigo_tecnologia": "".join("1" if _between(t, s.lowest, s.highest) else "0" for t in TECHNOLOGIES),
            "maior_tecnologia_permitida": s.highest, "menor_tecnologia_permitida": s.lowest,
        }
        for s in SERVICES
    ]  # fmt: skip
    short = [{"servico": code, "data": date(2025, 10, 20)} for code in ("232", "867")]
    return {
        "valor_km_tipo_viagem": tariff, "valor_tipo_penalidade": penalty, "tecnologia_prioridade": order,
        "tecnologia_servico": allowed, "servico_contrato_abreviado": short,
    }  # fmt: skip


def _between(technology: str, lowest: str, highest: str) -> bool:
    place = TECHNOLOGIES.index
    return place(lowest) <= place(technology) <= place(highest)


def _plan() -> Tables:
    feed = FIRST.replace(day=1)
    calendar = [
        {
            "data": day, "tipo_dia": day_type(day), "subtipo_dia": None, "tipo_os": "Regular", "feed_start_date": feed,
            "data_versao_trips": None, "data_versao_shapes": None, "data_versao_frequencies": None,
        }
        for day in DAYS
    ]  # fmt: skip
    return {"subsidio_data_versao_efetiva": calendar, "viagem_planejada": list(_planned(feed))}


def _planned(feed: date) -> Iterator[Row]:
    for day in DAYS:
        for service in SERVICES:
            for direction in service.directions:
                for first, after, departures in HOURS:
                    start, end = band_of(day, first, after)
                    for shape in ("", "_1") if direction == "C" else ("",):
                        yield {
                            "data": day, "tipo_dia": day_type(day), "consorcio": service.consortium,
                            "servico": service.code, "vista": f"Vista {service.code}", "sentido": direction,
                            "partidas_total_planejada": departures, "distancia_planejada": service.km,
                            "distancia_total_planejada": service.km * departures, "faixa_horaria_inicio": start,
                            "faixa_horaria_fim": end, "trip_id_planejado": f"t{service.code}{direction}{shape}",
                            "shape_id": f"{service.code}{direction}{shape}", "id_tipo_trajeto": 0,
                            "feed_start_date": feed,
                        }  # fmt: skip


def _fleet_days(vehicles: tuple[Vehicle, ...]) -> Tables:
    days = [
        {
            "data": day, "id_veiculo": v.number, "placa": v.plate, "ano_fabricacao": v.year,
            "tecnologia": v.technology, "status": v.status,
            "indicadores": json.dumps({"indicador_ar_condicionado": {"valor": v.status != WITHOUT_AC}}),
        }
        for day in (FIRST - timedelta(days=1), *DAYS)
        for v in vehicles
    ]  # fmt: skip
    failing = {"nulo": 7, "zero": 5, "parado": 4}
    state = [
        {"data": FIRST - timedelta(days=1), "id_veiculo": v.number,
         "quantidade_dia_falha_operacional": failing.get(v.thermometer, 0)}
        for v in vehicles
    ]  # fmt: skip
    return {"aux_veiculo_dia_consolidada": days, "aux_veiculo_falha_ar_condicionado": state}


def _operation(made: tuple[Trip, ...]) -> Tables:
    random = Random(SEED + 2)
    tables: Tables = {
        "viagem_completa": [], "transacao": [], "transacao_riocard": [], "gps_validador": [],
        "autuacao_disciplinar_historico": [], "temperatura": list(_outside()),
    }  # fmt: skip
    for number, trip in enumerate(made):
        tables["viagem_completa"].append(_trip(trip))
        for _ in range(0 if number % 37 == 5 else random.randint(1, 3)):
            _transaction(tables, trip, random)
        closed = number % 53 == 9
        tables["gps_validador"] += [] if number % 61 == 17 else list(_points(trip, closed, random))
        if number % 97 == 3:
            tables["autuacao_disciplinar_historico"].append(_infraction(trip, number, random))
    return tables


def _trip(trip: Trip) -> Row:
    return {
        "data": trip.day, "servico_realizado": trip.service.code, "sentido": trip.direction,
        "id_veiculo": trip.vehicle.number, "id_viagem": trip.id, "datetime_partida": trip.departure,
        "datetime_chegada": trip.arrival, "distancia_planejada": trip.service.km,
    }  # fmt: skip


def _transaction(tables: Tables, trip: Trip, random: Random) -> None:
    length = int((trip.arrival - trip.departure).total_seconds())
    moment = trip.departure + timedelta(seconds=random.randrange(length))
    late = random.choice([0, 0, 0, 0, 1, 7])
    tables["transacao" if random.random() < 0.6 else "transacao_riocard"].append(
        {
            "data": moment.date(),
            "modo": "Ônibus",
            "id_veiculo": trip.vehicle.number[1:],
            "servico_jae": trip.service.code,
            "datetime_transacao": moment,
            "datetime_processamento": moment + timedelta(days=late),
        }  # fmt: skip
    )


def _points(trip: Trip, closed: bool, random: Random) -> Iterator[Row]:
    moment = trip.departure + timedelta(seconds=20)
    while moment <= trip.arrival:
        yield {
            "data": moment.date(), "datetime_gps": moment, "datetime_captura": moment + timedelta(seconds=25),
            "modo": "Ônibus", "id_veiculo": trip.vehicle.number[1:], "id_validador": f"V{trip.vehicle.number[1:]}",
            "servico_jae": trip.service.code, "estado_equipamento": "FECHADO" if closed else "ABERTO",
            "latitude": Decimal(random.randint(-2300, -2280)) / 100,
            "longitude": Decimal(random.randint(-4370, -4320)) / 100,
            "temperatura": _inside(trip.vehicle.thermometer, random),
        }  # fmt: skip
        moment += timedelta(minutes=POINT_MINUTES)


def _inside(thermometer: str, random: Random) -> Decimal | None:
    """Temperature inside the bus, in quarters of a degree; None where nothing was transmitted."""
    if thermometer == "nulo":
        return None
    fixed = {"zero": Decimal(0), "parado": Decimal("22.50"), "disparado": Decimal("45.50")}
    if thermometer in fixed:
        return fixed[thermometer]
    middle = 27.25 if thermometer == "quente" else 22.25
    return Decimal(round(random.gauss(middle, 0.8) * 4)) / 4


def _outside() -> Iterator[Row]:
    for day in (*DAYS, DAYS[-1] + timedelta(days=1)):
        for hour in range(24):
            warmth = Decimal("24.5") + Decimal(abs(12 - abs(hour - 14)) * 3) / 8
            yield {"data": day, "hora": hour, "temperatura": warmth, "fonte": "inmet"}


def _infraction(trip: Trip, number: int, random: Random) -> Row:
    moment: datetime = trip.departure + timedelta(minutes=10)
    return {
        "data": moment.date(), "datetime_autuacao": moment, "id_auto_infracao": f"AI{number:06d}",
        "id_infracao": random.choice(["017.III", "023.X", "029.I", "040.I"]), "modo": "ONIBUS",
        "servico": trip.service.code, "placa": trip.vehicle.plate,
        "status": "Cancelada" if number % 2 else "Ativa", "data_inclusao_datalake": moment.date() + timedelta(days=2),
    }  # fmt: skip
