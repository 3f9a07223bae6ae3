"""The papers of an audit, asked for in the header of its pages and written where the person says."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from tests.ui.subsidios.windows import copied, window_on
from tests.viewmodels.screens.waiting import until
from ui.desktop.subsidios.audit_page import AuditPage


def test_the_report_is_written_where_it_was_asked_and_its_signs_are_said(audit_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "relatorio.pdf"
    with window_on(copied(audit_file, tmp_path), tmp_path) as (window, desk):
        window.go("subsidios", "etapas")
        page = window.page
        assert isinstance(page, AuditPage)
        menu = page.papers.menu()
        assert [action.text() for action in menu.actions()] == ["Relatório em PDF", "Planilha com fórmulas vivas"]
        assert all(action.isEnabled() for action in menu.actions())
        dialog = page.papers.ask("subsidios.relatorio", "pdf")
        assert isinstance(dialog, QFileDialog) and dialog.selectedFiles()[0].endswith("auditoria.pdf")
        dialog.fileSelected.emit(str(target))
        until(lambda: not page.audit.running and target.is_file())
        assert page.audit.result.startswith("relatorio.pdf gravado. Sinais: ")
        dialog.close()
        menu.close()
        assert target.read_bytes().startswith(b"%PDF")
        assert desk.ask("subsidios.situacao").runs
        assert page.strip.isVisible()
        window.go("subsidios", "importacao")
        assert isinstance(window.page, AuditPage)
        assert (window.page.audit.result, window.page.strip.isVisible()) == ("", False)
