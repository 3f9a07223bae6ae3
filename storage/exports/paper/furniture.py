"""What stands on every page: header, footer, watermark; and the title with its stamp on the first."""

from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from engines.report.document import Meta, Stamp, Status
from storage.exports.paper.styles import (
    BOLD,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    REGULAR,
    STATUS_INK,
    WIDTH,
    fitted,
    ink,
    plain_text,
    width_of,
    words,
)

RIGHT = PAGE_WIDTH - MARGIN
_STAMP_HEIGHT = 35.0


def draw_page(canvas: Canvas, meta: Meta, page: int, pages: int) -> None:
    """Header line, footer line and, unless approved, the status across the page."""
    canvas.saveState()
    _header(canvas, meta)
    _footer(canvas, meta, meta.page_of.format(page=page, pages=pages))
    if meta.stamp.status is not Status.APPROVED:
        _watermark(canvas, meta.stamp)
    canvas.restoreState()


def _header(canvas: Canvas, meta: Meta) -> None:
    canvas.setFont(REGULAR, 8)
    canvas.setFillColor(ink("t2"))
    context = fitted(meta.context, "quiet", WIDTH * 0.62)
    company = fitted(meta.company, "quiet", WIDTH - width_of(context, "quiet") - 20)
    canvas.drawString(MARGIN, PAGE_HEIGHT - 43, company)
    canvas.drawRightString(RIGHT, PAGE_HEIGHT - 43, context)
    canvas.setStrokeColor(ink("t1"))
    canvas.setLineWidth(0.7)
    canvas.line(MARGIN, PAGE_HEIGHT - 52, RIGHT, PAGE_HEIGHT - 52)


def _footer(canvas: Canvas, meta: Meta, page_text: str) -> None:
    canvas.setStrokeColor(ink("b2"))
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, 40, RIGHT, 40)
    canvas.setFont(REGULAR, 8)
    canvas.setFillColor(ink("t2"))
    canvas.drawRightString(RIGHT, 26, page_text)
    short = meta.hash[:16]
    canvas.drawRightString(RIGHT - 125, 26, short)
    room = WIDTH - 125 - width_of(short, "quiet") - 14
    canvas.drawString(MARGIN, 26, fitted(meta.generated, "quiet", room))


def _watermark(canvas: Canvas, stamp: Stamp) -> None:
    canvas.saveState()
    canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
    canvas.rotate(52)
    canvas.setFillColor(ink(STATUS_INK[stamp.status]))
    canvas.setFillAlpha(0.07)
    size = min(110.0, 110.0 * 560 / max(1.0, canvas.stringWidth(stamp.label, BOLD, 110)))
    canvas.setFont(BOLD, size)
    canvas.drawCentredString(0, -size * 0.35, plain_text(stamp.label))
    canvas.restoreState()


class TitleBlock(Flowable):  # type: ignore[misc]
    """Title and subtitle at the left, the status stamp at the right."""

    def __init__(self, meta: Meta) -> None:
        super().__init__()
        self.meta = meta
        self.stamp_width = _stamp_width(meta.stamp)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Size taken: the taller of the words and the stamp."""
        room = available_width - self.stamp_width - 24
        self.parts = [words(self.meta.title, "title"), words(self.meta.subtitle, "subtitle")]
        heights = [part.wrap(room, available_height)[1] for part in self.parts]
        self.width, self.height = available_width, max(sum(heights) + 8, _STAMP_HEIGHT + 4)
        return self.width, self.height

    def draw(self) -> None:
        """Ink the words from the top down, then the stamp."""
        top = self.height
        for part in self.parts:
            top -= part.height
            part.drawOn(self.canv, 0, top)
            top -= 2
        _draw_stamp(self.canv, self.meta.stamp, self.width - self.stamp_width, self.height - 2, self.stamp_width)


def _stamp_width(stamp: Stamp) -> float:
    return max(98.0, width_of(stamp.label, "strong") * 1.25 + 36, width_of(stamp.detail, "quiet") + 24)


def _draw_stamp(canvas: Any, stamp: Stamp, left: float, top: float, width: float) -> None:
    colour = ink(STATUS_INK[stamp.status])
    canvas.saveState()
    canvas.setStrokeColor(colour)
    canvas.setFillColor(colour)
    canvas.setLineWidth(1.3)
    if stamp.status is Status.DRAFT:
        canvas.setDash(4, 2.5)
    canvas.roundRect(left, top - _STAMP_HEIGHT, width, _STAMP_HEIGHT, 3)
    canvas.setFont(BOLD, 11)
    label_base = top - 15.5 if stamp.detail else top - 21.5
    canvas.drawCentredString(left + width / 2, label_base, plain_text(stamp.label))
    canvas.setFont(REGULAR, 8)
    canvas.drawCentredString(left + width / 2, top - 27.5, plain_text(stamp.detail))
    if stamp.status is Status.REVERTED:
        canvas.line(left, top - _STAMP_HEIGHT - 3, left + width, top - _STAMP_HEIGHT - 3)
    canvas.restoreState()


class Bookmark(Flowable):  # type: ignore[misc]
    """A heading that also enters the outline of the document."""

    def __init__(self, paragraph: Paragraph, text: str, key: str, level: int) -> None:
        super().__init__()
        self.paragraph, self.text, self.key, self.level = paragraph, plain_text(text), key, level

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Size of the heading's words."""
        self.width, self.height = self.paragraph.wrap(available_width, available_height)
        return self.width, self.height

    def draw(self) -> None:
        """Ink the words and leave the bookmark at their top."""
        if self.key:
            self.canv.bookmarkHorizontal(self.key, 0, self.height + 6)
            self.canv.addOutlineEntry(self.text, self.key, self.level, closed=0)
        self.paragraph.drawOn(self.canv, 0, 0)
