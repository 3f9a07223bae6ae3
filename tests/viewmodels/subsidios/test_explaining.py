"""A cell of a stage told through the public door: identical to what is stored, down to trips, with its rules."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from engines.figure import Figure
from storage.auditoria.rows import RowsAsked
from storage.errors import KnownError
from storage.texts.sentences import LOCALES, Texts
from tests.viewmodels.subsidios.audits import bring, calculate, new_audit, sitting
from viewmodels.operations.registry import perform
from viewmodels.operations.subsidios.explaining import ExplainedCell, LineCell, StageCell, explains
from viewmodels.operations.subsidios.origin import OriginCell

PAID, TRIPS = "sumario_faixa_servico_dia_pagamento", "viagens_remuneradas"
Ask = Any


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with sitting(new_audit(tmp_path_factory.mktemp("memoria"))) as (house, scope):
        bring(house, scope, "simples-v20-2025-08-27")
        calculate(house, scope, "2026-05-26")
        yield lambda id, **given: perform(house, scope, id, **given)


def _rows(ask: Ask, stage: str) -> list[dict[str, Any]]:
    page = ask("subsidios.linhas", asked=RowsAsked(stage), limit=1000)
    return [dict(zip((column.name for column in page.columns), row, strict=True)) for row in page.rows]


def _key(ask: Ask, stage: str, row: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    key = next(each.key for each in ask("subsidios.etapas") if each.name == stage)
    return tuple((name, row[name]) for name in key)


def _explained(ask: Ask, stage: str, row: dict[str, Any], column: str) -> ExplainedCell:
    found: ExplainedCell = ask("subsidios.explicar", address=StageCell(stage, _key(ask, stage, row), column))
    return found


def _paid_row(ask: Ask) -> dict[str, Any]:
    return max(_rows(ask, PAID), key=lambda row: row["valor_a_pagar"])


def test_every_explainable_cell_of_the_payment_is_told_identical(ask: Ask) -> None:
    for row in _rows(ask, PAID)[::4]:
        for column in ("valor_a_pagar", "pof", "valor_penalidade", "valor_total_glosado"):
            found = _explained(ask, PAID, row, column)
            assert found.identical, (row["faixa"], column)
            assert found.stored == row[column]


def test_the_trips_behind_add_up_to_what_was_found(ask: Ask) -> None:
    row = _paid_row(ask)
    found = _explained(ask, PAID, row, "valor_a_pagar")
    trips = ask("subsidios.viagens", explained=found, members=found.figure.member)
    assert len(trips) == row["viagens_faixa"]
    assert sum((trip.km for trip in trips), Decimal(0)) == row["km_apurada_faixa"]
    found_amount = sum((trip.amount for trip in trips), Decimal(0))
    assert found_amount + row["valor_penalidade"] == row["valor_a_pagar"]
    assert [trip.departure for trip in trips] == sorted(trip.departure for trip in trips)
    assert all(trip.verdicts for trip in trips)


def test_rules_say_their_act_and_when_they_were_known(ask: Ask) -> None:
    found = _explained(ask, PAID, _paid_row(ask), "valor_a_pagar")
    rules = {rule.key: rule for rule in found.rules}
    least = rules["pof_minimo"]
    assert (least.value, least.act, least.start) == (Decimal(80), "DEC RIO 51940/2023", date(2022, 6, 1))
    assert rules["teto"].act == "RES SMTR 3843/2025"
    named = [each for each in found.figure.walk() if each.name == "pof_minimo"]
    assert {each.rule.act for each in named if each.rule is not None} == {"DEC RIO 51940/2023"}


def test_a_step_is_told_like_a_cell(ask: Ask) -> None:
    found = _explained(ask, PAID, _paid_row(ask), "valor_a_pagar")
    group = next(each for each in found.figure.walk() if "grupo" in each.member)
    told = ask("subsidios.explicar", address=LineCell(found.place, group.name, tuple(group.member.values())))
    assert isinstance(told.figure, Figure)
    assert told.figure.value == group.value


def test_a_trip_outside_every_band_and_a_cell_of_no_sheet_have_no_memory(ask: Ask) -> None:
    assert explains(TRIPS, {"id_viagem": "x", "faixa": None, "subsidio_km": Decimal(1)}) == ()
    assert explains("viagem_classificada", {"id_viagem": "x"}) == ()
    with pytest.raises(KnownError, match="AUDITORIA_SEM_MEMORIA"):
        ask("subsidios.explicar", address=StageCell("viagem_classificada", (), "distancia_planejada"))
    with pytest.raises(KnownError, match="AUDITORIA_SEM_MEMORIA"):
        key = (("data", date(1999, 1, 1)),)
        ask("subsidios.explicar", address=StageCell(PAID, key, "valor_a_pagar"))


def test_the_words_of_the_sheet_are_kept_in_every_language(ask: Ask) -> None:
    """The translations of labels are kept against the sheet: a label changed there must be translated again."""
    sheet = _explained(ask, PAID, _paid_row(ask), "pof").evaluation.sheet
    types = {name for name in sheet.lines if name.startswith(("km_apurada_", "km_tipo_"))}
    named = {**sheet.inputs, **{key: line for key, line in sheet.lines.items() if key not in types}}
    texts = Texts()
    assert {key: texts.say(f"LINHA.subsidio.{key}") for key in named} == {k: each.label for k, each in named.items()}
    for locale in LOCALES:
        assert all(Texts(locale).knows(f"LINHA.subsidio.{key}") for key in named)


def test_a_number_outside_the_sheet_says_the_columns_it_comes_from(ask: Ask) -> None:
    row = _rows(ask, "viagem_transacao")[0]
    key = _key(ask, "viagem_transacao", row)
    found = ask("subsidios.origem", address=OriginCell("viagem_transacao", key, "quantidade_transacao"))
    assert found.value == row["quantidade_transacao"]
    assert any(each.relation == "in_transacao" for each in found.ancestors)
    with pytest.raises(KnownError, match="AUDITORIA_SEM_MEMORIA"):
        ask("subsidios.origem", address=OriginCell("viagem_transacao", key, "nada"))
