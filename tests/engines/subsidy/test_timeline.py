"""Rules on two axes: each point of the plane belongs to the clause the rulebook gives for it."""

import random
from datetime import date, timedelta

import pytest

from engines.subsidy.rules import Known, Rulebook, load_rules
from engines.subsidy.timeline import Window, before_the_trip, regions, turns, whole_window
from storage.resources import load_yaml, resource_names
from storage.texts.sentences import Texts

WINDOW = Window(date(2022, 5, 1), date(2026, 12, 1), date(2022, 5, 1), date(2026, 12, 1))
POINTS = 120


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load_rules([load_yaml(name) for name in resource_names("rules/subsidio", ".yaml")])


def some_points(book: Rulebook, key: str, chance: random.Random) -> list[tuple[date, date]]:
    """Points anywhere in the window, and beside every date of the rule, where a mistake would be."""
    clauses = [each.clause for owner, each in book.clauses() if owner == key]
    days = {day for c in clauses for day in (c.start, c.end) if day} or {WINDOW.start}
    known = {day for c in clauses for day in (c.known, c.withdrawn) if day} or {WINDOW.known}
    length = (WINDOW.end - WINDOW.start).days
    points = [
        (WINDOW.start + timedelta(chance.randrange(length)), WINDOW.known + timedelta(chance.randrange(length)))
        for _ in range(POINTS)
    ]
    near = [timedelta(days=shift) for shift in (-1, 0, 1)]
    edges = [(chance.choice(sorted(days)), chance.choice(sorted(known))) for _ in range(POINTS)]
    points += [(day + chance.choice(near), on + chance.choice(near)) for day, on in edges]
    return [(d, k) for d, k in points if WINDOW.start <= d < WINDOW.end and WINDOW.known <= k < WINDOW.known_end]


def test_the_region_of_a_point_is_the_clause_in_force(book: Rulebook) -> None:
    chance = random.Random(4)
    for key, rule in book.scalars.items():
        shown = regions(book, key, WINDOW)
        for day, known in some_points(book, key, chance):
            over = [one for one in shown if one.covers(day, known)]
            assert len(over) == 1, (key, day, known)
            assert over[0].dated is rule.at(day, known), (key, day, known)
            assert over[0].value == book.value(key, day, Known(known))


def test_the_regions_of_a_point_are_the_rows_of_the_list(book: Rulebook) -> None:
    chance = random.Random(8)
    for key, rule in book.lists.items():
        shown = regions(book, key, WINDOW)
        for day, known in some_points(book, key, chance):
            over = [one.clause for one in shown if one.covers(day, known)]
            assert over == [each.source.id for each in rule.at(day, known)], (key, day, known)


def test_the_suspension_had_two_shapes_and_then_none(book: Rulebook) -> None:
    window = Window(date(2025, 9, 1), date(2026, 3, 1), date(2025, 9, 25), date(2026, 2, 15))
    shown = [one for one in regions(book, "temperatura_suspensa", window) if one.clause]
    assert [(one.clause, one.window) for one in shown] == [
        (
            "temperatura.suspensa_sem_fim",
            Window(date(2025, 10, 16), date(2026, 3, 1), date(2025, 11, 27), date(2025, 12, 9)),
        ),
        (
            "temperatura.suspensa",
            Window(date(2025, 10, 16), date(2025, 11, 16), date(2025, 12, 9), date(2025, 12, 29)),
        ),
    ]
    args = shown[1].args()
    assert (args["ato"], args["commit"], args["valor"], args["ressalva"]) == (
        "PCC 3019687-30.2025.8.19.0001", "b7dcb01f", True, ""
    )  # fmt: skip


def test_neighbours_of_one_clause_are_one_region(book: Rulebook) -> None:
    for key in book.scalars:
        shown = regions(book, key, WINDOW)
        for one in shown:
            for other in shown:
                same = one is not other and one.clause == other.clause
                side = one.window.known == other.window.known and one.window.end == other.window.start
                assert not (same and side), (key, one.window)


def test_the_diagonal_is_cut_by_the_window() -> None:
    window = Window(date(2025, 9, 1), date(2026, 3, 1), date(2025, 9, 25), date(2026, 2, 15))
    assert before_the_trip(window) == ((date(2025, 9, 25),) * 2, (date(2026, 2, 15),) * 2)
    assert before_the_trip(Window(date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1), date(2025, 4, 1))) is None


def test_a_whole_window_holds_every_date_of_the_rule(book: Rulebook) -> None:
    window = whole_window(book, "transacao_aplica", date(2024, 12, 1))
    assert window == Window(date(2024, 6, 19), date(2024, 12, 31), date(2024, 7, 1), date(2024, 12, 31))


def test_what_two_days_of_knowledge_change_over_a_fortnight(book: Rulebook) -> None:
    days = [date(2025, 10, 16) + timedelta(days=each) for each in range(16)]
    found = turns(book, Known(date(2025, 11, 28)), Known(date(2026, 1, 29)), days)
    told = {(t.key, t.start, t.end, t.before and t.before.source.id, t.after and t.after.source.id) for t in found}
    first, end = date(2025, 10, 16), date(2025, 11, 1)
    assert ("temperatura_suspensa", first, end, "temperatura.suspensa_sem_fim", None) in told
    assert ("infracao_cancelada_conta", first, end, None, "infracao.cancelada") in told
    assert ("rodoviario_nao_licenciado", first, end, None, "veiculo.rodoviario") in told
    assert all(t.moves for t in found)


def test_a_row_of_a_list_that_is_lost_is_a_turn(book: Rulebook) -> None:
    days = [date(2024, 10, 5), date(2024, 10, 6), date(2024, 10, 7)]
    found = [
        t for t in turns(book, Known(date(2024, 11, 15)), Known(date(2025, 7, 9)), days) if t.key == "transacao_excecao"
    ]
    assert [(t.start, t.end, t.before and t.before.source.id, t.after) for t in found] == [
        (date(2024, 10, 6), date(2024, 10, 7), "transacao.eleicao_2024", None)
    ]
    assert turns(book, Known(date(2024, 11, 15)), Known(date(2024, 11, 15)), days) == ()


def test_regions_and_turns_say_themselves(book: Rulebook) -> None:
    texts = Texts()
    for key in (*book.scalars, *book.lists):
        for one in regions(book, key, WINDOW):
            assert texts.say_with(one.text_code, one.args())
    days = [date(2025, 10, 16), date(2025, 11, 20), date(2026, 3, 18)]
    found = turns(book, Known(date(2025, 11, 28)), Known(date(2026, 8, 31)), days)
    said = [texts.say_with(one.text_code, one.args()) for one in found]
    assert "PCC 3019687-30.2025.8.19.0001 deixa de valer." in said
    assert "PR 1147 da SMTR passa a valer." in said
