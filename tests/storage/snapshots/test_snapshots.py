"""Snapshots: the same rows come back exactly, under an address that is their hash."""

import hashlib
import random
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from storage.errors import KnownError
from storage.snapshots import Column, Kind, Snapshot, Table, describe, freeze, load, parquet, verify_snapshot
from storage.snapshots.freeze import prepare
from storage.snapshots.shape import Row, hash_of_rows
from storage.store import Store
from tests.storage.store.opening import CLIENT, NOON

COLUMNS = (
    Column("dia", Kind.DATE),
    Column("setor", Kind.TEXT),
    Column("km", Kind.DECIMAL, places=2),
    Column("carros", Kind.INTEGER),
    Column("feriado", Kind.BOOLEAN),
    Column("lido", Kind.INSTANT),
    Column("saida", Kind.WALL, zone="America/Sao_Paulo"),
)
ROW: Row = (
    date(2025, 7, 1),
    "SÃO SEBASTIÃO",
    Decimal("41118.42"),
    246,
    False,
    datetime(2025, 8, 2, 12, 30, 1, 5, tzinfo=UTC),
    datetime(2025, 7, 1, 4, 55),  # noqa: DTZ001 - wall time as the source wrote it
)
EMPTY: Row = (None,) * 7


def of(*tables: tuple[str, Table], query: str = "SELECT 1") -> Snapshot:
    window = (date(2025, 5, 1), date(2025, 8, 1))
    return Snapshot(CLIENT, "oracle:erp", NOON, dict(tables), query, {"de": date(2025, 5, 1), "n": 3}, window)


def frozen(store: Store, snapshot: Snapshot) -> str:
    with store.write() as connection:
        return freeze(connection, snapshot)


def test_what_was_frozen_is_what_is_loaded(store: Store) -> None:
    key = frozen(store, of(("dia", Table(COLUMNS, [ROW, EMPTY, ROW])), ("vazia", Table(COLUMNS, []))))
    with store.read() as connection:
        tables = load(connection, key)
        info = describe(connection, key)
        verify_snapshot(connection, key)
    assert list(tables) == ["dia", "vazia"] and len(tables) == 2
    assert tables["dia"].columns == COLUMNS
    assert tables["dia"].names()[:2] == ("dia", "setor")
    assert tables["dia"].rows == [ROW, EMPTY, ROW]
    assert [type(cell) for cell in tables["dia"].rows[0]] == [type(cell) for cell in ROW]
    assert tables["vazia"].rows == []
    assert (info.source, info.query, info.row_count, info.extracted_at) == ("oracle:erp", "SELECT 1", 3, NOON)
    assert (info.window, dict(info.binds)) == ((date(2025, 5, 1), date(2025, 8, 1)), {"de": "2025-05-01", "n": 3})


def test_the_arrow_types_are_exact(store: Store) -> None:
    key = frozen(store, of(("dia", Table(COLUMNS, [ROW]))))
    with store.read() as connection:
        arrow = load(connection, key).arrow("dia")
    assert [str(field.type) for field in arrow.schema] == [
        "date32[day]",
        "string",
        "decimal128(38, 2)",
        "int64",
        "bool",
        "timestamp[us, tz=UTC]",
        "timestamp[us]",
    ]


def test_parts_are_addressed_by_their_bytes_and_kept_once(store: Store) -> None:
    one = frozen(store, of(("dia", Table(COLUMNS, [ROW]))))
    two = frozen(store, of(("dia", Table(COLUMNS, [ROW])), query="SELECT 2"))
    assert one != two
    with store.read() as connection:
        kept = connection.execute(text("SELECT sha256, bytes FROM snapshot_bytes")).all()
        assert describe(connection, one).data_hash == describe(connection, two).data_hash
    assert len(kept) == 1
    assert kept[0].sha256 == hashlib.sha256(kept[0].bytes).hexdigest()


def test_freezing_twice_is_freezing_once(store: Store) -> None:
    snapshot = of(("dia", Table(COLUMNS, [ROW])))
    assert frozen(store, snapshot) == frozen(store, snapshot)
    with store.write() as connection:
        assert freeze(connection, prepare(snapshot)) == prepare(snapshot).id
        assert connection.execute(text("SELECT count(*) FROM snapshot")).scalar() == 1


def test_a_part_for_each_day_when_asked(store: Store) -> None:
    rows: list[Row] = [(date(2025, 7, day), *ROW[1:]) for day in (1, 1, 2, 3, 3)]
    key = frozen(store, of(("dia", Table(COLUMNS, rows, split_by="dia"))))
    with store.read() as connection:
        parts = connection.execute(text("SELECT split_value, row_count FROM snapshot_part ORDER BY position")).all()
        assert load(connection, key)["dia"].rows == rows
    assert [tuple(part) for part in parts] == [("2025-07-01", 2), ("2025-07-02", 1), ("2025-07-03", 2)]
    with pytest.raises(ValueError, match="no column"):
        prepare(of(("dia", Table(COLUMNS, rows, split_by="mes"))))


def test_no_part_is_larger_than_the_limit(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "PART_BYTES", 1000)
    rows: list[Row] = [(None, "x" * 300) for _ in range(10)]
    table = Table((Column("dia", Kind.DATE), Column("texto", Kind.TEXT)), rows)
    key = frozen(store, of(("t", table)))
    with store.read() as connection:
        counts = connection.execute(text("SELECT row_count FROM snapshot_part ORDER BY position")).scalars().all()
        assert load(connection, key)["t"].rows == rows
    assert counts == [3, 3, 3, 1]


@pytest.mark.parametrize(
    ("column", "value", "error"),
    [
        (Column("km", Kind.DECIMAL, places=2), 1.5, TypeError),
        (Column("km", Kind.DECIMAL, places=2), 1, TypeError),
        (Column("km", Kind.DECIMAL, places=2), Decimal("1.505"), ValueError),
        (Column("n", Kind.INTEGER), True, TypeError),
        (Column("d", Kind.DATE), datetime(2025, 1, 1, tzinfo=UTC), TypeError),
        (Column("i", Kind.INSTANT), datetime(2025, 1, 1), TypeError),  # noqa: DTZ001 - naive on purpose
        (Column("w", Kind.WALL), datetime(2025, 1, 1, tzinfo=UTC), TypeError),
        (Column("t", Kind.TEXT), 7, TypeError),
    ],
)
def test_the_wrong_type_is_loud_and_names_its_column(column: Column, value: object, error: type[Exception]) -> None:
    with pytest.raises(error, match=column.name if error is TypeError else "places"):
        prepare(of(("t", Table((column,), [(value,)]))))  # type: ignore[list-item]


def test_rows_have_the_width_of_their_columns() -> None:
    with pytest.raises(ValueError, match="7 cells"):
        prepare(of(("t", Table(COLUMNS, [ROW[:3]]))))


def test_altered_bytes_are_found_at_once(store: Store) -> None:
    key = frozen(store, of(("dia", Table(COLUMNS, [ROW]))))
    with store.write() as connection:
        connection.execute(text("UPDATE snapshot_bytes SET bytes = CAST(bytes || x'00' AS BLOB)"))
    with store.read() as connection, pytest.raises(KnownError, match="FOTO_ALTERADA"):
        load(connection, key)


def test_rows_exchanged_under_another_address_are_found_by_the_verification(store: Store) -> None:
    key = frozen(store, of(("dia", Table(COLUMNS, [ROW]))))
    frozen(store, of(("dia", Table(COLUMNS, [EMPTY])), query="SELECT 2"))
    with store.write() as connection:
        swap = "UPDATE snapshot_part SET sha256 = (SELECT sha256 FROM snapshot_part WHERE snapshot <> :k)"
        connection.execute(text(f"{swap} WHERE snapshot = :k"), {"k": key})
    with store.read() as connection, pytest.raises(KnownError, match="FOTO_ALTERADA"):
        verify_snapshot(connection, key)


def test_a_snapshot_that_is_not_there(store: Store) -> None:
    for ask in (load, describe, verify_snapshot):
        with store.read() as connection, pytest.raises(KnownError, match="FOTO_AUSENTE"):
            ask(connection, "0" * 64)


def test_a_snapshot_without_tables(store: Store) -> None:
    key = frozen(store, of())
    with store.read() as connection:
        assert dict(load(connection, key)) == {}


ROWS = st.lists(
    st.tuples(
        st.none() | st.dates(),
        st.none() | st.text(max_size=8),
        st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12),
        st.none() | st.integers(-(2**63), 2**63 - 1),
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, order=st.randoms(use_true_random=False))
def test_any_rows_come_back_and_their_hash_forgets_the_order(
    store: Store, rows: list[Row], order: random.Random
) -> None:
    columns = COLUMNS[:4]
    key = frozen(store, of(("t", Table(columns, rows))))
    with store.read() as connection:
        again = load(connection, key)["t"].rows
    assert again == rows
    shuffled = list(rows)
    order.shuffle(shuffled)
    assert hash_of_rows(columns, shuffled) == hash_of_rows(columns, again)


def test_the_month_loads_quickly(store: Store) -> None:
    days: list[Row] = [
        (date(2024, 4, 1) + timedelta(day), sector, Decimal(day * 977 + 1).scaleb(-2), day)
        for day in range(460)
        for sector in ("1", "2", "3", "4")
    ]
    months: list[Row] = [(date(2024, 4, 1), str(n), Decimal(n).scaleb(-2), n) for n in range(64)]
    columns = COLUMNS[:4]
    key = frozen(store, of(("dia", Table(columns, days)), ("mes", Table(columns, months))))
    best = min(load_seconds(store, key) for _ in range(10))
    assert best < 0.1  # 6 to 9 ms alone; the bound leaves room for a machine at work (make bench measures)


def load_seconds(store: Store, key: str) -> float:
    started = time.perf_counter()
    with store.read() as connection:
        tables = load(connection, key)
    assert (len(tables["dia"].rows), len(tables["mes"].rows)) == (1840, 64)
    return time.perf_counter() - started


def test_starting_imports_nothing_heavy() -> None:
    rooms = "store journal people sealed snapshots runs".split()
    imports = "; ".join(f"import storage.{room}" for room in rooms) + "; import storage.backup, storage.secrets, sys"
    heavy = "{'pyarrow', 'pandas', 'duckdb', 'openpyxl', 'keyring', 'PySide6'}"
    script = f"{imports}; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
