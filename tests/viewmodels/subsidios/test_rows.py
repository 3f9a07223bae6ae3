"""Rows of the stages as the engine brings them: pages of one order, filters as typed, names that are checked."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from storage.auditoria.row_conditions import Filter
from storage.auditoria.rows import RowColumn, RowsAsked, RowsPage
from storage.auditoria.rows_file import RowsFile
from storage.errors import KnownError
from storage.texts.sentences import Texts
from tests.viewmodels.subsidios.audits import bring, calculate, new_audit, sitting
from viewmodels.jobs import drive
from viewmodels.operations.registry import perform
from viewmodels.screens.subsidios.stage_filters import kinds_of, typed_filter, words_of

TRIPS, PAID = "viagem_transacao", "sumario_faixa_servico_dia_pagamento"
KM, OPEN = "distancia_planejada", "indicador_estado_equipamento_aberto"
Ask = Any


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Asks an operation of a calculated audit."""
    with sitting(new_audit(tmp_path_factory.mktemp("linhas"))) as (house, scope):
        bring(house, scope, "simples-v20-2025-08-27")
        calculate(house, scope, "2026-05-26")
        yield lambda id, **given: perform(house, scope, id, **given)


def _column(page: RowsPage, name: str) -> list[Any]:
    at = [column.name for column in page.columns].index(name)
    return [row[at] for row in page.rows]


@pytest.mark.parametrize("table", [TRIPS, PAID, "viagens_remuneradas"])
@pytest.mark.parametrize("descending", [False, True])
def test_pages_of_an_order_are_the_whole_table_once(ask: Ask, table: str, descending: bool) -> None:
    asked = RowsAsked(table, sort="servico", descending=descending)
    whole = ask("subsidios.linhas", asked=asked, limit=1000)
    assert len(whole.rows) == whole.total
    parts = [
        row for at in range(0, whole.total, 7) for row in ask("subsidios.linhas", asked=asked, offset=at, limit=7).rows
    ]
    assert parts == list(whole.rows)
    served = [value for value in _column(whole, "servico") if value is not None]
    assert served == sorted(served, reverse=descending)


def test_without_an_order_rows_come_by_their_key(ask: Ask) -> None:
    page = ask("subsidios.linhas", asked=RowsAsked(TRIPS), limit=1000)
    keys = list(zip(_column(page, "data"), _column(page, "id_viagem"), strict=True))
    assert keys == sorted(keys)


def test_absent_values_stand_last_in_both_orders(ask: Ask) -> None:
    for descending in (False, True):
        page = ask(
            "subsidios.linhas", asked=RowsAsked(TRIPS, sort="tecnologia_remunerada", descending=descending), limit=1000
        )
        values = _column(page, "tecnologia_remunerada")
        known = [value for value in values if value is not None]
        assert values == known + [None] * (len(values) - len(known))


@pytest.mark.parametrize(
    ("given", "holds"),
    [
        (Filter("tipo_viagem", "contem", "LICENCIADO"), lambda row: "licenciado" in row["tipo_viagem"].lower()),
        (Filter("servico", "igual", "161"), lambda row: row["servico"] == "161"),
        (Filter("servico", "diferente", "161"), lambda row: row["servico"] != "161"),
        (Filter("distancia_planejada", "entre", Decimal(10), Decimal(12)), lambda row: 10 <= row[KM] <= 12),
        (Filter("quantidade_transacao", "entre", None, Decimal(0)), lambda row: row["quantidade_transacao"] <= 0),
        (Filter("regra_transacao", "vazio"), lambda row: row["regra_transacao"] is None),
        (Filter("regra_transacao", "preenchido"), lambda row: row["regra_transacao"] is not None),
        (Filter(OPEN, "igual", True), lambda row: row[OPEN] is True),
    ],
)  # fmt: skip
def test_a_filter_keeps_exactly_the_rows_it_says(ask: Ask, given: Filter, holds: Any) -> None:
    whole = ask("subsidios.linhas", asked=RowsAsked(TRIPS), limit=1000)
    names = [column.name for column in whole.columns]
    wanted = [row for row in whole.rows if holds(dict(zip(names, row, strict=True)))]
    found = ask("subsidios.linhas", asked=RowsAsked(TRIPS, (given,)), limit=1000)
    assert 0 < len(wanted) < whole.total
    assert list(found.rows) == wanted


def test_hostile_words_are_values_and_hostile_names_are_refused(ask: Ask) -> None:
    said = "'; DROP TABLE viagem_transacao; --%"
    assert ask("subsidios.linhas", asked=RowsAsked(TRIPS, search=said)).total == 0
    assert ask("subsidios.linhas", asked=RowsAsked(TRIPS, (Filter("servico", "igual", said),))).total == 0
    for asked in (
        RowsAsked('viagem_transacao" --'),
        RowsAsked("duckdb_settings()"),
        RowsAsked(TRIPS, sort='servico" DESC --'),
        RowsAsked(TRIPS, (Filter('servico" OR TRUE --', "vazio"),)),
    ):
        with pytest.raises(KnownError, match="AUDITORIA_SEM_TABELA"):
            ask("subsidios.linhas", asked=asked)


def test_before_a_calculation_there_is_nothing_to_ask(tmp_path: Path) -> None:
    with sitting(new_audit(tmp_path)) as (house, scope), pytest.raises(KnownError, match="AUDITORIA_SEM_CALCULO"):
        perform(house, scope, "subsidios.linhas", asked=RowsAsked(TRIPS))


def test_a_workbook_holds_numbers_and_no_formula(ask: Ask, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "linhas.xlsx"
    asked = RowsAsked(PAID, (Filter("servico", "igual", "SP805"),))
    file = RowsFile(asked, ("servico", "valor_a_pagar"), ("=Serviço", "A pagar"), path, ("não", "sim"))
    written = drive(ask("subsidios.exportar_linhas", file=file))
    rows = list(load_workbook(path).active.iter_rows(values_only=True))
    assert (written.rows, written.total) == (2, 2)
    assert rows[0] == ("'=Serviço", "A pagar")
    assert {row[0] for row in rows[1:]} == {"SP805"}
    assert all(isinstance(row[1], int | float) for row in rows[1:])


def test_typed_values_are_read_as_the_column_holds_them() -> None:
    money, day = RowColumn("valor_a_pagar", "DECIMAL(38,9)"), RowColumn("data", "DATE")
    assert typed_filter(money, "entre", "1.234,56", "").filter == Filter("valor_a_pagar", "entre", Decimal("1234.56"))
    assert typed_filter(day, "igual", "27/08/2025").filter.value.isoformat() == "2025-08-27"
    instant = RowColumn("datetime_partida", "TIMESTAMP")
    assert typed_filter(instant, "igual", "27/08/2025 06:02").filter.value == datetime(2025, 8, 27, 6, 2)
    assert kinds_of(RowColumn("x", "BOOLEAN"))[0] == "igual"
    for column, text in ((money, "1e99"), (money, "nan"), (day, "2025-08-27"), (RowColumn("x", "BOOLEAN"), "talvez")):
        with pytest.raises(ValueError):
            typed_filter(column, "igual", text)
    said = words_of(Texts(), Filter("valor_a_pagar", "entre", Decimal("1234.5"), Decimal(2000)))
    assert said == "de 1.234,5 a 2.000"
