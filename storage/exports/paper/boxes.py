"""Boxes of the report: the lead paragraph, the hero number, findings, signatures and the check-this-paper box."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.platypus import Flowable
from reportlab.platypus import Table as InkTable

from engines.report.blocks import Callout, Hero, Paragraph, Signatures, VerifyBox
from storage.exports.paper.shapes import StateShape
from storage.exports.paper.styles import FACE, MEDIUM, STATE_INK, STATE_WASH, WIDTH, ink, plain_text, width_of, words

_QR = 68.0


def paragraph(block: Paragraph) -> Flowable:
    """Running text; the lead has an accent edge at its left."""
    if not block.lead:
        return words(block.text, "quiet" if block.quiet else "body")
    made = InkTable([[words(block.text, "lead")]], colWidths=[WIDTH], splitInRow=24)
    made.setStyle(
        [
            FACE,
            ("LEFTPADDING", (0, 0), (-1, -1), 11),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ("LINEBEFORE", (0, 0), (0, -1), 2, ink("ac"), 0),
        ]
    )
    return made


class HeroNumber(Flowable):  # type: ignore[misc]
    """The number of the page with its unit on the same baseline and a caption under it."""

    def __init__(self, block: Hero) -> None:
        super().__init__()
        self.block = block

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Size taken: one large line and the caption's lines."""
        self.caption = words(self.block.caption, "label")
        self.width = available_width
        self.caption_height = self.caption.wrap(available_width, available_height)[1] if self.block.caption else 0.0
        self.height = 34 + self.caption_height
        return self.width, self.height

    def draw(self) -> None:
        """Ink value, unit and caption."""
        number = words(self.block.value, "hero")
        room = width_of(self.block.value, "hero")
        number.wrap(self.width, 40)
        number.drawOn(self.canv, 0, self.height - 33)
        self.canv.setFont(MEDIUM, 13)
        self.canv.setFillColor(ink("t2"))
        self.canv.drawString(room + 7, self.height - 27.6, plain_text(self.block.unit))
        if self.block.caption:
            self.caption.drawOn(self.canv, 0, 0)


def callout(block: Callout) -> Flowable:
    """A finding: edge and wash of its state, the shape, the word and what happened, the code, where and effect."""
    head = words(f"{block.word}. {block.title}" if block.word else block.title, "strong")
    text = [head, words(block.body, "body")] if block.body else [head]
    code_width = width_of(block.code, "quiet") + 14 if block.code else 6
    row = [StateShape(block.state), text, words(block.code, "dense_quiet_right") if block.code else ""]
    made = InkTable([row], colWidths=[24, WIDTH - 24 - code_width, code_width], splitInRow=24)
    made.setStyle(
        [
            FACE,
            ("BACKGROUND", (0, 0), (-1, -1), ink(STATE_WASH[block.state])),
            ("LINEBEFORE", (0, 0), (0, -1), 3, ink(STATE_INK[block.state]), 0),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (0, -1), 9),
            ("LEFTPADDING", (1, 0), (-1, -1), 2),
            ("RIGHTPADDING", (0, 0), (-1, -1), 6),
            ("TOPPADDING", (0, 0), (0, -1), 7),
            ("TOPPADDING", (1, 0), (-1, -1), 5.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 6.5),
        ]
    )
    return made


def signatures(block: Signatures) -> Flowable:
    """Lines to sign on, side by side, with room above for the hand (and for an ICP-Brasil mark)."""
    count = max(1, len(block.people))
    gap = 19.0
    width = (WIDTH - gap * (count - 1)) / count
    line: list[Any] = []
    widths: list[float] = []
    for index, person in enumerate(block.people):
        if index:
            line.append("")
            widths.append(gap)
        line.append([words(person.name or "\u00a0", "strong"), words(person.role, "quiet")])
        widths.append(width)
    rules = [("LINEABOVE", (column, 0), (column, 0), 0.7, ink("t1")) for column in range(0, len(line), 2)]
    made = InkTable([line], colWidths=widths, spaceBefore=38)
    made.setStyle(
        [
            *rules,
            FACE,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
        ]
    )
    return made


class QrCode(Flowable):  # type: ignore[misc]
    """A QR code of `text`, drawn offline as black squares."""

    def __init__(self, text: str, size: float = _QR) -> None:
        super().__init__()
        self.text, self.width, self.height = text, size, size

    def draw(self) -> None:
        """Ink runs of dark squares, row by row, from the top."""
        code = QrCodeWidget(self.text, barLevel="M").qr
        code.make()
        side = self.width / code.getModuleCount()
        self.canv.setFillColor(ink("t1"))
        for row, squares in enumerate(code.modules):
            for start, length in _dark_runs(squares):
                low = self.height - (row + 1) * side
                self.canv.rect(start * side, low, length * side, side, stroke=0, fill=1)


def _dark_runs(squares: list[bool]) -> Iterator[tuple[int, int]]:
    """Start and length of each run of dark squares: one rectangle has no seams inside."""
    start = 0
    for dark, run in groupby(squares, key=bool):
        length = len(list(run))
        if dark:
            yield start, length
        start += length


def verify_box(block: VerifyBox) -> Flowable:
    """QR at the left; title, the 16 signs and what checking means at the right; one rounded edge around."""
    text = [words(block.title, "strong"), _Signs(block.signs), *[words(line, "label") for line in block.sentences]]
    made = InkTable([[QrCode(block.qr), text]], colWidths=[_QR + 28, WIDTH - _QR - 28], cornerRadii=[4] * 4)
    made.setStyle(
        [
            FACE,
            ("BOX", (0, 0), (-1, -1), 0.6, ink("b2")),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (0, -1), 11),
            ("LEFTPADDING", (1, 0), (1, -1), 2),
            ("RIGHTPADDING", (1, 0), (1, -1), 11),
            ("TOPPADDING", (0, 0), (0, -1), 11),
            ("TOPPADDING", (1, 0), (1, -1), 8),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 11),
        ]
    )
    return made


class _Signs(Flowable):  # type: ignore[misc]
    """The 16 signs on a fixed pitch, so that they can be read aloud and compared one by one."""

    _PITCH = 6.3

    def __init__(self, signs: str) -> None:
        super().__init__()
        self.signs, self.width, self.height = signs, len(signs) * self._PITCH, 16.0

    def draw(self) -> None:
        """Ink each sign centred in its own cell; the whole is one text for copying."""
        self.canv.setFont(MEDIUM, 10)
        self.canv.setFillColor(ink("t1"))
        self.canv.drawString(0, 4.5, plain_text(self.signs), charSpace=0.7)
