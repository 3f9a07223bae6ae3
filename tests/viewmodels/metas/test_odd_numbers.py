"""Numbers out of place: a debt in instalments, the alternative km, the floor always; each an input with its who."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from engines.calendar import Month
from engines.figure import Value
from engines.goals.approval import Decision
from engines.goals.instalments import Instalment
from engines.goals.month import facts_of
from engines.sheet import Evaluation
from storage.errors import KnownError
from storage.exports.pdf_pages import page_count, page_text
from storage.journal import entries
from storage.metas.registers import open_period
from storage.metas.targets import Performance, set_spending
from storage.runs import snapshots_of
from storage.store import Connection
from tests.sample_house import calculated
from viewmodels.jobs import drive
from viewmodels.operations.house import House
from viewmodels.operations.metas.calculating import ERP
from viewmodels.operations.metas.deciding import clean_goals
from viewmodels.operations.metas.explaining import Address
from viewmodels.operations.metas.gathering import gather
from viewmodels.operations.metas.recalculating_with import Chosen
from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.operations.metas.weighing import (
    fewest_instalments,
    forgiven,
    in_instalments,
    weighed,
    with_alternative_km,
)
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope

AUGUST, SEPTEMBER = Month(2025, 8), Month(2025, 9)
PARTS_1, TYRES_1, FUEL_4 = ("PECAS", "1"), ("PNEUS", "1"), ("COMBUSTIVEL", "4")
WHY = "Combinado com a diretoria em reunião"
CHANGES = ("UPDATE instalment_plan SET debt = 1", "DELETE FROM instalment_plan", "UPDATE instalment SET value = 0")
"""A plan only changes by being removed."""


def view(house: House, scope: Scope, run: int) -> RunView:
    found: RunView = perform(house, scope, "metas.resultados", run=run)
    return found


def goal(seen: RunView, key: tuple[str, str]) -> GoalRow:
    return next(g for g in seen.goals if g.key == key)


def again(house: House, scope: Scope, seen: RunView, chosen: Chosen, approve: Any = None) -> RunView:
    given = {"run": seen.run.id, "digest": seen.digest, "chosen": chosen, "approve": approve}
    return view(house, scope, int(drive(perform(house, scope, "metas.recalcular_com", **given))))


def instalments(count: object, why: str = WHY, key: tuple[str, str] = PARTS_1) -> Chosen:
    return Chosen("parcelas", {"setor": key[1], "criterio": key[0]}, Decimal(str(count)), why)


def alternative(on: bool, sector: str = "4") -> Chosen:
    return Chosen("usar_km_alternativo", {"setor": sector}, on, WHY)


def spend(house: House, scope: Scope, key: tuple[str, str], value: str) -> None:
    told = Performance(*key, realized=Decimal(value), source="DIGITADO", until=date(2025, 7, 31))
    with house.store.write() as connection:
        set_spending(connection, scope.client, Month(2025, 7), told, house.clock.now(), scope.user)


def published(house: House, scope: Scope, seen: RunView) -> None:
    chosen = {g.key: Decision(True) for g in seen.pending}
    assert perform(house, scope, "metas.decidir", run=seen.run.id, digest=seen.digest, chosen=chosen) == ()
    perform(house, scope, "metas.aprovar", run=seen.run.id, digest=seen.digest)


def due_in(connection: Connection, scope: Scope, seen: RunView, month: Month) -> tuple[Instalment, ...]:
    snapshot = snapshots_of(connection, seen.run.id)[ERP]
    return gather(connection, scope.client, month, snapshot, seen.book.rules).inputs.instalments


def cells(seen: RunView, key: tuple[str, str], *lines: str) -> list[Value]:
    return [seen.evaluation.value(line, (key[1], key[0])) for line in lines]


def test_a_debt_in_instalments_is_an_input_of_a_linked_run(house: House, director: Scope) -> None:
    first = view(house, director, calculated(house, director))
    approved = {FUEL_4: Decision(True), ("PECAS", "4"): Decision(True)}
    perform(house, director, "metas.decidir", run=first.run.id, digest=first.digest, chosen=approved)
    seen = again(house, director, first, instalments(3), approve=PARTS_1)
    assert seen.run.id != first.run.id and seen.made_from == first.run.id
    assert cells(seen, PARTS_1, "saldo_devedor", "parcela_do_mes", "saldo_a_vencer", "meta_final") == [
        Decimal("7000.00"), Decimal("2333.33"), Decimal("4666.67"), Decimal("180826.86"),
    ]  # fmt: skip
    kept = {g.key: g.decision.justification for g in seen.goals if g.decision}
    assert kept == {FUEL_4: "", ("PECAS", "4"): "", PARTS_1: WHY}
    given = perform(house, director, "metas.explicar", address=Address(seen.run.id, "parcelas", ("1", "PECAS"))).given
    assert given is not None and (given.value, given.who, given.why) == (Decimal(3), director.user, WHY)
    assert perform(house, director, "metas.reproduzir", run=seen.run.id).different == ()
    with house.store.read() as connection:
        entity = f"metas/calculo/{seen.run.id}"
        told = entries(connection, director.client, entity=entity, verb="CALCULATION_RECALCULATED")[0].body
    assert told is not None and told["before"] == {"calculo": first.run.id} and told["why"] == WHY
    assert told["after"]["decisoes_mantidas"] == 2


def test_each_month_charges_its_instalment_until_the_run_is_undone(house: House, director: Scope) -> None:
    first = view(house, director, calculated(house, director))
    seen = again(house, director, first, instalments(3), approve=PARTS_1)
    published(house, director, seen)
    plan = perform(house, director, "metas.parcelamentos")[0]
    assert (plan.debt, plan.instalments, plan.justification, plan.origin) == (Decimal(7000), 3, WHY, AUGUST)
    with house.store.write() as connection:
        open_period(connection, director.client, SEPTEMBER, "PLANEJAMENTO", house.clock.now(), director.user)
    with house.store.read() as connection:
        due = due_in(connection, director, seen, SEPTEMBER)
        assert [(d.number, d.value, d.still_due) for d in due] == [(2, Decimal("2333.34"), Decimal("2333.33"))]
        assert due_in(connection, director, seen, AUGUST) == ()
        snapshot = snapshots_of(connection, seen.run.id)[ERP]
        inputs = gather(connection, director.client, SEPTEMBER, snapshot, seen.book.rules).inputs
    month = Evaluation(seen.book.sheet, facts_of(inputs, seen.book.rules))
    assert month.value("parcelas_anteriores", ("1", "PECAS")) == Decimal("2333.34")
    told = [f for f in month.findings() if f.text_code == "SALDO_DEVEDOR.PARCELA_ANTERIOR"]
    assert [dict(f.where) for f in told] == [{"setor": "1", "criterio": "PECAS"}]
    for change in CHANGES:
        with pytest.raises(IntegrityError), house.store.write() as connection:
            connection.execute(text(change))
    receipt = perform(house, director, "metas.recibo", run=seen.run.id)
    assert [p.debt for p in receipt.plans] == [Decimal(7000)]
    perform(house, director, "metas.reverter", run=seen.run.id, reason="Gasto em dobro", confirmed=True)
    assert perform(house, director, "metas.parcelamentos") == ()
    with house.store.read() as connection:
        assert due_in(connection, director, seen, SEPTEMBER) == ()


REFUSED = "METAS.ENTRADA_RECUSADA"
CANNOT_BE = (
    (instalments(13), REFUSED),
    (instalments("2.5"), REFUSED),
    (instalments(0), REFUSED),
    (instalments(3, key=("PECAS", "2")), REFUSED),
    (instalments(3, key=("PECAS", "99")), REFUSED),
    (instalments(3, why="curta"), "RECUSA.JUSTIFICATION_REQUIRED"),
    (Chosen("tolerancia", {}, Decimal("0.1"), WHY), REFUSED),
    (Chosen("usar_km_alternativo", {"setor": "4"}, Decimal(1), WHY), REFUSED),
)


def test_what_cannot_be_chosen_leaves_no_run(house: House, director: Scope) -> None:
    first = view(house, director, calculated(house, director))
    for chosen, code in CANNOT_BE:
        with pytest.raises(KnownError) as refusal:
            again(house, director, first, chosen)
        assert refusal.value.code == code
    assert len(perform(house, director, "metas.historico", vigencia="2025-08")) == 1


def test_the_alternative_km_comes_in_and_goes_out(house: House, director: Scope) -> None:
    first = view(house, director, calculated(house, director))
    other = with_alternative_km(first, goal(first, FUEL_4))
    assert other is not None
    decided = {FUEL_4: Decision(True), ("COMBUSTIVEL", "1"): Decision(True)}
    perform(house, director, "metas.decidir", run=first.run.id, digest=first.digest, chosen=decided)
    used = again(house, director, first, alternative(True))
    assert used.evaluation.value("km_prevista", ("4",)) == other[0]
    assert goal(used, FUEL_4).value == other[1] and goal(used, FUEL_4).decision is None
    assert goal(used, ("COMBUSTIVEL", "1")).decision is not None
    assert [f.where["setor"] for f in used.findings if f.detail == "KM_ALTERNATIVO"] == ["4"]
    tree = perform(house, director, "metas.explicar", address=Address(used.run.id, "km_alternativo", ("4",))).figure
    assert {"km_mesmo_mes", "ritmo_do_ano"} <= {f.name for f in tree.walk()}
    lines = ("km_mesmo_mes", "km_ultimos_3", "km_ano_anterior_3", "ritmo_do_ano")
    same, last, before, pace = (used.evaluation.value(line, ("4",)) for line in lines)
    assert abs(last / before - pace) < Decimal("0.000001")  # type: ignore[operator]
    assert abs(same * pace - other[0]) <= Decimal("0.005")  # type: ignore[operator]
    both = again(house, director, used, instalments(2))
    assert {given.key for given in both.chosen} == {"usar_km_alternativo", "parcelas"}
    back = again(house, director, both, alternative(False))
    assert [given.key for given in back.chosen] == ["parcelas"]
    assert goal(back, FUEL_4).value == goal(first, FUEL_4).value


def test_ways_out_of_a_negative_goal_are_weighed_before_and_told_after(
    house: House, director: Scope, tmp_path: Path
) -> None:
    spend(house, director, TYRES_1, "120000.00")
    seen = view(house, director, calculated(house, director))
    tyres = goal(seen, TYRES_1)
    base, raw, floor = cells(seen, TYRES_1, "meta_base", "meta_calculada", "meta_minima")
    assert tyres.blocked == "CAL_004" and tyres.value == floor
    assert isinstance(raw, Decimal) and isinstance(floor, Decimal) and isinstance(base, Decimal) and raw < 0
    assert forgiven(seen, tyres, floor) == floor - raw
    assert forgiven(seen, tyres, base) == Decimal("73560.00")
    whole = in_instalments(seen, tyres, 12)
    assert whole is not None and whole.goal == base - Decimal("6130.00") and not whole.negative
    assert sum((each.value for each in whole.listed), Decimal(0)) == Decimal("73560.00")
    assert fewest_instalments(seen, tyres) == 2
    typed = weighed(seen, tyres, Decimal(50000))
    assert typed.value("teto") == Decimal("54000.00") and typed.value("do_anterior") == Decimal("7000.00")
    anomaly = next(a for a in seen.anomalies if a.where == {"criterio": tyres.criterion, "setor": tyres.sector})
    assert (anomaly.severity, anomaly.correction) == ("HIGH", "AUTOMATIC_ADJUSTMENT")
    assert anomaly.alternative == floor
    chosen = {TYRES_1: Decision(True, floor, "Mínimo aceito pela diretoria")}
    assert perform(house, director, "metas.decidir", run=seen.run.id, digest=seen.digest, chosen=chosen) == ()
    perform(house, director, "metas.relatorio", run=seen.run.id, path=tmp_path / "m.pdf")
    data = (tmp_path / "m.pdf").read_bytes()
    pages = " ".join(page_text(data, at) for at in range(page_count(data)))
    assert "do saldo devedor não foram absorvidos por esta meta" in " ".join(pages.split())


def test_the_floor_always_is_a_choice_of_the_company_with_its_who(house: House, director: Scope) -> None:
    spend(house, director, TYRES_1, "90000.00")
    low = goal(view(house, director, calculated(house, director)), TYRES_1)
    assert isinstance(low.value, Decimal) and low.value < 1000
    with pytest.raises(KnownError, match="JUSTIFICATION_REQUIRED"):
        perform(house, director, "metas.definir_piso", policy="SEMPRE", justification="curta")
    told: Mapping[str, str] = {"policy": "SEMPRE", "justification": WHY}
    assert perform(house, director, "metas.definir_piso", **told).who == "Diretor Silva"
    seen = view(house, director, calculated(house, director))
    assert [goal(seen, TYRES_1).value] == cells(seen, TYRES_1, "meta_minima")
    given = perform(house, director, "metas.explicar", address=Address(seen.run.id, "piso_sempre")).given
    assert given is not None and (given.value, given.who, given.why) == (True, director.user, WHY)


def test_the_calm_goals_approved_together_are_nine_entries_of_the_journal(house: House, director: Scope) -> None:
    seen = view(house, director, calculated(house, director))
    chosen = {key: Decision(True) for key in clean_goals(seen)}
    assert perform(house, director, "metas.decidir", run=seen.run.id, digest=seen.digest, chosen=chosen) == ()
    with house.store.read() as connection:
        told = entries(connection, director.client, verb="GOAL_DECIDED")
    assert len(chosen) == 9
    places = {line.body["entity"] for line in told if line.body is not None}
    assert len(told) == 9 and places == {f"metas/calculo/{seen.run.id}/{c}/{s}" for c, s in chosen}
