"""Documentos in a real window: a paper dropped, a month taken out, a carried file opened, signed and received."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from storage.recent import recent_files
from tests.ui.studio import settle
from tests.viewmodels.documentos.months import PHRASE, around, away, carried, choices, home
from ui.desktop.app import open_window
from ui.desktop.documentos.carried import Strip
from ui.desktop.documentos.dialogs import ReceiveDialog
from ui.desktop.documentos.page import DocumentsPage
from ui.desktop.documentos.proofs_page import ProofsPage
from ui.desktop.entrance.dialog import EntranceDialog
from ui.desktop.kit.banner import Banner
from ui.desktop.metas.results_page import ResultsPage
from ui.desktop.shell.window import ShellWindow
from viewmodels.desk import Desk
from viewmodels.entrance import Entrance
from viewmodels.operations.house import House
from viewmodels.operations.metas.explaining import Address
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope


@contextmanager
def window_on(house: House, scope: Scope) -> Iterator[tuple[ShellWindow, Desk]]:
    window, desk = open_window(house, scope)
    window.show()
    settle()
    try:
        yield window, desk
    finally:
        desk.close()
        window.close()
        window.deleteLater()
        settle()


def drop(target: QWidget, path: Path) -> None:
    """The file dragged over a widget and let go there."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    act, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(5, 5), act, mime, button, none)
    QApplication.sendEvent(target, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), act, mime, button, none))
    settle()


def said(page: QWidget) -> list[str]:
    return [banner.accessibleName() for banner in page.findChildren(Banner)]


def test_a_paper_shown_to_the_page_and_a_month_taken_out(tmp_path: Path) -> None:
    paper, month = carried(tmp_path, "agosto.pdf"), carried(tmp_path, "agosto.prova")
    with home(tmp_path) as (house, scope), window_on(house, scope) as (window, desk):
        drop(window, paper)
        page = window.page
        assert isinstance(page, DocumentsPage)
        assert any("Autêntico" in words and "Aprovado em" in words for words in said(page.verify))
        page.verify.signs.edit.setText("0000 0000 0000 0000")
        QTest.keyClick(page.verify.signs.edit, Qt.Key.Key_Return)
        settle()
        assert any("Nenhum papel com os sinais" in words for words in said(page.verify))
        drop(page.verify, month)
        assert len(page.verify.lines.sentences) == 8
        out = tmp_path / "fora.prova"
        assert page.model.export(out).startswith("Mês levado em")
        settle()
        assert page.left.table.rowCount() == 5 and page.left.lines[0].line.name == "fora.prova"
        wanted: list[str] = []
        desk.switching.connect(wanted.append)
        desk.file_wanted.emit(str(out))
        out.unlink()
        page.shown()
        assert wanted == [str(out)]
        assert [(each.path.name, each.here) for each in recent_files(Path(house.paths))] == [("fora.prova", False)]
        refused: list[object] = []
        desk.refused.disconnect()
        desk.refused.connect(refused.append)
        drop(window, carried(tmp_path, "agosto.prova"))
        assert len(wanted) == 2 and refused == []
        month.write_bytes(month.read_bytes()[:5000])
        drop(window, month)
        assert len(wanted) == 2 and len(refused) == 1


def test_a_sealed_month_has_a_window_that_only_reads(tmp_path: Path) -> None:
    path, paper = carried(tmp_path, "agosto.prova"), carried(tmp_path, "agosto.pdf")
    with away(tmp_path, path) as (house, scope), window_on(house, scope) as (window, _):
        strip = window.findChild(Strip)
        assert isinstance(strip, Strip)
        assert strip.words == "Arquivo de auditoria, somente leitura. Confere com a cadeia até 02/08/2025."
        page = window.page
        assert isinstance(page, ProofsPage) and len(page.lines.sentences) == 8
        drop(page.verify, paper)
        assert any("Autêntico" in words for words in said(page.verify))
        made = tmp_path / "de-novo.pdf"
        assert page.model.remake("pdf", made) and made.read_bytes() == paper.read_bytes()
        window.go("metas", "resultados")
        settle()
        results = window.page
        assert isinstance(results, ResultsPage)
        results.select_address(Address(1, "meta_litros", ("4",)))
        window.dock.set_open(True)
        settle()
        view = window.dock.panel.view
        assert view is not None and view.value == "40.501,63"
        window.go("metas", "historico")
        settle()


def test_a_second_person_signs_and_home_receives(tmp_path: Path) -> None:
    path = carried(tmp_path, "decidir.prova")
    with away(tmp_path, path) as (house, scope), window_on(house, scope) as (window, desk):
        page = window.page
        assert isinstance(page, ProofsPage)
        view = perform(house, scope, "metas.resultados", run=1)
        desk.act("metas.decidir", "metas.decisoes", run=1, digest=view.digest, chosen=choices(view))
        dialog = page.ask_phrase()
        dialog.phrase.edit.setText("uma frase que não é a da chave")
        dialog.submit()
        assert dialog.isVisible() and dialog.problem.sentence.text().startswith("Esta não é a frase")
        dialog.phrase.edit.setText(PHRASE)
        dialog.submit()
        assert dialog.said.startswith("12 decisões assinadas")
        assert page.model.failed == 0 and page.model.pending == 0
        settle()
    with home(tmp_path, "espera") as (house, scope), window_on(house, scope) as (window, _):
        window.go("metas", "documentos")
        documents = window.page
        assert isinstance(documents, DocumentsPage)
        arriving = documents.carry.show_arriving(path)
        assert isinstance(arriving, ReceiveDialog) and arriving.model.rowCount() == 12
        arriving.confirm.click()
        assert arriving.said == "12 decisões recebidas de Diretor Silva. Falta publicar."
        assert perform(house, scope, "metas.resultados", run=1).pending == ()
        settle()


def test_the_door_takes_a_carried_file_and_asks_nobody(tmp_path: Path) -> None:
    path = carried(tmp_path, "agosto.prova")
    with home(tmp_path) as (house, _):
        door = EntranceDialog(house, Entrance(house))
        broken = carried(tmp_path, "agosto.pdf").rename(tmp_path / "falso.prova")
        drop(door, broken)
        assert door.file is None
        drop(door, path)
        assert door.file == path
        door.deleteLater()
        settle()
    assert around(tmp_path).locale == "pt"
