"""The bridge adds up to the last digit, and each cause moves only what it names."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.calendar import DayType, Month, day_type, window_before
from engines.goals.bridge import GoalBridge, cost_bridge, fuel_bridge
from engines.goals.month import MonthInputs, SectorCost, SectorDay, facts_of
from engines.sheet import Evaluation, Member
from storage.metas.rulebook import shipped

VIGENCIA = Month(2025, 8)
BOOK = shipped()
PARAMETERS = {p.key: p.default for p in BOOK.rules.parameters}


def evaluated(km: dict[Month, int], litres: dict[Month, int], holidays: dict[date, DayType]) -> Evaluation:
    """One sector whose every day of a month runs the same km and burns the same litres."""
    days, costs = [], []
    for month in window_before(VIGENCIA, 12):
        day = month.first
        while day < month.end:
            days.append(SectorDay(day, "1", Decimal(km.get(month, 1000)), Decimal(litres.get(month, 400))))
            day += timedelta(days=1)
        costs += [SectorCost(month, "1", c.key, Decimal(5000)) for c in BOOK.rules.costs]
    inputs = MonthInputs(VIGENCIA, (Member("1", "GAMA"),), tuple(days), tuple(costs), {"1": 10}, holidays, PARAMETERS)
    return Evaluation(BOOK.sheet, facts_of(inputs, BOOK.rules))


def causes(bridge: GoalBridge) -> dict[str, Decimal]:
    return {cause.key: cause.value for cause in bridge.causes}


def test_two_months_alike_differ_only_by_their_calendar() -> None:
    evaluation = evaluated({}, {}, {})
    end = evaluation.value("meta_litros", ("1",))
    assert isinstance(end, Decimal)
    bridge = fuel_bridge(evaluation, "1", VIGENCIA, end, end)
    assert bridge is not None and bridge.residue == 0
    assert causes(bridge) == {"OUTRAS": 0, "CALENDARIO": 0, "NIVEL_KM": 0, "EFICIENCIA": 0}


def test_more_litres_for_the_same_km_is_efficiency_alone() -> None:
    evaluation = evaluated({}, {Month(2025, 7): 500}, {})
    end = evaluation.value("meta_litros", ("1",))
    assert isinstance(end, Decimal)
    bridge = fuel_bridge(evaluation, "1", VIGENCIA, Decimal("12214.00"), end)
    assert bridge is not None and bridge.residue == 0
    found = causes(bridge)
    assert found["EFICIENCIA"] > 0
    assert (found["CALENDARIO"], found["NIVEL_KM"], found["OUTRAS"]) == (0, 0, 0)


def test_what_the_sheet_does_not_explain_of_last_month_is_told_apart() -> None:
    evaluation = evaluated({}, {}, {})
    end = evaluation.value("meta_litros", ("1",))
    assert isinstance(end, Decimal)
    bridge = fuel_bridge(evaluation, "1", VIGENCIA, end - 100, end)
    assert bridge is not None
    assert causes(bridge)["OUTRAS"] == 100


def test_a_value_typed_by_hand_is_the_last_cause() -> None:
    evaluation = evaluated({}, {}, {})
    bridge = fuel_bridge(evaluation, "1", VIGENCIA, Decimal(12000), Decimal(11000))
    assert bridge is not None
    assert bridge.causes[-1].key == "AJUSTE" and bridge.end == 11000 and bridge.residue == 0


def test_without_last_months_window_there_is_no_bridge() -> None:
    evaluation = evaluated({}, {}, {})
    cut = tuple(row for row in evaluation.facts.tables["meses_12m"] if row["mes"] != "2025-04")
    assert fuel_bridge(evaluation.changed(tables={"meses_12m": cut}), "1", VIGENCIA, Decimal(1), Decimal(1)) is None


def test_a_cost_goes_by_base_debt_and_floor() -> None:
    evaluation = evaluated({}, {}, {}).changed(
        inputs={
            ("meta_anterior", ("1", "PECAS")): Decimal(1000),
            ("gasto_anterior", ("1", "PECAS")): Decimal(9000),
        }
    )
    final = evaluation.value("meta_final", ("1", "PECAS"))
    assert isinstance(final, Decimal)
    bridge = cost_bridge(evaluation, "1", "PECAS", Decimal(1000), final)
    assert bridge is not None and bridge.residue == 0
    found = causes(bridge)
    assert found["SALDO"] == -(Decimal(9000) - Decimal(1080))
    assert found["PISO"] > 0
    base = evaluation.value("meta_base", ("1", "PECAS"))
    assert found["BASE"] == base - Decimal(1000)  # type: ignore[operator]


@given(
    st.dictionaries(st.sampled_from(window_before(VIGENCIA, 12)), st.integers(1, 5000), max_size=12),
    st.dictionaries(st.sampled_from(window_before(VIGENCIA, 12)), st.integers(1, 3000), max_size=12),
    st.dictionaries(st.dates(date(2025, 7, 1), date(2025, 8, 31)), st.sampled_from(list(DayType)), max_size=5),
    st.decimals(Decimal(1), Decimal(10**6), places=2),
)
@pytest.mark.filterwarnings("default::hypothesis.errors.NonInteractiveExampleWarning")
def test_any_bridge_adds_up_to_the_last_digit(
    km: dict[Month, int], litres: dict[Month, int], typed: dict[date, DayType], published: Decimal
) -> None:
    evaluation = evaluated(km, litres, typed)
    end = evaluation.value("meta_litros", ("1",))
    assert isinstance(end, Decimal)
    bridge = fuel_bridge(evaluation, "1", VIGENCIA, published, end)
    assert bridge is not None
    assert bridge.residue == 0 and bridge.end == end


def test_the_calendar_of_last_month_is_the_one_it_ran_with() -> None:
    """A weekday of July typed as Sunday weighs in July's calendar, not in August's."""
    day = date(2025, 7, 2)
    plain, typed = evaluated({}, {}, {}), evaluated({}, {}, {day: DayType.DOMINGO_FERIADO})
    assert day_type(day, {}) is DayType.UTIL
    assert plain.value("meta_litros", ("1",)) == typed.value("meta_litros", ("1",))
