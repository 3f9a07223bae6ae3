"""Verdict of the temperature rule by day and by code date, and the failure days that run on."""

from datetime import date

import pytest

from engines.subsidy.rules import Known
from tests.engines.subsidy.temperature_city import COM_AR, DETECTADO, FIRST_CODE, KNOWN, chain, city, plain

COLD = [20, 21, 22, 23, 22, 21, 20, 23]


@pytest.mark.parametrize(
    ("degrees", "verdict"),
    [
        ([30, 31, 32, 33, 20], (DETECTADO, "temperatura.nao_regular", False)),
        ([0, 0, 0], (DETECTADO, "temperatura.zero", False)),
        ([0, 0, None], (DETECTADO, "temperatura.nao_transmitida", False)),
        ([None, None], (COM_AR, None, True)),
        ([], (COM_AR, None, None)),
        (COLD, (COM_AR, None, True)),
    ],
)
def test_the_verdict_says_which_part_of_the_rule_decided(degrees, verdict) -> None:
    made = city()
    made.trip("t")
    made.points(degrees)
    assert made.run().verdict("t") == verdict


@pytest.mark.parametrize(
    ("day", "known", "verdict"),
    [
        (date(2025, 10, 20), date(2025, 10, 20), (DETECTADO, "temperatura.zero", False)),
        (date(2025, 10, 20), date(2025, 11, 28), (COM_AR, "temperatura.suspensa", None)),
        (date(2025, 11, 20), date(2025, 11, 28), (COM_AR, "temperatura.suspensa", None)),
        (date(2025, 11, 15), date(2025, 12, 15), (COM_AR, "temperatura.suspensa", None)),
        (date(2025, 11, 16), date(2025, 12, 15), (DETECTADO, "temperatura.zero", False)),
        (date(2025, 10, 20), date(2025, 12, 29), (DETECTADO, "temperatura.zero", False)),
        (date(2025, 7, 16), date(2025, 7, 31), (DETECTADO, "temperatura.zero", False)),
    ],
)
def test_the_suspension_held_for_the_codes_that_had_it(day, known, verdict) -> None:
    made = city([day], known)
    made.trip("t")
    made.points([0, 0])
    assert made.run().verdict("t") == verdict


def test_newer_vehicles_are_judged_from_november_2025() -> None:
    for day, verdict in (
        (date(2025, 10, 31), (COM_AR, None, None)),
        (date(2025, 11, 1), (DETECTADO, "temperatura.zero", False)),
    ):
        made = city([day])
        made.trip("t", year=2020)
        made.points([0, 0])
        assert made.run().verdict("t") == verdict


def test_failure_days_run_on_from_the_state_before_and_start_again() -> None:
    made = city([date(2025, 11, 3 + n) for n in range(5)])
    made.rows["in_aux_veiculo_falha_ar_condicionado"] = [
        (date(2025, 11, 2), "A10001", 4),
        (date(2025, 11, 2), "A10009", 3),
        (date(2025, 11, 1), "A10008", 9),
    ]
    for day, (vehicle, degrees, plate) in enumerate(
        [
            ("A10001", [0], "P1"),
            ("A10002", [0], "P1"),
            ("A10001", [0], "P1"),
            ("A10001", [0], "P2"),
            ("A10001", COLD, "P2"),
        ]
    ):
        made.trip(f"t{day}", vehicle, day, plate=plate)
        made.points(degrees, vehicle=vehicle[1:], day=day)
    made.run()

    def counts(vehicle: str) -> list[object]:
        where = f"id_veiculo = '{vehicle}'"
        return [
            n for _, n in made.of("aux_veiculo_falha_ar_condicionado", "data, quantidade_dia_falha_operacional", where)
        ]

    assert counts("A10001") == [5, 5, 6, 1, 0]
    assert counts("A10002") == [0, 1, 1, 1, 1]
    assert counts("A10009") == [3] * 5
    assert counts("A10008") == []
    recurring = "data, id_veiculo, indicador_falha_recorrente"
    assert made.of("veiculo_regularidade_temperatura_dia", recurring) == [
        (date(2025, 11, 3), "A10001", False),
        (date(2025, 11, 4), "A10002", False),
        (date(2025, 11, 5), "A10001", True),
        (date(2025, 11, 6), "A10001", False),
    ]


@pytest.mark.parametrize(("day", "expected"), [(date(2026, 2, 28), COM_AR), (date(2026, 3, 1), DETECTADO)])
def test_recurring_failure_overrides_silence_from_march_2026(day: date, expected: str) -> None:
    made = city([day])
    made.rows["in_aux_veiculo_falha_ar_condicionado"] = [(date.fromordinal(day.toordinal() - 1), "A10001", 5)]
    made.trip("nula")
    made.trip("sem_pontos", start="10:00")
    made.points([None, None])
    made.run()
    assert [made.verdict(trip)[0] for trip in ("nula", "sem_pontos")] == [expected] * 2


@pytest.mark.parametrize(
    ("key", "day", "known", "value"),
    [
        ("temperatura_apurada", date(2025, 7, 15), KNOWN, False),
        ("temperatura_apurada", date(2025, 7, 16), date(2025, 7, 30), False),
        ("temperatura_por_viagem", date(2025, 8, 5), date(2025, 9, 16), True),
        ("temperatura_por_viagem", date(2025, 8, 5), date(2025, 9, 17), False),
        ("falha_recorrente_conta", date(2025, 8, 1), FIRST_CODE, True),
        ("falha_recorrente_conta", date(2025, 8, 15), KNOWN, False),
        ("falha_recorrente_conta", date(2025, 8, 16), KNOWN, True),
        ("temperatura_nula_regular", date(2025, 9, 10), date(2025, 10, 27), False),
        ("temperatura_nula_regular", date(2025, 9, 10), date(2025, 10, 28), True),
        ("falha_supera_nula", date(2026, 3, 1), date(2026, 3, 23), False),
        ("temperatura_maxima_desde", date(2026, 4, 21), date(2026, 5, 26), None),
        ("falha_dias", date(2025, 11, 12), KNOWN, 6),
        ("temperatura_fator_z", date(2025, 11, 12), KNOWN, "0.6745"),
    ],
)
def test_what_was_in_force_on_a_day_as_known_on_another(key, day, known, value) -> None:
    assert plain(chain().book.value(key, day, Known(known))) == value
