"""A long table printed by windows of rows: the library splits a table in time that grows with what is left of it."""

from collections.abc import Callable
from typing import Any

from reportlab.platypus import Flowable
from reportlab.platypus import Table as InkTable

from engines.report.blocks import Row

WINDOW = 90
"""Rows laid out at a time: more than a page of the smallest rows (66) holds."""

Layout = Callable[[tuple[Row, ...]], InkTable]


class LongTable(Flowable):  # type: ignore[misc]
    """Rows still to be printed; each split prints one page and leaves the rest to another of these.

    `layout` makes the table of some rows under the same head and widths.
    """

    def __init__(self, rows: tuple[Row, ...], layout: Layout, heads: int) -> None:
        super().__init__()
        self.rows, self.layout, self.heads = rows, layout, heads
        self.window = layout(rows[:WINDOW])

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Size of the window, which never fits a page and so is always split."""
        width, height = self.window.wrap(available_width, available_height)
        return width, max(height, available_height + 1)

    def split(self, available_width: float, available_height: float) -> list[Any]:
        """What fits on this page, and what is left."""
        parts = self.window.split(available_width, available_height)
        if len(parts) != 2:
            return list(parts)
        printed = len(parts[0]._cellvalues) - self.heads
        left = len(parts[1]._cellvalues) - self.heads
        if printed + left != min(WINDOW, len(self.rows)):  # a row was cut in two: the library keeps its halves
            return [*parts, *self._following(WINDOW)]
        return [parts[0], *self._following(printed)]

    def _following(self, start: int) -> list[Flowable]:
        return printed_by_windows(self.rows[start:], self.layout, self.heads)


def printed_by_windows(rows: tuple[Row, ...], layout: Layout, heads: int) -> list[Flowable]:
    """The flowable of some rows: a plain table while they are few; nothing for none."""
    if not rows:
        return []
    return [layout(rows)] if len(rows) <= WINDOW else [LongTable(rows, layout, heads)]
