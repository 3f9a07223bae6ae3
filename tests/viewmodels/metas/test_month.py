"""One month through the operations: read, check, calculate, explain, decide, publish, undo."""

import json
from decimal import Decimal

import pytest

from engines.calendar import Month
from engines.figure import Cells, Figure
from engines.goals.approval import Decision
from storage.errors import KnownError
from storage.journal import entries, verify
from storage.metas.registers import set_period_status
from storage.metas.targets import approved_values, performances, set_target
from storage.people import Grant, NewUser, Passwords, assign, create_client, create_user
from storage.people.accounts import hashed_password
from storage.runs import Status, list_runs, read_run
from tests.sample_house import VIGENCIA, calculated, read_erp
from viewmodels.jobs import drive
from viewmodels.operations.house import House
from viewmodels.operations.metas.deciding import clean_goals
from viewmodels.operations.metas.explaining import Address
from viewmodels.operations.metas.results import RunView
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope

AUGUST = Month(2025, 8)
FUEL_4 = ("COMBUSTIVEL", "4")


def view(house: House, scope: Scope, run: int | None = None) -> RunView:
    found: RunView = perform(house, scope, "metas.resultados", vigencia=VIGENCIA, run=run)
    return found


def decide_all(house: House, scope: Scope, run: int, **changes: Decision) -> None:
    seen = view(house, scope, run)
    chosen = {g.key: changes.get("_".join(g.key), Decision(True)) for g in seen.goals}
    assert perform(house, scope, "metas.decidir", run=run, digest=seen.digest, chosen=chosen) == ()


def published(house: House, scope: Scope, **changes: Decision) -> int:
    run = calculated(house, scope)
    decide_all(house, scope, run, **changes)
    perform(house, scope, "metas.aprovar", run=run, digest=view(house, scope, run).digest)
    return run


def test_the_sample_month_gives_the_twelve_goals(house: House, director: Scope) -> None:
    seen = view(house, director, calculated(house, director))
    goals = {g.key: g.value for g in seen.goals}
    assert len(goals) == 12
    sao_sebastiao = goals[FUEL_4]
    assert isinstance(sao_sebastiao, Decimal)
    assert abs(sao_sebastiao - Decimal(40501)) <= Decimal("40.5")
    assert [f.text_code for f in seen.findings] == ["SALDO_DEVEDOR"] * 3
    assert seen.run.status is Status.COMPLETED_WITH_WARNINGS
    assert len(clean_goals(seen)) == 9


def test_every_stored_cell_is_reproduced_to_the_last_digit(house: House, director: Scope) -> None:
    run = calculated(house, director)
    proof = perform(house, director, "metas.reproduzir", run=run)
    assert proof.cells > 200 and proof.different == () and proof.same_program


def test_a_number_explains_itself_down_to_its_rows(house: House, director: Scope) -> None:
    run = calculated(house, director)
    told = perform(house, director, "metas.explicar", address=Address(run, "meta_litros", ("4",)))
    assert told.identical and told.figure.rule is not None
    stored = next(g.value for g in view(house, director, run).goals if g.key == FUEL_4)
    assert told.figure.value == stored
    months = next(f for f in told.figure.walk() if f.name == "km_3m")
    cells = months.inputs[0]
    assert isinstance(cells, Cells)
    behind = perform(house, director, "metas.linhas", explained=told, cells=cells)
    assert behind.total == 3 and sum(row[2] for row in behind.rows) == months.value


def test_an_input_explains_itself_too(house: House, director: Scope) -> None:
    run = calculated(house, director)
    told = perform(house, director, "metas.explicar", address=Address(run, "fator_reducao"))
    assert told.identical and told.figure == Figure("fator_reducao", Decimal("0.015"), "fraction")


def test_publishing_writes_values_targets_and_state_together(house: House, director: Scope) -> None:
    adjusted = Decision(True, Decimal("40000.00"), "Compra extraordinária de pneus já contratada")
    run = published(house, director, PNEUS_1=adjusted, PECAS_2=Decision(False))
    with house.store.read() as connection:
        values = approved_values(connection, director.client, AUGUST)
        targets = performances(connection, director.client, AUGUST)
        assert read_run(connection, run).status is Status.APPROVED
        assert verify(connection, director.client) == ()
        verbs = [line.body["verb"] for line in entries(connection, director.client, limit=25) if line.body]
    assert verbs.count("SAVE_PARAMETER_VALUE") == 11
    assert len(values) == 11 and ("PECAS", "2") not in values and ("PECAS", "2") not in targets
    assert values["PNEUS", "1"].value == Decimal("40000.00") == targets["PNEUS", "1"].target
    told = json.loads(values["PNEUS", "1"].metadata)
    assert told["wasCalculatedAutomatically"] is False and told["calculationId"] == run
    assert values[FUEL_4].justification == f"Meta automática - Cálculo ID: {run}"
    assert verbs.count("GOAL_DECIDED") == 12 and verbs[0] == "CALCULATION_APPROVED"


def test_publishing_asks_for_every_decision_first(house: House, director: Scope) -> None:
    run = calculated(house, director)
    with pytest.raises(KnownError, match="METAS.PENDENTES"):
        perform(house, director, "metas.aprovar", run=run, digest=view(house, director, run).digest)


def test_refused_decisions_are_not_recorded(house: House, director: Scope) -> None:
    run = calculated(house, director)
    seen = view(house, director, run)
    chosen = {FUEL_4: Decision(True, Decimal("1.00"), "ok"), ("PNEUS", "1"): Decision(True, Decimal(0), "x" * 20)}
    errors = perform(house, director, "metas.decidir", run=run, digest=seen.digest, chosen=chosen)
    assert dict(errors) == {FUEL_4: "JUSTIFICATION_REQUIRED", ("PNEUS", "1"): "CUSTOM_VALUE_NOT_POSITIVE"}
    assert len(view(house, director, run).pending) == 12


def test_a_decision_can_be_taken_back_until_published(house: House, director: Scope) -> None:
    run = calculated(house, director)
    decide_all(house, director, run)
    seen = view(house, director, run)
    perform(house, director, "metas.decidir", run=run, digest=seen.digest, chosen={FUEL_4: None})
    assert [g.key for g in view(house, director, run).pending] == [FUEL_4]


def test_a_stale_screen_decides_nothing(house: House, director: Scope) -> None:
    run = calculated(house, director)
    with pytest.raises(KnownError, match="METAS.CALCULO_MUDOU"):
        perform(house, director, "metas.decidir", run=run, digest="0" * 64, chosen={FUEL_4: Decision(True)})


def test_undoing_restores_exactly_what_the_run_wrote(house: House, director: Scope) -> None:
    at = house.clock.now()
    with house.store.write() as connection:
        set_target(connection, director.client, AUGUST, FUEL_4, Decimal("81000.00"), at, director.user)
        set_target(connection, director.client, AUGUST, ("PECAS", "2"), Decimal("55555.55"), at, director.user)
    run = published(house, director, PECAS_2=Decision(False))
    receipt = perform(house, director, "metas.recibo", run=run)
    assert len(receipt.restored) == 11 and receipt.changed_since == ()
    perform(house, director, "metas.reverter", run=run, reason="Gasto de julho lançado em dobro", confirmed=True)
    with house.store.read() as connection:
        targets = performances(connection, director.client, AUGUST)
        assert approved_values(connection, director.client, AUGUST) == {}
        assert read_run(connection, run).status is Status.ROLLED_BACK
        assert verify(connection, director.client) == ()
    assert targets[FUEL_4].target == Decimal("81000.00")
    assert targets["PECAS", "2"].target == Decimal("55555.55")
    assert targets["PNEUS", "1"].target is None


def test_undoing_asks_before_it_overwrites_a_later_change(house: House, director: Scope) -> None:
    run = published(house, director)
    with house.store.write() as connection:
        set_target(connection, director.client, AUGUST, FUEL_4, Decimal("1.00"), house.clock.now(), director.user)
    with pytest.raises(KnownError, match="METAS.MUDOU_DEPOIS"):
        perform(house, director, "metas.reverter", run=run, reason="Motivo", confirmed=True)
    done = perform(house, director, "metas.reverter", run=run, reason="Motivo", confirmed=True, accept_changed=True)
    assert done.changed_since == (FUEL_4,)


@pytest.mark.parametrize(("confirmed", "reason", "code"), [(False, "x", "CONFIRMATION"), (True, " ", "REASON")])
def test_undoing_needs_confirmation_and_reason(
    house: House, director: Scope, confirmed: bool, reason: str, code: str
) -> None:
    run = published(house, director)
    with pytest.raises(KnownError, match=f"RECUSA.{code}_REQUIRED"):
        perform(house, director, "metas.reverter", run=run, reason=reason, confirmed=confirmed)


def test_a_new_approval_supersedes_the_old_one_in_one_transaction(house: House, director: Scope) -> None:
    first = published(house, director)
    second = published(house, director)
    with house.store.read() as connection:
        states = {r.id: r.status for r in list_runs(connection, director.client, "metas", VIGENCIA)}
        values = approved_values(connection, director.client, AUGUST)
    assert states == {first: Status.ROLLED_BACK, second: Status.APPROVED}
    assert {v.run for v in values.values()} == {second}


def test_a_period_out_of_planning_is_not_calculated_nor_decided(house: House, director: Scope) -> None:
    run = calculated(house, director)
    with house.store.write() as connection:
        set_period_status(connection, director.client, AUGUST, "ATIVA")
    snapshot = read_erp(house, director)
    with pytest.raises(KnownError) as refused:
        drive(perform(house, director, "metas.calcular", vigencia=VIGENCIA, snapshot=snapshot))
    assert refused.value.code == "METAS.BLOQUEADO" and refused.value.args_shown["codigo"] == "CPE_001"
    with pytest.raises(KnownError, match="CPE_001"):
        perform(house, director, "metas.decidir", run=run, digest="", chosen={})
    with house.store.read() as connection:
        assert list_runs(connection, director.client, "metas", VIGENCIA)[0].status is Status.ERROR


def test_cancelling_leaves_a_cancelled_run_and_nothing_else(house: House, director: Scope) -> None:
    work = perform(house, director, "metas.calcular", vigencia=VIGENCIA, snapshot=read_erp(house, director))
    next(work)
    next(work)
    work.close()
    with house.store.read() as connection:
        (run,) = list_runs(connection, director.client, "metas", VIGENCIA)
    assert run.status is Status.CANCELLED
    with pytest.raises(KnownError, match="METAS.SEM_CALCULO"):
        view(house, director)


def test_the_same_period_is_not_calculated_twice_at_once(house: House, director: Scope) -> None:
    snapshot = read_erp(house, director)
    first = perform(house, director, "metas.calcular", vigencia=VIGENCIA, snapshot=snapshot)
    next(first)
    with pytest.raises(KnownError, match="SYS_002"):
        next(perform(house, director, "metas.calcular", vigencia=VIGENCIA, snapshot=snapshot))
    first.close()


def test_a_run_of_another_client_is_not_there(house: House, director: Scope) -> None:
    run = calculated(house, director)
    with house.store.write() as connection:
        create_client(connection, "Outra empresa", house.clock.now(), actor=director.user, client_id="outro")
        assign(connection, director.user, Grant("diretor", "outro"), actor=director.user, at=house.clock.now())
    with pytest.raises(KnownError, match="CORRIDA_AUSENTE"):
        perform(house, Scope("outro", director.user), "metas.resultados", run=run)


def test_a_role_limited_to_a_sector_decides_only_there_and_does_not_publish(house: House, director: Scope) -> None:
    at = house.clock.now()
    with house.store.write() as connection:
        kept = hashed_password(Passwords(1, 8, 1), "regional", "senha-bem-comprida")
        user = create_user(connection, NewUser(director.client, "regional", "Rui", kept), actor=director.user, at=at)
        assign(connection, user, Grant("diretor", director.client, sector="4"), actor=director.user, at=at)
    regional = Scope(director.client, user)
    run = calculated(house, director)
    seen = view(house, director, run)
    chosen = {FUEL_4: Decision(True), ("PNEUS", "1"): Decision(True)}
    refused = perform(house, regional, "metas.decidir", run=run, digest=seen.digest, chosen=chosen)
    assert dict(refused) == {("PNEUS", "1"): "SETOR_FORA_DO_ALCANCE"}
    decide_all(house, director, run)
    with pytest.raises(KnownError, match="PESSOA_ALCANCE_PARCIAL"):
        perform(house, regional, "metas.aprovar", run=run, digest=seen.digest)


def test_a_role_limited_to_another_area_gives_no_right_here(house: House, director: Scope) -> None:
    at = house.clock.now()
    with house.store.write() as connection:
        kept = hashed_password(Passwords(1, 8, 1), "kpis", "senha-bem-comprida")
        user = create_user(connection, NewUser(director.client, "kpis", "Lia", kept), actor=director.user, at=at)
        assign(connection, user, Grant("diretor", director.client, area="indicadores"), actor=director.user, at=at)
    with pytest.raises(KnownError, match="ACESSO.SEM_DIREITO"):
        perform(house, Scope(director.client, user), "metas.periodos")
