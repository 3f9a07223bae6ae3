"""Help: the month, the keys, problems, glossary, method, about."""

from functools import partial

from PySide6.QtCore import QCoreApplication

from ui.desktop.ajuda.help_page import HelpPage
from ui.desktop.ajuda.keys_page import KeysPage
from ui.desktop.shell.page import Page
from viewmodels.desk import Desk

AREA = "ajuda"


def pages(desk: Desk) -> list[Page]:
    """The pages of help, for everybody."""
    titles = {"mes": _tr("O mês"), "problemas": _tr("Problemas"), "glossario": _tr("Glossário")}
    texts = [Page(AREA, key, title, partial(HelpPage, desk, key, title)) for key, title in titles.items()]
    method, about = _tr("Método"), _tr("Sobre")
    return [
        *texts,
        Page(AREA, "teclado", _tr("Teclado"), KeysPage),
        Page(AREA, "metodo", method, partial(HelpPage, desk, "metodo", method)),
        Page(AREA, "sobre", about, partial(HelpPage, desk, "sobre", about)),
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("HelpPages", text)
