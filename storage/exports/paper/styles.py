"""Faces, sizes, inks and paragraph styles of the paper."""

from functools import cache
from html import escape
from importlib.resources import files

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph

from engines.report.blocks import State
from engines.report.document import Status
from storage.exports.paper_tokens import PALETTE

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 45.0
WIDTH = PAGE_WIDTH - 2 * MARGIN

REGULAR, MEDIUM, BOLD = "Prova", "Prova-Medium", "Prova-Bold"
_FACES = {REGULAR: "Roboto-Regular.ttf", MEDIUM: "Roboto-Medium.ttf", BOLD: "Roboto-Bold.ttf"}

FACE = ("FONTNAME", (0, 0), (-1, -1), REGULAR)
"""Table command that keeps the writer's own default face, which cannot be embedded, off the page."""

STATE_INK = {
    State.OK: "ok",
    State.ATTENTION: "attention",
    State.CRITICAL: "critical",
    State.NO_DATA: "no_data",
    State.ERROR: "error",
    State.INFO: "ac",
}
STATE_WASH = {
    State.OK: "ok_wash",
    State.ATTENTION: "attention_wash",
    State.CRITICAL: "critical_wash",
    State.NO_DATA: "no_data_wash",
    State.ERROR: "error_wash",
    State.INFO: "acs",
}
STATUS_INK = {Status.DRAFT: "t2", Status.APPROVED: "ok", Status.REVERTED: "critical"}


@cache
def ink(token: str) -> Color:
    """Colour of a print token."""
    return HexColor(PALETTE[token])


@cache
def register_fonts() -> None:
    """Make the three faces known to reportlab, once; they travel embedded in every PDF."""
    folder = files("font_roboto") / "files"
    for name, file in _FACES.items():
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=MEDIUM, italic=REGULAR, boldItalic=MEDIUM)


@cache
def style(name: str) -> ParagraphStyle:
    """Paragraph style by role."""
    register_fonts()
    face, size, leading, token = _STYLES[name]
    side = TA_RIGHT if name.endswith("_right") else TA_LEFT
    return ParagraphStyle(
        name, fontName=face, fontSize=size, leading=leading, textColor=ink(token), alignment=side, splitLongWords=1
    )


_STYLES: dict[str, tuple[str, float, float, str]] = {
    "title": (BOLD, 20, 23.5, "t1"),
    "subtitle": (REGULAR, 11, 15, "t2"),
    "heading1": (MEDIUM, 13, 17, "t1"),
    "heading2": (MEDIUM, 10, 13.5, "t1"),
    "lead": (REGULAR, 9.6, 14.4, "t1"),
    "body": (REGULAR, 9, 12.6, "t1"),
    "quiet": (REGULAR, 8, 11, "t2"),
    "label": (REGULAR, 9, 12.6, "t2"),
    "strong": (MEDIUM, 9, 12.6, "t1"),
    "hero": (BOLD, 28, 33, "t1"),
    "head": (MEDIUM, 8, 10, "t2"),
    "head_right": (MEDIUM, 8, 10, "t2"),
    "cell": (REGULAR, 9, 11.2, "t1"),
    "cell_strong": (MEDIUM, 9, 11.2, "t1"),
    "cell_quiet": (REGULAR, 9, 11.2, "t2"),
    "cell_right": (REGULAR, 9, 11.2, "t1"),
    "cell_strong_right": (MEDIUM, 9, 11.2, "t1"),
    "cell_quiet_right": (REGULAR, 9, 11.2, "t2"),
    "note": (REGULAR, 7, 8.2, "t2"),
    "dense": (REGULAR, 7.6, 9.4, "t1"),
    "dense_strong": (MEDIUM, 7.6, 9.4, "t1"),
    "dense_quiet": (REGULAR, 7.6, 9.4, "t2"),
    "dense_right": (REGULAR, 7.6, 9.4, "t1"),
    "dense_strong_right": (MEDIUM, 7.6, 9.4, "t1"),
    "dense_quiet_right": (REGULAR, 7.6, 9.4, "t2"),
}


_KEPT_SPACES = "\u00a0\u202f\u2009"
"""Spaces that hold a number to its unit; Python calls them unprintable."""


def plain_text(text: str) -> str:
    """Text without control characters, which have no glyph and break content streams; line ends become spaces."""
    return "".join(map(_shown, text))


def _shown(char: str) -> str:
    if char in "\r\n\t":
        return " "
    return char if char.isprintable() or char in _KEPT_SPACES else ""


def words(text: str, role: str) -> Paragraph:
    """A paragraph of data or sentence: markup in it is shown, never obeyed."""
    return Paragraph(escape(plain_text(text)), style(role))


def width_of(text: str, role: str) -> float:
    """Width of one line of text in points."""
    face = style(role)
    return float(pdfmetrics.stringWidth(plain_text(text), face.fontName, face.fontSize))


def fitted(text: str, role: str, room: float) -> str:
    """Text that fits in `room` points, cut in the middle with an ellipsis when it must be."""
    text = plain_text(text)
    if width_of(text, role) <= room:
        return text
    for keep in range(len(text) - 1, 1, -1):
        shorter = text[: (keep + 1) // 2].rstrip() + "…" + text[len(text) - keep // 2 :].lstrip()
        if width_of(shorter, role) <= room:
            return shorter
    return "…"
