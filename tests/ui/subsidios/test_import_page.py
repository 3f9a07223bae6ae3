"""The tab Importação as a person uses it: empty, dropped on, matched, read, and taken away when it is wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from storage.auditoria.sources import SourceKind
from tests.ui.subsidios.windows import copied, window_on
from tests.viewmodels.screens.waiting import until
from tests.viewmodels.subsidios.audits import CASES, new_audit
from tests.viewmodels.subsidios.import_sources import CASE, TRIPS, faulty, renamed
from ui.desktop.subsidios.import_page import ImportPage
from ui.desktop.subsidios.import_steps import ColumnsStep, ReadingStep
from ui.desktop.subsidios.import_wizard import ImportFrame
from viewmodels.screens.subsidios.import_way import COLUMNS, READING


@pytest.fixture
def page(tmp_path: Path) -> Iterator[ImportPage]:
    """The page of an audit into which nothing was brought."""
    with window_on(new_audit(tmp_path), tmp_path) as (window, _desk):
        window.go("subsidios", "importacao")
        shown = window.page
        assert isinstance(shown, ImportPage)
        yield shown


def drop(page: ImportPage, path: Path) -> QDropEvent:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, mime, buttons, keys)
    page.dropEvent(event)
    return event


def settled(page: ImportPage) -> ImportFrame:
    until(lambda: page.model.wizard is not None and not page.model.wizard.running)
    assert page.wizard is not None
    return page.wizard


def test_the_first_time_there_is_one_sentence_and_one_button(page: ImportPage) -> None:
    assert page.blank.isVisible()
    assert not any(card.isVisible() for card in page.cards.values())
    page._first.click()
    assert page.wizard is not None
    assert page.wizard.frame.reason.text() == "Escolha de onde vêm as tabelas"
    page.wizard.frame.save.click()
    assert page.wizard is None
    assert page.blank.isVisible()


def test_what_is_dropped_is_matched_by_keyboard_and_read(page: ImportPage, tmp_path: Path) -> None:
    assert drop(page, renamed(tmp_path)).isAccepted()
    frame = settled(page)
    step = frame.steps[COLUMNS]
    assert isinstance(step, ColumnsStep)
    box = step.matching.boxes["id_veiculo"]
    assert [box.itemText(at) for at in range(box.count())] == ["Escolher a coluna", "cod_onibus"]
    assert step.matching.columns.title.text() == "Viagens identificadas"
    assert not frame.frame.next.isEnabled()
    assert page.window().focusWidget() is box
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert page.window().focusWidget() is step.matching.boxes["id_veiculo"]
    assert frame.frame.next.isEnabled()
    frame.frame.next.click()
    until(lambda: frame.model.is_in and not frame.model.running)
    reading = frame.steps[READING]
    assert isinstance(reading, ReadingStep)
    assert (reading.calculation.isVisible(), reading.faults.isVisible()) == (True, False)
    assert page.window().focusWidget() is reading.day.edit
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [page.window()]
    assert (reading.day.edit.text(), frame.frame.next.text()) == ("20/11/2026", "Calcular as etapas")
    frame.frame.save.click()
    assert page.cards[SourceKind.INPUT].table.isVisible()
    assert page.missing.isVisible()


def test_another_table_is_shown_by_going_to_its_row(page: ImportPage, tmp_path: Path) -> None:
    drop(page, renamed(tmp_path))
    step = settled(page).steps[COLUMNS]
    assert isinstance(step, ColumnsStep)
    tables = step.matching.tables
    assert (tables.currentIndex().row(), step.model.found.row_at(0).key) == (0, TRIPS)
    tables.setCurrentIndex(step.model.found.index(1, 0))
    assert step.matching.columns.title.text() == "Autuações"
    assert step.matching.boxes == {}


def test_faults_are_copied_and_saved(page: ImportPage, tmp_path: Path) -> None:
    drop(page, faulty(tmp_path))
    frame = settled(page)
    frame.frame.next.click()
    settled(page)
    step = frame.steps[READING]
    assert isinstance(step, ReadingStep)
    assert step.faults.isVisible()
    assert step.faults._told.text() == "21 de 41, as primeiras de cada coluna"
    step.faults.copy()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 22
    dialog = step.faults.save()
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "falhas.csv"))
    dialog.close()
    assert (tmp_path / "falhas.csv").exists()


def test_only_a_folder_or_a_workbook_may_be_dropped(page: ImportPage, tmp_path: Path) -> None:
    (tmp_path / "notas.pdf").write_bytes(b"%PDF")
    drop(page, tmp_path / "notas.pdf")
    assert page.wizard is None


def test_the_template_is_written_where_it_is_asked(page: ImportPage, tmp_path: Path) -> None:
    dialog = page.ask_template(SourceKind.INPUT)
    dialog.fileSelected.emit(str(tmp_path / "modelo.xlsx"))
    dialog.close()
    assert (tmp_path / "modelo.xlsx").exists()


def test_what_was_published_is_brought_from_its_own_card(audit_file: Path, tmp_path: Path) -> None:
    with window_on(copied(audit_file, tmp_path), tmp_path) as (window, _desk):
        window.go("subsidios", "importacao")
        page = window.page
        assert isinstance(page, ImportPage)
        page.cards[SourceKind.PAID].begin(CASES / CASE / "expected")
        frame = settled(page)
        assert (frame.model.title, frame.frame.next.text()) == ("Trazer o que a SMTR publicou", "Ler 12 tabelas")
        frame.frame.next.click()
        settled(page)
        assert frame.frame.next.text() == "Concluir"
        frame.frame.next.click()
        assert page.wizard is None
        assert page.cards[SourceKind.PAID].table.isVisible()
        assert page.history.isVisible()
