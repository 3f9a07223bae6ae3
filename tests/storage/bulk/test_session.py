"""The bulk session: exact types in and out, and a wall SQL cannot climb."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow
import pytest
from pyarrow import parquet

from storage.auditoria.catalogue import catalogue
from storage.bulk.session import BulkSession, bulk_session, load_inputs
from storage.snapshots import Column, Kind
from storage.snapshots.parquet import arrow_type

COLUMNS = (Column("dia", Kind.DATE), Column("km", Kind.DECIMAL, 9, digits=18), Column("carro", Kind.TEXT))
BIG_SORT = "CREATE TABLE grande AS SELECT i, hash(i) AS h FROM range(4000000) AS t(i) ORDER BY h, i"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[BulkSession]:
    with bulk_session(tmp_path, threads=1) as opened:
        yield opened


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM 'planilha.csv'",
        "SELECT * FROM glob('/etc/*')",
        "ATTACH 'outro.db'",
        "COPY (SELECT 1) TO 'saida.csv'",
        "EXPORT DATABASE 'saida'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET memory_limit = '1TB'",
        "SET temp_directory = '/tmp/outra'",
        "RESET lock_configuration",
    ],
)
def test_sql_reaches_nothing_outside(session: BulkSession, sql: str) -> None:
    with pytest.raises((duckdb.PermissionException, duckdb.InvalidInputException)):
        session.connection.execute(sql)


def test_sql_sees_no_variable_of_python(session: BulkSession) -> None:
    escondida = pyarrow.table({"a": [1]})
    with pytest.raises(duckdb.CatalogException):
        session.connection.execute("SELECT * FROM escondida")
    assert len(escondida) == 1


def typed_table(rows: list[tuple[object, ...]]) -> pyarrow.Table:
    cells = zip(*rows, strict=True)
    arrays = [pyarrow.array(values, arrow_type(column)) for values, column in zip(cells, COLUMNS, strict=True)]
    return pyarrow.table(arrays, names=[column.name for column in COLUMNS])


def test_rows_come_out_as_they_went_in(session: BulkSession, tmp_path: Path) -> None:
    one = typed_table([(None, Decimal("39.995000001"), "A1")])
    two = typed_table([(None, None, "Ônibus")]).select(["carro", "km", "dia"])
    session.load("viagem", [one, two], COLUMNS)
    out = session.arrow("in_viagem").sort_by("carro")
    assert out.schema == one.schema
    assert out.to_pylist() == [*one.to_pylist(), {"dia": None, "km": None, "carro": "Ônibus"}]
    session.parquet("in_viagem", tmp_path / "viagem.parquet")
    assert parquet.read_table(tmp_path / "viagem.parquet").sort_by("carro") == out


def test_repeated_texts_may_come_as_a_dictionary(session: BulkSession) -> None:
    table = typed_table([(None, None, "A"), (None, None, "B"), (None, None, "A")])
    session.load("viagem", table.set_column(2, "carro", table.column("carro").dictionary_encode()), COLUMNS)
    assert session.arrow("in_viagem").column("carro").to_pylist() == ["A", "B", "A"]


def test_a_float_is_refused(session: BulkSession) -> None:
    table = pyarrow.table({"dia": pyarrow.nulls(1), "km": [1.5], "carro": ["A"]})
    with pytest.raises(TypeError, match="in_viagem: a decimal is expected in km"):
        session.load("viagem", table, COLUMNS)


def test_a_value_too_large_is_refused(session: BulkSession) -> None:
    wide = pyarrow.array([Decimal("1234567890.5")], pyarrow.decimal128(38, 9))
    table = pyarrow.table({"dia": pyarrow.nulls(1), "km": wide, "carro": ["A"]})
    with pytest.raises(duckdb.Error):
        session.load("viagem", table, COLUMNS)


def test_every_table_of_the_catalogue_is_there_even_when_nobody_brought_it(session: BulkSession) -> None:
    shape = catalogue().tables["tecnologia_prioridade"].shape
    rows = {"tecnologia": ["MINI"], "prioridade": [1], "modo": ["ONIBUS"]}
    given = pyarrow.table([pyarrow.array(rows[c.name], arrow_type(c)) for c in shape], names=list(rows))
    load_inputs(session, catalogue(), {"tecnologia_prioridade": given})
    names = {name for (name,) in session.connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert names == {f"in_{name}" for name in catalogue().tables}
    assert session.arrow("in_tecnologia_prioridade").to_pylist() == given.to_pylist()
    types = session.arrow("in_viagem_completa").schema
    assert [str(types.field(name).type) for name in ("data", "datetime_partida", "distancia_planejada")] == [
        "date32[day]",
        "timestamp[us]",
        "decimal128(18, 9)",
    ]
    with pytest.raises(KeyError, match="inventada"):
        load_inputs(session, catalogue(), {"inventada": given})


def test_tables_handed_over_are_let_go(session: BulkSession) -> None:
    shape = catalogue().tables["tecnologia_prioridade"].shape
    rows = {"tecnologia": ["MINI"], "prioridade": [1], "modo": ["ONIBUS"]}
    one = pyarrow.table([pyarrow.array(rows[c.name], arrow_type(c)) for c in shape], names=list(rows))
    given = {"tecnologia_prioridade": pyarrow.concat_tables([one, one]), "garagem": _none_of("garagem")}
    load_inputs(session, catalogue(), given)
    assert given == {}
    assert session.arrow("in_tecnologia_prioridade").to_pylist() == one.to_pylist() * 2
    assert len(session.arrow("in_garagem")) == len(session.arrow("in_transacao")) == 0


def _none_of(table: str) -> pyarrow.Table:
    return pyarrow.schema([(c.name, arrow_type(c)) for c in catalogue().tables[table].shape]).empty_table()


def test_past_the_limit_of_memory_it_spills_and_finishes(tmp_path: Path) -> None:
    with bulk_session(tmp_path, memory="40MB", threads=1) as small:
        small.connection.execute(BIG_SORT)
        found = small.connection.execute("SELECT count(*), sum(i) FROM grande").fetchone()
        spilled = sum(file.stat().st_size for file in tmp_path.rglob("*") if file.is_file())
    assert found == (4_000_000, 7_999_998_000_000)
    assert spilled > 10_000_000
    assert list(tmp_path.rglob("*.tmp")) == []


def test_a_statement_under_way_can_be_broken(session: BulkSession) -> None:
    import threading

    breaking = threading.Timer(0.1, session.interrupt)
    breaking.start()
    with pytest.raises(duckdb.InterruptException):
        session.connection.execute("SELECT sum(a.i * b.i) FROM range(4000000) a(i), range(4000000) b(i)")
    breaking.join()
    assert session.connection.execute("SELECT 1").fetchone() == (1,)
