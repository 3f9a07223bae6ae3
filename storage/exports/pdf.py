"""The PDF of a neutral document: bytes, or a file written whole."""

from pathlib import Path

from engines.report.document import Document
from storage.exports.delivery import deliver


def pdf_bytes(document: Document) -> bytes:
    """The document as PDF: A4, embedded fonts, outline, full hash in the keywords; equal input, equal bytes."""
    from storage.exports.paper.writer import write

    return write(document)


def save_pdf(document: Document, path: Path) -> Path:
    """Write the PDF in place of `path`.

    Raises KnownError EXPORTAR_ABERTO (file open) or EXPORTAR_RECUSADO (cannot write).
    """
    return deliver(path, pdf_bytes(document))
