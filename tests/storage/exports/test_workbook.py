"""The workbook as a file: values inside formulas, text that stays text, protection, names, equal bytes."""

import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from engines.figure import Missing
from engines.formula.excel import MISSING_TEXT, NotInExcel
from engines.formula.tree import Call, Span
from storage.errors import KnownError
from storage.exports.book.grid import titled
from storage.exports.book.package import with_values
from storage.exports.book.parameters import plain_name
from storage.exports.book.writing import quoted_title
from storage.exports.workbook import workbook_bytes
from storage.exports.workbook_content import WORDS, Column, Table
from storage.texts.sentences import templates
from tests.storage.exports.sample_workbook import HASH, INJECTIONS, content, holed_facts

STANDING = (("Capa", "D2"), ("Resumo", "D1"), ("Calculo", "C1"))
ROOT = Path(__file__).parents[3]
MADE = content()
BYTES = workbook_bytes(MADE)


@pytest.fixture(scope="module")
def formulas() -> Workbook:
    return load_workbook(BytesIO(BYTES))


@pytest.fixture(scope="module")
def values() -> Workbook:
    return load_workbook(BytesIO(BYTES), data_only=True)


def _formula_cells(book: Workbook) -> list[Any]:
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_sheets_in_reading_order(formulas: Workbook) -> None:
    assert formulas.sheetnames == [
        "Capa", "Resumo", "Parametros", "Calendario", "DadosDiarios", "DadosDiarios12M", "DiasDoMes", "Consolidado3M",
        "Base12M", "Custos12M", "Comparados", "Parcelas", "Calculo", "Saldo", "Conferencia", "Simulador", "Validacoes",
        "Anomalias", "Aprovacao", "Auditoria",
    ]  # fmt: skip


def test_every_formula_carries_the_value_the_engine_gave(formulas: Workbook, values: Workbook) -> None:
    asked = _formula_cells(formulas)
    assert len(asked) > 1500
    blank = [cell.coordinate for cell in asked if values[cell.parent.title][cell.coordinate].value is None]
    assert [cell for cell in blank if cell] == [f"D{row}" for row in range(5, 23)]  # "changed?" of 18 parameters: ""
    goals = [values["Resumo"].cell(row, 4).value for row in range(5, 17)]
    engine = [MADE.values[goal.line, goal.members] for goal in MADE.goals]
    assert [Decimal(str(value)) for value in goals] == engine
    assert values["Conferencia"]["C3"].value == "351 de 351 linhas CONFERE"


def test_formulas_read_as_an_auditor_writes_them(formulas: Workbook) -> None:
    sheet = formulas["Calculo"]
    heads = {sheet.cell(4, column).value: column for column in range(3, sheet.max_column + 1)}
    mean = sheet.cell(7, heads["Média diária de 3 meses, útil"]).value
    assert mean == '=IFERROR(ROUND(AVERAGEIFS(DIA_KM,DIA_SETOR,$A7,DIA_TIPO,"UTIL"),6),"–")'
    reduction = sheet.cell(8, heads["Redução"]).value
    assert reduction == f'=IFERROR(ROUND({_letter(heads["Litros previstos"])}8*FATOR_REDUCAO_COMBUSTIVEL,2),"–")'
    projected = sheet.cell(7, heads["Projeção, útil"]).value
    assert "$C$13" in projected


def test_only_functions_of_excel_2007(formulas: Workbook) -> None:
    used = {name for cell in _formula_cells(formulas) for name in re.findall(r"([A-Z][A-Z0-9.]*)\(", cell.value)}
    assert used == {
        "ABS", "AND", "AVERAGEIFS", "COUNTIF", "COUNTIFS", "IF", "IFERROR", "INDEX", "ISNUMBER", "MATCH", "MAX", "NA",
        "OR", "ROUND", "SUMIFS",
    }  # fmt: skip
    assert not any("_xlfn" in cell.value for cell in _formula_cells(formulas))


def test_text_that_looks_like_a_formula_stays_text(formulas: Workbook, values: Workbook) -> None:
    sheet = formulas["Validacoes"]
    for row, text in enumerate(INJECTIONS, start=4):
        cell = sheet.cell(row, 2)
        kept = text.replace("\x00", "").replace("\r", "\n")
        assert (cell.data_type, cell.value) == ("s", kept)
        assert bool(cell.quotePrefix) is (kept[0] in "=+-@\t\n")


def test_missing_is_a_dash_and_never_blank() -> None:
    made = content(worked=holed_facts())
    book = load_workbook(BytesIO(workbook_bytes(made)), data_only=True)
    sheet = book["Saldo"]
    rows = {(row[0].value, row[1].value): [cell.value for cell in row[2:]] for row in sheet.iter_rows(min_row=5)}
    assert rows["GAMA", "Pneus"] == [MISSING_TEXT, 0.08, MISSING_TEXT, 41250.4, 0, 0]
    assert isinstance(made.values["teto", ("1", "PNEUS")], Missing)


def test_protection_guards_against_slips_and_leaves_inputs_open(formulas: Workbook) -> None:
    assert formulas.security.lockStructure is True
    assert formulas.security.workbookPassword is None
    for sheet in formulas:
        assert sheet.protection.sheet is True and sheet.protection.password is None
    assert formulas["Parametros"]["B5"].protection.locked is False
    assert formulas["Parametros"]["C5"].protection.locked is True
    assert formulas["Calendario"]["B4"].protection.locked is False
    heading = next(c for row in formulas["Calculo"].iter_rows() for c in row if c.value == "KM prevista")
    line = formulas["Calculo"].cell(7, heading.column)
    assert line.data_type == "f" and line.protection.locked is True
    assert formulas["Simulador"]["C5"].protection.locked is False


def test_parameters_have_names_and_limits(formulas: Workbook) -> None:
    names = formulas.defined_names
    assert names["FATOR_REDUCAO_COMBUSTIVEL"].attr_text == "Parametros!$B$5"
    assert names["PERCENTUAL_PREMIACAO_PNEUS"].attr_text == "Parametros!$B$8"
    assert names["SIM_PERCENTUAL_PREMIACAO_PNEUS"].attr_text == "Simulador!$C$8"
    assert names["DIA_KM"].attr_text == "DadosDiarios!$D$4:$D$371"
    assert names["META_PNEUS_3"].attr_text == "Resumo!$D$11"
    assert all(name.isascii() for name in names)
    rules = {str(rule.sqref): rule.formula1 for rule in formulas["Parametros"].data_validations.dataValidation}
    assert rules["B5"] == "AND(ISNUMBER(B5),B5>0,B5<1)"
    assert rules["B7"] == "AND(ISNUMBER(B7),B7>0,B7<1,B7<=0.5)"


def test_numbers_are_numbers_in_brazilian_formats(formulas: Workbook) -> None:
    assert formulas["DadosDiarios"]["D4"].data_type == "n"
    assert formulas["DadosDiarios"]["A4"].number_format == "dd/mm/yyyy"
    assert formulas["Resumo"]["D9"].number_format == "[$R$-416] #,##0.00"
    assert formulas["Parametros"]["B5"].number_format == "0.00##%"


def test_every_page_prints_run_hash_and_number(formulas: Workbook) -> None:
    for sheet in formulas:
        assert sheet.oddFooter.left.text == "123 · APROVADO"
        assert sheet.oddFooter.center.text == HASH[:16]
        assert sheet.oddFooter.right.text == "página &P de &N"
        assert "Planalto && Filhos" in sheet.oddHeader.left.text


def test_equal_content_gives_equal_bytes_and_the_file_says_recalculate() -> None:
    assert workbook_bytes(content()) == BYTES
    with zipfile.ZipFile(BytesIO(BYTES)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b'fullCalcOnLoad="1"' in archive.read("xl/workbook.xml")
        assert b"2025-08-04T17:45:00Z" in archive.read("docProps/core.xml")


def test_three_languages_have_every_word() -> None:
    for language in ("pt", "en", "es"):
        assert {f"PLANILHA.{code}" for code in WORDS} <= set(templates(language))
    book = load_workbook(BytesIO(workbook_bytes(content("en"))), data_only=True)
    assert book["Check"]["A3"].value == "12 of 12 goals AGREES"


def test_standing_is_said_on_the_sheets_with_numbers(formulas: Workbook) -> None:
    assert (
        formulas["Capa"]["D2"].value == formulas["Resumo"]["D1"].value == formulas["Calculo"]["C1"].value == "APROVADO"
    )
    assert formulas["Simulador"]["C1"].value == "SIMULADO"
    links = [cell.hyperlink.location for row in formulas["Capa"].iter_rows() for cell in row if cell.hyperlink]
    assert links[:2] == ["Resumo!A1", "Parametros!A1"]
    assert "'Base12M'!A1" in links and len(links) == len(formulas.sheetnames) - 1


def test_asking_for_the_writers_loads_no_heavy_library() -> None:
    code = (
        "import sys, storage.exports.workbook, storage.exports.pdf, storage.exports.hashing, storage.exports.csv_text;"
        "print([name for name in ('openpyxl', 'reportlab', 'pypdfium2', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_a_line_without_excel_form_is_refused() -> None:
    line = MADE.lines[-1]
    impossible = replace(line, root=Call(Span(0, 7), "TODAY", (), Span(0, 5)))
    with pytest.raises(NotInExcel, match="FUNCTION"):
        workbook_bytes(replace(MADE, lines=(*MADE.lines[:-1], impossible)))


def test_a_table_past_the_last_row_is_a_known_refusal() -> None:
    rows = tuple((("x",),) * 1_048_573)
    table = Table("t", "T", "T", "Viagens", (Column("a", "A"),), rows)
    with pytest.raises(KnownError) as refused:
        workbook_bytes(replace(MADE, tables=(*MADE.tables, table)))
    assert refused.value.code == "PLANILHA_CHEIA"
    assert refused.value.args_shown == {"tabela": "Viagens", "linhas": 1_048_573}


def test_a_formula_without_value_is_our_own_fault() -> None:
    xml = '<c r="A1" s="1"><f>1+1</f><v></v></c>'
    assert with_values(xml, {"A1": Decimal("2.50")}) == '<c r="A1" s="1"><f>1+1</f><v>2.50</v></c>'
    assert with_values(xml, {"A1": "<a>"}) == '<c r="A1" s="1" t="str"><f>1+1</f><v>&lt;a&gt;</v></c>'
    assert with_values(xml, {"A1": True}) == '<c r="A1" s="1" t="b"><f>1+1</f><v>1</v></c>'
    with pytest.raises(LookupError, match="A1"):
        with_values(xml, {})
    with pytest.raises(LookupError, match="2 values for 1"):
        with_values(xml, {"A1": "", "B1": ""})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Peças, R$", "PECAS_R"),
        ("R1", "_R1"),
        ("AB12", "_AB12"),
        ("12", "_12"),
        ("", "_"),
        ("PISO", "PISO"),
        ("C", "_C"),
    ],
)
def test_names_are_never_taken_for_cells(text: str, name: str) -> None:
    assert plain_name(text) == name


def test_titles_of_sheets_are_quoted_where_a_formula_needs_it() -> None:
    assert quoted_title("Calculo") == "Calculo"
    assert quoted_title("Base12M") == "'Base12M'"
    assert quoted_title("Folha d'Água") == "'Folha d''Água'"


def test_a_column_is_titled_with_its_members() -> None:
    line = MADE.entry("media")
    assert titled(MADE, line, ("SABADO",)) == "Média diária, sábado"


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)
