"""Parâmetros and Metas e gastos on screen: values in time, a trial with its tree, registered values explained."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.new_company import new_company
from viewmodels.desk import Desk
from viewmodels.screens.memory_source import MemorySource
from viewmodels.screens.parameters_section import ParametersSection
from viewmodels.screens.sheet_cells import SheetCells
from viewmodels.screens.spending_section import SpendingSection
from viewmodels.shell import ShellViewModel
from viewmodels.table import TableModel

FACTOR, TYRES = "FATOR_REDUCAO_COMBUSTIVEL", "PERCENTUAL_PREMIACAO_PNEUS"
NO_BREAK = "\u00a0"


@pytest.fixture
def new_desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    with new_company(tmp_path) as (house, scope):
        made = Desk(house, scope, ShellViewModel())
        made.refresh_context()
        yield made
        made.close()
        made.deleteLater()


def section(desk: Desk) -> tuple[ParametersSection, SpendingSection]:
    cells = SheetCells(desk, MemorySource(desk))
    return ParametersSection(desk, cells), SpendingSection(desk, cells)


def texts(table: TableModel, *columns: str) -> list[list[str]]:
    return [[row.cell(key).text.replace(NO_BREAK, " ") for key in columns] for row in table.rows]


def test_the_values_in_force_and_the_one_that_comes_after(desk: Desk) -> None:
    model, _ = section(desk)
    assert texts(model.table, "nome", "valor", "inicio", "quando", "quem")[1] == [
        "Fator de redução do combustível", "1,5 %", "desde o início", "02/08/2025 às 09:00", "Diretor Silva",
    ]  # fmt: skip
    model.open(TYRES)
    assert (model.title, model.unit, model.text) == ("Retenção para premiação, pneus", "%", "3")
    assert model.help.endswith("não é um acréscimo. Na especificação: PERCENTUAL_PREMIACAO_PNEUS.")
    model.open(FACTOR)
    assert str(model.proposed_start) == "2025-08"
    assert model.save("0.02", "2025-10", "Acordo de outubro") == ("", "")
    assert texts(model.table, "valor", "inicio")[1] == ["1,5 %", "desde o início; 2 % a partir de out/2025"]
    assert texts(model.history, "valor", "antes", "vale") == [
        ["2 %", "1,5 %", "desde out/2025"],
        ["1,5 %", "–", "até set/2025"],
    ]
    assert model.save("0.02", "2025-07", "Acordo de julho")[0] == "inicio"
    assert model.save("0.02", "2025-08", "curta")[0] == "motivo"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0", "Precisa ser maior que zero, com até 4 casas."),
        ("1.23456", "Precisa ser maior que zero, com até 4 casas."),
        ("150", "Precisa ser menor que 100 %. Quis dizer 1,5 %?"),
        ("1.2345", ""),
    ],
)
def test_what_is_refused_says_what_was_meant(desk: Desk, typed: str, sentence: str) -> None:
    model, _ = section(desk)
    model.open(FACTOR)
    assert model.parse(Decimal(typed))[1].replace(NO_BREAK, " ") == sentence


def test_a_trial_moves_the_twelve_goals_and_each_number_has_its_tree(desk: Desk) -> None:
    model, _ = section(desk)
    model.open(FACTOR)
    assert len([row for row in model.goals.rows if "/" in row.key and not row.key.startswith("grupo")]) == 12
    assert set(sum(texts(model.goals, "muda"), [])) == {"", "0,00"}
    model.try_value(Decimal("0.02"))
    row = next(row for row in model.goals.rows if row.key == "COMBUSTIVEL/4")
    assert [row.cell(key).text for key in ("agora", "depois", "muda")] == ["40.501,63", "40.296,04", "−205,59"]
    desk.shell.explain(row.cell("depois").figure_address)
    shown = desk.shell.memory
    assert shown is not None and shown.value == "40.296,04" and shown.path[0] == "Com o valor digitado"
    assert [(rule.label, rule.value.replace(NO_BREAK, " ")) for rule in shown.rules] == [
        ("Fator de redução do combustível", "2 %")
    ]
    assert shown.steps and shown.steps[0].children
    model.try_value(None)
    assert {text for (text,) in texts(model.goals, "muda")} == {"", "0,00"}


def test_registered_values_and_ceilings_answer_in_the_dock(desk: Desk) -> None:
    _, model = section(desk)
    line = model.line("PECAS/1")
    assert line is not None
    assert model.type_spending(line, Decimal("120000.00"), model.closing, "Nota fiscal corrigida") is None
    row = next(row for row in model.table.rows if row.key == "PECAS/1")
    desk.shell.explain(row.cell("gasto").figure_address)
    shown = desk.shell.memory
    assert shown is not None and shown.typed is not None
    assert (shown.value, shown.typed.who, shown.typed.why) == ("120.000,00", "Diretor Silva", "Nota fiscal corrigida")
    desk.shell.explain(row.cell("meta").figure_address)
    shown = desk.shell.memory
    assert shown is not None and shown.typed is not None
    assert (shown.value, shown.typed.why) == ("100.000,00", "Meta trazida da planilha")
    desk.shell.explain(row.cell("excedente").figure_address)
    shown = desk.shell.memory
    assert shown is not None and (shown.value, shown.path[0]) == ("12.000,00", "Saldo de julho de 2025")
    assert shown.sentence.replace(NO_BREAK, " ") == "R$ 12.000,00 = R$ 120.000,00 − R$ 108.000,00"


def test_before_anything_was_registered_the_sections_say_what_is_missing(new_desk: Desk) -> None:
    model, spending = section(new_desk)
    assert (model.effect, model.proposed_start, spending.book) == (None, None, None)
    assert texts(model.table, "valor", "inicio")[0] == ["Sem valor", "–"]
    assert model.save("0.02", "", "Acordo da diretoria") == ("", "")
    assert model.text == "2"
    assert str(spending.template_month) == "2025-07"


def test_who_only_looks_changes_nothing(auditor_desk: Desk) -> None:
    model, spending = section(auditor_desk)
    assert model.reason and spending.reason and spending.import_reason
    assert model.save("0.02", "", "Acordo da diretoria")[0] == "inicio"
