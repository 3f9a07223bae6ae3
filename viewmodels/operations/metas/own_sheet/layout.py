"""How a company's spreadsheet is laid out, in words and never in positions: columns may move from month to month."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from engines.finding import NOTHING
from storage.imports.grid import Raw, Sheet
from storage.imports.table_file import same_word
from viewmodels.operations.metas.own_sheet.vocabulary import Target, Vocabulary

Cells = tuple[tuple[Raw, ...], ...]
HEADING_ROWS = 2
"""Lines above the heading that may say its group: COMBUSTÍVEL over three columns."""


class Shape(StrEnum):
    """Sectors down the lines, sectors across the columns, or labels each with its number beside it."""

    ROWS = "LINHAS"
    COLUMNS = "COLUNAS"
    BLOCKS = "BLOCOS"


@dataclass(frozen=True, slots=True)
class Layout:
    """What each heading (or label) means; `sheet` "" looks at all of them."""

    shape: Shape
    targets: Mapping[str, Target] = field(default_factory=lambda: NOTHING)
    sheet: str = ""

    def as_mapping(self) -> Mapping[str, Any]:
        """Plain form for the store."""
        told = {word: [t.line, t.criterion] for word, t in self.targets.items()}
        return {"forma": str(self.shape), "colunas": told, "folha": self.sheet}


def layout_from(kept: Mapping[str, Any]) -> Layout:
    """The layout `as_mapping` wrote."""
    targets = {word: Target(line, criterion) for word, (line, criterion) in kept["colunas"].items()}
    return Layout(Shape(kept["forma"]), targets, kept["folha"])


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a table of sectors stands in a sheet: its first line, the column of sectors, of criteria, the headings."""

    first: int
    sector: int
    criterion: int | None
    headings: Mapping[int, str]


def turned(rows: Cells) -> Cells:
    """Lines as columns."""
    width = max((len(row) for row in rows), default=0)
    return tuple(tuple(row[at] if at < len(row) else None for row in rows) for at in range(width))


def frame_of(rows: Cells, words: Vocabulary) -> Frame | None:
    """The table with most sectors in one column; None when no column names a sector."""
    counts: dict[int, list[int]] = {}
    for line, row in enumerate(rows):
        for at, cell in enumerate(row):
            if words.sector(cell) is not None:
                counts.setdefault(at, []).append(line)
    if not counts:
        return None
    column = max(counts, key=lambda at: (len({words.sector(rows[line][at]) for line in counts[at]}), -at))
    first = counts[column][0]
    criterion = _criterion_column(rows, counts[column], column, words)
    return Frame(first, column, criterion, dict(_headings(rows, first, {column, criterion})))


def _criterion_column(rows: Cells, lines: list[int], sector: int, words: Vocabulary) -> int | None:
    """The column that names a criterion in every line of a sector that fills it."""
    width = max(len(rows[line]) for line in lines)
    for at in (at for at in range(width) if at != sector):
        told = [rows[line][at] for line in lines if at < len(rows[line]) and isinstance(rows[line][at], str)]
        texts = [text for text in told if isinstance(text, str) and text]
        enough = len(texts) * 2 >= len({words.sector(rows[line][sector]) for line in lines})
        if texts and enough and all(words.criterion(text) and words.line(text) is None for text in texts):
            return at
    return None


def _headings(rows: Cells, first: int, taken: set[int | None]) -> Iterator[tuple[int, str]]:
    """Heading of each column: its own text, after the group written over it."""
    own = next((line for line in range(first - 1, -1, -1) if _texts(rows[line])), None)
    if own is None:
        return
    groups = [_spread(rows[line]) for line in range(max(0, own - HEADING_ROWS), own) if len(_texts(rows[line])) > 1]
    width = max(len(row) for row in rows[: first + 1])
    for at in (at for at in range(width) if at not in taken):
        text = rows[own][at] if at < len(rows[own]) else None
        parts = [group[at] for group in groups if at < len(group) and group[at]]
        whole = same_word(" ".join((*parts, text if isinstance(text, str) else "")))
        if whole:
            yield at, whole


def _texts(row: tuple[Raw, ...]) -> list[str]:
    return [cell for cell in row if isinstance(cell, str) and cell]


def _spread(row: tuple[Raw, ...]) -> list[str]:
    """A merged heading keeps its text in the first of its cells: the empty ones after it say the same."""
    spread, last = [], ""
    for cell in row:
        last = cell if isinstance(cell, str) and cell else last
        spread.append(last)
    return spread + [last] * 30


def cells_of(sheet: Sheet, shape: Shape) -> Cells:
    """Cells of a sheet as a layout of that shape reads them."""
    return turned(sheet.rows) if shape is Shape.COLUMNS else sheet.rows
