"""Widths of the columns of a table of figures: from the content for numbers, shared or cut for text."""

from collections.abc import Sequence

from PySide6.QtGui import QFontMetrics

from ui.desktop.kit.figure_delegate import INDENT, SHAPE, SHAPE_GAP
from ui.desktop.kit.sparkline import WIDTH
from ui.desktop.kit.table_header import ARROW, title_width
from ui.desktop.kit.theme import theme
from viewmodels.table_spec import ColumnSpec, Kind, Row

TEXT_LIMIT = 360
TEXT_LEAST = 150


def widest_number(rows: Sequence[Row], key: str) -> int:
    """Width of the longest text of a numeric column, drawn at the weight of a total."""
    longest = max((row.cell(key).text for row in rows), key=len, default="")
    return QFontMetrics(theme().font("total")).horizontalAdvance(longest)


def _content_width(spec: ColumnSpec, rows: Sequence[Row], first: bool, groups: bool) -> int:
    if spec.kind is Kind.SPARKLINE:
        return WIDTH
    if spec.kind is Kind.NUMBER:
        shape = SHAPE + SHAPE_GAP if any(row.cell(spec.key).state for row in rows) else 0
        return widest_number(rows, spec.key) + shape
    longest = max(
        (row.cell(spec.key).text + (f"  {row.unit}" if first and row.unit else "") for row in rows),
        key=len,
        default="",
    )
    width = QFontMetrics(theme().font("total")).horizontalAdvance(longest) + 2
    if spec.kind is Kind.CHIP:
        width += SHAPE + SHAPE_GAP
    return min(TEXT_LIMIT, width) + (INDENT if first and groups else 0)


def natural_width(spec: ColumnSpec, rows: Sequence[Row], first: bool, groups: bool, padding: int) -> int:
    """The width a column asks for: its own where the definition gives one, else the widest of title and content."""
    head = title_width(spec.title, spec.unit) + (ARROW + 2 if spec.sortable else 0)
    content = _content_width(spec, rows, first, groups)
    if spec.width is not None:
        fixed = theme().px(spec.width)
        return max(fixed, content + 2 * padding) if spec.kind is Kind.NUMBER else fixed
    return max(head, content) + 2 * padding


def share(columns: Sequence[ColumnSpec], natural: Sequence[int], available: int) -> list[int]:
    """Widths for the space there is: spare goes to the stretching columns (all alike when none), lack to text."""
    spare = available - sum(natural)
    if spare >= 0:
        weights = [spec.stretch for spec in columns]
        if not any(weights):
            weights = [0 if spec.width else 1 for spec in columns]
        return _spread(natural, weights, spare)
    return _cut(columns, natural, -spare)


def _spread(natural: Sequence[int], weights: Sequence[int], spare: int) -> list[int]:
    total = sum(weights)
    if not total:
        return list(natural)
    widths = [width + spare * weight // total for width, weight in zip(natural, weights, strict=True)]
    widths[max(range(len(widths)), key=lambda at: weights[at])] += spare - sum(widths) + sum(natural)
    return widths


def _cut(columns: Sequence[ColumnSpec], natural: Sequence[int], lack: int) -> list[int]:
    """What lacks comes from the texts at the right first: the names at the left say which row it is."""
    widths = list(natural)
    for at, spec in reversed(list(enumerate(columns))):
        if spec.kind is Kind.TEXT and lack > 0:
            taken = min(lack, max(0, widths[at] - theme().px(TEXT_LEAST)))
            widths[at] -= taken
            lack -= taken
    return widths
