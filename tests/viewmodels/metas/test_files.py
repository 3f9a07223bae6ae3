"""The ERP's tables brought as files: the same statements, the same numbers, or the whole list of what is wrong."""

import csv
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from storage.errors import KnownError
from storage.metas.erp_snapshot import read_back
from tests.sample_house import VIGENCIA
from tests.viewmodels.metas.gaps import Month, month_with
from viewmodels.jobs import drive
from viewmodels.opening import SAMPLE_ERP
from viewmodels.operations.metas.reading import ReadFiles
from viewmodels.operations.scope import Scope

NUMBERS = {"km_rodada", "litros_combustivel", "valor_custo"}
TABLES = ("operacao_frota", "custos_operacionais", "cadastro_veiculos")


@pytest.fixture
def month(tmp_path: Path) -> Iterator[Month]:
    with month_with(tmp_path / "casa") as made:
        yield made


def rows_of(month: Month, table: str, where: str = "1") -> tuple[list[str], list[list[object]]]:
    """Header and rows of a table of the sample ERP, numbers and days as people write them."""
    with closing(sqlite3.connect(month.house.store.path.parent / SAMPLE_ERP)) as erp:
        cursor = erp.execute(f"SELECT * FROM {table} WHERE {where}")  # noqa: S608 - our own names
        names = [column[0] for column in cursor.description]
        return names, [[_shown(n, v) for n, v in zip(names, row, strict=True)] for row in cursor]


def _shown(name: str, value: object) -> object:
    if name in NUMBERS and isinstance(value, int):
        return Decimal(value).scaleb(-2)
    if name.startswith("data_"):
        year, month, day = str(value)[:10].split("-")
        return f"{day}/{month}/{year}"
    return value


def write_csv(path: Path, names: list[str], rows: list[list[object]]) -> Path:
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(names)
        writer.writerows([str(v).replace(".", ",") if isinstance(v, Decimal) else v for v in row] for row in rows)
    return path


@pytest.fixture
def files(month: Month, tmp_path: Path) -> list[Path]:
    """The three tables of the last three months as CSV."""
    wheres = ("data_operacao >= '2025-05-01'", "data_custo >= '2025-05-01'", "1")
    return [write_csv(tmp_path / f"{t}.csv", *rows_of(month, t, w)) for t, w in zip(TABLES, wheres, strict=True)]


def bring(month: Month, paths: list[Path]) -> ReadFiles:
    found: ReadFiles = drive(month.do("metas.ler_arquivos", vigencia=VIGENCIA, paths=paths))
    return found


def test_files_give_what_the_erp_gives_and_say_where_they_came_from(month: Month, files: list[Path]) -> None:
    from_erp = month.read()
    brought = bring(month, files)
    assert brought.faults == () and brought.read is not None
    assert brought.read.source == "operacao_frota.csv, custos_operacionais.csv, cadastro_veiculos.csv"
    with month.house.store.read() as connection:
        one, other = (read_back(connection, month.scope.client, key) for key in (from_erp, brought.read.snapshot))
    assert other.kind == "arquivo"
    assert other.days == tuple(d for d in one.days if d.day.isoformat() >= "2025-05-01")
    assert other.costs == tuple(c for c in one.costs if str(c.month) >= "2025-05")
    assert other.fleet == one.fleet
    assert month.do("metas.situacao", vigencia=VIGENCIA).snapshot == brought.read.snapshot
    seen = month.do("metas.conferir_dados", vigencia=VIGENCIA, snapshot=brought.read.snapshot)
    assert seen.files == brought.read.source


def test_one_workbook_with_three_sheets_serves_too(month: Month, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for table, where in zip(TABLES, ("data_operacao >= '2025-07-25'", "data_custo >= '2025-07-01'", "1"), strict=True):
        sheet = book.create_sheet(table)
        names, rows = rows_of(month, table, where)
        sheet.append(names)
        for row in rows:
            sheet.append(row)
    path = tmp_path / "erp.xlsx"
    book.save(path)
    brought = bring(month, [path])
    assert brought.faults == () and brought.read is not None
    assert (brought.read.source, brought.read.days) == ("erp.xlsx", 28)


@pytest.mark.parametrize("stamp", ["2025-07-05 05:30:00", "2025-07-05T05:30", "05/07/2025 05:30:00"])
def test_wall_times_of_a_source_are_kept_two_hours_of_a_day_are_one_day(
    month: Month, files: list[Path], stamp: str
) -> None:
    later = stamp.replace("05:30", "06:10")
    rows = [[each, 240, "V1", Decimal("100.00"), Decimal("40.00"), "ATIVO"] for each in (stamp, later)]
    names = ["data_operacao", "codigo_setor", "codigo_veiculo", "km_rodada", "litros_combustivel", "status_registro"]
    write_csv(files[0], names, rows)
    brought = bring(month, files)
    assert brought.read is not None
    with month.house.store.read() as connection:
        (day,) = read_back(connection, month.scope.client, brought.read.snapshot).days
    assert (day.day.isoformat(), day.km, day.litres) == ("2025-07-05", Decimal("200.00"), Decimal("80.00"))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda f: f[0].write_text(f[0].read_text("utf-8-sig").replace("01/05/2025", "31/02/2025"), "utf-8"),
         ("operacao_frota.csv", 2, "data_operacao", "IMPORTACAO.DATA")),
        (lambda f: f[1].write_text("data_custo;codigo_setor;tipo_custo\n01/07/2025;240;PNEUS\n", "utf-8"),
         ("operacao_frota.csv, custos_operacionais.csv, cadastro_veiculos.csv", 1, "", "ARQUIVO.FALTA_CUSTOS")),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_file_line_and_column_and_nothing_is_read(
    month: Month, files: list[Path], spoil: Callable[[list[Path]], object], said: tuple[str, int, str, str]
) -> None:
    spoil(files)
    brought = bring(month, files)
    assert brought.read is None
    found = {(f.file, f.line, f.column, f.code) for f in brought.faults}
    assert said in found
    for fault in brought.faults:
        assert month.house.texts.say_with(fault.code, fault.said_with)
    assert month.do("metas.ultima_leitura") is None


def test_too_many_files_or_none_are_refused(month: Month, files: list[Path]) -> None:
    for paths in ([], [*files, files[0]]):
        with pytest.raises(KnownError, match="ARQUIVO.QUANTOS"):
            bring(month, paths)


def test_a_reading_of_another_company_is_as_if_it_were_not_there(month: Month) -> None:
    snapshot = month.read()
    with month.house.store.write() as connection:
        made, role = "INSERT INTO client (id, name, created) VALUES ('outra', 'Outra', '2025')", "administrador"
        connection.exec_driver_sql(made)
        granted = "INSERT INTO user_role (user, role, client, granted, granted_by) VALUES (?, ?, 'outra', '2025', '')"
        connection.exec_driver_sql(granted, (month.scope.user, role))
    there = replace(month, scope=Scope("outra", month.scope.user))
    for asked in ("metas.conferir_dados", "metas.gastos_do_erp", "metas.simulacao"):
        with pytest.raises(KnownError, match="FOTO_AUSENTE"):
            there.do(asked, vigencia=VIGENCIA, snapshot=snapshot)
    with pytest.raises(KnownError, match="FOTO_AUSENTE"):
        drive(there.do("metas.calcular", vigencia=VIGENCIA, snapshot=snapshot))
