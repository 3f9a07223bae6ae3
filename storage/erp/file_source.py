"""Files as an ERP: their rows in a temporary SQLite with the ERP's tables, read by the statements of any source."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Table as SqlTable
from sqlalchemy import create_engine, insert
from sqlalchemy.pool import NullPool

from storage.erp.columns import midnight
from storage.erp.extract import ErpIdentity
from storage.erp.file_tables import COSTS, OPERATION, VEHICLES, Brought, rows_of
from storage.erp.profile import Profile
from storage.erp.sqlite_source import SqliteSource
from storage.erp.tables import build_tables
from storage.imports.table_file import Table

KIND = "arquivo"


class FileSource(SqliteSource):
    """A SQLite that holds what somebody brought in files; it answers under the names of the files."""

    kind = KIND

    def __init__(self, path: Path, profile: Profile, files: tuple[str, ...]) -> None:
        super().__init__(path, profile)
        self._files = files

    def _identity(self) -> ErpIdentity:
        return ErpIdentity(KIND, ", ".join(self._files), "", "")


@contextmanager
def files_as_erp(brought: Brought, profile: Profile) -> Iterator[FileSource]:
    """A source over the files, gone with its temporary database on leaving."""
    with tempfile.TemporaryDirectory(prefix="prova-real-") as folder:
        path = Path(folder) / "arquivos.sqlite"
        _write(path, brought, profile)
        yield FileSource(path, profile, brought.files)


def _write(path: Path, brought: Brought, profile: Profile) -> None:
    tables = build_tables(profile, with_schema=False)
    places = {OPERATION: tables.operacao, COSTS: tables.custos, VEHICLES: tables.veiculos}
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    try:
        with engine.begin() as connection:
            tables.operacao.metadata.create_all(connection)
            for role, table in places.items():
                rows = _values(brought.tables[role], table, profile)
                if rows:
                    connection.execute(insert(table), rows)
    finally:
        engine.dispose()


def _values(table: Table, into: SqlTable, profile: Profile) -> list[dict[str, object]]:
    wanted = [column.key for column in into.columns]
    return [{key: _value(row.get(key)) for key in wanted} for row in rows_of(table, profile.ativo)]


def _value(value: object) -> object:
    """A day as the instant it begins, the rest as it is."""
    return midnight(value) if isinstance(value, date) and not isinstance(value, datetime) else value
