"""The page Comparação: stages, totals and causes of a day paid under an older code, its bands and its findings."""

import hashlib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from storage.departures import Departure, departures
from storage.texts.numbers import NO_BREAK
from tests.viewmodels.screens.waiting import until
from tests.viewmodels.subsidios.audits import CASES
from tests.viewmodels.subsidios.compared_audit import KNOWN_ON, THEIRS, compared_audit, compared_desk
from viewmodels.changes import Changed
from viewmodels.desk import Desk
from viewmodels.jobs import drive
from viewmodels.operations.registry import perform
from viewmodels.screens.memory_source import MemorySource
from viewmodels.screens.subsidios.audit import SOURCE
from viewmodels.screens.subsidios.comparison import ComparisonViewModel
from viewmodels.screens.subsidios.comparison_finding import draft_of_band, draft_of_cause
from viewmodels.screens.subsidios.comparison_memory import ComparisonMemory
from viewmodels.screens.subsidios.comparison_parts import CauseAt, TotalAt
from viewmodels.state import State
from viewmodels.table_spec import Cell

PAYS, TRIPS = "sumario_faixa_servico_dia_pagamento", "viagem_transacao"


@pytest.fixture(scope="module")
def compared(
    tmp_path_factory: pytest.TempPathFactory, qapp: QApplication
) -> Iterator[tuple[Desk, ComparisonViewModel]]:
    """The comparison of the day, made once."""
    with compared_desk(compared_audit(tmp_path_factory.mktemp("auditoria"))) as (desk, model):
        model.open()
        until(lambda: not model.running)
        yield desk, model


@pytest.fixture(autouse=True)
def _bands_in_front(compared: tuple[Desk, ComparisonViewModel]) -> None:
    model = compared[1]
    model.show_stage(PAYS)
    model.table.clear_filters()
    model.table.show_only_differing(True)


def _cell(model: ComparisonViewModel, row: int, column: str) -> Cell:
    return model.table.model.row_at(row).cell(column)


def _amount(model: ComparisonViewModel, row: int, column: str) -> Decimal:
    value = _cell(model, row, column).raw
    assert isinstance(value, Decimal)
    return value


def _plain(text: str) -> str:
    return text.replace(NO_BREAK, " ")


def test_the_first_stage_that_differs_is_marked_and_a_stage_nobody_published_is_not_called_equal(
    compared: tuple[Desk, ComparisonViewModel],
) -> None:
    lines = {line.stage: line for line in compared[1].stages}
    assert [line.stage for line in lines.values() if line.first] == ["viagem_classificada"]
    assert (lines["viagem_classificada"].word, lines["viagem_classificada"].count) == ("1ª divergência", "2")
    assert (lines["percentual_operacao_faixa_horaria"].state, lines[TRIPS].state) == (State.OK, State.ATENCAO)
    unpublished = lines["aux_veiculo_dia_consolidada"]
    assert (unpublished.state, unpublished.caption) == (State.SEM_DADOS, "sem tabela da SMTR")
    assert [line.place for line in compared[1].stages] == list(range(1, len(lines) + 1))


def test_totals_and_causes_are_those_of_the_day_and_add_up(compared: tuple[Desk, ComparisonViewModel]) -> None:
    model = compared[1]
    assert [(card.title, card.value) for card in model.cards] == [
        ("Pago pela SMTR", "−4.315,71"),
        ("Recalculado", "−5.580,59"),
        ("Diferença", "−1.264,89"),
    ]
    assert [card.caption for card in model.cards] == [
        "ordens: não verificável",
        "em 47 faixas",
        "17 faixas diferem de 47",
    ]
    assert sum(bar.value for bar in model.bars) == Decimal("-1264.886280000")
    first = model.bars[0]
    assert (first.text, first.act) == ("−799,61", "RES SMTR 3857/2025, inciso IV")
    assert first.whole == "Licenciado com ar e não autuado → Detectado com ar inoperante"
    assert "V20.falha_recorrente" in first.tooltip and "23 viagens em 16 faixas" in first.tooltip
    assert (model.checked.state, model.checked.text) == (State.OK, "As 7 causas somam a diferença, ao centavo.")


def test_bands_stand_with_both_amounts_the_greatest_difference_first(
    compared: tuple[Desk, ComparisonViewModel],
) -> None:
    model = compared[1]
    assert model.table.total == 17
    shown = [_cell(model, 0, name).text for name in ("faixa_horaria_inicio", "servico", "sentido", "nosso", "deles")]
    assert shown == ["15:00–17:59", "607", "Ida", "73,90", "369,51"]
    effects = [_amount(model, row, "efeito") for row in range(17)]
    assert sum(effects) == Decimal("-1264.886280000")
    assert effects == sorted(effects, key=lambda value: -abs(value))
    assert model.table.range_said(1, 17) == "linhas 1 a 17 de 17, pela maior diferença"


def test_the_engine_sorts_searches_and_filters_by_cause(compared: tuple[Desk, ComparisonViewModel]) -> None:
    model = compared[1]
    model.table.model.sort_by("nosso", descending=True)
    ours = [_amount(model, row, "nosso") for row in range(17)]
    assert ours == sorted(ours, reverse=True)
    assert model.table.range_said(1, 9) == "linhas 1 a 9 de 17"
    model.table.model.sort_by(None)
    model.table.set_search("transcarioca")
    assert {_cell(model, row, "consorcio").text for row in range(model.table.total)} == {"Transcarioca"}
    model.table.set_search("nada com estas letras")
    assert (model.table.total, model.table.filtered) == (0, True)
    model.table.clear_filters()
    model.show_cause(0)
    assert model.table.total == 13
    assert model.table.cause_said == "Causa principal: Licenciado com ar e não autuado → Detectado com ar inoperante"
    model.show_cause(0)
    assert (model.table.total, model.table.cause) == (17, None)


def test_the_next_divergence_is_found_among_all_the_bands(compared: tuple[Desk, ComparisonViewModel]) -> None:
    model = compared[1]
    model.table.show_only_differing(False)
    assert model.table.total == 47
    model.table.model.sort_by("servico")
    walked = [model.table.next_place(-1, 1)]
    while (place := model.table.next_place(walked[-1], 1)) > walked[-1]:
        walked.append(place)
    assert walked == [row for row in range(47) if _cell(model, row, "efeito").raw]
    assert len(walked) == 17 and walked != list(range(17))
    assert model.table.next_place(walked[3], -1) == walked[2]
    assert model.table.next_place(walked[0], -1) == walked[-1]
    model.table.model.sort_by(None)


def test_rows_of_a_stage_say_what_differs_in_words(compared: tuple[Desk, ComparisonViewModel]) -> None:
    model = compared[1]
    model.show_stage("viagens_remuneradas")
    assert (model.table.total, model.stage_told) == (46, "160 células diferem")
    names = ("colunas", "nosso", "deles", "efeito")
    assert [_cell(model, 0, name).text for name in names] == [
        "Tipo da viagem, Tarifa, Glosa de tecnologia, Ordem",
        "Ar inop. detectado · 0,00 · 0,00 · 13",
        "Lic. com ar · 3,01 · – · 18",
        "−79,38",
    ]
    model.show_stage("subsidio_faixa_servico_dia_tipo_viagem")
    assert "36 linhas só no recálculo" in model.stage_told and "30 linhas só na SMTR" in model.stage_told
    sides = {_cell(model, row, "lado").text for row in range(model.table.total)}
    assert sides == {"Difere", "Só no recálculo", "Só na SMTR"}


def test_the_dock_says_what_was_paid_and_where_the_difference_is_born(
    compared: tuple[Desk, ComparisonViewModel],
) -> None:
    desk, model = compared
    memory = desk.findChild(MemorySource)
    assert memory is not None
    teller = ComparisonMemory(model, memory)
    ours, difference = (teller.band(_cell(model, 0, name).figure_address) for name in ("nosso", "efeito"))  # type: ignore[arg-type]
    assert ours is not None and difference is not None
    assert (ours.view.value, _plain(ours.view.proof_word)) == ("73,90", "SMTR pagou R$ 369,51")
    assert "a diferença de R$ −295,61 nasce em Viagem julgada pela temperatura." in _plain(ours.view.sentence)
    assert ours.view.steps and ours.figure is not None
    root = difference.view.steps[0]
    assert (difference.view.value, root.value) == ("−295,61", "−295,61")
    assert [step.value for step in root.children] == ["−147,80", "−147,80"]
    total = teller.total(TotalAt(model.serial, "efeito"))
    assert total is not None and "As 7 causas somam a diferença" in total.view.sentence
    cause = teller.cause(CauseAt(model.serial, 0))
    assert cause is not None
    assert [rule.value for rule in cause.view.rules][1:3] == ["RES SMTR 3857/2025, inciso IV", "V20.falha_recorrente"]
    assert teller.cause(CauseAt(model.serial - 1, 0)) is None
    model.show_stage(TRIPS)
    trip = teller.trip(_cell(model, 0, "efeito").figure_address)  # type: ignore[arg-type]
    assert trip is not None and trip.view.value == "−79,38"
    assert "recebe R$ 0,00 aqui e recebeu R$ 79,38 da SMTR." in _plain(trip.view.sentence)


def test_a_finding_keeps_the_bands_of_its_cause_or_the_band_alone(compared: tuple[Desk, ComparisonViewModel]) -> None:
    desk, model = compared
    cause = model.cause(0)
    assert cause is not None
    draft = draft_of_cause(model, cause)
    assert draft.open(draft.new.title, draft.new.severity.value, draft.new.note, draft.new.effect) == ""
    band = draft_of_band(model, model.table.band_at(0))
    assert band.open(band.new.title, band.new.severity.value, band.new.note, band.new.effect) == ""
    board = {each.title: each for each in desk.ask("subsidios.achados").findings}
    assert (len(board), board[draft.new.title].effect) == (2, Decimal("-799.609510000"))
    rows = desk.ask("subsidios.evidencia", number=board[draft.new.title].id)
    assert (len(rows), sum(rows.column("efeito").to_pylist())) == (draft.rows, Decimal("-799.609510000"))
    alone = desk.ask("subsidios.evidencia", number=board[band.new.title].id)
    assert alone.column("efeito").to_pylist() == [_cell(model, 0, "efeito").raw]
    assert _plain(band.new.title) == "607, Ida, 20/11/2025, 15:00–17:59: R$ −295,61"


def test_columns_nobody_asked_for_give_way_and_those_chosen_stay(compared: tuple[Desk, ComparisonViewModel]) -> None:
    model = compared[1]

    def keys() -> list[str]:
        return [column.key for column in model.table.model.columns]

    model.table.set_room(2000)
    assert "viagens_planejadas" in keys() and "ato" not in keys()
    model.table.set_room(1000)
    assert not {"viagens", "km_planejada", "km_apurada"} & set(keys())
    assert keys()[-4:] == ["nosso", "deles", "efeito", "causa_texto"]
    model.table.choose_column("viagens", True)
    model.table.choose_column("consorcio", False)
    assert "viagens" in keys() and "consorcio" not in keys()
    model.table.set_room(2000)
    assert "viagens" in keys() and "consorcio" not in keys()


def test_what_differs_is_written_whole_as_csv(compared: tuple[Desk, ComparisonViewModel], tmp_path: Path) -> None:
    model, path = compared[1], tmp_path / "diferencas.csv"
    model.export(path)
    until(lambda: any(line.name == path.name for line in _left(compared[0])))
    lines = path.read_text("utf-8-sig").splitlines()
    assert (len(lines), lines[0].startswith("Data;Faixa;Serviço;Sentido")) == (18, True)
    assert ";Planej.;Viagens;Planej. (km);Apurada (km);" in lines[0]
    assert ";73,90152;369,50760;-295,60608;" in lines[1].replace("0000;", ";")
    (line,) = [line for line in _left(compared[0]) if line.name == path.name]
    own = hashlib.sha256(path.read_bytes()).hexdigest()
    assert (line.kind, line.sha256, line.destination) == ("csv", own, str(tmp_path))


def test_what_differs_in_a_stage_is_a_workbook_too(compared: tuple[Desk, ComparisonViewModel], tmp_path: Path) -> None:
    from openpyxl import load_workbook

    model, path = compared[1], tmp_path / "diferencas.xlsx"
    model.show_stage(TRIPS)
    model.export(path)
    until(lambda: any(line.name == path.name for line in _left(compared[0])))
    rows = list(load_workbook(path).active.iter_rows(values_only=True))
    assert len(rows) == 1 + model.table.total
    assert not any("\n" in value for row in rows for value in row if isinstance(value, str))


def _left(desk: Desk) -> tuple[Departure, ...]:
    with desk.house.store.read() as connection:
        return tuple(departures(connection, desk.scope.client))


def test_a_missing_table_of_penalties_is_said_with_the_way_to_mend_it(tmp_path: Path, qapp: QApplication) -> None:
    with compared_desk(compared_audit(tmp_path, without="valor_tipo_penalidade")) as (_desk, model):
        model.open()
        until(lambda: bool(model.missing))
        (banner,) = model.missing
        assert (banner.code, banner.title) == ("SUB-PEN-001", "Dias sem tabela de penalidades")
        assert "47 faixas" in banner.where and "valor_tipo_penalidade" in banner.effect
        assert banner.actions == (("importar", "Informar valores"),)
        assert [card.value for card in model.cards] == ["–", "–", "–"]
        assert model.checked.text == "O pagamento não foi recalculado: faltam tabelas."
        lines = {line.stage: line.caption for line in model.stages}
        assert lines[PAYS] == "não recalculada"


def test_published_tables_that_come_after_the_calculation_ask_for_another(tmp_path: Path, qapp: QApplication) -> None:
    with compared_desk(compared_audit(tmp_path, paid="")) as (desk, model):
        model.open()
        assert (model.calculated, model.published, model.running, model.ready) == (True, False, False, False)
        assert (model.cards, model.stages, model.waiting) == ((), (), False)
        drive(perform(desk.house, desk.scope, "subsidios.importar_pago", path=CASES / THEIRS / "expected"))
        desk.changes.publish(Changed(frozenset({SOURCE})))
        until(lambda: model.waiting)
        model.open()
        assert not model.running
        model.audit.calculate(date.fromisoformat(KNOWN_ON))
        until(lambda: not model.audit.running and model.published)
        model.open()
        until(lambda: model.ready)
        assert model.cards[2].value == "−1.264,89"


def test_before_the_bands_what_is_paid_is_a_day_of_service(tmp_path: Path, qapp: QApplication) -> None:
    november = "simples-codigo-2024-10-06-nov24"
    with compared_desk(compared_audit(tmp_path, paid=november, ours=november)) as (_desk, model):
        model.open()
        until(lambda: not model.running)
        assert (model.by_day, model.bands_name) == (True, "Dias de serviço pagos")
        assert model.cards[2].value == "−453,95" and model.cards[2].caption.endswith("de serviço diferem de 6")
        assert not {"faixa_horaria_inicio", "sentido"} & {column.key for column in model.table.model.columns}
        assert sum(bar.value for bar in model.bars) == sum(
            _amount(model, row, "efeito") for row in range(model.table.total)
        )
