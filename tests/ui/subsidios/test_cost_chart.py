"""The waterfall and the curve as drawn: marks where they should be, keyboard, table, many bars, negative totals."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.desktop.subsidios.waterfall import CostWaterfall
from viewmodels.charts import Bar


def bars(first: int, *steps: int) -> list[Bar]:
    made = [Bar("Conhecidas em", Decimal(first), str(first), True, "28/11/2025", "A")]
    made += [
        Bar(f"Regra {n}", Decimal(step), f"{step:+}", False, f"0{n}/12/2025\nabc{n}", n) for n, step in enumerate(steps)
    ]
    last = first + sum(steps)
    return [*made, Bar("Conhecidas em", Decimal(last), str(last), True, "29/01/2026", "B")]


@pytest.fixture
def chart() -> Iterator[CostWaterfall]:
    made = CostWaterfall("De A até B")
    made.resize(720, 320)
    yield made
    made.deleteLater()


def test_bars_hang_from_one_another_and_a_zero_stays_a_line(chart: CostWaterfall) -> None:
    chart.set_bars(bars(1000, -200, 0, 50), Decimal(700))
    first, down, zero, up, last = chart.mark_rects()
    assert down.top() == pytest.approx(first.top()) and down.bottom() == pytest.approx(zero.top())
    assert zero.height() == 2
    assert up.bottom() == pytest.approx(down.bottom()) and last.top() == pytest.approx(up.top())
    assert first.height() / last.height() == pytest.approx(300 / 150)


def test_negative_totals_hang_from_zero_or_from_the_cut(chart: CostWaterfall) -> None:
    chart.set_bars(bars(-1000, -100))
    first, step, last = chart.mark_rects()
    assert first.top() == pytest.approx(last.top()) and last.height() / first.height() == pytest.approx(1.1)
    assert step.bottom() == pytest.approx(last.bottom())
    chart.set_bars(bars(-1000, -100), Decimal(-900))
    first, _, last = chart.mark_rects()
    assert last.height() / first.height() == pytest.approx(2)
    assert not chart.grab().isNull()


def test_steps_that_do_not_reach_b_are_refused(chart: CostWaterfall) -> None:
    wrong = [*bars(1000, -200)[:-1], Bar("B", Decimal(801), "801", True)]
    with pytest.raises(ValueError, match="1"):
        chart.set_bars(wrong)


def test_arrows_and_pointer_choose_a_bar_and_tell_its_figure(chart: CostWaterfall) -> None:
    told: list[object] = []
    chart.figure_selected.connect(told.append)
    chart.set_bars(bars(1000, -200, 50))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_End):
        QTest.keyClick(chart, key)
    where = chart.mark_rects()[1].center().toPoint()
    where.setY(chart.height() - 4)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=where)
    assert told == ["A", 0, 1, 0, "B", 0]
    assert "Regra 0, -200, 00/12/2025, abc0" in chart.accessibleName()


def test_thirty_bars_keep_their_room_and_scroll(chart: CostWaterfall) -> None:
    chart.set_bars(bars(1000, *range(1, 31)))
    chart.resize(chart.minimumSizeHint())
    assert chart.minimumWidth() >= 32 * 80
    assert min(rect.width() for rect in chart.mark_rects()) > 45


def test_the_table_says_the_same(chart: CostWaterfall) -> None:
    chart.set_bars(bars(1000, -200, 50), Decimal(500), 1, ["1000", "800", "850", "850"])
    columns, rows = chart.as_table()
    keys = [column.key for column in columns]
    assert [[row.cell(key).text for key in keys] for row in rows] == [
        ["Conhecidas em", "28/11/2025", "", "", "1000"],
        ["Regra 0", "00/12/2025", "abc0", "-200", "800"],
        ["Regra 1", "01/12/2025", "abc1", "+50", "850"],
        ["Conhecidas em", "29/01/2026", "", "", "850"],
    ]
