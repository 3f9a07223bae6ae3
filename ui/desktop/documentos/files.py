"""Files that come to the window: opened from the menu, dragged in, chosen from the recent ones."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from ui.desktop.documentos.asking import PROVA, ask_file, dropped_file
from ui.desktop.documentos.page import DocumentsPage
from ui.desktop.shell.window import ShellWindow
from viewmodels.desk import Desk
from viewmodels.screens.documents_files import refusal_of_file


class FilesAtTheWindow(QObject):
    """What a window does with a file somebody shows it."""

    def __init__(self, window: ShellWindow, desk: Desk) -> None:
        """Listens to the window and to the desk."""
        super().__init__(window)
        self._window, self._desk = window, desk
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        window.file_requested.connect(self.ask)
        desk.file_wanted.connect(self.open)

    def ask(self) -> QFileDialog:
        """Ask for a carried file and open it in place of what is on the desk."""
        title = QCoreApplication.translate("DocumentosPages", "Abrir um arquivo .prova")
        return ask_file(self._window, title, (PROVA,), lambda path: self.open(str(path)))

    def open(self, path: str) -> None:
        """Open a carried file in place of what is on the desk; one that is refused leaves the desk as it is."""
        refused = refusal_of_file(self._desk.house, Path(path))
        if refused is not None:
            self._desk.refused.emit(refused)
        else:
            self._desk.switching.emit(path)

    def take(self, path: Path) -> None:
        """A carried file is opened; a paper is verified on the page of documents."""
        if path.suffix.lower() == PROVA:
            self.open(str(path))
            return
        if self._desk.house.audit is not None:
            return  # an audit has no page that verifies papers
        self._window.go("metas", "documentos")
        page = self._window.page
        if isinstance(page, DocumentsPage):
            page.model.verify(path)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Drags over the window that nothing in it took."""
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if dropped_file(event.mimeData()) is not None:
                event.acceptProposedAction()
                return True
        elif event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            path = dropped_file(event.mimeData())
            if path is not None:
                event.acceptProposedAction()
                self.take(path)
                return True
        return super().eventFilter(watched, event)


def serve_files(window: ShellWindow, desk: Desk) -> FilesAtTheWindow:
    """Gives a window its way with files."""
    return FilesAtTheWindow(window, desk)
