"""The figure tree: what the number came through, down to the rows, with the branch taken."""

from decimal import Decimal

from engines.figure import Cells, Figure, Missing
from engines.sheet.proof import figure, rows_of
from tests.engines.sheet.small import ROWS, SECTORS, evaluation, facts, row


def _child(tree: Figure, key: str) -> Figure:
    return next(f for f in tree.walk() if f.key == key)


def test_the_tree_holds_only_what_the_value_came_through() -> None:
    tree = figure(evaluation(), "total", ("1",))
    keys = [f.key for f in tree.walk()]
    assert tree.value == Decimal("31.20") and tree.unit == "km" and tree.places == 2
    assert [k for k in keys if k.startswith("projecao")] == [f"projecao[setor=1,tipo={t}]" for t in "USD"]
    weekday = _child(tree, "media[setor=1,tipo=U]")
    assert [f.name for f in weekday.walk()] == ["media", "AVG"]
    assert [n.code for n in weekday.notes] == ["FIGURA.RAMO"] and weekday.notes[0].args["n"] == 1
    sunday = _child(tree, "media[setor=1,tipo=D]")
    assert {f.name for f in sunday.walk()} >= {"media_util", "razao"} and sunday.notes[0].args["n"] == 2


def test_rows_behind_are_the_filter_with_the_members_written_out() -> None:
    small = evaluation()
    tree = figure(small, "media_util", ("1",))
    cells = tree.inputs[0]
    assert isinstance(cells, Cells)
    assert (cells.snapshot, cells.table, cells.column) == ("abc", "dias", "km")
    assert "@" not in cells.filter and "'1'" in cells.filter
    assert [row["km"] for row in rows_of(small, cells)] == [Decimal(10), Decimal(11)]
    assert len(rows_of(small, Cells("abc", "dias", "km"))) == 5


def test_a_condition_says_which_case_held() -> None:
    none_left = {**facts().inputs, ("dias_mes", ("U",)): Decimal(0)}
    taken = figure(evaluation(inputs=none_left), "projecao", ("1", "U"))
    assert taken.value == 0 and taken.notes[0].args["n"] == 1
    assert figure(evaluation(), "projecao", ("1", "U")).notes[0].args["n"] == 2


def test_terms_keep_their_place_in_the_formula() -> None:
    tree = figure(evaluation(), "reduzido", ("1",))
    total = tree.inputs[0]
    assert isinstance(total, Figure) and total.span == (0, 5) and tree.formula[0:5] == "total"
    assert [i.name for i in tree.inputs if isinstance(i, Figure)] == ["total", "fator"]


def test_a_primitive_over_a_line_explains_every_member() -> None:
    tree = figure(evaluation(), "risco")
    assert [i.key for i in tree.inputs if isinstance(i, Figure) and i.name == "total"] == [
        "total[setor=1]",
        "total[setor=2]",
    ]
    assert len([f for f in tree.walk() if f.name == "rho"]) == 4


def test_inputs_and_missing_values_are_figures_too() -> None:
    assert figure(evaluation(), "fator").formula == ""
    gone = figure(evaluation(inputs={}), "total", ("1",))
    assert isinstance(gone.value, Missing)


def test_facts_name_their_members() -> None:
    assert facts().label("setor", "1") == SECTORS[0].label
    assert facts().label("setor", "9") == "9"


def test_a_case_that_held_nowhere_is_missing_without_a_note() -> None:
    nowhere = figure(evaluation(), "grande", ("1",))
    assert isinstance(nowhere.value, Missing) and nowhere.notes == ()
    assert figure(evaluation(), "grande", ("2",)).notes[0].args["n"] == 1


def test_an_aggregate_inside_a_formula_is_a_figure_of_its_own() -> None:
    tree = figure(evaluation(), "dobro")
    inner = tree.inputs[0]
    assert isinstance(inner, Figure) and inner.value == Decimal(55) and tree.value == Decimal(110)
    assert inner.inputs == (Cells("abc", "dias", "km", ""),)


def test_a_list_in_a_filter_is_written_out_whole() -> None:
    small = evaluation(tables={"dias": (*ROWS, row("2025-05-11", "1", "D", "1"))})
    cells = figure(small, "de_semana").inputs[0]
    assert isinstance(cells, Cells) and "('U', 'S')" in cells.filter
    assert len(rows_of(small, cells)) == 5
