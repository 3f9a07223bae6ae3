"""Achados on screen: opened by hand, moved on with a note, reviewed by another, and the audit sealed at its end."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.subsidios.windows import copied, window_on
from tests.viewmodels.screens.waiting import until
from ui.desktop.shell.window import ShellWindow
from ui.desktop.subsidios.findings_page import FindingsPage


def in_front(window: ShellWindow) -> FindingsPage:
    window.go("subsidios", "achados")
    page = window.page
    assert isinstance(page, FindingsPage)
    return page


@pytest.fixture(scope="module")
def sealed(audit_file: Path, tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Path:
    """An audit taken from its first finding to its seal, through the dialogs; the sealed copy."""
    folder = tmp_path_factory.mktemp("janela")
    target = folder / "lacrada.prova"
    with window_on(copied(audit_file, folder), folder) as (window, desk):
        page = in_front(window)
        assert page._pages.currentWidget() is page._blank
        dialog = page.ask_new()
        assert dialog is not None
        dialog.submit()
        assert dialog.title.error == "Dê um título ao achado"
        dialog.title.edit.setText("Visto na garagem")
        assert dialog.effect is not None
        dialog.effect.edit.setText("10,50")
        dialog.submit()
        until(lambda: page.model.number == 1)
        tile = page.tiles.tiles["ABERTO"].view
        assert (tile.count, tile.caption) == ("1", "R$\u00a010,50")
        assert not page.detail.reviewing.isEnabled() and page.detail.reason.text().startswith("Quem abriu o achado")
        moved = page.detail.ask_move("DESCARTADO")
        assert moved is not None
        moved.submit()
        assert moved.problem.isVisible() and moved.problem.sentence.text().startswith("Diga por quê")
        moved.note.setPlainText("não é desta garagem")
        moved.submit()
        until(lambda: page.tiles.tiles["DESCARTADO"].view.count == "1")
        assert [row.cell("ato").text for row in page.model.history.rows] == [
            "Mudou a situação: Descartado",
            "Abriu o achado",
        ]
        danger = page.menu.confirm(target)
        assert not danger.confirm.isEnabled()
        danger.reason_field.edit.setText("acabou")
        danger.typed_field.edit.setText("LACRAR")
        assert danger.confirm.isEnabled()
        wanted: list[str] = []
        desk.switching.connect(wanted.append)
        danger.accept()
        until(lambda: bool(wanted))
        assert wanted == [str(target)]
    return target


def test_a_sealed_audit_shows_its_findings_and_says_why_nothing_can_be_done(sealed: Path, tmp_path: Path) -> None:
    with window_on(sealed, tmp_path) as (window, _desk):
        page = in_front(window)
        assert page.detail.name.text() == "Visto na garagem"
        assert not page.new.isEnabled() and page.new.accessibleDescription().startswith("A auditoria foi lacrada")
        assert page.detail.reason.text().startswith("A auditoria foi lacrada")
        assert (page.ask_new(), page.detail.ask_move("CONFIRMADO"), page.detail.ask_review()) == (None, None, None)
        menu = page.menu.menu()
        shown = [action.text() for action in menu.actions() if not action.isEnabled() and action.text()]
        menu.deleteLater()
        assert len(shown) == 1 and shown[0].startswith("Lacrar a auditoria: A auditoria foi lacrada")
