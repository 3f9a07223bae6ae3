"""Printing a few lines: what a person must keep on paper (a recovery key), through the system's print dialog."""

from collections.abc import Sequence
from html import escape

from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget


def lines_document(title: str, lines: Sequence[str]) -> QTextDocument:
    """The page to be printed: a title and its lines."""
    document = QTextDocument()
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    document.setHtml(f"<h2>{escape(title)}</h2>{body}")
    return document


def print_text(parent: QWidget, title: str, lines: Sequence[str]) -> bool:
    """Asks for a printer and prints; False when it was given up."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    try:
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return False
        lines_document(title, lines).print_(printer)
        return True
    finally:
        dialog.deleteLater()
