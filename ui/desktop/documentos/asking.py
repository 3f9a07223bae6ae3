"""Which file: the dialog that opens one, and what may be dropped on the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ui.desktop.folders import documents_folder, hand_on
from viewmodels.operations.faces import House
from viewmodels.screens.documents_lists import recents

PROVA, PAPERS = ".prova", (".pdf", ".xlsx")


def ask_file(parent: QWidget, title: str, endings: tuple[str, ...], then: Callable[[Path], object]) -> QFileDialog:
    """Asks for a file that exists, then hands its path on."""
    folder = documents_folder()
    kinds = " ".join(f"*{ending}" for ending in endings)
    dialog = QFileDialog(parent.window(), title, folder, f"{_tr('Arquivos')} ({kinds})")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    hand_on(dialog, then)
    dialog.open()
    return dialog


def offer_files(parent: QWidget, house: House, then: Callable[[Path], object]) -> None:
    """A menu of the files opened lately, those that are gone greyed, and the way to any other."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    title = _tr("Abrir um arquivo .prova")
    for each in recents(house):
        action = menu.addAction(each.path.name)
        action.setEnabled(each.here)
        action.setToolTip(str(each.path))
        action.triggered.connect(lambda _=False, path=each.path: then(path))
    if not menu.isEmpty():
        menu.addSeparator()
    menu.addAction(_tr("Escolher outro arquivo")).triggered.connect(lambda: ask_file(parent, title, (PROVA,), then))
    menu.popup(QCursor.pos())


def dropped_file(mime: QMimeData) -> Path | None:
    """The one file that is being dragged, when it is a kind the program knows; None otherwise."""
    urls = mime.urls() if mime.hasUrls() else []
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in (PROVA, *PAPERS) else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("DocumentosPages", text)
