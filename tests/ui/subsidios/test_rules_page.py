"""Regras no tempo in an audit's window: the plane, its keys and its table, the graph, the source watched."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest

from engines.subsidy.timeline import Window
from storage.texts.sentences import LOCALES, Texts
from tests.ui.subsidios.windows import window_on
from tests.viewmodels.screens.waiting import until
from tests.viewmodels.subsidios.audits import bring, calculate, new_audit, sitting
from ui.desktop.kit.theme import Theme, theme
from ui.desktop.shell.window import ShellWindow
from ui.desktop.subsidios.lineage_picture_layout import BOX, Lens, beside, whole
from ui.desktop.subsidios.lineage_picture_paint import SIDES, font_of
from ui.desktop.subsidios.lineage_picture_section import LineageSection
from ui.desktop.subsidios.rules_page import CHANGES, LINEAGE, SOURCE, TIMELINE, RulesPage
from ui.desktop.subsidios.rules_page_changes import ChangesSection
from ui.desktop.subsidios.rules_page_timeline import TimelineSection
from ui.desktop.subsidios.source_page import REGISTER, SourceSection
from ui.desktop.subsidios.timeline_picture_axes import Plane
from viewmodels.changes import EVERYTHING, Changed
from viewmodels.desk import Desk
from viewmodels.screens.subsidios.rules_timeline_marks import TimelineView

CASE, KNOWN = "simples-codigo-2025-09-10-head", "2026-05-26"
VERSIONS = Path(__file__).parents[2] / "storage" / "auditoria"
PAID = "sumario_faixa_servico_dia_pagamento"
SUSPENDED = "temperatura_suspensa"
Room = tuple[ShellWindow, Desk, RulesPage]


@pytest.fixture(scope="module")
def room(dressed: Theme, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    folder = tmp_path_factory.mktemp("auditoria")
    path = new_audit(folder)
    with sitting(path) as (house, scope):
        bring(house, scope, CASE)
        calculate(house, scope, KNOWN)
    with window_on(path, folder) as (window, desk):
        window.go("subsidios", "regras")
        page = window.findChild(RulesPage)
        assert isinstance(page, RulesPage)
        yield window, desk, page


def timeline(room: Room, rule: str = SUSPENDED) -> TimelineSection:
    room[2].show_rule(rule)
    section = room[2].show_section(TIMELINE)
    assert isinstance(section, TimelineSection)
    return section


# The plane.


def plane(window: Window, days: tuple[date, date] | None = None) -> Plane:
    view = TimelineView("", "", window, (), (), days, None, {})
    return Plane(view, QRectF(100, 10, 300, 200))


def test_dates_stand_where_the_axes_say() -> None:
    one = plane(Window(date(2025, 1, 1), date(2025, 1, 31), date(2025, 1, 1), date(2025, 1, 21)))
    assert (one.x(date(2025, 1, 16)), one.y(date(2025, 1, 11))) == (250, 110)
    assert (one.x(date(2024, 1, 1)), one.x(date(2026, 1, 1))) == (100, 400)


def test_the_veil_is_what_lies_below_the_diagonal() -> None:
    one = plane(Window(date(2025, 1, 11), date(2025, 1, 31), date(2025, 1, 1), date(2025, 1, 21)))
    assert one.diagonal() == (QPointF(100, 110), QPointF(250, 10))
    assert QPointF(100, 210) in one.veil() and QPointF(400, 10) in one.veil() and QPointF(400, 210) in one.veil()
    known_later = plane(Window(date(2025, 1, 1), date(2025, 1, 11), date(2025, 2, 1), date(2025, 3, 1)))
    assert (known_later.diagonal(), known_later.veil()) == (None, [])


def test_the_days_of_the_audit_are_a_band_one_can_see() -> None:
    window = Window(date(2022, 1, 1), date(2026, 1, 1), date(2022, 1, 1), date(2026, 1, 1))
    band = plane(window, (date(2025, 1, 1), date(2025, 1, 1))).band()
    assert band is not None and band.width() == 2
    assert plane(window, (date(2027, 1, 1), date(2027, 1, 1))).band() is None


def test_months_leave_room_for_their_words() -> None:
    one = plane(Window(date(2022, 1, 1), date(2026, 1, 1), date(2022, 1, 1), date(2026, 1, 1)))
    assert [day for _, day in one.x_ticks(70)] == [date(year, 1, 1) for year in range(2022, 2026)]


# The timeline.


def test_a_rule_is_found_by_its_words_without_accents(room: Room) -> None:
    section = timeline(room)
    section.search.setText("glosa suspensa")
    assert [row.key for row in section._rules.rows][1:] == [SUSPENDED]
    section.search.setText("nada disto")
    assert section._rules.rowCount() == 0 and section._none.isVisibleTo(section)
    section.search.clear()


def test_keys_walk_the_rectangles_and_the_dock_tells_the_clause(room: Room) -> None:
    section, shell = timeline(room), room[1].shell
    section.picture.setFocus()
    marks = section.model.view.marks
    at = next(place for place, mark in enumerate(marks) if mark.address.clause == "temperatura.suspensa")
    QTest.keyClick(section.picture, Qt.Key.Key_Home)
    for _ in range(at):
        QTest.keyClick(section.picture, Qt.Key.Key_Right)
    assert section.picture.current == at
    assert section.detail.title.text() == "PCC 3019687-30.2025.8.19.0001: sim"
    assert "09/12/2025 a 28/12/2025" in section.detail.line.text()
    told = shell.memory
    assert told is not None and told.value == "sim"
    assert "b7dcb01f" in [line.value for line in told.rules]
    assert "PCC 3019687-30.2025.8.19.0001" in section.picture.accessibleName()


def test_the_pointer_tells_the_rectangle_under_it_and_gives_back_the_one_meant(room: Room) -> None:
    section = timeline(room, "pof_minimo")
    here = section.picture.at_work()
    before = section.detail.title.text()
    other = next(at for at in range(len(section.model.view.marks)) if at != here)
    section.picture._hover(other)
    assert section.detail.title.text() != before
    section.picture._hover(-1)
    assert section.detail.title.text() == before


def test_the_table_tells_every_clause_and_which_is_applied(room: Room) -> None:
    section = timeline(room, "validador_incorreto")
    section.card.toggle_table()
    rows = {row.key: row for row in section.card.table.figures.rows}
    assert len(rows) == 3
    section.model.choose("pof_minimo")
    (row,) = section.card.table.figures.rows
    assert (row.cell("value").text, row.cell("here").text) == ("80", "Aplicada")
    section.card.toggle_table()


def test_two_dates_list_what_changes_and_a_rule_opens_on_its_plane(room: Room) -> None:
    section = room[2].show_section(CHANGES)
    assert isinstance(section, ChangesSection)
    section.before.set_text("10/09/2025")
    section.after.set_text("31/12/2025")
    section.submit()
    rules = [section.model.rule_of(row.key) for row in section._rows.rows]
    assert rules and len(set(rules)) <= len(rules)
    known = [row.cell("known").raw for row in section._rows.rows]
    assert known == sorted(known)  # type: ignore[type-var]
    section.table.action_requested.emit("0", "rule")
    assert room[2].sections.value == TIMELINE
    assert timeline(room, rules[0]).model.rule == rules[0]
    section.before.set_text("31/12/2025")
    section.submit()
    assert not section.table.isVisibleTo(section) and "Nenhuma regra" in section.words.text()


def test_what_somebody_else_writes_moves_nothing_in_front(room: Room) -> None:
    section, changes = timeline(room), room[2].show_section(CHANGES)
    graph = lineage(room)
    assert isinstance(changes, ChangesSection)
    section.picture.select(2)
    changes.before.set_text("01/10/2025")
    changes.submit()
    graph.picture.zoom(1.5)
    seen = graph.picture.mark_rects()
    room[1].changes.publish(Changed(frozenset({EVERYTHING})))
    until(lambda: True)
    assert section.picture.current == 2
    assert changes.before.edit.text() == "01/10/2025"
    assert graph.picture.mark_rects() == seen


# The graph.


def lineage(room: Room) -> LineageSection:
    section = room[2].show_section(LINEAGE)
    assert isinstance(section, LineageSection)
    section.model.go_inside("")
    return section


def test_a_column_lights_its_way_to_the_inputs(room: Room) -> None:
    section = lineage(room)
    keys = [mark.key for mark in section.model.nodes]
    section.picture.select(keys.index(PAID))
    at = section.model.columns_here.index("valor_a_pagar")
    section.columns.setCurrentIndex(section._columns.index(at, 0))
    assert {"in_viagem_completa", "in_valor_km_tipo_viagem", PAID} <= section.model.lit
    assert "in_gps_validador" not in section.model.lit
    assert section._ancestors.rows[0].key == "folha_faixa.valor_a_pagar"
    section.ancestors.setCurrentIndex(section._ancestors.index(0, 0))
    assert "valor_apurado_faixa + valor_penalidade" in section.detail.text()
    section.rows.setChecked(True)
    assert "in_gps_validador" in section.model.lit
    section.rows.setChecked(False)


def test_keys_walk_the_graph_open_a_stage_and_come_back(room: Room) -> None:
    section = lineage(room)
    picture, model = section.picture, section.model
    picture.select([mark.key for mark in model.nodes].index("veiculo_dia"))
    QTest.keyClick(picture, Qt.Key.Key_Right)
    assert model.nodes[picture.current].column == 2
    picture.select([mark.key for mark in model.nodes].index("viagem_transacao"))
    QTest.keyClick(picture, Qt.Key.Key_Return)
    assert (model.inside, model.node) == ("viagem_transacao", "viagem_transacao")
    assert "regra.transacao_atraso_dias" in {mark.key for mark in model.nodes}
    assert section.back.isVisibleTo(section)
    QTest.keyClick(picture, Qt.Key.Key_Backspace)
    assert model.inside == "" and len(model.nodes) == 42
    section.unfolds["REGRA"].setChecked(True)
    assert len(model.nodes) > 100
    section.unfolds["REGRA"].setChecked(False)
    QTest.keyClick(picture, Qt.Key.Key_Escape)
    assert model.node == "" and model.lit == frozenset()


def test_no_name_is_cut_by_its_box(room: Room) -> None:
    model = lineage(room).model
    section = lineage(room)
    for check in section.unfolds.values():
        check.setChecked(True)
    marks = model.nodes
    names = {(mark.kind, mark.title) for mark in marks}
    for locale in LOCALES:
        texts = Texts(locale)
        codes = [(n.kind.value, n.title_code) for n in model.graph.nodes.values() if n.title_code]
        names |= {(kind, texts.say(code)) for kind, code in codes}
    for check in section.unfolds.values():
        check.setChecked(False)
    assert [title for kind, title in sorted(names) if not fits(kind, title)] == []


def fits(kind: str, title: str) -> bool:
    """True when the words of a node lie inside its box."""
    size = theme().percent / 100
    room = QRectF(0, 0, (BOX[0] - SIDES[kind]) * size, 10_000)
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    words = title.replace("_", "_\u200b") if kind == "FONTE" else title
    needed = QFontMetrics(font_of(kind)).boundingRect(room.toRect(), int(flags), words)
    return needed.height() <= BOX[1] * size - 2 and needed.width() <= room.width()


def test_the_whole_graph_fits_and_a_point_stays_where_it_is_zoomed(room: Room) -> None:
    marks, lens, screen = lineage(room).model.nodes, Lens(), QRectF(0, 0, 900, 400)
    lens.fit(whole(marks), screen)
    assert screen.adjusted(-1, -1, 1, 1).contains(lens.to_screen(whole(marks)))
    spot = QPointF(120, 80)
    before = (spot - lens.origin) / lens.scale
    lens.zoom(1.5, spot)
    after = (spot - lens.origin) / lens.scale
    assert (round(before.x(), 6), round(before.y(), 6)) == (round(after.x(), 6), round(after.y(), 6))
    assert beside(marks, 0, (-1, 0)) == 0


# The source.


def test_the_source_is_compared_measured_and_written_down(room: Room) -> None:
    section = room[2].show_section(SOURCE)
    assert isinstance(section, SourceSection)
    assert not section.versions.compare.isEnabled()
    section.versions.before.edit.setText(str(VERSIONS / "upstream_antes"))
    section.versions.after.edit.setText(str(VERSIONS / "upstream_depois"))
    section.versions.submit()
    until(lambda: not section.model.running)
    assert section._changes.rowCount() == 9
    assert section.model.result == "9 mudanças entre as duas versões. 5 tocam cláusulas nossas."
    assert section.side.title.text() == "DATA_SUBSIDIO_V20_INICIO"
    section.side.measure.click()
    until(lambda: not section.model.effect.running)
    assert section._changes.rows[0].cell("effect").text == "+483,76"
    dialog = section.side.ask_conclusion()
    dialog.submit()
    assert dialog.problem.sentence.text().startswith("Escreva o que se concluiu")
    dialog.conclusion.setPlainText("Data adiada, sem ato publicado.")
    dialog.submit()
    until(lambda: "Ana Auditora" in section.side.analysed.text())
    section.shown.set_value(REGISTER)
    section.refresh()
    (row,) = section._register.rows
    assert (row.cell("conclusion").text, row.cell("effect").text) == ("Data adiada, sem ato publicado.", "+483,76")


def test_a_change_of_no_rule_says_why_it_moves_nothing(room: Room) -> None:
    section = room[2].show_section(SOURCE)
    assert isinstance(section, SourceSection)
    other = next(one for one in section.model.changes if one.name == "receita_publicidade")
    section.model.choose(other.digest)
    assert not section.side.measure.isEnabled()
    assert section.side.measure_reason.text().startswith("Nenhuma regra nossa lê esta mudança")
    assert section.side.touched.text() == "Sem regra nossa"
