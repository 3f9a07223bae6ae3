"""Two calculations beside each other: causes that add up, sentences, what the dock tells, files; and the bridge."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication

from engines.calendar import DayType
from engines.goals.approval import Decision
from engines.goals.attribution import MONTHS_ORDER, ORDER, OTHER, TYPED, TYPED_BEFORE
from engines.goals.bridge import DEBT_BEFORE, FLOOR, RATE_AND_OTHER
from storage.errors import KnownError
from storage.texts.sentences import LOCALES, Texts
from tests.sample_house import calculated
from tests.viewmodels.screens.sample_desk import desk_on, templates
from viewmodels.desk import Desk
from viewmodels.operations.metas.explaining import Address
from viewmodels.screens.compared_runs import COLUMNS, Difference
from viewmodels.screens.comparing import CompareViewModel
from viewmodels.screens.comparing_memory import CompareMemory
from viewmodels.screens.goal_words import Adjusted
from viewmodels.screens.memory_source import MemorySource
from viewmodels.screens.papers_desk import PapersDesk

WHY = "Acordo com a diretoria"
PARTS = ("PECAS", "1")


@pytest.fixture
def two_runs(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """August calculated twice: a parameter and a holiday of the history changed between, one goal adjusted after."""
    with desk_on(templates().calculated, tmp_path / "casa") as desk:
        told = {"name": "FATOR_REDUCAO_COMBUSTIVEL", "value": "0.02", "justification": WHY, "vigencia": desk.vigencia}
        desk.act("metas.editar_parametro", "metas.parametros", **told)
        typed = {"day": date(2025, 6, 19), "kind": DayType.UTIL}
        desk.act("metas.classificar", "metas.feriados", vigencia=desk.vigencia, **typed)
        run = calculated(desk.house, desk.scope)
        view = desk.ask("metas.resultados", run=run)
        chosen = {PARTS: Decision(True, Decimal("150000.00"), "Compra em dobro em 2024")}
        desk.act("metas.decidir", "metas.decisoes", run=run, digest=view.digest, chosen=chosen)
        yield desk


@pytest.fixture
def model(two_runs: Desk) -> CompareViewModel:
    return CompareViewModel(two_runs)


def cells(model: CompareViewModel, row_key: str) -> dict[str, str]:
    row = next(row for row in model.table.rows if row.key == row_key)
    return {column.key: row.cell(column.key).text for column in model.table.columns}


def test_the_two_newest_stand_side_by_side(model: CompareViewModel) -> None:
    assert model.title == "Cálculo 1 comparado ao 2"
    assert model.situation.startswith("12 metas diferentes de 12.")
    assert cells(model, "COMBUSTIVEL/4") == {
        "nome": "SÃO SEBASTIÃO",
        "antes": "40.501,63",
        "depois": "40.086,79",
        "diferenca": "−414,84",
        "FERIADOS": "−210,31",
        "PARAMETROS": "−204,53",
        "AJUSTE": "0,00",
        "frase": "−414,84\u00a0L no total: −210,31\u00a0L de feriados; −204,53\u00a0L de parâmetros.",
    }


def test_every_difference_is_the_sum_of_its_causes(model: CompareViewModel) -> None:
    goals = [pair for pair in model.pairs if pair.bridge is not None]
    assert len(goals) == 12
    for pair in goals:
        assert pair.bridge is not None and pair.bridge.residue == 0
        assert pair.first is not None and pair.second is not None
        assert sum((pair.bridge.of(*keys) for keys in COLUMNS.values()), Decimal(0)) == pair.second - pair.first


def test_an_adjusted_goal_stands_with_the_value_published(model: CompareViewModel) -> None:
    told = cells(model, "PECAS/1")
    assert (told["depois"], told["AJUSTE"]) == ("150.000,00", "−25.239,63")
    row = next(row for row in model.table.rows if row.key == "PECAS/1")
    assert row.cell("depois").figure_address == Adjusted(2, *PARTS)
    assert row.cell("antes").figure_address == Address(1, "meta_final", ("1", "PECAS"))


def test_the_other_way_round_the_signs_turn(model: CompareViewModel) -> None:
    model.swap()
    assert (cells(model, "COMBUSTIVEL/4")["diferenca"], model.title) == ("+414,84", "Cálculo 2 comparado ao 1")


def test_the_lines_of_a_goal_come_on_demand(model: CompareViewModel) -> None:
    model.select_row("COMBUSTIVEL/4")
    rows = {row.key: row for row in model.lines.rows}
    assert model.lines_title == "Linhas de Combustível, SÃO SEBASTIÃO"
    assert rows["km_prevista"].cell("FERIADOS").text == rows["km_prevista"].cell("diferenca").text != "0,00"
    assert rows["km_prevista"].cell("PARAMETROS").text == "0,00"
    assert rows["media_km_litro"].cell("frase").text == "Igual nos dois."


def test_the_bridge_goes_from_one_value_to_the_other(model: CompareViewModel) -> None:
    model.select_row("PECAS/1")
    bars = model.bars()
    assert [bar.label for bar in bars] == ["Cálculo 1", "Feriados", "Parâmetros", "Ajuste", "Cálculo 2"]
    assert bars[2].value == 0, "a parameter that cost this goal nothing is news too"
    assert bars[0].value + sum(bar.value for bar in bars[1:-1]) == bars[-1].value


def test_walking_the_differences_skips_what_is_the_same(two_runs: Desk) -> None:
    model = CompareViewModel(two_runs)
    model.compare(1, 1)
    assert model.next_difference(-1, 1) is None and model.situation.startswith("Nenhuma meta diferente de 12.")
    model.show_only_differences(True)
    assert model.table.rowCount() == 0
    model.compare(1, 2)
    first = model.next_difference(-1, 1)
    assert first == 1 and model.next_difference(first, -1) == model.table.rowCount() - 1


def test_every_difference_is_told_in_the_dock(two_runs: Desk, model: CompareViewModel) -> None:
    memory = MemorySource(two_runs)
    CompareMemory(model, memory)
    for row in (*model.table.rows, *model.lines.rows):
        for column in model.table.columns:
            address = row.cell(column.key).figure_address
            if isinstance(address, Difference):
                memory.follow(address)
                view = two_runs.shell.memory
                assert view is not None and view.value == row.cell(column.key).text and view.sentence
    memory.follow(Difference(1, 2, *PARTS, "meta_final", ("1", "PECAS")))
    view = two_runs.shell.memory
    assert view is not None
    assert [line.text for line in view.formula] == [
        "−26.160,19 = 150.000,00 − 176.160,19",
        "−26.160,19 = −920,56 −25.239,63",
    ]
    assert [step.label for step in view.steps[0].children] == ["Feriados", "Parâmetros", "Ajuste"]
    memory.reproduce()
    assert view.proof is None, "a difference is stored nowhere: there is nothing to reproduce"


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_goals_and_lines_become_a_file(two_runs: Desk, model: CompareViewModel, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"comparacao.{ending}"
    assert PapersDesk(two_runs).keep_table(model.exported(), model.file_name, path)
    if ending == "csv":
        lines = path.read_text("utf-8-sig").splitlines()
        assert lines[0].startswith("Meta ou linha;Cálculo 1;Cálculo 2;Diferença;")
        assert any(line.startswith("Combustível, SÃO SEBASTIÃO;40501,63;40086,79;-414,84;") for line in lines)
        return
    sheet = load_workbook(path).worksheets[0]
    found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    goal = next(row for row in found if row[0] == "Combustível, SÃO SEBASTIÃO")
    assert goal[1:4] == [40501.63, 40086.79, -414.84]
    assert any(row[0] == "Combustível, SÃO SEBASTIÃO: KM prevista" for row in found)


def test_one_calculation_has_nothing_to_be_compared_with(desk: Desk) -> None:
    model = CompareViewModel(desk)
    assert model.pair is None and model.table.rowCount() == 0
    assert model.situation == "É preciso haver dois cálculos para comparar."
    model.compare_with(None, 1)
    assert model.pair is None


def test_only_a_published_calculation_is_in_force(desk: Desk) -> None:
    assert desk.ask("metas.em_vigor", vigencia=desk.vigencia) is None
    view = desk.ask("metas.resultados", run=1)
    chosen = {goal.key: Decision(True) for goal in view.goals}
    desk.act("metas.decidir", "metas.decisoes", run=1, digest=view.digest, chosen=chosen)
    desk.act("metas.aprovar", "metas.publicacao", run=1, digest=view.digest)
    assert desk.ask("metas.em_vigor", vigencia=desk.vigencia).run.id == 1
    assert desk.ask("metas.em_vigor", vigencia="2025-07") is None, "its goals were typed: the bridge starts from them"


def test_a_calculation_of_nobody_is_refused(desk: Desk) -> None:
    with pytest.raises(KnownError, match="CORRIDA_AUSENTE"):
        desk.ask("metas.comparar", first=1, second=99)


@pytest.mark.parametrize(
    ("opening", "causes"),
    [
        ("TELA.CAUSA", {*MONTHS_ORDER, TYPED_BEFORE, TYPED, OTHER, DEBT_BEFORE, FLOOR, RATE_AND_OTHER}),
        ("TELA.PORQUE", {*MONTHS_ORDER, TYPED_BEFORE, TYPED, OTHER, DEBT_BEFORE, FLOOR, RATE_AND_OTHER}),
        ("COMPARAR.PORQUE", {*ORDER, TYPED_BEFORE, TYPED, OTHER}),
    ],
)
@pytest.mark.parametrize("locale", LOCALES)
def test_every_cause_has_its_words(locale: str, opening: str, causes: set[str]) -> None:
    assert [cause for cause in causes if not Texts(locale).knows(f"{opening}.{cause}")] == []
