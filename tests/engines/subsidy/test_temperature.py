"""Temperature of the trips: fleet limits, points that repeat, validator chosen, verdict by day and by code date."""

from datetime import date, time
from decimal import Decimal

import pytest

from tests.engines.subsidy.temperature_city import COM_AR, FIRST_CODE, City, city


@pytest.mark.parametrize(
    ("degrees", "limits"),
    [
        # q1 = 22 and q3 = 26: 60 is beyond 32.
        ([20, 21, 22, 23, 24, 25, 26, 27, 60], ("20", "27", 8)),
        # Quartiles between two values: q1 = 20.75, q3 = 24, 30 is beyond 28.875.
        ([20, 21, 22, 30], ("20", "22", 3)),
        # Inside the quartile limits (18.0375), outside the z-score: 0.6745 x 1.9 / 0.2 = 6.4.
        ([20] * 4 + ["21.9"] * 4 + ["22.1"] * 6, ("21.9", "22.1", 10)),
        # Null and zero are no temperatures.
        ([20, 0, 21, None, 22, 0, None], ("20", "22", 3)),
    ],
)
def test_the_fleet_hour_keeps_what_lies_between_its_limits(degrees, limits) -> None:
    made = city()
    made.trip("t", minutes=50)
    made.points(degrees)
    assert made.run().of("limite_da_frota", "inferior, superior, mantidas") == [limits]


def test_an_hour_without_deviation_keeps_nothing_and_then_the_trip_is_regular() -> None:
    made = city()
    made.trip("t")
    made.points([30, 30, 30, 30])
    made.run()
    columns = "quantidade_pos_tratamento, indicador_temperatura_regular_viagem, percentual_temperatura_regular"
    assert made.of("aux_viagem_temperatura", columns) == [(0, True, "0")]
    assert made.verdict("t") == (COM_AR, None, True)


def test_only_the_hours_of_cooled_trips_are_the_fleet() -> None:
    made = city()
    made.trip("fria")
    made.trip("sem_ar", "B10002", cooled=False)
    made.points([20, 21, 22])
    made.points([35, 36, 37, 38], vehicle="10002")
    made.run()
    assert made.of("limite_da_frota", "inferior, superior, mantidas") == [("20", "22", 3)]
    columns = "id_viagem, quantidade_pre_tratamento, indicador_temperatura_regular_viagem, id_validador"
    assert made.of("aux_viagem_temperatura", columns) == [("fria", 3, True, "V1"), ("sem_ar", None, None, "V1")]


def test_a_difference_of_exactly_eight_passes_since_september_2025_only() -> None:
    def percent(known: date) -> object:
        made = city([date(2025, 8, 5)], known, outside=34)
        made.trip("t")
        made.points([25, 26, 27, 25, 26])
        return made.run().of(
            "aux_viagem_temperatura", "percentual_temperatura_regular, indicador_temperatura_regular_viagem"
        )

    assert percent(date(2026, 5, 26)) == [("80", True)]
    assert percent(FIRST_CODE) == [("0.4", False)]


def test_repeated_rows_count_once_and_points_of_the_same_instant_multiply() -> None:
    made = city()
    made.trip("t")
    made.points([20, 21, 22, 23])
    made.rows["in_gps_validador"] += made.rows["in_gps_validador"][:2] * 2
    made.point("08:03", 21)
    made.run()
    columns = "quantidade_pre_tratamento, quantidade_pos_tratamento, percentual_temperatura_regular"
    # Five different rows; the two of 08:03 are each joined to both: 3 + 2 x 2 regular of 5.
    assert made.of("aux_viagem_temperatura", columns) == [(5, 5, "140")]


def test_a_stopped_vehicle_is_one_point_at_its_first_instant_open_if_ever_open() -> None:
    made = city()
    made.trip("manha")
    made.trip("tarde", start="09:00")
    stop = ("-22.9", "-43.1")
    made.point("08:10", 20, state="FECHADO", at=stop)
    made.point("08:20", 21, state="FECHADO", service="200")
    made.point("09:10", 20, at=stop)
    made.point("09:20", 21, state="FECHADO", at=("0", "0"))
    made.point("09:21", 21, at=("0", "0"))
    made.point("09:22", 21, at=("0", "-43.1"))
    made.run()
    state = "percentual_estado_equipamento_aberto, indicador_estado_equipamento_aberto"
    columns = f"id_viagem, {state}, indicador_gps_servico_divergente"
    assert made.of("aux_viagem_temperatura_validador", columns) == [
        ("manha", "50", False, True),
        ("tarde", "50", False, False),
    ]
    assert made.of("viagem_validador", "id_viagem, pontos, estados, abertos") == [
        ("manha", 2, 2, 1),
        ("tarde", 4, 2, 1),
    ]


def test_points_outside_the_trip_the_mode_and_the_window_do_not_count() -> None:
    made = city()
    made.trip("t", start="23:40", minutes=60)
    made.points([20, 21, 22], start="23:50")
    made.point("23:39:59", 20)
    made.point("23:55", 20, mode="BRT")
    made.point("00:40", 23, day=1)
    made.point("00:40:01", 23, day=1)
    made.points([20, 21], start="23:50", day=-1)
    assert made.run().of("aux_viagem_temperatura", "quantidade_pre_tratamento") == [(4,)]


def test_the_validator_chosen_is_the_one_that_shows_regularity() -> None:
    made = city()
    made.trip("t")
    made.points([30, 31, 32, 33], validator="A")
    made.points([20, 21, 22, 30, 23], validator="B")
    made.points([0, 0, 0], validator="C")
    made.run()
    assert made.of("aux_viagem_temperatura", "id_validador, percentual_temperatura_regular") == [("B", "80")]
    assert made.verdict("t") == (COM_AR, None, True)


def test_the_external_temperature_is_the_hottest_station_else_the_second_network() -> None:
    made = City([date(2026, 4, 21)])
    day, next_day = date(2026, 4, 21), date(2026, 4, 22)
    at = time.fromisoformat
    made.rows["in_meteorologia_inmet"] = [
        (day, at("10:00"), "A621", Decimal(20), Decimal(25)),
        (day, at("10:00"), "A602", Decimal(30), Decimal(24)),
        (day, at("10:00"), "A999", Decimal(50), Decimal(50)),
        (day, at("12:00"), "A621", None, None),
        (next_day, at("00:00"), "A621", Decimal(15), Decimal(16)),
    ]
    made.rows["in_staging_temperatura_inmet"] = [
        (day, at("10:00"), "A621", Decimal(40), Decimal(41), day),
        (day, at("11:00"), "A621", Decimal(26), Decimal(27), day),
    ]
    made.rows["in_temperatura_alertario"] = [
        (day, at("11:15"), "1", Decimal(28)),
        (day, at("11:30"), "2", Decimal(29)),
        (day, at("10:00"), "1", Decimal(31)),
    ]
    made.rows["in_temperatura"] = [(day, 9, Decimal(99), "inmet")]

    def readings() -> list[tuple[object, ...]]:
        return made.run().of("temperatura", "data, hora, temperatura, fonte")

    assert readings() == [
        (day, 9, "25", "inmet"),
        (day, 10, "27", "inmet"),
        (day, 11, "29", "alertario"),
        (day, 23, "16", "inmet"),
    ]
    made.known = date(2026, 5, 26)
    assert readings() == [
        (day, 10, "30", "inmet"),
        (day, 11, "26", "inmet"),
        (day, 12, None, None),
        (next_day, 0, "15", "inmet"),
    ]


def test_one_source_alone_counted_until_october_2025() -> None:
    def regular(known: date) -> object:
        made = City([date(2025, 9, 10)], known)
        made.outside(40, source="alertario")
        made.trip("t")
        made.points([30, 31, 32])
        return made.run().of("aux_viagem_temperatura", "indicador_temperatura_regular_viagem")

    assert regular(date(2025, 10, 20)) == [(False,)]
    assert regular(date(2025, 10, 22)) == [(True,)]


def test_a_threshold_put_in_place_of_the_rule_is_the_one_applied() -> None:
    made = city()
    made.values = {"temperatura_limite": Decimal("21.5")}
    made.trip("t")
    made.points([20, 21, 22, 23])
    assert made.run().of("aux_viagem_temperatura", "percentual_temperatura_regular") == [("75",)]
