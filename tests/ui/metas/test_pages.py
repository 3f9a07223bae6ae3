"""The pages of the goals at both sizes, empty and full: what stands where, and that nothing is cut."""

from typing import Any

import pytest

from tests.ui.metas.conftest import Seat
from ui.desktop.metas.cockpit_page import CockpitPage
from ui.desktop.metas.decision_dialog import DecisionDialog
from ui.desktop.metas.results_page import ResultsPage


def cockpit(seat: Seat, area: str = "metas", page: str = "mes") -> CockpitPage:
    seat.window.go(area, page)
    found = seat.window.page
    assert isinstance(found, CockpitPage)
    return found


def test_the_cockpit_answers_what_is_next_without_scrolling(seat: Seat, qtbot: Any) -> None:
    page = cockpit(seat)
    qtbot.waitExposed(seat.window)
    assert page.primary.isVisible() and page.primary.text() == "Decidir as 12 metas"
    bottom = page.goals.mapTo(seat.window, page.goals.rect().bottomLeft()).y()
    assert bottom < seat.window.height() - seat.window.status.height()
    assert page.situation == "Faltam 12 decisões para publicar as 12 metas. Prazo da diretoria: terça, 05/08."


def test_home_is_the_same_cockpit(seat: Seat) -> None:
    assert cockpit(seat, "inicio", "").steps.rows == cockpit(seat).steps.rows


def test_an_ask_opens_its_decision(seat: Seat, qtbot: Any) -> None:
    page = cockpit(seat)
    buttons = [b for b in page.asks.findChildren(type(page.primary)) if b.text() == "Decidir"]
    assert len(buttons) == 3
    buttons[0].click()
    dialog = next(d for d in seat.window.findChildren(DecisionDialog) if d.isVisible())
    assert dialog.windowTitle() == "Pneus, SANTA MARIA, agosto de 2025"
    dialog.decide()
    qtbot.waitUntil(lambda: page.primary.text() == "Decidir as 11 metas")


def test_an_empty_month_says_what_will_be_here(empty_seat: Seat) -> None:
    page = cockpit(empty_seat)
    assert not page.goals.isVisible() and not page.asks.isVisible()
    assert page.primary.text() == "Preparar o mês"
    empty_seat.window.go("metas", "resultados")
    results = empty_seat.window.page
    assert isinstance(results, ResultsPage)
    assert not results.table_card.isVisible()
    assert results.situation.strip() == "Não há cálculo desta vigência. Calcule as metas primeiro."


@pytest.mark.parametrize(("width", "wide"), [(1366, True), (1250, False), (1920, True)])
def test_columns_follow_the_room(seat: Seat, width: int, wide: bool, qtbot: Any) -> None:
    seat.window.resize(width, 800)
    seat.window.go("metas", "resultados")
    page = seat.window.page
    assert isinstance(page, ResultsPage)
    seat.window.dock.set_open(False)
    qtbot.waitUntil(lambda: page.model.wide == wide)
    for table in (page.table, page.lines):
        assert table.horizontalScrollBar().maximum() == 0 or table is page.lines


def test_the_bridge_follows_the_goal_selected(seat: Seat) -> None:
    seat.window.go("metas", "resultados")
    page = seat.window.page
    assert isinstance(page, ResultsPage)
    keys = [row.key for row in page.model.table.rows]
    page.table.setCurrentIndex(page.model.table.index(keys.index("COMBUSTIVEL/4"), 1))
    assert page.bridge_card.title.text() == "De julho a agosto: SÃO SEBASTIÃO"
    names = [text.split(", ")[0] for text in page.bridge.mark_texts()]
    assert names == ["Meta jul/2025", "Outras causas", "Calendário", "Nível de km", "Eficiência", "Meta ago/2025"]
    page.table.setCurrentIndex(page.model.table.index(keys.index("PECAS/1"), 1))
    assert "Saldo devedor" in [text.split(", ")[0] for text in page.bridge.mark_texts()]


def test_the_ring_stays_on_its_number_when_the_grouping_changes(seat: Seat) -> None:
    seat.window.go("metas", "resultados")
    page = seat.window.page
    assert isinstance(page, ResultsPage)
    keys = [row.key for row in page.model.table.rows]
    page.table.setCurrentIndex(page.model.table.index(keys.index("PECAS/1"), 1))
    page.grouping.chosen.emit("excecoes")
    cell = page.table.current_cell()
    assert cell is not None and cell.text == "176.160,19"
