"""Rules in time: what was in force on a day, as it was known on another."""

from datetime import date
from decimal import Decimal

import pytest

from engines.dated import Clause, RuleError, Timeline, timeline_of


def _day(text: str) -> date:
    return date.fromisoformat(text)


RATE = Timeline(
    "km_rate",
    (
        Clause("1.00", _day("2025-01-01"), _day("2024-12-20"), "Res A"),
        Clause("1.20", _day("2025-03-01"), _day("2025-05-10"), "Acordo B", _day("2025-04-01"), ("Res A",)),
    ),
)


@pytest.mark.parametrize(
    ("day", "known", "value"),
    [
        ("2025-03-15", "2025-04-30", "1.00"),
        ("2025-03-15", "2025-06-01", "1.20"),
        ("2025-03-15", "2025-05-10", "1.20"),
        ("2025-04-01", "2025-06-01", "1.00"),
        ("2025-02-28", "2025-06-01", "1.00"),
    ],
)
def test_two_questions_two_answers(day: str, known: str, value: str) -> None:
    found = RATE.checked().at(_day(day), _day(known))
    assert found is not None and found.value == value


def test_before_it_was_known_nothing_was_in_force() -> None:
    assert RATE.at(_day("2025-03-15"), _day("2024-12-01")) is None
    assert RATE.at(_day("2024-12-31"), _day("2025-06-01")) is None


def test_an_overlap_no_act_explains_is_our_fault() -> None:
    two = Timeline(
        "x",
        (
            Clause(1, _day("2025-01-01"), _day("2025-01-01"), "A"),
            Clause(2, _day("2025-02-01"), _day("2025-02-01"), "B"),
        ),
    )
    with pytest.raises(RuleError, match="A and B overlap"):
        two.checked()


def test_a_hole_is_our_fault_in_rules_we_ship_and_not_in_imported_tables() -> None:
    holed = Timeline(
        "tarifa",
        (
            Clause(1, _day("2025-01-01"), _day("2025-01-01"), "A", _day("2025-02-01")),
            Clause(2, _day("2025-03-01"), _day("2025-03-01"), "B"),
        ),
    )
    with pytest.raises(RuleError, match="nothing in force between A"):
        holed.checked()
    assert holed.checked(whole=False).at(_day("2025-02-15"), _day("2025-12-31")) is None


def test_clauses_that_meet_leave_no_hole() -> None:
    meeting = Timeline(
        "tarifa",
        (
            Clause(1, _day("2025-01-01"), _day("2025-01-01"), "A", _day("2025-02-01")),
            Clause(2, _day("2025-02-01"), _day("2025-01-20"), "B", _day("2025-03-01")),
            Clause(3, _day("2025-03-01"), _day("2025-01-20"), "C"),
        ),
    ).checked()
    found = meeting.at(_day("2025-02-01"), _day("2025-12-31"))
    assert found is not None and found.value == 2


def test_shipped_clauses_are_read_from_data() -> None:
    line = timeline_of(
        "taxa",
        [
            {"valor": "1.00", "inicio": _day("2025-01-01"), "conhecida": _day("2024-12-20"), "ato": "A"},
            {
                "valor": "1.20",
                "inicio": _day("2025-03-01"),
                "fim": _day("2025-04-01"),
                "conhecida": _day("2025-05-10"),
                "ato": "B",
                "substitui": ["A"],
            },
        ],
        Decimal,
    )
    found = line.at(_day("2025-03-15"), _day("2025-06-01"))
    assert found is not None and found.value == Decimal("1.20")


def test_a_clause_without_its_act_is_refused() -> None:
    with pytest.raises(RuleError, match="taxa: a clause lacks ato"):
        timeline_of("taxa", [{"valor": 1, "inicio": _day("2025-01-01"), "conhecida": _day("2025-01-01")}], str)
