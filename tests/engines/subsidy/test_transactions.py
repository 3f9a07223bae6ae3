"""Trips left without transactions and the exceptions to it, by trip date and by what was known."""

import random
from collections import Counter
from datetime import datetime, timedelta

import pytest

from tests.engines.subsidy.transaction_city import HEAD, WITH_AIR, WITHOUT, City


def starts(city: City) -> list[str]:
    return [str(moment) for (moment,) in city.result("CAST(datetime_partida_bilhetagem AS VARCHAR)")]


def test_the_stretch_of_a_trip_starts_thirty_minutes_before_or_after_the_previous_arrival() -> None:
    city = City("2025-11-05")
    for left, came in (("08:00", "09:00"), ("09:10", "10:00"), ("11:00", "12:00")):
        city.trip("2025-11-05", left, came)
    assert starts(city) == ["2025-11-05 07:30:00", "2025-11-05 09:00:01", "2025-11-05 10:30:01"]


@pytest.mark.parametrize(
    ("day", "known", "expected"),
    [
        ("2024-12-03", HEAD, "2024-12-03 00:10:01"),
        ("2024-10-06", HEAD, "2024-10-06 00:10:01"),
        ("2024-10-06", "2024-11-01", "2024-10-05 23:50:00"),
        ("2025-07-15", HEAD, "2025-07-15 00:10:01"),
        ("2025-07-16", HEAD, "2025-07-15 23:50:00"),  # the model of the temperature does not see the day before it
        ("2025-07-17", HEAD, "2025-07-17 00:10:01"),
    ],
)
def test_the_trip_of_the_day_before_is_a_previous_trip_when_it_is_known(day: str, known: str, expected: str) -> None:
    city = City(day, known=known)
    before = (datetime.fromisoformat(day) - timedelta(days=1)).date().isoformat()
    city.trip(before, "23:30", "24:10")
    city.trip(day, "00:20", "01:00")
    assert starts(city) == [expected]


def test_transactions_are_counted_in_the_stretch_both_ends_included() -> None:
    city = City("2025-11-05")
    city.trip("2025-11-05", "08:00", "09:00")
    for hour in ("07:29:59", "07:30", "09:00", "09:00:01"):
        city.card("2025-11-05", hour)
    city.card("2025-11-05", "08:10", rio=True)
    city.card("2025-11-05", "08:10", modo="BRT")
    city.card("2025-11-05", "08:10", modo=None)
    city.card("2025-11-05", "08:10", id_veiculo="10002")
    assert city.result("quantidade_transacao", "quantidade_transacao_riocard") == [(2, 1)]


def test_only_days_of_the_run_and_the_day_after_count() -> None:
    city = City("2025-11-05")
    city.trip("2025-11-05", "00:10", "01:00")
    city.trip("2025-11-05", "23:30", "25:00")
    city.card("2025-11-04", "23:50")
    city.card("2025-11-05", "24:30")
    assert city.result("quantidade_transacao") == [(0,), (1,)]


@pytest.mark.parametrize(("known", "counted"), [(HEAD, 1), ("2024-11-28", 2)])
def test_transactions_processed_after_six_days_stopped_counting(known: str, counted: int) -> None:
    city = City("2024-10-15", known=known)
    city.trip("2024-10-15", "08:00", "09:00")
    city.card("2024-10-15", "08:10", datetime_processamento="2024-10-21 23:59:59")
    city.card("2024-10-15", "08:11", datetime_processamento="2024-10-22 00:00:00")
    assert city.result("quantidade_transacao") == [(counted,)]


@pytest.mark.parametrize(
    ("day", "jae", "rio", "expected", "rule"),
    [
        ("2024-07-19", 0, 0, WITH_AIR, None),
        ("2024-07-20", 1, 0, WITHOUT, "transacao.sem_transacao"),
        ("2024-07-20", 0, 1, WITH_AIR, None),
        ("2024-11-15", 1, 0, WITHOUT, "transacao.sem_transacao"),
        ("2024-11-16", 1, 0, WITH_AIR, None),
        ("2025-04-01", 0, 0, WITHOUT, "transacao.sem_transacao"),
        ("2025-11-05", 0, 1, WITH_AIR, None),
        ("2025-11-05", 0, 0, WITHOUT, "transacao.sem_transacao"),
    ],
)
def test_what_counts_as_a_transaction_by_trip_date(day: str, jae: int, rio: int, expected: str, rule: str) -> None:
    city = City(day)
    city.trip(day, "08:00", "09:00")
    for number, riocard in ((jae, False), (rio, True)):
        for _ in range(number):
            city.card(day, "08:10", rio=riocard)
    assert city.result("tipo_viagem", "regra_transacao") == [(expected, rule)]


def test_before_the_code_of_december_2024_rio_card_alone_counted_whatever_the_day() -> None:
    city = City("2024-11-20", known="2024-12-10")
    city.trip("2024-11-20", "08:00", "09:00")
    city.card("2024-11-20", "08:10")
    assert city.result("tipo_viagem") == [(WITHOUT,)]


def test_other_types_stay_and_an_unknown_one_may_be_lost() -> None:
    city = City("2024-12-03")
    city.trip("2024-12-03", "08:00", "09:00", vehicle="A10001", kind="Lacrado")
    city.trip("2024-12-03", "08:00", "09:00", vehicle="A10002", kind="Licenciado sem ar e não autuado")
    city.trip("2024-12-03", "08:00", "09:00", vehicle="A10003", kind=None)
    city.trip("2024-12-03", "08:00", "09:00", vehicle="A10004", kind=None)
    city.card("2024-12-03", "08:10", id_veiculo="10004")
    found = city.result("tipo_viagem", "tecnologia_apurada", "tecnologia_remunerada", "distancia_planejada")
    assert [row[0] for row in found] == ["Lacrado", WITHOUT, WITHOUT, None]
    assert [row[1:3] for row in found] == [("PADRON", None), ("PADRON", None), (None, None), (None, None)]
    assert str(found[0][3]) == "10.500000000"


@pytest.mark.parametrize(
    ("left", "known", "expected"),
    [
        ("05:59:59", "2024-11-01", (WITHOUT, "transacao.sem_transacao")),
        ("06:00:00", "2024-11-01", (WITH_AIR, "transacao.excecao")),
        ("20:00:00", "2024-11-01", (WITH_AIR, "transacao.excecao")),
        ("20:00:01", "2024-11-01", (WITHOUT, "transacao.sem_transacao")),
        ("12:00:00", "2024-10-23", (WITHOUT, "transacao.sem_transacao")),
        ("12:00:00", "2025-07-08", (WITH_AIR, "transacao.excecao")),
        ("12:00:00", "2025-07-09", (WITHOUT, "transacao.sem_transacao")),
        ("12:00:00", HEAD, (WITHOUT, "transacao.sem_transacao")),
        ("12:00:00", "2026-08-22", (WITH_AIR, "transacao.excecao")),
    ],
)
def test_the_election_of_2024(left: str, known: str, expected: tuple[str, str]) -> None:
    city = City("2024-10-06", known=known)
    city.trip("2024-10-06", left, "21:00")
    assert city.result("tipo_viagem", "regra_transacao") == [expected]


def test_a_trip_with_transactions_owes_nothing_to_the_exception() -> None:
    city = City("2024-10-06", known="2024-11-01")
    city.trip("2024-10-06", "08:00", "09:00")
    city.card("2024-10-06", "08:10", rio=True)
    assert city.result("tipo_viagem", "regra_transacao") == [(WITH_AIR, None)]


def test_a_trip_under_the_exception_names_every_validator() -> None:
    city = City("2024-10-06", known="2026-08-22")
    city.trip("2024-10-06", "08:00", "09:00")
    city.point("2024-10-06", "08:05", "FECHADO", id_validador="V2")
    city.point("2024-10-06", "08:05", "ABERTO", id_validador="V1")
    assert city.result("id_validador", "regra_transacao") == [('["V1","V2"]', "transacao.excecao")]


def test_counts_agree_with_a_plain_recount_when_trips_of_a_vehicle_overlap() -> None:
    chance, day = random.Random(7), "2025-11-05"
    city, trips = City(day), []
    for minute in sorted(chance.sample(range(1440), 30)):
        came = minute + chance.choice((5, 40, 90, 700))
        trips.append((minute, came, city.trip(day, f"00:{minute}", f"00:{came}")))
    moments = [chance.randrange(-30, 2880) for _ in range(300)]
    for moment in moments:
        if moment >= 0:
            city.card(day, f"00:{moment}:1")
    expected, arrival = Counter[str](), None
    for left, came, name in trips:
        start = (left - 30) * 60 if arrival is None else max((left - 30) * 60, arrival * 60) + 1
        expected[name] = sum(start <= moment * 60 + 1 <= came * 60 for moment in moments if moment >= 0)
        arrival = came
    assert dict(city.result("id_viagem", "quantidade_transacao")) == dict(expected)
    assert sum(expected.values()) > 300
