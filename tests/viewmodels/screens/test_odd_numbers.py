"""Numbers out of place on the screens: anomalies with their acts, ways out with their goals, the floor's own choice."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from engines.calendar import Month
from engines.goals.approval import Decision
from storage.metas.targets import Performance, set_spending
from storage.sample.scenarios import SCENARIOS, apply_to_erp
from tests.sample_house import calculated, sample_house, scope_of
from tests.viewmodels.screens.waiting import until
from viewmodels.desk import Desk
from viewmodels.jobs import drive
from viewmodels.operations.metas.recalculating_with import Chosen
from viewmodels.screens.alternative_km import BACK, PROOF, USE, AlternativeKm
from viewmodels.screens.anomalies import DECIDE
from viewmodels.screens.deciding import Choice, DecisionViewModel
from viewmodels.screens.floor import FloorChoice
from viewmodels.screens.result_rows import EXCEPTIONS
from viewmodels.screens.results import ResultsViewModel
from viewmodels.shell import ShellViewModel
from viewmodels.state import State

DEBT, WHY = ("PECAS", "1"), "Combinado com a diretoria"


@pytest.fixture
def odd_desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """The director's desk: an odometer gone wild in one sector, a debt above the base in another, low in a third."""
    with sample_house(tmp_path) as house:
        scope = scope_of(house)
        apply_to_erp(tmp_path / "exemplo" / "exemplo-erp.sqlite", SCENARIOS["HODOMETRO_COM_ERRO"])
        with house.store.write() as connection:
            for sector, value in (("1", "120000.00"), ("2", "61000.00")):
                spent = Performance(
                    "PNEUS", sector, realized=Decimal(value), source="DIGITADO", until=date(2025, 7, 31)
                )
                set_spending(connection, scope.client, Month(2025, 7), spent, house.clock.now(), scope.user)
        calculated(house, scope)
        desk = Desk(house, scope, ShellViewModel())
        desk.refresh_context()
        yield desk
        desk.close()


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_anomalies_stand_over_the_results_and_the_gravest_goal_comes_first(odd_desk: Desk, qtbot: Any) -> None:
    model = ResultsViewModel(odd_desk)
    assert model.view is not None
    told = [(b.state, b.code, b.key, tuple(act for act, _ in b.actions)) for b in model.anomalies]
    assert sorted(told) == [
        (State.CRITICO, "CAL_003", "4", (USE,)), (State.CRITICO, "CAL_004", "PNEUS/1", (DECIDE,)),
    ]  # fmt: skip
    km = next(b for b in model.anomalies if b.key == "4")
    assert km.where.startswith("Anomalia de gravidade alta; revisão manual; valor alternativo: ")
    model.group_by(EXCEPTIONS)
    keys = [row.key for row in model.table.rows]
    assert keys[:2] == ["grupo:PEDEM", "PNEUS/1"] and keys.index("grupo:CALMAS") == len(keys) - 1 - len(model.clean)
    done: list[int] = []
    AlternativeKm(odd_desk, model.view, "4").use(True).connect(done=done.append).start()
    until(lambda: bool(done))
    model.show_run(None)
    assert model.view.run.id == done[0] and model.made_from == 1
    in_use = next(
        b for b in model.anomalies if b.title.startswith("SÃO SEBASTIÃO: KM prevista de") and BACK in dict(b.actions)
    )
    assert in_use.key == "4"


def test_every_way_out_shows_the_goal_it_gives(odd_desk: Desk) -> None:
    view = odd_desk.ask("metas.resultados", vigencia="2025-08")
    goals = {g.key: DecisionViewModel(odd_desk, view, g) for g in view.goals}
    negative, low, calm = goals["PNEUS", "1"], goals["PNEUS", "2"], goals["PNEUS", "3"]
    ways = {way.key: plain(way.value) for way in negative.ways}
    assert list(ways) == [Choice.FLOOR, Choice.DIVIDE, Choice.ADJUST, Choice.REFUSE]
    assert ways[Choice.FLOOR] == plain(negative.value_text) and ways[Choice.ADJUST] == ""
    assert [way.key for way in low.ways][:3] == [Choice.APPROVE, Choice.FLOOR, Choice.DIVIDE]
    assert [way.key for way in calm.ways] == [Choice.APPROVE, Choice.DIVIDE, Choice.ADJUST, Choice.REFUSE]
    assert goals["COMBUSTIVEL", "1"].ways == () and len(goals["COMBUSTIVEL", "1"].choices) == 3
    assert negative.count == 2 and "menos saldo de R$ 73.560,00" in plain(negative.effect)
    assert plain(negative.divided(2)).startswith("ago/2025 R$ 36.780,00; set/2025 R$ 36.780,00")
    assert negative.divided(13) == "Informe de 2 a 12 parcelas"
    refusals = [negative.refusal_of_division(count, why) for count, why in ((1, "x" * 10), (3, "curta"), (3, "x" * 10))]
    assert [r.field if r else "" for r in refusals] == ["parcelas", "justificativa", ""]
    assert "do saldo deixam de ser cobrados" in plain(negative.distance(Decimal(20000)))
    fuel = next(b for b in goals["COMBUSTIVEL", "4"].banners if b.key.endswith("KM_PREVISTA_ANOMALY"))
    assert "Com o km alternativo de" in fuel.effect and [act for act, _ in fuel.actions] == [USE, PROOF]


def test_the_floor_is_chosen_with_its_reason(odd_desk: Desk) -> None:
    model = FloorChoice(odd_desk)
    assert model.value == "SO_NEGATIVA" and model.told.startswith("Regra da documentação técnica") and not model.reason
    assert model.choose("SEMPRE", "curta") == "A justificativa precisa de pelo menos 10 letras"
    assert model.choose("SEMPRE", "Política da diretoria") == "" and model.value == "SEMPRE"
    assert model.told.startswith("Escolhido por Diretor Silva em 02/08/2025")


def test_a_goal_adjusted_by_hand_ends_its_instalments_and_says_so(desk: Desk) -> None:
    given = {"run": 1, "digest": desk.ask("metas.resultados", run=1).digest, "approve": DEBT}
    chosen = Chosen("parcelas", {"setor": "1", "criterio": "PECAS"}, Decimal(3), WHY)
    run = int(drive(desk.act("metas.recalcular_com", chosen=chosen, **given)))
    seen = desk.ask("metas.resultados", run=run)
    asked = DecisionViewModel(desk, seen, next(g for g in seen.goals if g.key == DEBT))
    assert "o parcelamento acaba: R$ 4.666,67 a vencer" in plain(asked.distance(Decimal(170000)))
    assert "parcelamento" not in asked.distance(Decimal("180826.86"))
    decided = {g.key: Decision(True) for g in seen.goals} | {DEBT: Decision(True, Decimal(170000), WHY)}
    desk.act("metas.decidir", run=run, digest=seen.digest, chosen=decided)
    desk.act("metas.aprovar", run=run, digest=desk.ask("metas.resultados", run=run).digest)
    assert desk.ask("metas.parcelamentos") == ()
