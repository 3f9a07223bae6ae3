"""A worked case as a database would hold it: the SQLite file that stands for an ERP, and Oracle's wire."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from storage.auditoria.catalogue import InputTable
from storage.auditoria.importing import ReadTables, read_folder
from storage.auditoria.sources import SourceKind
from storage.snapshots import Kind
from tests.storage.erp.oracle_script import (
    PASSWORD,
    USER,
    Answer,
    Script,
    day,
    number,
    oracle_script,
    table,
    words,
)
from tests.viewmodels.subsidios.audits import CASES
from tests.viewmodels.subsidios.import_sources import CASE
from viewmodels.operations.subsidios.examining import asked_tables
from viewmodels.operations.subsidios.from_database import ErpOrigin, OracleAddress

THERE = ("viagem_completa", "viagem_planejada", "subsidio_data_versao_efetiva", "valor_km_tipo_viagem")
"""The tables the scripted Oracle has."""
SERVICE = "SMTR"


def case_tables(kind: SourceKind = SourceKind.INPUT) -> tuple[list[InputTable], ReadTables]:
    """The tables of the case, typed, with what the catalogue says of each: its inputs, or what was published."""
    asked = asked_tables(kind)
    read = read_folder(CASES / CASE / ("inputs" if kind is SourceKind.INPUT else "expected"), asked)
    assert isinstance(read, ReadTables)
    return [asked.tables[name] for name in read.tables], read


def sqlite_erp(folder: Path, kind: SourceKind = SourceKind.INPUT) -> Path:
    """The case in a SQLite file: decimals as whole numbers of 10^-places, days and instants as text."""
    path = folder / "erp.db"
    listed, read = case_tables(kind)
    with closing(sqlite3.connect(path)) as connection, connection:
        for each in listed:
            places = {column.name: column.column.places for column in each.columns}
            names = ", ".join(f'"{name}"' for name in places)
            connection.execute(f'CREATE TABLE "{each.name}" ({names})')  # noqa: S608 - names of our own catalogue
            rows = [[_cell(row[name], many) for name, many in places.items()] for row in _rows(read, each)]
            marks = ", ".join("?" * len(places))
            connection.executemany(f'INSERT INTO "{each.name}" VALUES ({marks})', rows)  # noqa: S608
    return path


def changed(erp: Path, *statements: str) -> None:
    """The ERP after somebody changed it."""
    with closing(sqlite3.connect(erp)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


@contextmanager
def oracle_erp(owner: str = "smtr", password: str = PASSWORD) -> Iterator[tuple[Script, ErpOrigin]]:
    """Four tables of the case in an Oracle of this machine, and where it is."""
    script = Script(users={USER: password})
    script.begin_again(list(_answers(owner)))
    with oracle_script(script) as port:
        yield script, ErpOrigin(OracleAddress("127.0.0.1", SERVICE, USER, port), owner)


def _answers(owner: str) -> Iterator[tuple[str, Answer]]:
    """The heads of the tables first: they are asked with a condition nothing meets."""
    listed, read = case_tables()
    there = [each for each in listed if each.name in THERE]
    kinds = {each.name: [_described(column.column) for column in each.columns] for each in there}
    for each in there:
        yield f"FROM {owner}.{each.name} \nWHERE 0 = 1", table(kinds[each.name], [])
    for each in there:
        rows = [tuple(_on_the_wire(cell) for cell in row.values()) for row in _rows(read, each)]
        yield f"FROM {owner}.{each.name}", table(kinds[each.name], rows)
    yield "WHERE 0 = 1", 942


def _rows(read: ReadTables, each: InputTable) -> list[dict[str, Any]]:
    return read.tables[each.name].to_pylist()  # type: ignore[no-any-return]


def _described(column: Any) -> Any:
    name = column.name.upper()
    if column.kind in (Kind.DATE, Kind.WALL):
        return day(name)
    if column.kind is Kind.DECIMAL:
        return number(name, 38, column.places)
    return number(name, 9, 0) if column.kind in (Kind.INTEGER, Kind.BOOLEAN) else words(name, 200)


def _cell(value: Any, places: int) -> Any:
    if isinstance(value, Decimal):
        return int(value.scaleb(places))
    if isinstance(value, datetime):
        return value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else value


def _on_the_wire(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return int(value) if isinstance(value, bool) else value
