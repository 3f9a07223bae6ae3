"""State of the validators of a trip: which points count, from when one is open, what a closed or wrong one costs."""

from typing import Any

import pytest

from tests.engines.subsidy.transaction_city import CLOSED, HEAD, WITH_AIR, WITHOUT, WRONG, City


def shares(*states: str, day: str = "2024-12-03", known: str = HEAD, **changed: Any) -> tuple[Any, ...]:
    city = City(day, known=known)
    city.trip(day, "08:00", "09:00")
    city.card(day, "08:10", rio=True)
    for second, state in enumerate(states):
        city.point(day, f"08:00:{second}", state, **changed)
    columns = "percentual_estado_equipamento_aberto", "indicador_estado_equipamento_aberto", "regra_transacao"
    share, *rest = city.result(*columns)[0]
    return (None if share is None else str(share.normalize()), *rest)


def test_a_validator_is_open_from_eighty_per_cent_of_its_points() -> None:
    assert shares(*["ABERTO"] * 4, "FECHADO") == ("0.8", True, None)
    assert shares(*["ABERTO"] * 79, *["FECHADO"] * 20)[1:] == (False, "transacao.equipamento_fechado")
    assert shares("ABERTO", "ABERTO", "FECHADO") == ("0.66666", False, "transacao.equipamento_fechado")


def test_points_in_one_place_are_one_and_open_if_any_is() -> None:
    place = {"latitude": "-22.5", "longitude": "-43.5"}
    assert shares(*["FECHADO"] * 5, "ABERTO", **place) == ("1", True, None)


def test_zero_coordinates_count_each_from_november_2024_and_half_zero_ones_never_since() -> None:
    zero, half = {"latitude": "0", "longitude": "0"}, {"latitude": "0", "longitude": "-43"}
    assert shares("FECHADO", "FECHADO", **zero) == ("0", False, "transacao.equipamento_fechado")
    assert shares("FECHADO", "FECHADO", **half) == ("0", True, None)
    assert shares("FECHADO", "FECHADO", day="2024-11-15", **zero) == ("0", True, None)
    assert shares("FECHADO", "FECHADO", day="2024-11-15", **half) == ("0", False, "transacao.equipamento_fechado")


def test_a_late_point_and_a_point_of_another_mode_are_left_out() -> None:
    late = {"datetime_captura": "2024-12-10 00:00:00"}
    assert shares("FECHADO", **late) == ("0", True, None)
    assert shares("FECHADO", modo="BRT") == ("0", True, None)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ("2024-11-01", (None, True, None)),
        ("2025-08-15", ("0", False, "transacao.equipamento_fechado")),
        ("2025-10-22", ("0", False, "transacao.equipamento_fechado")),
        ("2025-10-23", ("0", True, None)),
    ],
)
def test_a_trip_without_any_point_by_what_was_known(known: str, expected: tuple[Any, ...]) -> None:
    assert shares(day="2024-10-15", known=known) == expected


@pytest.mark.parametrize(("known", "expected"), [("2025-07-30", "1"), ("2025-07-31", "0.5")])
def test_points_of_one_place_are_kept_apart_by_service_since_july_2025(known: str, expected: str) -> None:
    city = City("2024-10-15", known=known)
    city.trip("2024-10-15", "08:00", "09:00")
    for state, service in (("ABERTO", "100"), ("FECHADO", "200")):
        city.point("2024-10-15", "08:05", state, servico_jae=service, latitude="-22.5")
    found = city.result("percentual_estado_equipamento_aberto")[0][0]
    assert str(found.normalize()) == expected


def judged(day: str, known: str, *found: tuple[str, bool | None, str], **changed: Any) -> tuple[Any, ...]:
    city = City(day, known=known)
    name = city.trip(day, "08:00", "09:00")
    city.card(day, "08:10", servico_jae=changed.get("service", "100"))
    city.states(name, *found, wrong=changed.get("wrong", ()))
    columns = ("tipo_viagem", "id_validador", "percentual_estado_equipamento_aberto",
               "indicador_estado_equipamento_aberto", "regra_transacao")  # fmt: skip
    kind, which, share, is_open, rule = city.result(*columns)[0]
    return (kind, which, None if share is None else int(share), is_open, rule)


A, B, C = ("V1", True, "100"), ("V2", False, "50"), ("V0", True, "90")


def test_one_open_validator_is_enough_and_the_closed_ones_are_named() -> None:
    assert judged("2025-11-05", HEAD, A, C) == (WITH_AIR, '["V0","V1"]', 100, True, None)
    assert judged("2025-11-05", HEAD, A, B) == (WITH_AIR, '["V2"]', 100, True, None)
    assert judged("2025-11-05", HEAD, B) == (WITHOUT, '["V2"]', 50, False, "transacao.equipamento_fechado")
    assert judged("2025-11-05", HEAD) == (WITH_AIR, None, 0, True, None)
    assert judged("2025-11-05", HEAD, ("V1", None, "0")) == (WITH_AIR, '["V1"]', 0, None, None)


def test_a_closed_validator_was_enough_in_the_code_of_august_2025() -> None:
    closed = (CLOSED, '["V2"]', 50, False, "transacao.validador_fechado")
    assert judged("2025-08-05", "2025-08-15", A, B) == closed
    assert judged("2025-08-05", "2025-08-15") == (CLOSED, None, 0, False, "transacao.validador_fechado")
    assert judged("2025-07-31", "2025-08-15", A, B)[0] == WITH_AIR
    assert judged("2025-08-05", "2025-09-02", A, B)[0] == WITH_AIR


def test_a_validator_of_another_service_was_glosa_on_one_day_of_code() -> None:
    wrong = "transacao.validador_incorreto"
    assert judged("2025-10-09", "2025-10-27", A, C, wrong=("V1",)) == (WRONG, '["V1"]', 90, True, wrong)
    assert judged("2025-10-09", "2025-10-27", A, C, service="200") == (WRONG, '["V0","V1"]', 90, True, wrong)
    assert judged("2025-10-10", "2025-10-27", A, C, service="200")[0] == WITH_AIR
    assert judged("2025-10-10", "2025-10-27", A, B)[0] == CLOSED
    assert judged("2025-10-09", "2025-10-28", A, C, service="200", wrong=("V1",))[0] == WITH_AIR


def test_a_run_across_the_first_day_of_the_temperature_reads_each_day_where_its_state_is() -> None:
    city = City("2025-07-15", "2025-07-16")
    city.trip("2025-07-15", "23:50", "24:30")
    name = city.trip("2025-07-16", "00:40", "01:10")
    for hour in ("24:05", "24:50"):
        city.point("2025-07-15", hour, "FECHADO", id_validador="P1")
        city.card("2025-07-15", hour)
    city.states(name, ("S1", True, "100"))
    found = city.result("tipo_viagem", "id_validador", "CAST(datetime_partida_bilhetagem AS VARCHAR)")
    assert found == [
        (WITHOUT, '["P1"]', "2025-07-15 23:20:00"),
        (WITH_AIR, '["S1"]', "2025-07-16 00:10:00"),
    ]
