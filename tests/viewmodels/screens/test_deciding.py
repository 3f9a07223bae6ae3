"""Deciding on a goal: what is offered, what is refused and where, what is recorded; and publishing."""

from dataclasses import replace
from decimal import Decimal

import pytest

from engines.goals.approval import Decision
from viewmodels.desk import Desk
from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.screens.deciding import Choice, DecisionViewModel
from viewmodels.screens.publishing import Publication
from viewmodels.screens.recording import approve_clean, first_to_decide, record
from viewmodels.state import State


def results(desk: Desk) -> RunView:
    view: RunView = desk.ask("metas.resultados", vigencia="2025-08")
    return view


def goal_of(view: RunView, criterion: str, sector: str) -> GoalRow:
    return next(g for g in view.goals if g.key == (criterion, sector))


@pytest.fixture
def parts(desk: Desk) -> DecisionViewModel:
    """Parts of GAMA, which owe R$ 7.000,00."""
    view = results(desk)
    return DecisionViewModel(desk, view, goal_of(view, "PECAS", "1"))


def test_what_stands_beside_the_decision(parts: DecisionViewModel) -> None:
    assert parts.title == "Peças, GAMA, agosto de 2025"
    assert [(f.label, f.value.replace("\u00a0", " ")) for f in parts.facts] == [
        ("Calculado", "R$ 176.160,19"),
        ("Meta jul/2025", "R$ 100.000,00"),
        ("Realizado jul/2025", "R$ 115.000,00"),
        ("Teto de gasto em set/2025", "R$ 190.253,01"),
    ]
    assert [(b.state, b.code) for b in parts.banners] == [(State.ATENCAO, "SALDO_DEVEDOR")]
    assert parts.debt is not None
    assert (parts.debt.goal, parts.debt.tolerance, parts.debt.spent) == (
        Decimal("100000.00"), Decimal("0.08"), Decimal("115000.00"),
    )  # fmt: skip


def test_fuel_has_no_debt_and_no_ceiling(desk: Desk) -> None:
    view = results(desk)
    fuel = DecisionViewModel(desk, view, goal_of(view, "COMBUSTIVEL", "4"))
    assert fuel.debt is None and len(fuel.facts) == 3 and fuel.unit == "L"


def test_the_distance_follows_the_value_typed(parts: DecisionViewModel) -> None:
    said = parts.distance(Decimal(150000)).replace("\u00a0", " ")
    assert said == (
        "R$ −26.160,19 (−14,9 %) do calculado; R$ +50.000,00 (50,0 %) do mês anterior; o teto fica em R$ 162.000,00"
    )
    assert parts.distance(None) == ""


@pytest.mark.parametrize(
    ("choice", "value", "reason", "field"),
    [
        (Choice.ADJUST, None, "Compra em dobro", "valor"),
        (Choice.ADJUST, Decimal(0), "Compra em dobro", "valor"),
        (Choice.ADJUST, Decimal(-1), "Compra em dobro", "valor"),
        (Choice.ADJUST, Decimal(1), "curta", "justificativa"),
        (Choice.REFUSE, None, "         ", "justificativa"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    parts: DecisionViewModel, choice: Choice, value: Decimal | None, reason: str, field: str
) -> None:
    refusal = parts.decide(choice, value, reason)
    assert refusal is not None and refusal.field == field and refusal.sentence
    assert goal_of(results(parts.desk), "PECAS", "1").decision is None


def test_adjusting_refusing_and_taking_back(parts: DecisionViewModel) -> None:
    desk = parts.desk
    assert parts.decide(Choice.ADJUST, Decimal("150000"), "Compra em dobro em 2024") is None
    view = results(desk)
    again = DecisionViewModel(desk, view, goal_of(view, "PECAS", "1"))
    assert (again.starting_choice, again.starting_value) == (Choice.ADJUST, "150000,00")
    assert again.starting_reason == "Compra em dobro em 2024"
    assert again.decide(Choice.REFUSE, None, "Setor será fechado") is None
    assert goal_of(results(desk), "PECAS", "1").approved is None
    assert again.withdraw() is None
    assert goal_of(results(desk), "PECAS", "1").decision is None


def test_a_negative_goal_offers_its_floor_and_not_its_approval(parts: DecisionViewModel) -> None:
    negative = DecisionViewModel(parts.desk, parts.view, replace(parts.goal, blocked="CAL_004"))
    assert [choice for choice, _ in negative.choices] == [Choice.FLOOR, Choice.DIVIDE, Choice.ADJUST, Choice.REFUSE]
    assert negative.floor == Decimal("18316.02")
    assert negative.decide(Choice.FLOOR, None, "") is None
    taken = goal_of(results(parts.desk), "PECAS", "1").decision
    assert taken is not None
    assert (taken.decision, taken.value) == ("AJUSTADA", Decimal("18316.02"))
    assert taken.justification == "Piso de 10 % da base aceito"


def test_a_goal_out_of_bounds_may_only_be_adjusted_or_refused(parts: DecisionViewModel) -> None:
    blocked = DecisionViewModel(parts.desk, parts.view, replace(parts.goal, blocked="CAL_003"))
    assert [choice for choice, _ in blocked.choices] == [Choice.ADJUST, Choice.REFUSE]
    assert blocked.starting_choice is Choice.ADJUST


def test_the_calm_goals_are_approved_together_and_the_others_stay(desk: Desk) -> None:
    assert approve_clean(desk, results(desk)) is None
    left = {g.key for g in results(desk).pending}
    assert left == {("PNEUS", "3"), ("PECAS", "1"), ("PECAS", "4")}


def test_exceptions_are_decided_first_and_may_be_left_for_later(desk: Desk) -> None:
    view = results(desk)
    first = first_to_decide(view)
    assert first is not None and first.key == ("PNEUS", "3")
    second = first_to_decide(view, frozenset({first.key}))
    assert second is not None and second.key == ("PECAS", "1")
    assert first_to_decide(view, frozenset(g.key for g in view.goals)) is None


def test_a_stale_screen_is_refused_with_the_code(desk: Desk) -> None:
    view = replace(results(desk), digest="0" * 64)
    refusal = record(desk, view, {("PECAS", "1"): Decision(True)})
    assert refusal is not None and (refusal.field, refusal.code) == ("", "METAS.CALCULO_MUDOU")


def test_publishing_says_what_it_will_write_and_writes_it(desk: Desk) -> None:
    view = results(desk)
    record(desk, view, {g.key: Decision(True) for g in view.goals})
    record(desk, view, {("PECAS", "1"): Decision(True, Decimal(150000), "Compra em dobro em 2024")})
    record(desk, view, {("PECAS", "4"): Decision(False, justification="Setor será fechado")})
    publication = Publication(desk, results(desk))
    assert publication.confirm == "Publicar as 11 metas"
    assert [line for _, line in publication.lines] == [
        "Uma ajustada à mão", "10 como calculadas", "Uma recusada, que fica sem meta",
    ]  # fmt: skip
    said: list[str] = []
    desk.shell.toast_requested.connect(lambda text, _act, _on: said.append(text))
    assert publication.publish() is None
    assert said == ["11 metas publicadas"]


def test_publishing_before_every_goal_is_decided_is_refused(desk: Desk) -> None:
    refusal = Publication(desk, results(desk)).publish()
    assert refusal is not None and refusal.code == "METAS.PENDENTES"
