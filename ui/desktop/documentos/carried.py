"""The window of a carried file: its few pages, and the strip over all of them that says what it is."""

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop import ajuda, subsidios
from ui.desktop.documentos.proofs_page import ProofsPage
from ui.desktop.kit.banner import Banner
from ui.desktop.metas.history_page import HistoryPage
from ui.desktop.metas.results_page import ResultsPage
from ui.desktop.shell.page import Page
from ui.desktop.shell.window import ShellWindow
from viewmodels.banner import BannerView
from viewmodels.desk import Desk
from viewmodels.screens.documents_proofs import ProofsViewModel
from viewmodels.screens.memory_source import MemorySource
from viewmodels.screens.results import ResultsViewModel
from viewmodels.state import State


def carried_pages(desk: Desk, proofs: ProofsViewModel) -> list[Page]:
    """What can be read in a carried file: its proofs, its results with their memory, its calculations, the help."""
    memory, results = MemorySource(desk), ResultsViewModel(desk, desk)
    return [
        Page("inicio", "inicio", _tr("Provas"), partial(ProofsPage, desk, proofs)),
        Page("metas", "provas", _tr("Provas"), partial(ProofsPage, desk, proofs)),
        Page("metas", "resultados", _tr("Resultados"), partial(ResultsPage, desk, results, memory, None)),
        Page("metas", "historico", _tr("Histórico"), partial(HistoryPage, desk, results, None)),
        *subsidios.pages(desk),
        *ajuda.pages(desk),
    ]


class Strip(QWidget):
    """One line over every page: an audit file, or a file to decide in, or one that does not check."""

    def __init__(self, proofs: ProofsViewModel) -> None:
        """A strip that follows the proofs."""
        super().__init__()
        self._proofs = proofs
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 8, 12, 0)
        proofs.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say it again."""
        while item := self._row.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        proofs = self._proofs
        state = State.CRITICO if proofs.failed else State.ATENCAO if proofs.deciding else State.OK
        self.words = proofs.strip
        self._row.addWidget(Banner(BannerView(state, self.words)))


def put_strip(window: ShellWindow, proofs: ProofsViewModel) -> Strip:
    """Lays the strip over everything in a window."""
    strip = Strip(proofs)
    center = window.centralWidget()
    layout = center.layout() if center is not None else None
    assert isinstance(layout, QVBoxLayout)
    layout.insertWidget(0, strip)
    return strip


def _tr(text: str) -> str:
    return QCoreApplication.translate("DocumentosPages", text)
