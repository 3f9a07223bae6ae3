"""Documentos: verifying papers, carrying a month, deciding away, what left; and the window of a carried file."""

from functools import partial

from PySide6.QtCore import QCoreApplication

from ui.desktop.shell.page import Page, PageWidget
from viewmodels.desk import Desk


def pages(desk: Desk) -> list[Page]:
    """The page of documents, a tab of Metas."""
    return [Page("metas", "documentos", _tr("Documentos"), partial(_page, desk))]


def _page(desk: Desk) -> PageWidget:
    # Imported when first shown: pages of other rooms use parts of this one.
    from ui.desktop.documentos.page import DocumentsPage

    return DocumentsPage(desk)


def _tr(text: str) -> str:
    return QCoreApplication.translate("DocumentosPages", text)
