"""The simulator: live goals over frozen facts, three scenarios, nothing written until it is asked with a reason."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text

from storage.journal import entries, head
from viewmodels.desk import Desk
from viewmodels.jobs import drive
from viewmodels.operations.metas.explaining import Address
from viewmodels.operations.registry import perform
from viewmodels.screens.memory_source import MemorySource
from viewmodels.screens.simulator import SimulatorViewModel
from viewmodels.screens.simulator_apply import ApplyViewModel
from viewmodels.screens.simulator_fields import SimulatedField
from viewmodels.screens.simulator_memory import SimulatorMemory
from viewmodels.screens.simulator_table import Simulated, SimulatedBeside

REDUCTION, PRICE, TYRES = "FATOR_REDUCAO_COMBUSTIVEL", "PRECO_COMBUSTIVEL_POR_LITRO", "PERCENTUAL_PREMIACAO_PNEUS"
LABOUR_DAY = date(2025, 5, 1)
WHY = "Meta de economia da diretoria"


@pytest.fixture
def model(desk: Desk) -> SimulatorViewModel:
    return SimulatorViewModel(desk)


def cell(model: SimulatorViewModel, row: str, column: str) -> str:
    return next(r for r in model.table.rows if r.key == row).cell(column).text


def state_of_store(desk: Desk) -> tuple[object, ...]:
    """Head of the journal and the content of every table."""
    with desk.house.store.read() as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")).scalars()
        rows = tuple(tuple(connection.execute(text(f'SELECT * FROM "{name}"')).all()) for name in names)
        return head(connection, desk.scope.client), rows


def test_the_scenarios_start_as_the_calculation(model: SimulatorViewModel) -> None:
    assert cell(model, "COMBUSTIVEL/4", "original") == cell(model, "COMBUSTIVEL/4", "C") == "40.501,63"
    assert cell(model, "COMBUSTIVEL/4", "A:diferenca") == "0,00"
    assert model.untouched and len(model.table.rows) == 20
    row = next(r for r in model.table.rows if r.key == "COMBUSTIVEL/4")
    assert row.cell("original").figure_address == Address(1, "meta_litros", ("4",))


def test_a_parameter_moves_the_goals_it_feeds_and_no_others(model: SimulatorViewModel) -> None:
    told: list[tuple[int, int]] = []
    model.table.dataChanged.connect(lambda a, b: told.append((a.row(), a.column())))
    model.set_parameter(REDUCTION, Decimal("0.02"))
    assert cell(model, "COMBUSTIVEL/4", "A") == "40.296,04"
    assert cell(model, "COMBUSTIVEL/4", "A:diferenca") == "−205,59"
    assert cell(model, "PNEUS/4", "A:diferenca") == "0,00"
    assert cell(model, "COMBUSTIVEL/4", "B") == "40.501,63"
    columns = {model.table.columns[column].key for _, column in told}
    assert columns == {"A", "A:diferenca"}, "only cells that changed are painted again"
    touched = {model.table.row_at(row).key.split("/")[0].removeprefix("grupo:") for row, _ in told}
    assert touched == {"COMBUSTIVEL", "custo_cumprida"}


def test_the_price_moves_only_what_the_goal_would_cost(model: SimulatorViewModel) -> None:
    model.set_parameter(PRICE, Decimal(5))
    assert cell(model, "COMBUSTIVEL/4", "A:diferenca") == "0,00"
    assert cell(model, "custo_cumprida/4", "A") == "202.508,15"


def test_sums_and_differences_add_up(model: SimulatorViewModel) -> None:
    model.set_parameter(TYRES, Decimal("0.05"))
    heading = next(r for r in model.table.rows if r.key == "grupo:PNEUS")
    lines = [r for r in model.table.rows if r.key.startswith("PNEUS/")]
    for column in ("original", "A", "A:diferenca"):
        assert heading.cell(column).raw == sum((r.cell(column).raw for r in lines), Decimal(0))  # type: ignore[misc]


def test_a_day_and_back_gives_the_very_same_numbers(model: SimulatorViewModel) -> None:
    assert [day.day for day in model.days] == [LABOUR_DAY, date(2025, 6, 19)]
    model.set_parameter(TYRES, Decimal("0.05"))
    before = cell(model, "PNEUS/1", "A")
    model.set_day(LABOUR_DAY, "UTIL")
    assert cell(model, "PNEUS/1", "A") != before and cell(model, "COMBUSTIVEL/1", "A:diferenca") != "0,00"
    model.set_day(LABOUR_DAY, "DOMINGO_FERIADO")
    assert cell(model, "PNEUS/1", "A") == before and cell(model, "COMBUSTIVEL/1", "A:diferenca") == "0,00"


def test_scenarios_are_named_copied_and_kept_apart(model: SimulatorViewModel) -> None:
    model.set_parameter(REDUCTION, Decimal("0.02"))
    model.rename("  Mais  economia ")
    model.show_scenario("B")
    model.copy_from("A")
    model.set_parameter(TYRES, Decimal("0.04"))
    titles = [column.title for column in model.table.columns]
    assert titles[2] == "Mais economia" and titles[4] == "Cenário B"
    assert cell(model, "COMBUSTIVEL/4", "B") == cell(model, "COMBUSTIVEL/4", "A") != cell(model, "COMBUSTIVEL/4", "C")
    assert cell(model, "PNEUS/1", "A:diferenca") == "0,00" != cell(model, "PNEUS/1", "B:diferenca")
    model.rename("")
    assert model.current.name == "B"


def test_discarding_leaves_no_trace(desk: Desk, model: SimulatorViewModel) -> None:
    before = state_of_store(desk)
    model.set_parameter(REDUCTION, Decimal("0.02"))
    model.set_day(LABOUR_DAY, "UTIL")
    ApplyViewModel(model)
    model.discard()
    assert model.untouched and cell(model, "COMBUSTIVEL/4", "A:diferenca") == "0,00"
    assert state_of_store(desk) == before


def test_applying_writes_each_change_with_before_after_and_reason(desk: Desk, model: SimulatorViewModel) -> None:
    model.set_parameter(REDUCTION, Decimal("0.02"))
    model.set_day(LABOUR_DAY, "SABADO")
    apply = ApplyViewModel(model)
    rows = [tuple(row.cell(c).text for c in ("nome", "antes", "depois")) for row in apply.rows()]
    assert rows == [
        ("Fator de redução do combustível", "1,5\u00a0%", "2\u00a0%"),
        ("01/05/2025, Dia do Trabalhador", "domingo", "sábado"),
    ]
    assert apply.apply("curta") == desk.say("METAS.JUSTIFICATIVA_CURTA")
    assert apply.confirm == "Aplicar as 2 mudanças" and apply.apply(WHY) == ""
    with desk.house.store.read() as connection:
        found = [e.body for e in entries(connection, desk.scope.client, limit=4) if e.body is not None]
    changed = next(b for b in found if b["verb"] == "PARAMETER_CHANGED")
    assert (changed["entity"], changed["why"]) == (f"metas/parametro/{REDUCTION}", WHY)
    typed = next(b for b in found if b["verb"] == "HOLIDAY_CLASSIFIED")
    assert (typed["before"], typed["after"], typed["why"]) == ("DOMINGO_FERIADO", "SABADO", WHY)
    assert ApplyViewModel(model).reason == desk.say("SIMULADOR.NADA_A_APLICAR")


def test_only_what_was_tried_is_applied(desk: Desk, model: SimulatorViewModel) -> None:
    """A parameter changed by somebody else since the calculation stays as it is in force."""
    told = {"name": TYRES, "value": "0.04", "justification": WHY, "vigencia": desk.vigencia}
    desk.act("metas.editar_parametro", "metas.parametros", **told)
    model.set_parameter(REDUCTION, Decimal("0.02"))
    assert [change.label for change in ApplyViewModel(model).changes] == ["Fator de redução do combustível"]


def test_who_may_not_change_parameters_may_try_them(auditor_desk: Desk) -> None:
    model = SimulatorViewModel(auditor_desk)
    model.set_parameter(REDUCTION, Decimal("0.02"))
    assert cell(model, "COMBUSTIVEL/4", "A") == "40.296,04"
    assert ApplyViewModel(model).reason == model.apply_reason == auditor_desk.reason("metas.editar_parametro")


def test_a_value_that_cannot_stand_is_refused_with_what_was_meant(model: SimulatorViewModel) -> None:
    assert model.refused(REDUCTION, Decimal("1.5")) == "Precisa ser menor que 100 %. Quis dizer 1,5\u00a0%?"
    assert model.refused(REDUCTION, Decimal("0.02")) == ""


def test_every_simulated_number_is_told_in_the_dock(desk: Desk, model: SimulatorViewModel) -> None:
    memory = MemorySource(desk)
    SimulatorMemory(model, memory)
    model.set_parameter(REDUCTION, Decimal("0.02"))
    for row in model.table.rows:
        for column in model.table.columns:
            address = row.cell(column.key).figure_address
            if address is not None:
                memory.follow(address)
                view = desk.shell.memory
                assert view is not None and view.value == row.cell(column.key).text.removeprefix("+"), address
    memory.follow(Simulated(1, "A", "meta_litros", ("4",)))
    view = desk.shell.memory
    assert view is not None and view.path[:2] == ("Simulado", "Cenário A")
    assert view.sentence.startswith("Simulado: 40.296,04") and view.steps[0].children
    factor = view.steps[0].children[1].children[1]
    assert (factor.label, factor.note) == ("Fator de redução", "Simulado")
    memory.follow(SimulatedBeside(1, "A", "COMBUSTIVEL", "diferenca", "4"))
    view = desk.shell.memory
    assert view is not None and view.formula[1].text == "−205,59\u00a0L = 40.296,04\u00a0L − 40.501,63\u00a0L"


def test_a_number_of_the_dock_follows_the_slider(desk: Desk, model: SimulatorViewModel) -> None:
    memory = MemorySource(desk)
    told = SimulatorMemory(model, memory)
    memory.follow(Simulated(1, "A", "meta_litros", ("4",)))
    model.set_parameter(REDUCTION, Decimal("0.02"))
    told.refresh()
    assert desk.shell.memory is not None and desk.shell.memory.value == "40.296,04"


def test_before_any_calculation_there_is_nothing_to_simulate(empty_desk: Desk) -> None:
    model = SimulatorViewModel(empty_desk)
    assert model.ground is None and model.table.rowCount() == 0
    assert model.situation == "Não há cálculo desta vigência. Calcule as metas primeiro."


def test_a_month_read_and_not_calculated_can_be_tried(empty_desk: Desk) -> None:
    drive(perform(empty_desk.house, empty_desk.scope, "metas.ler_erp", vigencia=empty_desk.vigencia))
    model, memory = SimulatorViewModel(empty_desk), MemorySource(empty_desk)
    SimulatorMemory(model, memory)
    assert model.ground is not None and model.ground.run is None
    assert model.table.columns[1].title == "Dados lidos"
    frozen = Simulated(None, "", "meta_litros", ("4",))
    assert next(r for r in model.table.rows if r.key == "COMBUSTIVEL/4").cell("original").figure_address == frozen
    memory.follow(frozen)
    view = empty_desk.shell.memory
    assert view is not None and view.path[0] == "Rascunho" and memory.run is None


def test_the_slider_speaks_in_steps_of_a_tenth_of_a_percent(model: SimulatorViewModel) -> None:
    field = next(f for f in model.fields if f.key == REDUCTION)
    assert isinstance(field, SimulatedField)
    assert (field.scale.low, field.scale.high, field.scale.position(Decimal("0.015"))) == (1, 100, 15)
    assert field.scale.value(25) == Decimal("0.025") and field.text(Decimal("0.025")) == "2,5"
    assert field.scale.position(Decimal("0.9")) == 100, "a value typed beyond the slider stands at its end"
