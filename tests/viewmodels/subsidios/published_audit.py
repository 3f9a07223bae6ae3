"""An audit with its report published once, for the tests of its papers."""

from dataclasses import dataclass
from pathlib import Path

from storage.exports.pdf_pages import page_count, page_text
from viewmodels.operations.house import House
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.report_figures import AuditFigures

HEAD, PAID = "simples-codigo-2025-11-20-head", "simples-codigo-2025-11-20-nov25"


@dataclass
class Audit:
    """An audit with its report published once."""

    house: House
    scope: Scope
    figures: AuditFigures
    pdf: Path
    text: str


def said(pdf: bytes) -> str:
    """Every page as one line of text."""
    text = " ".join(page_text(pdf, index) for index in range(page_count(pdf)))
    return text.replace("\u00a0", " ").replace("\n", " ")
