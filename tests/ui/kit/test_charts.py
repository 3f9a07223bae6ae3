"""Calendar, coverage, bridge and thermometer: walked by keys and pointer, said in words, also as tables."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui import sample, sheet
from ui.desktop.kit.chart import ChartCard
from ui.desktop.kit.thermometer import Thermometer
from ui.desktop.kit.waterfall import Waterfall, residue, spans
from viewmodels.charts import Bar, CoverageCell, CoverageRow
from viewmodels.state import State

# --- calendar and coverage


def test_calendar_keys(qtbot: QtBot) -> None:
    month = sheet.calendar()
    qtbot.addWidget(month)
    month.show()
    told: list[tuple[object, str]] = []
    month.classified.connect(lambda day, letter: told.append((day, letter)))
    QTest.keyClick(month, Qt.Key.Key_D)
    QTest.keyClick(month, Qt.Key.Key_Down)
    assert month.selected == date(2025, 11, 27)
    QTest.keyClick(month, Qt.Key.Key_Down)
    assert month.selected == date(2025, 11, 27)  # December is not here
    QTest.keyClick(month, Qt.Key.Key_Home)
    assert month.selected == date(2025, 11, 1)
    QTest.keyClick(month, Qt.Key.Key_Right)
    QTest.keyClick(month, Qt.Key.Key_U)  # 02/11 is locked
    QTest.keyClick(month, Qt.Key.Key_Right)
    QTest.keyClick(month, Qt.Key.Key_S)
    assert told == [(date(2025, 11, 20), "D"), (date(2025, 11, 3), "S")]
    assert month.accessibleName() == "Calendário do mês: 03/11, útil"


def test_calendar_by_pointer_and_month_change(qtbot: QtBot) -> None:
    month = sheet.calendar()
    qtbot.addWidget(month)
    month.show()
    with qtbot.waitSignal(month.day_selected) as told:
        QTest.mouseClick(month, Qt.MouseButton.LeftButton, pos=month._rect(date(2025, 11, 15)).center().toPoint())
    assert told.args == [date(2025, 11, 15)]
    month.set_month(2025, 12, [])
    assert month.selected is None


def test_coverage_walks_and_asks(qtbot: QtBot) -> None:
    strip = sheet.coverage()
    qtbot.addWidget(strip)
    strip.resize(900, strip.sizeHint().height())
    strip.show()
    asked: list[object] = []
    strip.month_requested.connect(asked.append)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    assert strip.accessibleName() == "Cobertura dos 12 meses: GAMA, nov, completo"
    QTest.keyClick(strip, Qt.Key.Key_Down)
    QTest.keyClick(strip, Qt.Key.Key_Return)
    assert asked == ["nov"]
    with pytest.raises(ValueError, match="one cell per month"):
        strip.set_rows(["jan", "fev"], [CoverageRow("GAMA", (CoverageCell(State.OK),))])


# --- charts


def test_spans_of_the_bridge_reach_the_last_total() -> None:
    found = spans(sample.bridge())
    assert [span.after for span in found][-2:] == [Decimal("40501.64"), Decimal("40501.64")]
    assert residue(sample.bridge()) == 0


def test_a_bridge_that_misses_a_cent_is_refused(qtbot: QtBot) -> None:
    chart = Waterfall("Ponte")
    qtbot.addWidget(chart)
    bars = sample.bridge()
    with pytest.raises(ValueError, match="0.01"):
        chart.set_bars([*bars[:-1], Bar("Fim", Decimal("40501.65"), "40.501,65", total=True)])


def test_the_bridge_is_walked_and_explained(qtbot: QtBot) -> None:
    chart = Waterfall("De julho a agosto, em litros")
    qtbot.addWidget(chart)
    chart.resize(600, 240)
    chart.set_bars(sample.bridge(), Decimal(40250))
    chart.show()
    heard: list[object] = []
    chart.figure_selected.connect(heard.append)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert heard == ["julho", "Calendário"]
    assert chart.accessibleName() == "De julho a agosto, em litros: Calendário, −512,40"
    with qtbot.waitSignal(chart.explain_requested) as asked:
        QTest.keyClick(chart, Qt.Key.Key_F1)
    assert asked.args == ["Calendário"]
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.mark_rects()[0].center().toPoint())
    assert heard[-1] == "julho"


def test_zero_steps_stay_as_a_line(qtbot: QtBot) -> None:
    chart = Waterfall("Ponte")
    qtbot.addWidget(chart)
    chart.resize(600, 240)
    chart.set_bars(sample.bridge(), Decimal(40250))
    assert chart.mark_rects()[4].height() == 1.5


def test_the_chart_is_also_a_table_and_a_picture(qtbot: QtBot) -> None:
    chart = Waterfall("Ponte")
    card = ChartCard(chart, "De julho a agosto", "L")
    qtbot.addWidget(card)
    card.resize(700, 320)
    chart.set_bars(sample.bridge(), Decimal(40250))
    card.show()
    QTest.keyClick(chart, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert card.table.isVisible()
    assert [row.cell("value").text for row in card.table.figures.rows][0] == "40.927,35"
    assert card.table.accessibleName() == "De julho a agosto, em tabela"
    card.as_table.click()
    assert chart.isVisible()
    chart.copy_picture()
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.hasImage()
    assert b"40.927,35" in chart.svg()


def test_the_thermometer_says_everything_in_words(qtbot: QtBot) -> None:
    shown = Thermometer("Termômetro do saldo")
    qtbot.addWidget(shown)
    assert shown.mark_texts() == ()
    shown.set_debt(sample.debt())
    QTest.keyClick(shown, Qt.Key.Key_Right)
    assert shown.accessibleName().endswith("gasto 115.000,00, excesso 7.000,00, meta 100.000,00, +8 %")
    _, rows = shown.as_table()
    assert [row.cell("value").raw for row in rows] == [Decimal(100000), Decimal("0.08"), Decimal(115000)]
