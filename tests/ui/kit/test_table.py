"""The table of figures under the keyboard and the pointer."""

from decimal import Decimal
from time import perf_counter

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui import sample
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import Theme, theme
from viewmodels.table import TableModel
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def table(qtbot: QtBot) -> FigureTable:
    made = FigureTable(sample.result_model(), "Metas por critério e setor")
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    return made


def at(table: FigureTable, address: str) -> None:
    """Put the ring on a number."""
    assert table.select_address(address)


ONE = "combustivel/SÃO SEBASTIÃO/meta"


def test_arrows_walk_and_the_dock_hears(table: FigureTable) -> None:
    at(table, ONE)
    heard: list[object] = []
    table.figure_selected.connect(heard.append)
    QTest.keyClick(table, Qt.Key.Key_Right)
    QTest.keyClick(table, Qt.Key.Key_Up)
    QTest.keyClick(table, Qt.Key.Key_Home)
    assert heard == ["combustivel/SÃO SEBASTIÃO/antes", "combustivel/SANTA MARIA/antes", None]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F1])
def test_enter_and_f1_explain(table: FigureTable, qtbot: QtBot, key: Qt.Key) -> None:
    at(table, ONE)
    with qtbot.waitSignal(table.explain_requested) as asked:
        QTest.keyClick(table, key)
    assert asked.args == [ONE]


def test_a_double_click_explains(table: FigureTable, qtbot: QtBot) -> None:
    place = table.visualRect(table.figures.find(ONE)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(table.explain_requested) as asked:
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [ONE]


def test_a_label_explains_nothing(table: FigureTable, qtbot: QtBot) -> None:
    table.setCurrentIndex(table.figures.index(1, 0))
    with qtbot.assertNotEmitted(table.explain_requested):
        QTest.keyClick(table, Qt.Key.Key_F1)


@pytest.mark.parametrize(
    ("key", "modifier", "signal", "expected"),
    [
        (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier, "edit_requested", ["combustivel/SÃO SEBASTIÃO", "meta"]),
        (Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier, "decide_requested", ["combustivel/SÃO SEBASTIÃO"]),
        (Qt.Key.Key_C, CTRL | SHIFT, "sentence_requested", [ONE]),
        (Qt.Key.Key_BracketLeft, CTRL, "precedents_requested", [ONE]),
        (Qt.Key.Key_BracketRight, CTRL, "dependents_requested", [ONE]),
    ],
)
def test_keys_of_the_house(
    table: FigureTable, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, signal: str, expected: list[object]
) -> None:
    at(table, ONE)
    with qtbot.waitSignal(getattr(table, signal)) as asked:
        QTest.keyClick(table, key, modifier)
    assert asked.args == expected


def test_copy_puts_raw_values_on_the_clipboard(table: FigureTable) -> None:
    at(table, ONE)
    QTest.keyClick(table, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(table, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "40501,64\t40927,35"


def test_selecting_several_sums_them(table: FigureTable) -> None:
    summed: list[object] = []
    table.selection_summed.connect(summed.append)
    at(table, "combustivel/GAMA/meta")
    QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    assert summed[0] is None
    assert summed[-1].total == Decimal("137316.60")  # type: ignore[attr-defined]
    assert summed[-1].unit == "L"  # type: ignore[attr-defined]


def test_several_selected_cells_survive_a_change_of_columns(table: FigureTable) -> None:
    model = table.figures
    for row in (2, 3):
        table.selectionModel().select(model.index(row, 1), QItemSelectionModel.SelectionFlag.Select)
    chosen = table.chosen_places()
    assert len(chosen) > 1
    model.set_columns(model.columns[:-1])
    assert not table.chosen_places()
    table.choose_places(chosen)
    assert table.chosen_places() == chosen


def test_a_link_acts_by_enter_and_by_click(table: FigureTable, qtbot: QtBot) -> None:
    row = [one.key for one in table.figures.rows].index("pecas/GAMA")
    index = table.figures.index(row, 7)
    table.setCurrentIndex(index)
    with qtbot.waitSignal(table.action_requested) as asked:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert asked.args == ["pecas/GAMA", "decisao"]
    with qtbot.waitSignal(table.action_requested):
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())


def test_enter_folds_a_group(table: FigureTable) -> None:
    table.setCurrentIndex(table.figures.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert [row.key for row in table.figures.rows][:2] == ["combustivel", "pneus"]


def test_the_header_cycles_three_orders(table: FigureTable) -> None:
    seen = []
    for _ in range(3):
        table.cycle_sort(1)
        seen.append((table.figures.sort_column, table.figures.sort_descending, table.figures.rows[1].key))
    assert seen == [
        ("meta", False, "combustivel/SÃO SEBASTIÃO"),
        ("meta", True, "combustivel/SANTA MARIA"),
        (None, False, "combustivel/GAMA"),
    ]


def test_the_menu_offers_the_order_to_the_keyboard(table: FigureTable) -> None:
    at(table, ONE)
    menu = table.menu()
    words = [action.text() for action in menu.actions() if action.text()]
    assert "Ordenar por Meta ago/2025, crescente" in words
    next(action for action in menu.actions() if "decrescente" in action.text()).trigger()
    assert table.figures.sort_descending
    menu.close()
    menu.deleteLater()


def test_f2_edits_in_place_where_the_cell_allows(qtbot: QtBot) -> None:
    model = TableModel([ColumnSpec("n", "Nome"), ColumnSpec("v", "Valor", "R$", Kind.NUMBER)])
    model.set_rows([Row("x", {"n": Cell("Diesel"), "v": Cell("4,46", Decimal("4.46"), editable=True)})])
    table = FigureTable(model, "Parâmetros")
    qtbot.addWidget(table)
    table.show()
    table.setCurrentIndex(model.index(0, 1))
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.viewport().findChild(QLineEdit)
    assert editor is not None
    assert editor.accessibleName() == "Valor, Diesel, 4,46 R$"
    assert editor.text() == "4,46"
    with qtbot.waitSignal(model.edited) as typed:
        editor.setText("5,10")
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert typed.args == ["x", "v", "5,10"]


@pytest.mark.parametrize("percent", [90, 100, 115, 130])
@pytest.mark.parametrize("width", [300, 700, 1400])
def test_a_number_is_never_cut(table: FigureTable, dressed: Theme, percent: int, width: int) -> None:
    dressed.apply(percent=percent)
    table.resize(width, 500)
    metrics = QFontMetrics(theme().font("total"))
    for column, spec in enumerate(table.figures.columns):
        if spec.kind is Kind.NUMBER:
            widest = max(metrics.horizontalAdvance(row.cell(spec.key).text) for row in table.figures.rows)
            assert table.columnWidth(column) >= widest + 2 * table.padding


def test_dragging_cannot_cut_a_number(table: FigureTable) -> None:
    table.setColumnWidth(1, 20)
    assert table.columnWidth(1) == table.natural_width(1)


def test_a_wide_number_widens_its_column(table: FigureTable) -> None:
    before = table.natural_width(1)
    table.figures.set_rows([Row("x", {"setor": Cell("X"), "meta": Cell("123.456.789.012,00", Decimal(123456789012))})])
    assert table.natural_width(1) > before


def test_the_first_column_stays_while_the_others_scroll(table: FigureTable) -> None:
    table.resize(420, 400)
    assert table.frozen is not None
    assert table.frozen.isVisible()
    bar = table.horizontalScrollBar()
    bar.setValue(bar.maximum())
    assert table.frozen.columnViewportPosition(0) == 0
    assert table.frozen.columnWidth(0) == table.columnWidth(0)
    table.setCurrentIndex(table.figures.index(1, 1))
    assert table.visualRect(table.currentIndex()).left() >= table.columnWidth(0) - 1
    table.resize(1600, 400)
    assert not table.frozen.isVisible()


def test_hover_follows_the_pointer(table: FigureTable) -> None:
    place = table.visualRect(table.figures.find(ONE)).center()
    QTest.mouseMove(table.viewport(), QPoint(0, 0))
    QTest.mouseMove(table.viewport(), place)
    assert table.hovered == (4, 1)


def test_fitting_tables_are_as_high_as_their_rows(table: FigureTable) -> None:
    table.set_fit_height(True)
    assert table.sizeHint().height() == 32 + 15 * 26
    table.set_density(comfortable=True)
    assert table.sizeHint().height() == 32 + 15 * 33


def test_cells_are_spoken(table: FigureTable) -> None:
    assert QAccessible.queryAccessibleInterface(table) is not None
    assert table.accessibleName() == "Metas por critério e setor"
    index = table.figures.find("pneus/GAMA/diferenca")
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Diferença, GAMA, +892,45 R$"


def test_tab_leaves_the_table(table: FigureTable) -> None:
    assert not table.tabKeyNavigation()


def test_thirty_rows_of_fourteen_columns_repaint_quickly(qtbot: QtBot) -> None:
    """The measured cost is about 16 ms; a tenth of a second would be felt."""
    columns = [ColumnSpec(str(key), f"Coluna {key}", kind=Kind.NUMBER) for key in range(14)]
    model = TableModel(columns)
    cells = {str(key): Cell("1.234,56", Decimal("1234.56"), figure_address=key) for key in range(14)}
    model.set_rows(Row(str(row), cells) for row in range(31))
    table = FigureTable(model, "Carga")
    qtbot.addWidget(table)
    table.resize(1400, 900)
    table.show()
    table.grab()
    assert min(_seconds_to_draw(table) for _ in range(5)) < 0.25


def _seconds_to_draw(table: FigureTable) -> float:
    start = perf_counter()
    table.grab()
    return perf_counter() - start


def test_a_narrow_first_column_brings_no_scroll_bar(qtbot: QtBot) -> None:
    columns = (ColumnSpec("n", "", kind=Kind.NUMBER, places=0, sortable=False), ColumnSpec("t", "Ato", stretch=1))
    narrow = FigureTable(TableModel(columns), "Registros")
    qtbot.addWidget(narrow)
    narrow.resize(300, 120)
    narrow.show()
    narrow.figures.set_rows([Row(str(at), {"n": Cell("1", 1), "t": Cell("Leu")}) for at in range(9)])
    QApplication.processEvents()
    assert narrow.horizontalScrollBar().maximum() == 0
