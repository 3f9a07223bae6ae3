"""What is planted in the sample audit, and where: each fault with the check or the cause that must find it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from storage.sample.auditoria.tables import Row, Tables

MONDAY, WEDNESDAY, THURSDAY, FRIDAY, SUNDAY = (date(2025, 11, day) for day in (10, 12, 13, 14, 16))


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault of the input tables: the standing check that must find it, and the change that plants it."""

    check: str
    plant: Callable[[Tables], None]


def plant_all(tables: Tables) -> Tables:
    """The same tables with every fault in them."""
    for each in PLANTED:
        each.plant(tables)
    return tables


def _null_contract(tables: Tables) -> None:
    tables["servico_contrato_abreviado"].append({"servico": None, "data": MONDAY})


def _doubled_tariff(tables: Tables) -> None:
    tariff = tables["valor_km_tipo_viagem"]
    tariff.append(dict(next(row for row in tariff if row["status"] == "Lacrado")))


def _hole_in_penalties(tables: Tables) -> None:
    tables["valor_tipo_penalidade"] = [r for r in tables["valor_tipo_penalidade"] if r["perc_km_inferior"] != 60]


def _no_band(tables: Tables) -> None:
    """Three trips of the 607 leave at ten past three, when no band is planned."""
    for trip in _some(tables["viagem_completa"], "607", 3):
        early = datetime.combine(trip["data"], datetime.min.time()) + timedelta(hours=3, minutes=10)
        length = trip["datetime_chegada"] - trip["datetime_partida"]
        trip["datetime_partida"], trip["datetime_chegada"] = early, early + length


def _no_plan(tables: Tables) -> None:
    """The calendar speaks of Wednesday, and no plan does for the 624; its trips of that day fall in no band."""
    tables["viagem_planejada"] = [
        row for row in tables["viagem_planejada"] if (row["servico"], row["data"]) != ("624", WEDNESDAY)
    ]


def _frozen_hour(tables: Tables) -> None:
    """Every thermometer of the city says the same from nine to ten on Thursday."""
    for point in tables["gps_validador"]:
        if point["data"] == THURSDAY and point["datetime_gps"].hour == 9 and point["temperatura"]:
            point["temperatura"] = Decimal("22.25")


def _doubled_points(tables: Tables) -> None:
    points = [p for p in tables["gps_validador"] if p["data"] == MONDAY and p["temperatura"]]
    tables["gps_validador"] += [{**p, "temperatura": p["temperatura"] + Decimal("0.25")} for p in points[40:52]]


def _unknown_technology(tables: Tables) -> None:
    _every_day(tables, 0, tecnologia="ARTICULADO")


def _unknown_status(tables: Tables) -> None:
    _every_day(tables, 5, status="Em análise")


def _missing_vehicle(tables: Tables) -> None:
    number = tables["aux_veiculo_dia_consolidada"][9]["id_veiculo"]
    tables["aux_veiculo_dia_consolidada"] = [
        row for row in tables["aux_veiculo_dia_consolidada"] if (row["id_veiculo"], row["data"]) != (number, FRIDAY)
    ]


def _missing_hours(tables: Tables) -> None:
    tables["temperatura"] = [r for r in tables["temperatura"] if not (r["data"] == FRIDAY and r["hora"] in (5, 21))]


def _other_day_type(tables: Tables) -> None:
    """The plan of the Sunday of the ENEM names a subtype the calendar does not."""
    for row in tables["viagem_planejada"]:
        if row["data"] == SUNDAY and row["servico"] == "104":
            row["tipo_dia"] = "Sabado"


def _zero_km(tables: Tables) -> None:
    for row in tables["viagem_planejada"]:
        if row["data"] == MONDAY and row["servico"] == "426" and row["faixa_horaria_inicio"].hour == 21:
            row["distancia_total_planejada"] = Decimal(0)


def _every_day(tables: Tables, place: int, **changes: str) -> None:
    number = tables["aux_veiculo_dia_consolidada"][place]["id_veiculo"]
    for row in tables["aux_veiculo_dia_consolidada"]:
        if row["id_veiculo"] == number:
            row.update(changes)


def _some(trips: list[Row], service: str, count: int) -> list[Row]:
    return [trip for trip in trips if trip["servico_realizado"] == service][:count]


PLANTED = (
    Planted("contrato_nulo", _null_contract),
    Planted("tarifa_repetida", _doubled_tariff),
    Planted("penalidade_lacuna", _hole_in_penalties),
    Planted("viagem_sem_faixa", _no_band),
    Planted("viagem_sem_faixa", _no_plan),
    Planted("frota_hora_livre", _frozen_hour),
    Planted("ponto_simultaneo", _doubled_points),
    Planted("tecnologia_desconhecida", _unknown_technology),
    Planted("tipo_desconhecido", _unknown_status),
    Planted("tipo_nulo", _missing_vehicle),
    Planted("temperatura_externa_incompleta", _missing_hours),
    Planted("tipo_dia_calendario", _other_day_type),
    Planted("plano_sem_km", _zero_km),
)
"""Planted one by one; what the week itself shows comes beside them."""
BY_ITSELF = (
    "temperatura_toda_nula", "temperatura_toda_descartada", "sem_ponto_de_validador", "transacao_tardia",
    "contrato_sem_vigencia", "penalizada_na_cota", "pagamento_negativo", "identidade_documentada",
)  # fmt: skip
"""Checks the week raises without anything being planted: loopholes of the rules themselves."""
