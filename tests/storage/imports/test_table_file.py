"""Tables brought from outside: every way they are written, every way they are hostile, every fault with its place."""

import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from engines.calendar import Month
from storage.errors import KnownError
from storage.imports import content, delimited, spreadsheet
from storage.imports.grid import column_letters
from storage.imports.table_file import ColumnSpec, Row, RowFault, Table, read_grid, read_table
from storage.imports.values import Kind, Reading, Unreadable, read_value
from storage.texts.sentences import LOCALES, Texts

NUMBER = Reading(Kind.NUMBER)
COLUMNS = (
    ColumnSpec("mes", ("Vigência",), Reading(Kind.MONTH)),
    ColumnSpec("setor", ("Setor", "Garagem")),
    ColumnSpec("meta", ("Meta",), NUMBER),
    ColumnSpec("ate", ("Até",), Reading(Kind.DAY), required=False),
)
ROWS = (
    Row(2, {"mes": Month(2025, 7), "setor": "GAMA", "meta": Decimal("1234.56"), "ate": date(2025, 7, 31)}),
    Row(4, {"mes": Month(2025, 8), "setor": "PARANOÁ", "meta": Decimal("40"), "ate": None}),
)
CSV = "Vigência;Garagem;Outra;Meta;Até\n07/2025;GAMA;x;1.234,56;31/07/2025\n;;;;\nago/2025; PARANOÁ ;;40;\n"


def book(rows: list[list[object]], title: str = "Metas") -> bytes:
    made, out = Workbook(), BytesIO()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    made.save(out)
    return out.getvalue()


def faults(source: bytes) -> list[RowFault]:
    read = read_table(source, "t.csv", COLUMNS)
    assert isinstance(read, list)
    return read


def refused(source: bytes | Path) -> str:
    with pytest.raises(KnownError) as error:
        read_table(source, "t.csv", COLUMNS)
    for locale in LOCALES:
        assert Texts(locale).say_error(error.value)
    return error.value.code


@pytest.mark.parametrize(
    "source",
    [
        CSV.encode(),
        CSV.encode("utf-8-sig"),
        CSV.encode("cp1252"),
        CSV.encode("utf-16"),
        CSV.replace(";", "\t").encode(),
        CSV.replace("1.234,56", '"1.234,56"').replace(";", ",").replace("\n", "\r\n").encode(),
    ],
    ids=["utf-8", "bom", "windows", "utf-16", "tab", "comma"],
)
def test_a_text_table_reads_the_same_however_it_is_written(source: bytes) -> None:
    read = read_table(source, "t.csv", COLUMNS)
    assert isinstance(read, Table)
    assert (read.rows, read.file, read.sheet, len(read.sha256)) == (ROWS, "t.csv", "", 64)


def test_a_workbook_reads_its_first_sheet_with_the_header_below_a_title() -> None:
    head: list[object] = ["VIGENCIA", "garagem ", None, "meta", "ate"]
    july: list[object] = [datetime(2025, 7, 1), "GAMA", None, 1234.56, datetime(2025, 7, 31)]
    read = read_table(book([["Metas"], [], head, july, ["08/2025", "PARANOÁ", None, 40]]), "m.xlsx", COLUMNS)
    assert isinstance(read, Table)
    assert [(row.line, row.values) for row in read.rows] == [(4, ROWS[0].values), (5, ROWS[1].values)]
    assert read.sheet == "Metas"


def test_every_fault_says_file_sheet_line_and_column() -> None:
    source = book([["Vigência", "Setor", "Meta"], ["2025-13", None, "12.5"], ["07/2025", "A", "=1+1"]])
    read = read_table(source, "m.xlsx", COLUMNS)
    assert isinstance(read, list)
    assert [(f.file, f.sheet, f.line, f.column, f.code) for f in read] == [
        ("m.xlsx", "Metas", 2, "Vigência", "IMPORTACAO.MES"),
        ("m.xlsx", "Metas", 2, "Setor", "IMPORTACAO.CELULA_VAZIA"),
        ("m.xlsx", "Metas", 2, "Meta", "IMPORTACAO.PONTO"),
        ("m.xlsx", "Metas", 3, "Meta", "IMPORTACAO.FORMULA"),
    ]
    said = Texts().say_with(read[2].code, read[2].said_with)
    assert said == (
        "Linha 2, coluna Meta: em «12.5» o ponto pode ser decimal ou de milhar. Escreva os decimais com vírgula."
    )
    for locale in LOCALES:
        assert all(Texts(locale).say_with(f.code, f.said_with) for f in read)


def test_a_header_that_lacks_a_column_is_named() -> None:
    (fault,) = faults(b"Setor;Valor\nGAMA;3\n")
    assert (fault.code, fault.args) == ("IMPORTACAO.SEM_COLUNAS", {"colunas": "Vigência, Meta"})
    assert refused(b"Setor;Meta;Vig\xc3\xaancia\n") == "IMPORTACAO.SEM_LINHAS"


@pytest.mark.parametrize(
    ("raw", "how", "value"),
    [
        ("1.234.567,8", NUMBER, Decimal("1234567.8")),
        ("R$ \u2212614.220,11", NUMBER, Decimal("-614220.11")),
        (Decimal("0.3"), NUMBER, Decimal("0.3")),
        ("1.234", NUMBER, "IMPORTACAO.PONTO"),
        ("1,234", NUMBER, "IMPORTACAO.CASAS"),
        ("9" * 30, NUMBER, "IMPORTACAO.NUMERO_GRANDE"),
        (Decimal("1E+308"), NUMBER, "IMPORTACAO.NUMERO_GRANDE"),
        ("1e5", NUMBER, "IMPORTACAO.NUMERO"),
        ("NaN", NUMBER, "IMPORTACAO.NUMERO"),
        ("\u0663", NUMBER, "IMPORTACAO.NUMERO"),
        (True, NUMBER, "IMPORTACAO.NUMERO"),
        ("31/02/2025", Reading(Kind.DAY), "IMPORTACAO.DATA"),
        ("2025-02-28", Reading(Kind.DAY), date(2025, 2, 28)),
        ("Março de 2025", Reading(Kind.MONTH), Month(2025, 3)),
        (date(2025, 3, 2), Reading(Kind.MONTH), "IMPORTACAO.MES"),
        (Decimal("240"), Reading(), "240"),
        ("x" * 201, Reading(), "IMPORTACAO.TEXTO"),
    ],
)
def test_a_cell_says_what_its_column_holds_or_is_refused(raw: object, how: Reading, value: object) -> None:
    try:
        read: object = read_value(raw, how)  # type: ignore[arg-type]
    except Unreadable as unreadable:
        read = str(unreadable)
    assert read == value


@settings(max_examples=60, deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_what_a_reader_writes_is_read_back(value: Decimal) -> None:
    assert read_value(Texts().numbers.number(value, 2), NUMBER) == value


def test_what_is_no_table_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(tmp_path / "nada.csv") == "IMPORTACAO.ILEGIVEL"
    assert refused(b" \n") == "IMPORTACAO.VAZIO"
    assert refused(b"\xd0\xcf\x11\xe0velho") == "IMPORTACAO.XLS_ANTIGO"
    assert refused(b"PK\x03\x04 cortado") == "IMPORTACAO.DANIFICADO"
    assert refused(b"a;b\x00c\n") == "IMPORTACAO.NAO_E_TABELA"
    assert refused(b'Setor;Meta\n"aberta;1\n') == "IMPORTACAO.ASPAS"
    monkeypatch.setattr(delimited, "MOST_ROWS", 3)
    assert refused(CSV.encode()) == "IMPORTACAO.LINHAS_DEMAIS"
    monkeypatch.setattr(content, "LARGEST", 10)
    assert refused(CSV.encode()) == "IMPORTACAO.GRANDE"


def test_a_workbook_that_swells_or_names_entities_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    good = book([["Setor", "Meta"], ["GAMA", 3]])
    evil = BytesIO()
    with zipfile.ZipFile(BytesIO(good)) as source, zipfile.ZipFile(evil, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name.endswith("sheet1.xml"):
                text = b'<!DOCTYPE x [<!ENTITY a "' + b"b" * 99 + b'">]>' + text.replace(b"GAMA", b"&a;")
            target.writestr(name, text)
    assert refused(evil.getvalue()) == "IMPORTACAO.DANIFICADO"
    monkeypatch.setattr(spreadsheet, "LARGEST_UNPACKED", 1000)
    assert refused(good) == "IMPORTACAO.INCHA"


def test_a_grid_keeps_values_marks_formulas_and_never_calculates() -> None:
    grid = read_grid(book([["a", 0.1 + 0.2], [None, "=B1*2", datetime(2025, 8, 2)]], "Folha"), "g.xlsx")
    (sheet,) = grid.sheets
    assert sheet.rows == (("a", Decimal("0.3")), (None, None, date(2025, 8, 2)))
    assert sheet.formulas == {(2, 2)}
    assert [column_letters(n) for n in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]
