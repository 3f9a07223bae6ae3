"""Two calculations explain each other: the causes add up to the last digit, and each moves only what it names."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.calendar import DayType, Month, window_before
from engines.goals.attribution import GoalBridge, attributed, stages_between
from engines.goals.bridge import goal_bridge
from engines.goals.month import MonthInputs, Previous, SectorCost, SectorDay, facts_of
from engines.sheet import Evaluation, Member, load_sheet
from storage.metas.rulebook import shipped
from storage.resources import load_yaml

AUGUST, SEPTEMBER = Month(2025, 8), Month(2025, 9)
BOOK = shipped()
DEFAULTS = {p.key: p.default for p in BOOK.rules.parameters}
FUEL, PARTS = ("meta_litros", ("1",)), ("meta_final", ("1", "PECAS"))
KM = ("km_prevista", ("1",))
FLOORED = ("meta_minima", ("1", "PECAS"))
INSTALMENT = {
    "origem": "2025-07", "setor": "1", "criterio": "PECAS", "parcela": Decimal(2), "de": Decimal(3),
    "divida": Decimal(900), "valor": Decimal(300), "a_vencer": Decimal(300),
}  # fmt: skip
"""Second of three instalments of a debt of another month."""
REDUCTION, TOLERANCE = "FATOR_REDUCAO_COMBUSTIVEL", "PERCENTUAL_TOLERANCIA_SALDO"
HOLIDAY, CORPUS_CHRISTI = date(2025, 8, 15), date(2025, 6, 19)


def month(
    vigencia: Month = AUGUST,
    km: int = 1000,
    litres: int = 400,
    cost: int = 5000,
    typed: dict[date, DayType] | None = None,
    previous: Previous | None = None,
    **parameters: Decimal,
) -> Evaluation:
    days, costs = [], []
    for each in window_before(vigencia, 12):
        day = each.first
        while day < each.end:
            run = Decimal(km if day.weekday() < 5 else km // 4)
            days.append(SectorDay(day, "1", run, Decimal(litres)))
            day += timedelta(days=1)
        costs += [SectorCost(each, "1", c.key, Decimal(cost)) for c in BOOK.rules.costs]
    held = {("1", "PECAS"): previous} if previous else {}
    given_values = {**DEFAULTS, **parameters}
    inputs = MonthInputs(
        vigencia, (Member("1", "GAMA"),), tuple(days), tuple(costs), {"1": 10}, typed or {}, given_values, held
    )
    return Evaluation(BOOK.sheet, facts_of(inputs, BOOK.rules))


def explained(before: Evaluation, after: Evaluation, place: tuple[str, tuple[str, ...]]) -> GoalBridge:
    bridge = attributed(before, stages_between(before, after), *place)
    assert bridge is not None and bridge.residue == 0
    assert bridge.start == before.value(*place) and bridge.end == after.value(*place)
    return bridge


@pytest.mark.parametrize(
    ("after", "place", "cause"),
    [
        (month(km=1100), KM, "DADOS"),
        (month(litres=410), FUEL, "DADOS"),
        (month(cost=6000), PARTS, "DADOS"),
        (month(typed={HOLIDAY: DayType.DOMINGO_FERIADO}), FUEL, "FERIADOS"),
        (month(typed={CORPUS_CHRISTI: DayType.SABADO}), PARTS, "FERIADOS"),
        (month(**{REDUCTION: Decimal("0.02")}), FUEL, "PARAMETROS"),
        (month(previous=Previous(Decimal(1000), Decimal(1500))), PARTS, "SALDO"),
        (month().changed(tables={"parcelamentos": (INSTALMENT,)}), PARTS, "SALDO"),
        (month().changed(inputs={("usar_km_alternativo", ("1",)): True}), KM, "DECISOES"),
        (month().changed(inputs={("piso", ()): Decimal("0.2"), ("piso_sempre", ()): True}), FLOORED, "VERSAO"),
    ],
    ids=[
        "km",
        "litres",
        "cost",
        "a holiday",
        "a holiday of the history",
        "a parameter",
        "the debt",
        "an instalment",
        "the alternative km",
        "another floor",
    ],
)
def test_one_thing_changed_is_the_only_cause(after: Evaluation, place: tuple[str, tuple[str, ...]], cause: str) -> None:
    bridge = explained(month(), after, place)
    assert [c.key for c in bridge.causes if c.value] == [cause]


def test_nothing_changed_has_no_cause() -> None:
    assert explained(month(), month(), FUEL).causes == ()


def test_months_that_differ_charge_their_calendar_apart() -> None:
    bridge = explained(month(AUGUST), month(SEPTEMBER), FUEL)
    assert bridge.of("CALENDARIO") != 0 and bridge.of("FERIADOS", "PARAMETROS", "SALDO") == 0


def test_another_sheet_is_the_rules() -> None:
    text = load_yaml("sheets/metas.yaml")
    lines = [{**li, "formula": "litros_previstos - reducao - 1"} if li["key"] == "meta_litros" else li
             for li in text["lines"]]  # fmt: skip
    other = load_sheet({**text, "lines": lines}, BOOK.rules.acts)
    before = month()
    bridge = explained(before, Evaluation(other, before.facts), FUEL)
    assert bridge.of("VERSAO") == -1 and len([c for c in bridge.causes if c.value]) == 1


def test_values_typed_by_hand_stand_at_both_ends() -> None:
    before, after = month(), month(km=1100)
    stages = stages_between(before, after)
    bridge = attributed(before, stages, *FUEL, (Decimal(9000), Decimal(8000)))
    assert bridge is not None and bridge.residue == 0
    assert (bridge.start, bridge.end) == (9000, 8000)
    assert (bridge.causes[0].key, bridge.causes[-1].key) == ("AJUSTE_ANTES", "AJUSTE")


def test_a_goal_without_value_has_nothing_to_tell() -> None:
    before = month()
    empty = before.changed(tables={"meses": ()})
    assert attributed(before, stages_between(before, empty), *FUEL) is None


def test_a_stage_without_value_is_told_with_the_next() -> None:
    """The rules of the second month have no history to stand on until its data come too."""
    before, after = month(), month(km=1100)
    stages = stages_between(before, after)
    blank = before.changed(tables={"meses": ()})
    holed = (replace(stages[0], key="VERSAO", evaluation=blank), *stages)
    bridge = attributed(before, holed, *FUEL)
    assert bridge is not None and bridge.residue == 0
    assert [c.key for c in bridge.causes] == ["DADOS"]


def test_a_bridge_from_a_calculated_month_takes_the_data_apart() -> None:
    before = month(AUGUST, previous=Previous(Decimal(1000), Decimal(1200)))
    after = month(
        SEPTEMBER, km=1100, cost=6000, previous=Previous(Decimal(1000), Decimal(9000)), **{TOLERANCE: Decimal("0.1")}
    )
    start, end = Decimal(5000), Decimal(3000)
    bridge = goal_bridge(before, after, PARTS, SEPTEMBER, start, end)
    assert bridge is not None and bridge.residue == 0
    keys = [c.key for c in bridge.causes]
    assert keys == ["AJUSTE_ANTES", "SALDO_ANTES", "CALENDARIO", "NIVEL_KM", "TAXA", "PARAMETROS", "SALDO", "PISO",
                    "AJUSTE"]  # fmt: skip
    assert bridge.of("SALDO_ANTES") == Decimal(1200) - Decimal(1080)
    assert bridge.of("SALDO") == -(Decimal(9000) - Decimal(1100))


def test_an_unchanged_parameter_stays_in_the_bridge_as_news() -> None:
    before, after = month(AUGUST), month(SEPTEMBER)
    published, decided = before.value(*FUEL), after.value(*FUEL)
    assert isinstance(published, Decimal) and isinstance(decided, Decimal)
    bridge = goal_bridge(before, after, FUEL, SEPTEMBER, published, decided)
    assert bridge is not None and bridge.residue == 0
    assert [c.key for c in bridge.causes] == ["CALENDARIO", "NIVEL_KM", "EFICIENCIA", "PARAMETROS"]
    assert bridge.of("PARAMETROS") == 0


RANDOM = st.builds(
    month,
    st.sampled_from([AUGUST, SEPTEMBER]),
    km=st.integers(1, 5000),
    litres=st.integers(1, 3000),
    cost=st.integers(1, 10**6),
    typed=st.dictionaries(st.dates(date(2025, 6, 1), date(2025, 9, 30)), st.sampled_from(list(DayType)), max_size=4),
    previous=st.builds(Previous, st.decimals(1, 10**5, places=2), st.decimals(1, 10**6, places=2)),
    FATOR_REDUCAO_COMBUSTIVEL=st.decimals(Decimal("0.000001"), Decimal("0.9"), places=6),
    PERCENTUAL_TOLERANCIA_SALDO=st.decimals(Decimal("0.000001"), Decimal("0.5"), places=6),
)


@settings(max_examples=15, deadline=None)
@given(RANDOM, RANDOM, st.decimals(1, 10**6, places=2), st.decimals(1, 10**6, places=2))
@pytest.mark.filterwarnings("default::hypothesis.errors.NonInteractiveExampleWarning")
def test_any_two_calculations_add_up_to_the_last_digit(
    before: Evaluation, after: Evaluation, published: Decimal, decided: Decimal
) -> None:
    for place in (FUEL, PARTS, KM):
        explained(before, after, place)
    for place in (FUEL, PARTS):
        for last in (before, None):
            bridge = goal_bridge(last, after, place, AUGUST, published, decided)
            assert bridge is None or (bridge.residue == 0 and bridge.end == decided and bridge.start == published)
