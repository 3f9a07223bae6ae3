"""Help: the book, the keys, the switches of the sample company; and who opens the page asked for anywhere."""

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from ui.desktop.ajuda.guide_strip import put_guide
from ui.desktop.ajuda.help_dialog import HelpDialog
from ui.desktop.ajuda.help_key import HelpKey
from ui.desktop.ajuda.help_page import HelpPage
from ui.desktop.ajuda.keys_page import KeysPage
from ui.desktop.ajuda.scenarios_page import ScenariosPage
from ui.desktop.shell.keymap import HELP
from ui.desktop.shell.page import Page
from ui.desktop.shell.window import ShellWindow
from viewmodels.desk import Desk
from viewmodels.screens.guide import Guide
from viewmodels.screens.help_page import HelpReader
from viewmodels.shell import Hit

AREA, BOOK = "ajuda", "manual"
MOST_FOUND = 4
"""Pages of help among the answers of Ctrl+K."""


def pages(desk: Desk) -> list[Page]:
    """The pages of help, for everybody; the switches only in the sample company."""
    reader = HelpReader(desk.house.texts)
    reader.setParent(desk)
    listed = [
        Page(AREA, BOOK, _tr("Manual e referência"), partial(HelpPage, desk, reader)),
        Page(AREA, "teclado", _tr("Teclado"), KeysPage),
    ]
    if desk.house.sample:
        listed.append(Page(AREA, "cenarios", _tr("Cenários do exemplo"), partial(ScenariosPage, desk)))
    return listed


def serve_help(desk: Desk, window: QWidget) -> None:
    """Opens the page asked for: in the window, or over the dialog that asks. The pages must be made first."""
    reader = desk.findChild(HelpReader)
    if reader is None:
        raise LookupError("the pages of this desk were not made: there is no help")

    def opened(hints: tuple[str, ...]) -> None:
        over = QApplication.activeModalWidget()
        if over is not None:
            HelpDialog(desk.house.texts, hints, over).open()
            return
        reader.open(*hints)
        desk.shell.go(AREA, BOOK)

    def found(typed: str) -> list[Hit]:
        named = [topic for topic in reader.book.search(typed) if typed.casefold() in topic.title.casefold()]
        return [Hit(topic.title, _tr("Ajuda"), partial(desk.shell.ask_help, topic.id)) for topic in named[:MOST_FOUND]]

    HelpKey(desk)
    desk.shell.help_requested.connect(opened)
    desk.shell.add_provider(found)


def serve_guide(desk: Desk, window: ShellWindow) -> Guide:
    """The guided month over the window of the sample company, and in its Help menu the guide and the switches."""
    guide = Guide(desk)
    put_guide(window, guide)
    menu = window.menus[HELP]
    menu.addSeparator()
    shown = menu.addAction(_tr("Guia do mês"))
    shown.setCheckable(True)
    shown.toggled.connect(guide.set_shown)
    guide.changed.connect(lambda: _check(shown, guide.shown))
    menu.addAction(_tr("Cenários do exemplo")).triggered.connect(lambda: desk.shell.go(AREA, "cenarios"))
    _check(shown, guide.shown)
    return guide


def _check(action: QAction, on: bool) -> None:
    """Shows what is so without asking for it again."""
    action.blockSignals(True)
    action.setChecked(on)
    action.blockSignals(False)


def _tr(text: str) -> str:
    return QCoreApplication.translate("HelpPages", text)
