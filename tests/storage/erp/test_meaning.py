"""L1: what the statements mean, on tiny ERPs whose answer is known by hand (faults A1 to D6 of the seed's SQL)."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from engines.calendar import DayType, Month, weekday_type
from storage.erp.extract import ErpExtract, FleetRow, OffenceKind
from tests.storage.erp.support import TinyErp

JULY = Month(2025, 7)


@pytest.fixture
def erp(tmp_path: Path) -> TinyErp:
    return TinyErp(tmp_path / "erp.db")


def km_by_day(extract: ErpExtract, sector: int = 240) -> dict[date, Decimal | None]:
    return {row.dia: row.km for row in extract.days if row.setor == sector}


def cost_of(extract: ErpExtract, criterion: str, sector: int = 240) -> Decimal:
    return sum((c.valor for c in extract.costs if c.criterio == criterion and c.setor == sector), Decimal(0))


def km_of(extract: ErpExtract, sector: int = 240) -> Decimal:
    return sum((row.km or Decimal(0) for row in extract.days if row.setor == sector), Decimal(0))


def test_a1_two_hours_of_one_day_are_one_day(erp: TinyErp) -> None:
    erp.trips(
        [
            ("2025-07-05 05:30", 240, "V1", "100", None),
            ("2025-07-05 06:10", 240, "V1", "150", None),
            ("2025-07-12", 240, "V1", "300", None),
        ]
    )
    days = km_by_day(erp.read())
    assert days == {date(2025, 7, 5): Decimal("250.00"), date(2025, 7, 12): Decimal("300.00")}
    assert sum(d for d in days.values() if d) / len(days) == Decimal("275.00")


def test_a2_the_last_day_counts_whole(erp: TinyErp) -> None:
    erp.trips([("2025-07-30", 240, "V1", "100", None), ("2025-07-31 05:30", 240, "V1", "70", None)])
    assert km_of(erp.read()) == Decimal("170.00")


def test_a2_the_first_moment_after_the_window_does_not(erp: TinyErp) -> None:
    erp.trips(
        [
            ("2024-03-31 23:59:59", 240, "V1", "1", None),
            ("2024-04-01", 240, "V1", "20", None),
            ("2025-07-31 23:59:59", 240, "V1", "300", None),
            ("2025-08-01", 240, "V1", "4000", None),
        ]
    )
    assert km_by_day(erp.read()) == {date(2024, 4, 1): Decimal("20.00"), date(2025, 7, 31): Decimal("300.00")}


def test_a3_a4_types_are_told_by_the_calendar_and_not_by_the_session(erp: TinyErp) -> None:
    erp.trips([(f"2025-07-0{n}", 240, "V1", "10", None) for n in (5, 6, 7)])
    types = [weekday_type(day) for day in km_by_day(erp.read())]
    assert types == [DayType.SABADO, DayType.DOMINGO_FERIADO, DayType.UTIL]


def test_b1_cost_rows_do_not_multiply_km(erp: TinyErp) -> None:
    erp.trips([("2025-07-07", 240, "V1", "100", "40")])
    erp.costs([("2025-07-07", 240, "PNEUS", "10", "A"), ("2025-07-07", 240, "PNEUS", "20", "B")])
    (day,) = erp.read().days
    assert (day.km, day.litros) == (Decimal("100.00"), Decimal("40.00"))


def test_b2_operation_rows_do_not_multiply_cost(erp: TinyErp) -> None:
    erp.trips([("2025-07-07", 240, "V1", "100", None), ("2025-07-07", 240, "V2", "150", None)])
    erp.costs([("2025-07-07", 240, "PNEUS", "30", None)])
    extract = erp.read()
    assert (km_of(extract), cost_of(extract, "PNEUS")) == (Decimal("250.00"), Decimal("30.00"))


def test_b3_cost_of_a_day_without_operation_and_cost_with_a_clock_count(erp: TinyErp) -> None:
    erp.trips([("2025-07-07", 240, "V1", "100", None)])
    erp.costs([("2025-07-08", 240, "PNEUS", "500", None), ("2025-07-07 09:15", 240, "PECAS", "80", None)])
    extract = erp.read()
    assert (cost_of(extract, "PNEUS"), cost_of(extract, "PECAS")) == (Decimal("500.00"), Decimal("80.00"))


def test_b4_b6_every_month_of_the_window_comes(erp: TinyErp) -> None:
    erp.costs([(f"2025-0{n}-10", 240, "PECAS", "1.10", None) for n in (5, 6, 7)])
    costs = [(c.mes, c.valor, c.linhas, c.ultimo) for c in erp.read().costs]
    assert costs == [(Month(2025, n), Decimal("1.10"), 1, date(2025, n, 10)) for n in (5, 6, 7)]


def test_b5_a_day_with_two_trips_is_one_day(erp: TinyErp) -> None:
    erp.trips([("2025-07-07 05:30", 240, "V1", "10", None), ("2025-07-07 14:00", 240, "V1", "10", None)])
    (day,) = erp.read().days
    assert (day.km, day.linhas) == (Decimal("20.00"), 2)


def test_c1_c2_vehicles_are_counted_once_and_empty_sectors_stay(erp: TinyErp) -> None:
    erp.vehicles(
        [
            ("V1", 124, "OPERACIONAL", "ATIVO", "2025-07-01"),
            ("V1", 124, "OPERACIONAL", "ATIVO", "2025-07-28 08:30"),
            ("V2", 124, "OPERACIONAL", "ATIVO", "2025-07-02"),
            ("V3", 124, "VENDIDO", "INATIVO", "2025-07-30"),
        ]
    )
    assert erp.read().fleet == (
        FleetRow(31, 0, 0, 0, None),
        FleetRow(124, 2, 3, 2, datetime(2025, 7, 28, 8, 30)),
        FleetRow(239, 0, 0, 0, None),
        FleetRow(240, 0, 0, 0, None),
    )


def test_c3_only_the_profile_s_active_value_counts(erp: TinyErp) -> None:
    erp.trips([("2025-07-02", 240, "V9", "999", "9", "INATIVO"), ("2025-07-02", 240, "V1", "5", None)])
    assert km_of(erp.read()) == Decimal("5.00")


def test_d1_km_of_days_without_cost_stay_in_the_base(erp: TinyErp) -> None:
    erp.trips([(f"2025-07-{n:02d}", 240, "V1", "100", None) for n in range(1, 31)])
    erp.costs([("2025-07-10", 240, "PNEUS", "600", None)])
    extract = erp.read()
    assert cost_of(extract, "PNEUS") / km_of(extract) == Decimal("0.20")


def test_d2_neither_side_multiplies_the_other(erp: TinyErp) -> None:
    erp.trips([("2025-07-07", 240, "V1", "100", None), ("2025-07-07", 240, "V2", "100", None)])
    erp.costs([("2025-07-07", 240, "PNEUS", "20", document) for document in ("A", "B", "C")])
    extract = erp.read()
    km, cost = km_of(extract), cost_of(extract, "PNEUS")
    assert (km, cost, cost / km) == (Decimal("200.00"), Decimal("60.00"), Decimal("0.30"))


@pytest.mark.parametrize("reference", [date(2025, 8, 1), date(2025, 8, 20)])
def test_d3_the_window_hangs_on_the_vigencia_not_on_the_day_it_is_asked(erp: TinyErp, reference: date) -> None:
    days = [day for n in range(12) for day in Month(2024, 8).plus(n).days()]
    erp.trips([(day.isoformat(), 240, "V1", "100", None) for day in days])
    erp.costs([(day.isoformat(), 240, "PNEUS", "20", None) for day in days])
    erp.costs([("2024-08-05 00:00:00", 240, "PNEUS", "6000", None)])
    extract = erp.read(reference=reference)
    ratio = cost_of(extract, "PNEUS") / km_of(extract)
    assert ratio.quantize(Decimal("0.000001")) == Decimal("0.364384")


def test_d4_cost_of_a_sector_without_km_is_kept(erp: TinyErp) -> None:
    erp.costs([("2025-07-07", 31, "PECAS", "12", None)])
    extract = erp.read()
    assert cost_of(extract, "PECAS", 31) == Decimal("12.00") and km_by_day(extract, 31) == {}


def test_d6_months_come_apart_so_that_the_ratio_is_of_sums(erp: TinyErp) -> None:
    erp.trips([("2025-06-10", 240, "V1", "100", None), ("2025-07-10", 240, "V1", "900", None)])
    erp.costs([("2025-06-10", 240, "PNEUS", "10", None), ("2025-07-10", 240, "PNEUS", "270", None)])
    extract = erp.read()
    assert [c.valor for c in extract.costs] == [Decimal("10.00"), Decimal("270.00")]
    assert cost_of(extract, "PNEUS") / km_of(extract) == Decimal("0.28")


def test_km05_repeated_negative_and_inactive_rows_stay_out_and_are_listed(erp: TinyErp) -> None:
    erp.trips(
        [
            ("2025-07-01", 239, "V1", "210.5", None),
            ("2025-07-01", 239, "V2", "190.5", None),
            ("2025-07-01", 239, "V3", "200", None),
            ("2025-07-02", 239, "V1", "205", None),
            ("2025-07-02", 239, "V2", "195", None),
            ("2025-07-02", 239, "V3", "0", None),
            ("2025-07-05", 239, "V1", "120", None),
            ("2025-07-05", 239, "V2", "130", None),
            ("2025-07-05", 239, "V3", "110", None),
            ("2025-07-06", 239, "V1", "80", None),
            ("2025-07-06", 239, "V2", "90", None),
            ("2025-07-06", 239, "V3", "70", None),
            ("2025-07-02", 239, "V9", "999", None, "INATIVO"),
            ("2025-07-06", 239, "V1", "80", None),
            ("2025-07-05", 239, "V4", "-50", None),
        ]
    )
    extract = erp.read()
    assert km_by_day(extract, 239) == {
        date(2025, 7, 1): Decimal("601.00"),
        date(2025, 7, 2): Decimal("400.00"),
        date(2025, 7, 5): Decimal("360.00"),
        date(2025, 7, 6): Decimal("240.00"),
    }
    assert [(o.kind, o.dia, o.linhas) for o in extract.offending_days] == [
        (OffenceKind.DUPLICATE_ROW, date(2025, 7, 6), 1),
        (OffenceKind.NEGATIVE_KM, date(2025, 7, 5), 1),
    ]
    assert [(o.kind, o.veiculo, o.km, o.vezes) for o in extract.offending] == [
        (OffenceKind.NEGATIVE_KM, "V4", Decimal("-50.00"), 1),
        (OffenceKind.DUPLICATE_ROW, "V1", Decimal("80.00"), 2),
    ]


def test_two_trips_of_the_same_km_at_different_hours_are_two_trips(erp: TinyErp) -> None:
    erp.trips([("2025-07-07 05:30", 240, "V1", "42", "16"), ("2025-07-07 14:00", 240, "V1", "42", "16")])
    extract = erp.read()
    assert (km_of(extract), extract.offending) == (Decimal("84.00"), ())


def test_rows_without_a_vehicle_are_never_called_repeated(erp: TinyErp) -> None:
    erp.trips([("2025-07-07", 240, None, "42", None), ("2025-07-07", 240, None, "42", None)])
    extract = erp.read()
    assert (km_of(extract), extract.offending_days) == (Decimal("84.00"), ())


def test_of_rows_alike_with_different_litres_the_largest_is_kept(erp: TinyErp) -> None:
    rows = [("2025-07-07", 240, "V1", "100", litres) for litres in ("40", None, "38.5")]
    erp.trips(rows)
    (day,) = erp.read().days
    assert (day.km, day.litros, day.linhas, day.repetidas) == (Decimal("100.00"), Decimal("40.00"), 1, 2)


def test_future_rows_are_counted_and_never_summed(erp: TinyErp) -> None:
    erp.trips([("2025-07-31", 240, "V1", "10", None), ("2025-08-03", 240, "V1", "20", None)])
    erp.trips([("2025-12-25 10:00", 240, "V1", "40", None), ("2025-08-02 23:00", 240, "V1", "80", None)])
    extract = erp.read()
    assert km_of(extract) == Decimal("10.00")
    assert [(o.kind, o.dia, o.linhas) for o in extract.offending_days] == [
        (OffenceKind.FUTURE_ROW, date(2025, 8, 3), 1),
        (OffenceKind.FUTURE_ROW, date(2025, 12, 25), 1),
    ]


def test_planning_ahead_never_reaches_past_the_day_it_is_asked(erp: TinyErp) -> None:
    erp.trips([("2025-08-02", 240, "V1", "10", None), ("2025-08-03", 240, "V1", "20", None)])
    extract = erp.read(vigencia=Month(2025, 9), reference=date(2025, 8, 2))
    assert (km_of(extract), extract.window.end) == (Decimal("10.00"), date(2025, 8, 3))


def test_a_day_with_only_unusable_rows_is_unknown_not_zero(erp: TinyErp) -> None:
    erp.trips([("2025-07-07", 240, "V1", None, "9"), ("2025-07-08", 240, "V1", "0", None)])
    erp.trips([("2025-07-09", 240, "V1", "10", "-3")])
    extract = erp.read()
    assert km_by_day(extract) == {date(2025, 7, 7): None, date(2025, 7, 8): Decimal("0.00"), date(2025, 7, 9): None}
    assert [o.kind for o in extract.offending] == [OffenceKind.MISSING_KM, OffenceKind.NEGATIVE_LITRES]
    assert [row.litros for row in extract.days] == [None, None, None]


def test_credits_are_summed_with_their_sign(erp: TinyErp) -> None:
    erp.costs([("2025-07-07", 240, "PNEUS", "100", "A"), ("2025-07-08", 240, "PNEUS", "-30.25", "B")])
    assert cost_of(erp.read(), "PNEUS") == Decimal("69.75")


def test_equal_postings_of_one_document_are_listed_and_still_summed(erp: TinyErp) -> None:
    erp.costs([("2025-07-07", 240, "PNEUS", "100", "NF1"), ("2025-07-07", 240, "PNEUS", "100", "NF1")])
    erp.costs([("2025-07-07", 240, "PNEUS", "5", None), ("2025-07-07", 240, "PNEUS", "5", None)])
    extract = erp.read()
    assert cost_of(extract, "PNEUS") == Decimal("210.00")
    assert [(o.kind, o.documento, o.vezes, o.kind.excluded) for o in extract.offending] == [
        (OffenceKind.REPEATED_COST, "NF1", 2, False)
    ]


def test_other_sectors_and_other_cost_types_stay_out(erp: TinyErp) -> None:
    erp.trips([("2025-07-07", 999, "V1", "10", None)])
    erp.costs([("2025-07-07", 240, "PEDAGIO", "5", None), ("2025-07-07", 999, "PNEUS", "5", None)])
    extract = erp.read()
    assert (extract.days, extract.costs) == ((), ())


def test_the_extract_tells_what_was_asked_of_whom_and_when(erp: TinyErp) -> None:
    erp.trips([("2025-07-31", 240, "V1", "10", None)])
    extract = erp.read()
    assert (extract.identity.kind, extract.identity.where, extract.profile) == ("sqlite", "erp.db", "padrao")
    assert extract.extracted_at.isoformat() == "2025-08-02T12:00:00+00:00"
    assert extract.row_counts == {
        "operacao": 1, "repetidas": 0, "futuras": 0, "custos": 0, "custos_repetidos": 0, "veiculos": 0,
    }  # fmt: skip
    operation = extract.queries[0]
    assert operation.text.startswith("SELECT substr(por_instante.instante, 1, 10) AS dia")
    assert operation.binds["data_1"] == datetime(2024, 4, 1) and operation.binds["status_1"] == "ATIVO"
