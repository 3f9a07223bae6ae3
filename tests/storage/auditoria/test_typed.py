"""Columns of Parquet as the types of the catalogue, whatever types they came with."""

from datetime import UTC, date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.auditoria.from_text import Style
from storage.auditoria.rounding import rounded
from storage.auditoria.typed import typed
from storage.snapshots import Column, Kind

KM = Column("km", Kind.DECIMAL, 9, digits=18)
WALL = Column("partida", Kind.WALL, zone="America/Sao_Paulo")
NOON = datetime(2025, 8, 27, 12)  # noqa: DTZ001 - wall time


def converted(values: list[Any], column: Column, kind: pyarrow.DataType | None = None) -> list[Any]:
    """Values as typed; a row that is refused shows the last part of its code."""
    raw = pyarrow.chunked_array([pyarrow.array(values, kind)])
    found = typed(raw, column, Style.POINT)
    shown = found.values.to_pylist()
    for code, wrong in found.wrong.items():
        for place, is_wrong in enumerate(wrong.to_pylist()):
            shown[place] = code.rpartition(".")[2] if is_wrong else shown[place]
    return shown


@settings(deadline=None)
@given(st.lists(st.floats(-900_000_000, 900_000_000, allow_nan=False), max_size=20))
def test_a_double_is_within_its_own_error_of_its_shortest_decimal(numbers: list[float]) -> None:
    places = Decimal("1e-9")
    found = rounded(pyarrow.array(numbers, pyarrow.float64()), KM).to_pylist()
    spelt = [Decimal(repr(n)).quantize(places, ROUND_HALF_UP) for n in numbers]
    assert all(abs(a - b) <= places for a, b in zip(found, spelt, strict=True))


@settings(deadline=None)
@given(st.decimals(-9_000_000, 9_000_000, places=6, allow_nan=False, allow_infinity=False))
def test_a_decimal_kept_as_a_double_comes_back(number: Decimal) -> None:
    assert rounded(pyarrow.array([float(number)]), KM).to_pylist() == [number]


def test_halves_go_away_from_zero() -> None:
    temperature = Column("t", Kind.DECIMAL, 1, digits=9)
    assert converted([0.25, -0.25, 22.75, 0.35], temperature) == [Decimal(t) for t in ("0.3", "-0.3", "22.8", "0.4")]


def test_large_doubles_are_spelt_and_larger_ones_refused() -> None:
    given_numbers = [123456789.123456789, 999999999.0, 1e9, float("inf"), float("nan"), None]
    assert converted(given_numbers, KM, pyarrow.float64()) == [
        Decimal("123456789.123456790"),
        Decimal(999999999),
        "NUMERO_GRANDE",
        "NUMERO_GRANDE",
        "NUMERO_GRANDE",
        None,
    ]


def test_typed_decimals_fit_with_all_their_digits() -> None:
    cells = [Decimal("12.5"), Decimal("0.1234567891"), Decimal("9999999999"), None]
    assert converted(cells, KM, pyarrow.decimal128(38, 12)) == [Decimal("12.5"), "CASAS", "NUMERO_GRANDE", None]
    assert converted([Decimal("12.5")], KM, pyarrow.decimal128(38, 9)) == [Decimal("12.5")]
    assert converted([7, 10**12], KM) == [Decimal(7), "NUMERO_GRANDE"]


def test_codes_typed_as_numbers_become_text() -> None:
    service = Column("servico", Kind.TEXT)
    assert converted([240, None], service) == ["240", None]
    assert converted([240.0, 1.5], service) == ["240", "TEXTO"]
    assert converted([True], service) == ["TEXTO"]
    dictionary = pyarrow.array(["A", "B", "A"]).dictionary_encode()
    assert typed(pyarrow.chunked_array([dictionary]), service, Style.POINT).values.to_pylist() == ["A", "B", "A"]


def test_texts_written_as_bytes_and_columns_of_columns() -> None:
    service = Column("servico", Kind.TEXT)
    assert converted([b"SV790", None], service) == ["SV790", None]
    assert converted([b"12.5"], KM) == [Decimal("12.5")]
    assert converted([b"\xff\xfe"], service) == ["TEXTO"]
    for column in (service, KM, WALL, Column("dia", Kind.DATE), Column("tem", Kind.BOOLEAN)):
        (code,) = converted([{"a": 1}], column)
        assert code in {"TEXTO", "NUMERO", "INSTANTE", "DATA", "BOOLEANO"}


def test_whole_numbers() -> None:
    year = Column("ano", Kind.INTEGER)
    assert converted([2019, None], year, pyarrow.int16()) == [2019, None]
    assert converted([2019.0, 2019.5, float("nan")], year) == [2019, "INTEIRO", "INTEIRO"]
    assert converted([2**64 - 1, 5], year, pyarrow.uint64()) == ["INTEIRO", 5]
    assert converted([Decimal("3.0"), Decimal("3.5")], year) == [3, "INTEIRO"]
    assert converted([date(2025, 1, 1)], year) == ["INTEIRO"]


def test_days_hours_and_walls() -> None:
    day = Column("data", Kind.DATE)
    assert converted([NOON, NOON.replace(hour=0)], day) == ["DATA", date(2025, 8, 27)]
    assert converted([date(2025, 8, 27)], day, pyarrow.date64()) == [date(2025, 8, 27)]
    assert converted([20250827], day) == ["DATA"]
    assert converted([time(5, 30), None], Column("hora", Kind.TIME), pyarrow.time32("s")) == [time(5, 30), None]
    assert converted(["05:30", "24:00", "5h"], Column("hora", Kind.TIME)) == [time(5, 30), "HORA", "HORA"]
    assert converted([NOON], WALL, pyarrow.timestamp("ns")) == [NOON]
    assert converted([date(2025, 8, 27)], WALL) == [NOON.replace(hour=0)]
    assert converted([5], WALL) == ["INSTANTE"]


def test_days_no_calendar_has_are_refused() -> None:
    days = pyarrow.array([20_000, 2**31 - 1, -(2**31), None], pyarrow.int32()).cast(pyarrow.date32())
    found = typed(pyarrow.chunked_array([days]), Column("data", Kind.DATE), Style.POINT)
    assert found.values.to_pylist() == [date(2024, 10, 4), None, None, None]
    assert {code: wrong.to_pylist() for code, wrong in found.wrong.items()} == {
        "IMPORTACAO.TABELA.DATA": [False, True, True, False]
    }
    walls = pyarrow.array([0, 2**63 - 1], pyarrow.int64()).cast(pyarrow.timestamp("us"))
    found = typed(pyarrow.chunked_array([walls]), WALL, Style.POINT)
    assert [wrong.to_pylist() for wrong in found.wrong.values()] == [[False, True]]


def test_an_instant_of_a_zone_is_read_on_the_wall_of_the_city() -> None:
    instant = datetime(2025, 8, 27, 15, tzinfo=UTC)
    assert converted([instant, None], WALL, pyarrow.timestamp("us", "UTC")) == [NOON, None]


@pytest.mark.parametrize("cells", [[1, 0, None], ["1", "não", None], [True, False, None]])
def test_truth(cells: list[Any]) -> None:
    assert converted(cells, Column("tem_ar", Kind.BOOLEAN)) == [True, False, None]
    assert converted([2], Column("tem_ar", Kind.BOOLEAN)) == ["BOOLEANO"]
