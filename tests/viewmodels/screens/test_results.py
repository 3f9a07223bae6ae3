"""The results: groups, totals, what is lit, what a number is made from and what uses it."""

from decimal import Decimal

import pytest

from viewmodels.desk import Desk
from viewmodels.operations.metas.explaining import Address
from viewmodels.screens.comparison import Compared
from viewmodels.screens.deciding import Choice, DecisionViewModel
from viewmodels.screens.goal_words import Adjusted
from viewmodels.screens.result_rows import BY_SECTOR, EXCEPTIONS
from viewmodels.screens.results import ResultsViewModel
from viewmodels.state import State
from viewmodels.table_spec import RowKind

GOAL = Address(1, "meta_litros", ("4",))


@pytest.fixture
def results(desk: Desk) -> ResultsViewModel:
    return ResultsViewModel(desk)


def cells(results: ResultsViewModel, row_key: str) -> dict[str, str]:
    row = next(row for row in results.table.rows if row.key == row_key)
    return {column.key: row.cell(column.key).text for column in results.table.columns}


def test_a_line_beside_the_month_before(results: ResultsViewModel) -> None:
    assert cells(results, "PECAS/1") == {
        "nome": "GAMA",
        "meta": "176.160,19",
        "meta_anterior": "100.000,00",
        "diferenca": "+76.160,19",
        "percentual": "+76,2",
        "saldo": "7.000,00",
        "situacao": "Atenção",
        "decisao": "Decidir",
    }


def test_totals_of_a_criterion_are_the_sums_of_its_lines(results: ResultsViewModel) -> None:
    heading = next(row for row in results.table.rows if row.key == "grupo:PNEUS")
    lines = [row for row in results.table.rows if row.key.startswith("PNEUS/")]
    assert heading.unit == "R$"
    for column in ("meta", "meta_anterior", "diferenca", "saldo"):
        total = sum((line.cell(column).raw for line in lines), Decimal(0))  # type: ignore[misc]
        assert heading.cell(column).raw == total
    assert heading.cell("saldo").figure_address == Compared(1, "PNEUS", "soma_saldo")


def test_room_brings_spending_and_twelve_months(results: ResultsViewModel) -> None:
    assert "meses" not in [column.key for column in results.table.columns]
    results.set_wide(True)
    line = next(row for row in results.table.rows if row.key == "COMBUSTIVEL/4")
    series = line.cell("meses").series
    assert len(series) == 12
    assert series[-1] == Decimal("41627.67")
    assert line.cell("realizado").text == "41.627,67"
    assert line.cell("meses").tooltip.splitlines()[-1] == "jul/2025  41.627,67\u00a0L"


def test_exceptions_stand_first(results: ResultsViewModel) -> None:
    results.group_by(EXCEPTIONS)
    keys = [row.key for row in results.table.rows]
    assert keys[:4] == ["grupo:PEDEM", "PNEUS/3", "PECAS/1", "PECAS/4"]
    assert keys[4] == "grupo:CALMAS" and len(keys) == 14
    assert cells(results, "PECAS/4")["nome"] == "Peças, SÃO SEBASTIÃO"


def test_sectors_group_numbers_of_different_units_without_totals(results: ResultsViewModel) -> None:
    results.group_by(BY_SECTOR)
    heading = results.table.rows[0]
    assert (heading.kind, heading.cell("nome").text, heading.cell("meta").text) == (RowKind.GROUP, "GAMA", "")
    assert [row.cell("nome").unit for row in results.table.rows[1:4]] == ["L", "R$", "R$"]


def test_selecting_a_goal_lights_what_it_was_made_from(results: ResultsViewModel) -> None:
    results.select(GOAL)
    assert results.lines_title == "Linhas do cálculo: combustível"
    row = next(row for row in results.lines.rows if row.key == "4")
    lit = {c.key for c in results.lines.columns if results.lines.is_lit(row.cell(c.key))}
    assert lit == {"km_prevista", "media_km_litro", "litros_previstos", "reducao", "meta_litros"}
    other = next(row for row in results.lines.rows if row.key == "1")
    assert not any(results.lines.is_lit(other.cell(c.key)) for c in results.lines.columns)
    results.set_lights(False)
    assert not any(results.lines.is_lit(row.cell(c.key)) for c in results.lines.columns)


def test_a_step_selected_in_the_dock_lights_its_own_terms(results: ResultsViewModel) -> None:
    results.select(GOAL)
    results.light_step(Address(1, "reducao", ("4",)))
    row = next(row for row in results.lines.rows if row.key == "4")
    lit = {c.key for c in results.lines.columns if results.lines.is_lit(row.cell(c.key))}
    assert lit == {"litros_previstos", "reducao"}


def test_walking_down_and_up_the_lines(results: ResultsViewModel) -> None:
    results.select(GOAL)
    down = results.precedents_of(GOAL)[0]
    assert down == Address(1, "reducao", ("4",))
    assert GOAL in results.dependents_of(down)


def test_a_cost_goal_brings_its_own_lines(results: ResultsViewModel) -> None:
    results.select(Address(1, "meta_final", ("1", "PECAS")))
    keys = [column.key for column in results.lines.columns]
    assert keys[0] == "setor" and keys[-1] == "meta_final"
    assert {"km_prevista", "custo_km", "saldo_devedor", "meta_base"} <= set(keys)
    row = results.lines.rows[0]
    assert row.cell("saldo_devedor").text == "7.000,00"


def test_a_total_lights_the_numbers_it_sums(results: ResultsViewModel) -> None:
    results.select(Compared(1, "PECAS", "soma_saldo"))
    lit = {r.key for r in results.table.rows if results.table.is_lit(r.cell("saldo"))}
    assert lit == {"PECAS/1", "PECAS/2", "PECAS/3", "PECAS/4"}, "a sector without debt is summed too"


def test_an_adjusted_goal_shows_corner_and_hand(desk: Desk, results: ResultsViewModel) -> None:
    goal, view = results.goal("PECAS/1"), results.view
    assert goal is not None and view is not None
    assert DecisionViewModel(desk, view, goal).decide(Choice.ADJUST, Decimal(150000), "Compra em dobro em 2024") is None
    results.refresh()
    row = next(row for row in results.table.rows if row.key == "PECAS/1")
    cell = row.cell("meta")
    assert (cell.text, cell.adjusted, cell.figure_address) == ("150.000,00", True, Adjusted(1, "PECAS", "1"))
    assert "R$\u00a0176.160,19" in cell.tooltip and "Diretor Silva" in cell.tooltip
    assert row.cell("diferenca").text == "+50.000,00"
    assert results.place_of(Address(1, "meta_final", ("1", "PECAS"))).isValid()


def test_who_may_not_decide_sees_no_link(auditor_desk: Desk) -> None:
    results = ResultsViewModel(auditor_desk)
    cell = next(row for row in results.table.rows if row.key == "PECAS/1").cell("decisao")
    assert (cell.text, cell.action) == ("A decidir", False)
    assert results.next_act.reason


def test_without_a_calculation_the_sentence_says_so(empty_desk: Desk) -> None:
    results = ResultsViewModel(empty_desk)
    assert results.view is None and results.table.rowCount() == 0 and results.bridge is None
    assert results.situation == "Não há cálculo desta vigência. Calcule as metas primeiro."


def test_the_spoken_cell_is_a_sentence(results: ResultsViewModel) -> None:
    found = results.table.find(GOAL)
    spoken = results.table.spoken(found.row(), found.column())
    assert spoken == "Meta de agosto de 2025, Combustível, SÃO SEBASTIÃO, 40.501,63\u00a0L, Sem alertas"


def test_situation_counts_decisions(results: ResultsViewModel) -> None:
    assert results.draft
    assert results.situation.endswith("por Diretor Silva. Nenhuma meta decidida, 12 a decidir.")
    assert results.table.rows[1].cell("situacao").state is State.OK


def test_columns_a_person_hides_stay_hidden_for_that_person(desk: Desk, results: ResultsViewModel) -> None:
    assert [option.key for option in results.column_options if not option.shown] == []
    results.choose_column("saldo", False)
    results.choose_column("meta", False)
    keys = [column.key for column in results.table.columns]
    assert "saldo" not in keys and "meta" in keys, "what names a goal cannot be hidden"
    again = ResultsViewModel(desk)
    assert [option.key for option in again.column_options if not option.shown] == ["saldo"]
    again.choose_column("saldo", True)
    assert "saldo" in [column.key for column in ResultsViewModel(desk).table.columns]
