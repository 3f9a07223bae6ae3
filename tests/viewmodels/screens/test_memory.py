"""The dock's source: every kind of number told, the way through them, steps, rows, reproduction."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from viewmodels.desk import Desk
from viewmodels.memory import MemoryView, RowsBehind, Step
from viewmodels.operations.metas.explaining import Address
from viewmodels.screens.bridge import Bridged
from viewmodels.screens.comparison import Compared
from viewmodels.screens.deciding import Choice, DecisionViewModel
from viewmodels.screens.goal_words import Adjusted
from viewmodels.screens.memory_source import MemorySource
from viewmodels.state import State

GOAL = Address(1, "meta_litros", ("4",))
TYRES = Address(1, "meta_final", ("3", "PNEUS"))


@pytest.fixture
def source(desk: Desk) -> MemorySource:
    return MemorySource(desk)


def shown(desk: Desk, address: object) -> MemoryView:
    desk.shell.select(address)
    assert desk.shell.memory is not None
    return desk.shell.memory


def walk(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from walk(tuple(step.children))


def test_a_goal_tells_path_value_proof_and_sentence(desk: Desk, source: MemorySource) -> None:
    view = shown(desk, GOAL)
    assert view.path == ("Metas", "Combustível", "SÃO SEBASTIÃO", "ago/2025")
    assert (view.value, view.unit, view.unit_first) == ("40.501,63", "L", False)
    assert (view.proof, view.proof_word) == (State.OK, "Idêntico")
    assert view.sentence.startswith("40.501,63\u00a0L = 125.000,09\u00a0km ÷ 3,040003\u00a0km/L, menos 1,5\u00a0%.")
    assert source.sentence() == view.sentence


def test_the_terms_of_the_formula_are_the_steps(desk: Desk, source: MemorySource) -> None:
    view = shown(desk, GOAL)
    words, values = view.formula
    assert words.text == "Meta de consumo = litros previstos − redução"
    root = view.steps[0]
    assert [step.label for step in root.children] == ["Litros previstos", "Redução"]
    for step, word in zip(root.children, ("litros previstos", "redução"), strict=True):
        start, end = words.terms[step.key]
        assert words.text[start:end] == word
        start, end = values.terms[step.key]
        assert values.text[start:end] == step.value


def test_steps_lead_to_their_own_numbers_and_are_told_once(desk: Desk, source: MemorySource) -> None:
    steps = list(walk(tuple(shown(desk, GOAL).steps)))
    assert len({step.key for step in steps}) == len(steps)
    again = [step for step in steps if step.address == Address(1, "litros_previstos", ("4",))]
    assert [bool(step.children) for step in again] == [True, False]
    for step in steps:
        if step.address is not None:
            assert isinstance(step.address, Address)
            assert shown(desk, step.address).value


def test_rows_behind_end_in_their_total(desk: Desk, source: MemorySource) -> None:
    rows = shown(desk, GOAL).rows
    assert rows is not None
    assert [row.cell("mes").text for row in rows.rows] == ["mai/2025", "jun/2025", "jul/2025", "Soma"]
    assert rows.rows[-1].cell("litros").text == "123.383,41"
    assert rows.rows[-1].cell("litros").raw == sum(row.cell("litros").raw for row in rows.rows[:-1])  # type: ignore[misc]
    assert (rows.caption, rows.link) == ("3 de 3", "Abrir as 126 linhas")


def test_a_step_selected_brings_its_rows(desk: Desk, source: MemorySource) -> None:
    shown(desk, GOAL)
    got: list[RowsBehind] = []
    lit: list[object] = []
    source.step_rows_changed.connect(got.append)
    source.step_selected.connect(lit.append)
    source.select_step(Address(1, "projecao", ("4", "SABADO")))
    assert lit == [Address(1, "projecao", ("4", "SABADO"))]
    assert got[0].caption == "12 de 14"
    assert [column.key for column in got[0].columns] == ["data", "km"]


def test_every_row_can_be_opened_table_by_table(desk: Desk, source: MemorySource) -> None:
    shown(desk, GOAL)
    tables = source.all_rows()
    assert [name for name, _ in tables] == [
        "Dias do mês da vigência, útil (21)",
        "Dias da janela de 3 meses, útil (64)",
        "Dias do mês da vigência, sábado (5)",
        "Dias da janela de 3 meses, sábado (14)",
        "Dias do mês da vigência, domingo ou feriado (5)",
        "Dias da janela de 3 meses, domingo ou feriado (14)",
        "Meses da janela de 3 meses (3)",
    ]


def test_rule_and_proof_name_act_rounding_source_and_snapshot(desk: Desk, source: MemorySource) -> None:
    rules = {rule.label: rule.value for rule in shown(desk, GOAL).rules}
    assert rules["Regra"] == "Meta de combustível"
    assert rules["Ato"] == "Documentação técnica v1.0, seção 4.2"
    assert rules["Arredondamento"] == "2 casas, meio para cima"
    assert rules["Fonte"].startswith("erp:metas, lida em 02/08/2025 às")
    assert len(rules["Retrato"].replace(" ", "")) == 16


def test_money_has_its_unit_first(desk: Desk, source: MemorySource) -> None:
    view = shown(desk, TYRES)
    assert (view.path[1], view.unit, view.unit_first) == ("Pneus", "R$", True)
    assert view.value == "66.653,99"


def test_the_way_back_and_forward(desk: Desk, source: MemorySource) -> None:
    assert not source.can_back and not source.can_forward
    shown(desk, GOAL)
    shown(desk, TYRES)
    assert source.can_back and not source.can_forward
    assert source.back() == GOAL
    assert desk.shell.memory is not None and desk.shell.memory.address == GOAL
    assert source.can_forward and source.forward() == TYRES
    assert source.forward() is None
    source.back()
    shown(desk, Address(1, "teto", ("3", "PNEUS")))
    assert not source.can_forward


def test_a_label_leaves_the_line_that_says_what_to_select(desk: Desk, source: MemorySource) -> None:
    shown(desk, GOAL)
    desk.shell.select(None)
    assert desk.shell.memory is None
    assert source.all_rows() == ()


def test_reproducing_tells_it_in_the_chip_and_remembers(desk: Desk, source: MemorySource) -> None:
    shown(desk, GOAL)
    source.reproduce()
    assert desk.shell.memory is not None and desk.shell.memory.proof_word == "Reproduzido, idêntico"
    assert shown(desk, TYRES).proof_word == "Reproduzido, idêntico"


def test_a_number_typed_by_hand_says_who_when_and_why(desk: Desk, source: MemorySource) -> None:
    view = desk.ask("metas.resultados", vigencia="2025-08")
    goal = next(g for g in view.goals if g.key == ("PECAS", "1"))
    DecisionViewModel(desk, view, goal).decide(Choice.ADJUST, Decimal(150000), "Compra em dobro em 2024")
    told = shown(desk, Adjusted(1, "PECAS", "1"))
    assert told.typed is not None
    assert (told.typed.who, told.typed.why) == ("Diretor Silva", "Compra em dobro em 2024")
    assert told.steps == () and told.value == "150.000,00"
    assert {rule.label: rule.value for rule in told.rules}["Calculado"] == "R$\u00a0176.160,19"


def test_last_months_goal_says_who_registered_it(desk: Desk, source: MemorySource) -> None:
    told = shown(desk, Compared(1, "COMBUSTIVEL", "meta_anterior", "4"))
    assert told.path[-1] == "jul/2025" and told.value == "41.134,06"
    assert told.typed is not None and told.typed.who == "Diretor Silva"
    assert told.typed.why == "Meta trazida da planilha"
    spent = shown(desk, Compared(1, "COMBUSTIVEL", "realizado", "4"))
    assert spent.typed is not None and spent.typed.who.startswith("Fonte: ")


def test_a_difference_is_a_sheet_too(desk: Desk, source: MemorySource) -> None:
    told = shown(desk, Compared(1, "COMBUSTIVEL", "diferenca", "4"))
    assert told.formula[0].text == "Diferença = meta do mês − meta do mês anterior"
    assert told.steps[0].children[0].address == GOAL
    total = shown(desk, Compared(1, "COMBUSTIVEL", "soma_meta"))
    assert total.value == "286.572,86"
    assert [step.address for step in total.steps[0].children] == [
        Address(1, "meta_litros", (sector,)) for sector in ("1", "2", "3", "4")
    ]
    share = shown(desk, Compared(1, "PECAS", "percentual", "1"))
    assert share.value == "+76,2\u00a0%"


def test_a_bar_of_the_bridge_answers(desk: Desk, source: MemorySource) -> None:
    told = shown(desk, Bridged(1, "COMBUSTIVEL", "4", "CALENDARIO"))
    assert told.path[-1] == "Calendário" and told.value.startswith("−")
    assert len(told.steps[0].children) == 2
