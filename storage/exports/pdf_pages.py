"""Pages of a PDF as pixels and as text, for preview, print and tests; no widget toolkit involved."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.errors import KnownError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as 24-bit RGB, rows from the top, `stride` bytes each."""

    width: int
    height: int
    stride: int
    rgb: bytes

    def png(self) -> bytes:
        """The page as a PNG file."""
        from io import BytesIO

        from PIL import Image

        out = BytesIO()
        Image.frombytes("RGB", (self.width, self.height), self.rgb, "raw", "RGB", self.stride).save(out, "PNG")
        return out.getvalue()


def page_count(pdf: bytes, name: str = "") -> int:
    """Number of pages. Raises KnownError DOCUMENTO_ALHEIO when the bytes are no PDF."""
    with _opened(pdf, name) as document:
        return len(document)


def render_page(pdf: bytes, index: int, dpi: int = 96) -> PageImage:
    """Page `index` (from 0) drawn at `dpi`. One thread at a time: the renderer is not thread-safe."""
    with _opened(pdf) as document, closing(document[index]) as page:
        bitmap = page.render(scale=dpi / POINTS_PER_INCH, rev_byteorder=True, may_draw_forms=False)
        with closing(bitmap):
            return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


def page_text(pdf: bytes, index: int) -> str:
    """Text of page `index` (from 0), in reading order as stored."""
    with _opened(pdf) as document, closing(document[index]) as page, closing(page.get_textpage()) as text:
        return str(text.get_text_bounded()).replace("\r\n", "\n")


def outline(pdf: bytes) -> tuple[tuple[int, str, int], ...]:
    """Level, title and page (from 0) of every bookmark."""
    with _opened(pdf) as document:
        found = []
        for item in document.get_toc():
            target = item.get_dest()
            found.append((item.level, str(item.get_title()), target.get_index() if target else -1))
        return tuple(found)


def metadata(pdf: bytes, name: str = "") -> dict[str, str]:
    """Document information. Raises KnownError DOCUMENTO_ALHEIO when the bytes are no PDF."""
    with _opened(pdf, name) as document:
        return dict(document.get_metadata_dict())


@contextmanager
def _opened(pdf: bytes, name: str = "") -> Iterator["PdfDocument"]:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(pdf)
    except PdfiumError as error:
        raise KnownError("DOCUMENTO_ALHEIO", arquivo=name) from error
    with closing(document):
        yield document
