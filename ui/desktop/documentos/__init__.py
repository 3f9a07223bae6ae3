"""Documentos: verifying papers, carrying a month, deciding away, what left; and the window of a carried file."""

from functools import partial

from PySide6.QtCore import QCoreApplication

from ui.desktop.documentos.page import DocumentsPage
from ui.desktop.shell.page import Page
from viewmodels.desk import Desk


def pages(desk: Desk) -> list[Page]:
    """The page of documents, a tab of Metas."""
    return [Page("metas", "documentos", _tr("Documentos"), partial(DocumentsPage, desk))]


def _tr(text: str) -> str:
    return QCoreApplication.translate("DocumentosPages", text)
