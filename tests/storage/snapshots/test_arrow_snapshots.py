"""Large snapshots: Arrow tables in parts by day, under a hash that knows neither order nor parts."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from storage.errors import KnownError
from storage.snapshots import (
    ArrowTable,
    Column,
    Kind,
    Snapshot,
    Table,
    describe,
    freeze,
    freeze_arrow,
    load,
    prepare,
    verify_snapshot,
)
from storage.snapshots.arrow_table import columns_of
from storage.snapshots.parquet import arrow_type
from storage.store import Store
from tests.storage.store.opening import CLIENT, NOON

COLUMNS = (
    Column("dia", Kind.DATE),
    Column("viagem", Kind.TEXT),
    Column("km", Kind.DECIMAL, 9, digits=18),
    Column("partida", Kind.WALL, zone="America/Sao_Paulo"),
    Column("hora", Kind.TIME),
    Column("carros", Kind.INTEGER),
    Column("dentro", Kind.BOOLEAN),
)
Cells = tuple[Any, ...]
ROW: Cells = (
    date(2025, 8, 27),
    "SÃO-1",
    Decimal("39.995"),
    datetime(2025, 8, 27, 5, 10),  # noqa: DTZ001 - wall time
    time(5, 30),
    -3,
    True,
)
EMPTY: Cells = (None,) * 7
LATER: Cells = (date(2025, 8, 28), *ROW[1:])


def arrow(rows: list[Cells], columns: tuple[Column, ...] = COLUMNS) -> pyarrow.Table:
    cells = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    arrays = [pyarrow.array(values, arrow_type(column)) for values, column in zip(cells, columns, strict=True)]
    return pyarrow.table(arrays, names=[column.name for column in columns])


def of(table: pyarrow.Table, split_by: str = "dia", columns: tuple[Column, ...] = COLUMNS) -> Snapshot:
    return Snapshot(CLIENT, "pasta", NOON, {"viagem": ArrowTable(columns, table, split_by)})


def rows_hash(table: pyarrow.Table, split_by: str = "dia") -> str:
    return prepare(of(table, split_by)).tables[0].rows_hash


def test_what_was_frozen_comes_back_in_canonical_order(store: Store) -> None:
    key = freeze_arrow(store, of(arrow([LATER, EMPTY, ROW])))
    with store.read() as connection:
        tables = load(connection, key)
        verify_snapshot(connection, key)
        parts = connection.execute(text("SELECT split_value, row_count FROM snapshot_part ORDER BY position")).all()
        assert describe(connection, key).row_count == 3
    assert tables.arrow("viagem") == arrow([ROW, LATER, EMPTY])
    assert tables.arrow("viagem").schema.types == [arrow_type(column) for column in COLUMNS]
    assert tables.columns("viagem") == COLUMNS
    assert tables["viagem"].rows == [ROW, LATER, EMPTY]
    assert [tuple(part) for part in parts] == [("2025-08-27", 1), ("2025-08-28", 1), ("", 1)]


def test_an_empty_table_is_kept_with_its_types(store: Store) -> None:
    key = freeze_arrow(store, of(arrow([])))
    with store.read() as connection:
        tables = load(connection, key)
        verify_snapshot(connection, key)
    assert tables.arrow("viagem") == arrow([])


CELLS = st.tuples(
    st.sampled_from([None, date(2025, 8, 27), date(2025, 8, 28)]),
    st.sampled_from([None, "", "a", "ab", "b", "ç"]),
    st.sampled_from([None, Decimal("-0.000000001"), Decimal(0), Decimal("999999999.999999999")]),
    st.just(None),
    st.sampled_from([None, time(0), time(23, 59, 59, 999999)]),
    st.sampled_from([None, 0, -1, 2**62]),
    st.sampled_from([None, True, False]),
)


@settings(max_examples=20, deadline=None)
@given(st.lists(CELLS, max_size=8), st.randoms(use_true_random=False))
def test_the_hash_knows_the_rows_and_not_their_order(rows: list[Cells], chance: Any) -> None:
    shuffled = rows[:]
    chance.shuffle(shuffled)
    pieces = pyarrow.concat_tables([arrow(shuffled[:2]), arrow(shuffled[2:])])
    assert rows_hash(pieces) == rows_hash(arrow(rows))


@settings(max_examples=20, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=4), CELLS)
def test_other_rows_have_another_hash(one: list[Cells], changed: Cells) -> None:
    other = [changed, *one[1:]]
    same = sorted(map(repr, one)) == sorted(map(repr, other))
    assert (rows_hash(arrow(one)) == rows_hash(arrow(other))) is same


def test_the_hash_does_not_see_what_lies_under_an_empty_cell() -> None:
    numbers = pyarrow.array([1, 2, 3])
    masked = pyarrow.Array.from_buffers(pyarrow.int64(), 3, [pyarrow.py_buffer(b"\x05"), numbers.buffers()[1]])
    column = (Column("carros", Kind.INTEGER),)
    one = prepare(of(pyarrow.table({"carros": masked}), "", column)).tables[0]
    other = prepare(of(pyarrow.table({"carros": [1, None, 3]}), "", column)).tables[0]
    assert (one.rows_hash, one.parts) == (other.rows_hash, other.parts)


def test_texts_do_not_run_into_each_other() -> None:
    assert rows_hash(arrow([(None, "ab", *EMPTY[2:]), (None, "c", *EMPTY[2:])])) != rows_hash(
        arrow([(None, "a", *EMPTY[2:]), (None, "bc", *EMPTY[2:])])
    )


def test_a_dictionary_of_texts_is_the_same_data(store: Store) -> None:
    table = arrow([ROW, LATER])
    coded = table.set_column(1, "viagem", table.column("viagem").dictionary_encode())
    assert rows_hash(coded) == rows_hash(table)
    key = freeze_arrow(store, of(coded))
    with store.read() as connection:
        assert load(connection, key).arrow("viagem") == table


def test_no_part_is_larger_than_the_limit_and_the_hash_does_not_see_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [(date(2025, 8, 27 + n % 2), f"v{n:03}" * (50 if n == 7 else 1), *ROW[2:]) for n in range(200)]
    whole = rows_hash(arrow(rows))
    monkeypatch.setattr("storage.snapshots.arrow_table.PART_BYTES", 600)
    prepared = prepare(of(arrow(rows)))
    assert prepared.tables[0].rows_hash == whole
    assert len(prepared.tables[0].parts) > 10
    with store.write() as connection:
        key = freeze(connection, prepared)
    with store.read() as connection:
        verify_snapshot(connection, key)
        tables = load(connection, key)
    assert sorted(tables["viagem"].rows) == sorted(
        (*row[:2], row[2].quantize(Decimal("1e-9")), *row[3:]) for row in rows
    )


@pytest.mark.parametrize("kind", [pyarrow.float64(), pyarrow.decimal128(38, 9), pyarrow.int32()])
def test_a_column_that_has_not_its_exact_type_is_refused(kind: pyarrow.DataType) -> None:
    wrong = arrow([ROW]).set_column(2, "km", pyarrow.nulls(1, kind))
    with pytest.raises(TypeError, match="viagem.km: decimal128"):
        prepare(of(wrong))


def test_columns_a_calculation_made_are_told_by_their_types() -> None:
    table = arrow([ROW])
    assert [c.name for c in columns_of(table)] == table.column_names
    assert columns_of(table)[2] == COLUMNS[2]
    with pytest.raises(TypeError, match="pof: double"):
        columns_of(pyarrow.table({"pof": [1.5]}))


def test_altered_rows_are_found_out(store: Store) -> None:
    key = freeze_arrow(store, of(arrow([ROW, LATER])))
    with store.write() as connection:
        connection.execute(text("UPDATE snapshot_table SET rows_hash = :other"), {"other": "0" * 64})
    with store.read() as connection, pytest.raises(KnownError, match="FOTO_ALTERADA"):
        verify_snapshot(connection, key)


def test_small_and_large_tables_live_in_one_snapshot(store: Store) -> None:
    small = Table((Column("setor", Kind.TEXT),), [("NORTE",)])
    mixed = Snapshot(CLIENT, "pasta", NOON, {"z": small, "a": ArrowTable(COLUMNS, arrow([ROW]), "dia")})
    assert [table.name for table in prepare(mixed).tables] == ["a", "z"]
    with store.write() as connection:
        key = freeze(connection, mixed)
        assert freeze(connection, mixed) == key
    with store.read() as connection:
        verify_snapshot(connection, key)
        assert load(connection, key)["z"].rows == [("NORTE",)]
