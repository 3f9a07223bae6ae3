"""The one table model: order inside groups, folding, copying, light, what is spoken, what is typed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt

from viewmodels.state import State
from viewmodels.table import TableModel
from viewmodels.table_rows import sort_rows, summarize, tab_separated
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row, RowKind

COLUMNS = (
    ColumnSpec("nome", "Setor"),
    ColumnSpec("meta", "Meta", "L", Kind.NUMBER),
    ColumnSpec("situacao", "Situação", kind=Kind.CHIP),
)


def line(key: str, value: str | None) -> Row:
    """A line whose number may be absent."""
    raw = None if value is None else Decimal(value)
    meta = Cell("" if value is None else value.replace(".", ","), raw, figure_address=f"a/{key}")
    return Row(key, {"nome": Cell(key), "meta": meta, "situacao": Cell("Sem alertas", state=State.OK)})


ROWS = (
    Row("g1", {"nome": Cell("Grupo 1")}, RowKind.GROUP, "L"),
    line("b", "2"),
    line("a", None),
    line("c", "10"),
    Row("g2", {"nome": Cell("Grupo 2")}, RowKind.GROUP),
    line("e", "1"),
    line("d", "3"),
    Row("t", {"nome": Cell("Total"), "meta": Cell("16", Decimal(16))}, RowKind.TOTAL),
)


def keys(model: TableModel) -> list[str]:
    """Keys shown, in order."""
    return [row.key for row in model.rows]


@pytest.fixture
def model() -> TableModel:
    made = TableModel(COLUMNS)
    made.set_rows(ROWS)
    return made


def test_sorting_stays_inside_groups_and_absent_values_go_last(model: TableModel) -> None:
    model.sort_by("meta")
    assert keys(model) == ["g1", "b", "c", "a", "g2", "e", "d", "t"]
    model.sort_by("meta", descending=True)
    assert keys(model) == ["g1", "c", "b", "a", "g2", "d", "e", "t"]
    model.sort_by(None)
    assert keys(model) == [row.key for row in ROWS]


def test_sorting_keeps_the_current_cell_on_its_row(model: TableModel) -> None:
    from PySide6.QtCore import QPersistentModelIndex

    kept = QPersistentModelIndex(model.index(1, 1))
    model.sort_by("meta", descending=True)
    assert model.row_at(kept.row()).key == "b"


def test_external_sort_only_asks() -> None:
    model = TableModel(COLUMNS, external_sort=True)
    model.set_rows(ROWS)
    asked: list[tuple[str, object]] = []
    model.sort_requested.connect(lambda column, order: asked.append((column, order)))
    model.sort_by("meta", descending=True)
    model.sort_by(None)
    assert asked == [("meta", True), ("", None)]
    assert keys(model) == [row.key for row in ROWS]


def test_folding_hides_the_lines_of_a_group_and_never_the_total(model: TableModel) -> None:
    model.toggle_group(0)
    assert keys(model) == ["g1", "g2", "e", "d", "t"]
    model.toggle_group(2)  # a line: ignored
    assert keys(model) == ["g1", "g2", "e", "d", "t"]
    model.toggle_group(0)
    assert keys(model) == [row.key for row in ROWS]


def test_copy_is_raw_values_with_ascii_signs() -> None:
    cells = [
        Cell("−1.234,50", Decimal("-1234.50")),
        Cell("02/08/2025", date(2025, 8, 2)),
        Cell("SÃO\tSEBASTIÃO\n"),
        Cell("–"),
    ]
    assert tab_separated([cells]) == "-1234,50\t02/08/2025\tSÃO SEBASTIÃO\t–"


def test_copy_follows_the_order_shown(model: TableModel) -> None:
    chosen = [model.index(3, 1), model.index(1, 1), model.index(1, 0)]
    assert model.copy_text(chosen) == "b\t2\n10"


def test_light_and_find(model: TableModel) -> None:
    model.light({"a/b"})
    assert [row.key for row in model.rows if model.is_lit(row.cell("meta"))] == ["b"]
    assert model.find("a/d").row() == 6
    assert not model.find("nowhere").isValid()


def test_one_cell_is_replaced_in_place(model: TableModel) -> None:
    changed: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, roles: changed.append((first.row(), first.column())))
    model.update_cell("b", "meta", Cell("9", Decimal(9)))
    assert changed == [(1, 1)]
    assert model.cell_at(1, 1).text == "9"
    with pytest.raises(KeyError):
        model.update_cell("nobody", "meta", Cell())


def test_a_cell_is_spoken_as_a_sentence(model: TableModel) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(1, 1), role) == "Meta, b, 2 L"
    assert model.data(model.index(2, 1), role) == "Meta, a, sem valor"
    assert model.headerData(1, Qt.Orientation.Horizontal, role) == "Meta, L"


def test_what_is_typed_is_told_and_not_taken(model: TableModel) -> None:
    row = Row("x", {"meta": Cell("1", Decimal(1), editable=True)})
    model.set_rows([row])
    typed: list[tuple[str, str, str]] = []
    model.edited.connect(lambda *what: typed.append(what))
    index = model.index(0, 1)
    assert model.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert model.setData(index, "2,5")
    assert model.setData(index, "1")  # the same text: nothing to tell
    assert typed == [("x", "meta", "2,5")]
    assert model.cell_at(0, 1).text == "1"


def test_numbers_right_and_everything_else_left(model: TableModel) -> None:
    assert model.alignment(1) & Qt.AlignmentFlag.AlignRight
    assert model.alignment(0) & Qt.AlignmentFlag.AlignLeft
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None


def test_a_selection_adds_up_only_within_one_unit() -> None:
    litres, money = COLUMNS[1], ColumnSpec("meta", "Meta", "R$", Kind.NUMBER)
    one, other = line("a", "1.5"), line("b", "-2")
    same = summarize([(one, litres), (other, litres), (one, COLUMNS[0])])
    assert same is not None
    assert (same.count, same.total, same.least, same.greatest, same.unit) == (
        2, Decimal("-0.5"), Decimal(-2), Decimal("1.5"), "L",
    )  # fmt: skip
    mixed = summarize([(one, litres), (other, money)])
    assert mixed is not None
    assert not mixed.addable
    assert summarize([(one, COLUMNS[0])]) is None


@given(st.lists(st.one_of(st.none(), st.decimals(-1000, 1000, places=2)), max_size=30), st.booleans())
def test_sorting_loses_nothing_and_orders_what_is_known(values: list[Decimal | None], descending: bool) -> None:
    rows = [Row(str(at), {"v": Cell(raw=value)}) for at, value in enumerate(values)]
    result = sort_rows(rows, "v", descending)
    known = [raw for row in result if isinstance(raw := row.cell("v").raw, Decimal)]
    assert sorted(row.key for row in result) == sorted(row.key for row in rows)
    assert known == sorted(known, reverse=descending)
    assert [row.cell("v").raw for row in result][len(known) :] == [None] * (len(values) - len(known))
