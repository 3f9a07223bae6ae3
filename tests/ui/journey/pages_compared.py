"""Two PDFs page by page: how many pages, and how far apart each pair is drawn."""

from pathlib import Path

import numpy as np
import pypdfium2
from numpy.typing import NDArray

DPI = 144
BLOCK = 6
"""Pixels averaged to one: what resampling moves at the edges of letters evens out, a letter more does not."""
GREY = 24
"""A block this far from its pair is drawn differently."""

Page = NDArray[np.float64]


def drawn(pdf: Path) -> list[Page]:
    """The pages in grey, each an array of blocks."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_blocks(page.render(scale=DPI / 72, grayscale=True).to_numpy().squeeze()) for page in document]
    finally:
        document.close()


def _blocks(page: NDArray[np.uint8]) -> Page:
    rows, columns = (size // BLOCK for size in page.shape)
    whole = page[: rows * BLOCK, : columns * BLOCK].astype(float)
    return np.asarray(whole.reshape(rows, BLOCK, columns, BLOCK).mean((1, 3)))


def _apart(one: Page, other: Page) -> Page:
    """Distance of each block, letting one block of difference in the size of the sheet pass."""
    rows, columns = (min(a, b) for a, b in zip(one.shape, other.shape, strict=True))
    return np.abs(one[:rows, :columns] - other[:rows, :columns])


def differing_share(one: Page, other: Page) -> float:
    """Part of the blocks that are drawn differently."""
    return float((_apart(one, other) > GREY).mean())


def nearest(page: Page, among: list[Page]) -> int:
    """Which of these pages is drawn most like this one."""
    return int(np.argmin([_apart(page, other).mean() for other in among]))
