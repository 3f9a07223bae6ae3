"""The transparency workbook of a run: what it holds, and every goal recomputed by LibreOffice to the cent."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from engines.money import round_half_away
from storage.exports.workbook import workbook_bytes
from storage.texts.sentences import LOCALES, Texts
from tests.storage.exports.office import cells, recalculated
from tests.viewmodels.papers.sample_month import WHY, SampleMonth
from tests.viewmodels.papers.test_report import COPY
from viewmodels.papers.workbook import workbook

SHEETS = (
    "Capa Resumo Parametros Calendario DadosDiarios DadosDiarios_12M DiasDoMes Consolidado_3M Base_12M Custos_12M "
    "Comparados Parcelas Calculo Saldo KM Conferencia Simulador Validacoes Anomalias Aprovacao Auditoria"
).split()


@pytest.fixture(scope="module")
def written(month: SampleMonth, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The workbook as published."""
    path = tmp_path_factory.mktemp("planilha") / "metas.xlsx"
    month.do("metas.planilha", run=month.run, path=path)
    return path.read_bytes()


def goals_in(summary: Any) -> dict[tuple[str, str], tuple[Decimal, Decimal]]:
    """(criterion, sector) -> calculated and approved, as the sheet Resumo shows them."""
    rows = cells(summary)[4:16]
    return {(row[0], row[1]): (cent(row[3]), cent(row[4])) for row in rows}


def cent(value: float) -> Decimal:
    """A cell's number to the cent."""
    return round_half_away(Decimal(repr(value)), 2)


def expected(month: SampleMonth) -> dict[tuple[str, str], tuple[Any, Any]]:
    """The same from the store."""
    return {(goal.criterion_label, goal.sector_label): (goal.value, goal.approved) for goal in month.view.goals}


def test_the_sheets_stand_in_order_with_the_engines_values(month: SampleMonth, written: bytes) -> None:
    book = load_workbook(BytesIO(written), data_only=True)
    assert book.sheetnames == SHEETS
    assert goals_in(book["Resumo"]) == expected(month)
    assert book["Conferencia"]["A3"].value == "12 de 12 metas CONFERE"
    assert book["Conferencia"]["C3"].value == "351 de 351 linhas CONFERE"


def test_recalculated_by_libreoffice_every_goal_is_the_stored_one(
    month: SampleMonth, written: bytes, tmp_path: Path
) -> None:
    book = recalculated(written, tmp_path)
    assert goals_in(book["Resumo"]) == expected(month)
    verdicts = [row[5] for row in cells(book["Conferencia"])[5:]]
    assert verdicts == ["CONFERE"] * 351
    assert [row[0] for row in cells(book["Conferencia"])[5:17]] == ["Meta de consumo"] * 4 + ["Meta"] * 8


def test_parameters_say_who_gave_them_and_the_lists_what_was_decided(written: bytes) -> None:
    book = load_workbook(BytesIO(written), data_only=True)
    rows = {row[5]: row for row in cells(book["Parametros"])[4:]}
    assert rows["FATOR_REDUCAO_COMBUSTIVEL"][1] == 0.015
    assert rows["FATOR_REDUCAO_COMBUSTIVEL"][6].startswith("Diretor Silva, ")
    assert rows["PERCENTUAL_PREMIACAO_PECAS"][1] == 0.03
    decided = {row[0]: row for row in cells(book["Aprovacao"])[3:]}
    assert decided["Peças, GAMA"][1] == "Ajustada" and decided["Peças, GAMA"][4] == WHY
    assert len(cells(book["Anomalias"])[3:]) == 3
    assert "Publicou as metas" in {row[3] for row in cells(book["Auditoria"])[3:]}


def test_the_calendar_covers_window_and_month_and_names_the_holidays(written: bytes) -> None:
    rows = cells(load_workbook(BytesIO(written), data_only=True)["Calendario"])[3:]
    assert len(rows) == 365 + 31
    named = {row[0].date().isoformat(): row for row in rows if row[3]}
    assert named["2025-06-19"][2:] == ["SABADO", "Corpus Christi", "HISTORICO"]
    assert rows[-1][4] == "FUTURO"
    assert {row[2] for row in rows} == {"UTIL", "SABADO", "DOMINGO_FERIADO"}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_workbook_in_every_language(month: SampleMonth, locale: str) -> None:
    content = workbook(Texts(locale), month.view, month.basis(), COPY)
    book = load_workbook(BytesIO(workbook_bytes(content)), data_only=True)
    assert len(book.sheetnames) == len(SHEETS)
    heads = {cell for row in cells(book.worksheets[12]) for cell in row if isinstance(cell, str)}
    assert ("Média de eficiência" in heads) is (locale == "pt")
    assert {"pt": "Média diária, sábado", "en": "Daily mean, Saturday", "es": "Media diaria, sábado"}[locale] in heads
    goals = cells(book.worksheets[1])[4:16]
    assert [cent(row[3]) for row in goals] == [goal.value for goal in month.view.goals]
