"""From the neutral document to the bytes of a PDF: one pass to count the pages, one to print them."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, KeepTogether, PageTemplate
from reportlab.platypus import PageBreak as InkPageBreak
from reportlab.platypus import Spacer as InkSpacer

from engines.report.blocks import (
    Block,
    Bridge,
    Callout,
    Heading,
    Hero,
    Keep,
    KeyValues,
    MonthCalendar,
    PageBreak,
    Paragraph,
    Signatures,
    Spacer,
    Sparkline,
    StepTable,
    Table,
    Thermometer,
    VerifyBox,
)
from engines.report.document import Document, Meta
from storage.exports.hashing import KEYWORD
from storage.exports.paper import boxes, tables
from storage.exports.paper.bridge import BridgeDrawing
from storage.exports.paper.drawings import CalendarDrawing, SparkDrawing, ThermometerDrawing
from storage.exports.paper.furniture import Bookmark, TitleBlock, draw_page
from storage.exports.paper.styles import MARGIN, PAGE_HEIGHT, PAGE_WIDTH, REGULAR, WIDTH, register_fonts, words

_TOP = 70.0
_BOTTOM = 52.0
CREATOR = "Prova Real"

_ROOM = {Heading: 0.0, Paragraph: 9.0, Hero: 10.0, Callout: 8.0, KeyValues: 10.0, Signatures: 18.0}
"""Points left under a block, by its kind."""
_USUAL_ROOM = 12.0
_LEAD_ROOM = 15.0
_HEADING_NEEDS = 96.0
"""Points a heading asks for on its page: itself and the first lines under it, else it goes to the next."""


def write(document: Document) -> bytes:
    """Bytes of the PDF; equal documents give equal bytes on any day and machine."""
    register_fonts()
    pages = _print(document, 0)[1]
    return _print(document, pages)[0]


def _print(document: Document, pages: int) -> tuple[bytes, int]:
    out = BytesIO()
    counted = [0]
    template = _template(document.meta, out, pages, counted)
    template.build(_story(document))
    return out.getvalue(), counted[0]


def _template(meta: Meta, out: BytesIO, pages: int, counted: list[int]) -> BaseDocTemplate:
    def on_page_end(canvas: Canvas, _: BaseDocTemplate) -> None:
        counted[0] = canvas.getPageNumber()
        draw_page(canvas, meta, counted[0], pages)

    frame = Frame(
        MARGIN,
        _BOTTOM,
        WIDTH,
        PAGE_HEIGHT - _TOP - _BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    template = BaseDocTemplate(
        out,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        pageTemplates=[PageTemplate(frames=[frame], onPageEnd=on_page_end)],
        title=meta.title,
        author=meta.author or meta.company,
        subject=meta.context,
        creator=CREATOR,
        producer=CREATOR,
        keywords=keywords(meta),
        lang=meta.language,
        invariant=1,
        initialFontName=REGULAR,
    )
    return template


def keywords(meta: Meta) -> str:
    """Keywords of the document information: full hash, run, chain, then what the caller added."""
    chain = f"{meta.chain.seq} {meta.chain.head}"
    return "; ".join((f"{KEYWORD}{meta.hash}", f"calculo:{meta.run}", f"cadeia:{chain}", *meta.keywords))


def _story(document: Document) -> list[Flowable]:
    story: list[Flowable] = [TitleBlock(document.meta), InkSpacer(1, 12)]
    numbers = _Numbers()
    for block in document.blocks:
        if isinstance(block, PageBreak):
            _drop_trailing_room(story)
        story.extend(_flowables(block, numbers))
    _drop_trailing_room(story)
    return story


def _drop_trailing_room(story: list[Flowable]) -> None:
    """Room at the end prints a blank page when the block before it fills its own, or sends kept blocks to the next."""
    while story and isinstance(story[-1], InkSpacer):
        story.pop()


class _Numbers:
    """Hands out outline keys and levels: a key is used once, a level never jumps over its parent."""

    def __init__(self) -> None:
        self.used = 0
        self.level = -1

    def next(self, heading: Heading) -> tuple[str, int]:
        """Outline key and level of a heading."""
        self.used += 1
        self.level = min(heading.level - 1, self.level + 1)
        return f"{self.used}-{heading.bookmark}", self.level


def _flowables(block: Block, numbers: _Numbers) -> list[Flowable]:
    if isinstance(block, Keep):
        parts = _kept(block, numbers)
        _drop_trailing_room(parts)
        return [KeepTogether(parts), InkSpacer(1, _USUAL_ROOM)]
    if isinstance(block, PageBreak):
        return [InkPageBreak()]
    if isinstance(block, Spacer):
        return [InkSpacer(1, block.points)]
    if isinstance(block, Heading):
        return [CondPageBreak(_HEADING_NEEDS), _heading(block, numbers)]
    room = _LEAD_ROOM if isinstance(block, Paragraph) and block.lead else _ROOM.get(type(block), _USUAL_ROOM)
    return [_WRITERS[type(block)](block), InkSpacer(1, room), *_after(block)]


def _kept(block: Keep, numbers: _Numbers) -> list[Flowable]:
    parts: list[Flowable] = []
    for part in block.blocks:
        parts += [_heading(part, numbers)] if isinstance(part, Heading) else _flowables(part, numbers)
    return parts


def _heading(block: Heading, numbers: _Numbers) -> Flowable:
    key, level = numbers.next(block) if block.bookmark else ("", 0)
    made = Bookmark(words(block.text, "heading1" if block.level == 1 else "heading2"), block.text, key, level)
    made.spaceBefore, made.spaceAfter = (10, 6) if block.level == 1 else (5, 5)
    return made


def _after(block: Block) -> list[Flowable]:
    if isinstance(block, Signatures) and block.note:
        return [words(block.note, "quiet"), InkSpacer(1, _USUAL_ROOM)]
    return []


_WRITERS: dict[type[Block], Callable[[Any], Flowable]] = {
    Paragraph: boxes.paragraph,
    Hero: boxes.HeroNumber,
    Callout: boxes.callout,
    Signatures: boxes.signatures,
    VerifyBox: boxes.verify_box,
    Table: tables.table,
    StepTable: tables.steps,
    KeyValues: tables.key_values,
    Sparkline: SparkDrawing,
    Thermometer: ThermometerDrawing,
    MonthCalendar: CalendarDrawing,
    Bridge: BridgeDrawing,
}
