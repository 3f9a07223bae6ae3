"""Tables as text or in a book: separators, decimals, days and hours as people and machines write them."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from storage.auditoria.importing import Faults, ReadTables, catalogue, read_folder
from storage.errors import KnownError
from tests.storage.auditoria.folders import DAY, small, wall

TRIP = "data;servico_realizado;sentido;id_veiculo;id_viagem;datetime_partida;datetime_chegada;distancia_planejada"


def written(folder: Path, *lines: str, header: str = TRIP, encoding: str = "utf-8") -> Path:
    """The small folder with viagem_completa as CSV."""
    small(folder)
    (folder / "viagem_completa.parquet").unlink()
    (folder / "viagem_completa.csv").write_text("\n".join([header, *lines]) + "\n", encoding=encoding)
    return folder


def line(**changes: str) -> str:
    """One trip as text."""
    cells = {
        "data": "2025-08-27",
        "servico": "010",
        "sentido": "I",
        "veiculo": "A10001",
        "viagem": "v1",
        "partida": "2025-08-27 05:00:00",
        "chegada": "2025-08-27T05:40",
        "km": "12,345",
    } | changes
    return ";".join(cells.values())


def read(folder: Path) -> list[dict[str, Any]]:
    found = read_folder(folder, catalogue())
    assert isinstance(found, ReadTables), found
    return found.tables["viagem_completa"].to_pylist()  # type: ignore[no-any-return]


def faults(folder: Path) -> list[tuple[int, str, str, object]]:
    found = read_folder(folder, catalogue())
    assert isinstance(found, Faults)
    return [(f.line, f.column, f.code.rpartition(".")[2], f.args["valor"]) for f in found.rows]


def test_brazilian_and_iso_cells_say_the_same(tmp_path: Path) -> None:
    brazilian = line(viagem="v2", data="27/08/2025", partida="27/08/2025 05:00", chegada="27/08/2025 05:40:00")
    one, two = read(written(tmp_path, line(), brazilian))
    assert one == two | {"id_viagem": "v1"}
    assert one["servico_realizado"] == "010"
    assert (one["data"], one["datetime_partida"], one["distancia_planejada"]) == (DAY, wall(5), Decimal("12.345"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_accents_are_read_in_the_encodings_people_save(tmp_path: Path, encoding: str) -> None:
    (row,) = read(written(tmp_path, line(sentido="Não"), encoding=encoding))
    assert row["sentido"] == "Não" and row["data"] == DAY


def test_thousands_have_points_when_decimals_have_commas(tmp_path: Path) -> None:
    rows = read(written(tmp_path, line(km="1.234,5"), line(viagem="v2", km="7"), line(viagem="v3", km="1.000")))
    assert [row["distancia_planejada"] for row in rows] == [Decimal("1234.5"), Decimal(7), Decimal(1000)]


def test_a_point_that_may_be_of_thousands_is_not_guessed(tmp_path: Path) -> None:
    assert faults(written(tmp_path, line(km="7"), line(viagem="v2", km="12.345"))) == [
        (3, "distancia_planejada", "PONTO", "12.345")
    ]


@pytest.mark.parametrize("sure", ["0.5", "12.34", "1234.567"])
def test_one_sure_point_says_how_the_file_is_written(tmp_path: Path, sure: str) -> None:
    rows = read(written(tmp_path, line(km="12.345"), line(viagem="v2", km=sure)))
    assert [row["distancia_planejada"] for row in rows] == [Decimal("12.345"), Decimal(sure)]


def test_columns_parted_by_commas_have_decimal_points(tmp_path: Path) -> None:
    (row,) = read(written(tmp_path, line(km="12.345").replace(";", ","), header=TRIP.replace(";", ",")))
    assert row["distancia_planejada"] == Decimal("12.345")


def test_numbers_are_rounded_half_away_at_the_ninth_place(tmp_path: Path) -> None:
    numbers = ["0,0000000005", "-0,0000000005", "1,9999999994", "12,3400000000000002"]
    rows = read(written(tmp_path, *(line(viagem=f"v{n}", km=km) for n, km in enumerate(numbers))))
    assert [str(row["distancia_planejada"]) for row in rows] == ["1E-9", "-1E-9", "1.999999999", "12.340000000"]


def test_cells_that_say_nothing_are_listed_by_line(tmp_path: Path) -> None:
    wrong = [
        line(data="31/02/2025"),
        line(viagem="v2", partida="27/08/2025 25:00"),
        line(viagem="v3", km="doze"),
        line(viagem="v4", km="1234567890123,5"),
        line(viagem="v5", data=""),
    ]
    assert faults(written(tmp_path, line(viagem="v0"), *wrong)) == [
        (3, "data", "DATA", "31/02/2025"),
        (7, "data", "CELULA_VAZIA", ""),
        (4, "datetime_partida", "INSTANTE", "27/08/2025 25:00"),
        (5, "distancia_planejada", "NUMERO", "doze"),
        (6, "distancia_planejada", "NUMERO", "1234567890123,5"),
    ]


def tariffs(folder: Path, *lines: str) -> Path:
    small(folder)
    header = "status;tecnologia;subsidio_km;data_inicio;data_fim;indicador_penalidade_judicial;ordem"
    (folder / "valor_km_tipo_viagem.csv").write_text("\n".join([header, *lines]), encoding="utf-8")
    return folder


def test_truth_whole_numbers_and_empty_cells(tmp_path: Path) -> None:
    said = ["Sim", "FALSO", "0", ""]
    lines = [f"Lacrado;;2,81;2025-01-01;;{word};{n}" for n, word in enumerate(said, 1)]
    found = read_folder(tariffs(tmp_path, *lines), catalogue())
    assert isinstance(found, ReadTables)
    rows = found.tables["valor_km_tipo_viagem"].to_pylist()
    assert [row["indicador_penalidade_judicial"] for row in rows] == [True, False, False, None]
    assert [row["ordem"] for row in rows] == [1, 2, 3, 4]
    assert rows[0]["subsidio_km"] == Decimal("2.81") and rows[0]["data_fim"] is None
    assert rows[0]["data_inicio"] == date(2025, 1, 1)
    wrong = tariffs(tmp_path, "Lacrado;;2,81;2025-01-01;;talvez;1,5")
    assert faults(wrong) == [
        (2, "indicador_penalidade_judicial", "BOOLEANO", "talvez"),
        (2, "ordem", "INTEIRO", "1,5"),
    ]


# --- a book


def book(path: Path, **sheets: list[list[Any]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(row)
    out = BytesIO()
    made.save(out)
    path.write_bytes(out.getvalue())
    return path


def audit_book(path: Path, km: object = 12.345, **others: list[list[Any]]) -> Path:
    band = [datetime(2025, 8, 27, 5), datetime(2025, 8, 27, 5, 59, 59)]
    plan = ["data", "tipo_dia", "consorcio", "servico", "sentido", "partidas", "distancia_planejada",
            "distancia_total_planejada", "faixa_horaria_inicio", "faixa_horaria_fim"]  # fmt: skip
    return book(
        path,
        viagem_completa=[
            TRIP.split(";"),
            [datetime(2025, 8, 27), 10, "I", "A10001", "v1", datetime(2025, 8, 27, 5), "27/08/2025 05:40", km],
        ],
        viagem_planejada=[plan, ["27/08/2025", "Dia Útil", None, 10, "I", 4, 12.345, 49.38, *band]],
        calendario=[["data", "tipo_dia"], [datetime(2025, 8, 27), "Dia Útil"]],
        **others,
    )


def test_a_book_has_a_sheet_per_table(tmp_path: Path) -> None:
    path = audit_book(tmp_path / "a.xlsx", anotacoes=[["x"]])
    found = read_folder(path, catalogue())
    assert isinstance(found, ReadTables)
    (row,) = found.tables["viagem_completa"].to_pylist()
    assert (row["servico_realizado"], row["distancia_planejada"]) == ("10", Decimal("12.345"))
    assert (row["data"], row["datetime_partida"], row["datetime_chegada"]) == (DAY, wall(5), wall(5, 40))
    assert set(found.tables) == {"viagem_completa", "viagem_planejada", "subsidio_data_versao_efetiva"}
    assert found.sources["viagem_completa"][0].name == "a.xlsx"


def test_a_table_whose_name_does_not_fit_a_sheet_is_known_by_its_first_letters(tmp_path: Path) -> None:
    rows = [["data", "id_veiculo", "quantidade_dia_falha_operacional"], ["2025-08-26", "A10001", 3]]
    path = audit_book(tmp_path / "a.xlsx", **{"aux_veiculo_falha_ar_condicionado"[:31]: rows})
    found = read_folder(path, catalogue())
    assert isinstance(found, ReadTables)
    assert found.tables["aux_veiculo_falha_ar_condicionado"].to_pylist() == [
        {"data": date(2025, 8, 26), "id_veiculo": "A10001", "quantidade_dia_falha_operacional": 3}
    ]


def test_a_formula_is_a_fault_of_its_cell(tmp_path: Path) -> None:
    found = read_folder(audit_book(tmp_path / "a.xlsx", km="=1+1"), catalogue())
    assert isinstance(found, Faults)
    assert [(f.file, f.line, f.column, f.code) for f in found.rows] == [
        ("a.xlsx [viagem_completa]", 2, "distancia_planejada", "IMPORTACAO.TABELA.FORMULA")
    ]


def test_what_is_no_book_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(KnownError, match="IMPORTACAO.DANIFICADO"):
        read_folder(tmp_path / "a.xlsx", catalogue())
