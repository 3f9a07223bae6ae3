"""Tables on paper: repeated header, group rows kept with their first line, numbers right and never wrapped."""

from typing import Any

from reportlab.platypus import Flowable
from reportlab.platypus import Table as InkTable

from engines.report.blocks import Align, Cell, Column, KeyValues, Row, RowKind, StepTable, Table
from storage.exports.paper.long_table import WINDOW, LongTable
from storage.exports.paper.styles import FACE, WIDTH, ink, plain_text, style, width_of, words

Command = tuple[Any, ...]
_GAP = 6.0
_AFTER_NUMBER = 18.0
_GROUP_INDENT = 6.0
_LINE_INDENT = 15.0


def table(block: Table) -> Flowable:
    """The table of a block; columns share the width by weight, a number's column is never too narrow for it."""
    face = "dense" if block.dense else "cell"
    heads = 1 if block.repeat_header else 0
    grouped = any(row.kind is RowKind.GROUP for row in block.rows)
    widths = column_widths(block, face)
    rooms = [width - sum(_pads(block.columns, index)) for index, width in enumerate(widths)]

    def layout(rows: tuple[Row, ...]) -> InkTable:
        body = [_line(block.columns, row, face, rooms) for row in rows]
        head = [_head(column) for column in block.columns]
        made = InkTable([head, *body], colWidths=widths, repeatRows=heads, splitInRow=24)
        made.setStyle(_frame_style(block.columns, face) + _row_styles(rows, grouped, 1.6 if block.dense else 2.3))
        return made

    by_windows = block.repeat_header and len(block.rows) > WINDOW
    return LongTable(block.rows, layout, heads) if by_windows else layout(block.rows)


def column_widths(block: Table, face: str = "cell") -> list[float]:
    """Width of each column in points; they sum to the width of the text."""
    needed = [_needed(block, index, face) for index in range(len(block.columns))]
    weights = [column.weight for column in block.columns]
    widths = [WIDTH * weight / sum(weights) for weight in weights]
    for index, least in enumerate(needed):
        widths[index] = max(widths[index], least)
    spare = [max(width - least, 0.0) for width, least in zip(widths, needed, strict=True)]
    excess = sum(widths) - WIDTH
    if excess > 0 and sum(spare) > 0:
        share = min(1.0, excess / sum(spare))
        widths = [width - room * share for width, room in zip(widths, spare, strict=True)]
    total = sum(widths)
    return [width * WIDTH / total for width in widths]


def _needed(block: Table, index: int, face: str) -> float:
    """Least width of a column: its widest number, or room for a word of text."""
    padding = _pads(block.columns, index)
    if block.columns[index].align is not Align.RIGHT:
        return 34.0 + sum(padding)
    cells = [row.cells[index].text for row in block.rows if index < len(row.cells)]
    return max((width_of(text, f"{face}_strong") for text in cells), default=0.0) + sum(padding) + 1


def _pads(columns: tuple[Column, ...], index: int) -> tuple[float, float]:
    """Padding left and right of a column: more room where text follows a number."""
    after_number = index > 0 and columns[index - 1].align is Align.RIGHT
    text = columns[index].align is Align.LEFT
    left = 0.0 if index == 0 else (_AFTER_NUMBER if after_number and text else _GAP)
    return left, 0.0 if index == len(columns) - 1 else _GAP


def _head(column: Column) -> Flowable:
    return words(column.title, "head_right" if column.align is Align.RIGHT else "head")


def _line(columns: tuple[Column, ...], row: Row, face: str, rooms: list[float]) -> list[Any]:
    cells = row.cells + (Cell(""),) * (len(columns) - len(row.cells))
    parts = zip(cells, columns, rooms, strict=True)
    return [_cell(cell, column, row, face, room) for cell, column, room in parts]


def _cell(cell: Cell, column: Column, row: Row, face: str, room: float) -> Any:
    """A cell: plain text that fits on one line is drawn as it is, which is many times faster than a paragraph."""
    strong = cell.strong or row.kind is not RowKind.PLAIN
    role = face + ("_strong" if strong else "_quiet" if cell.quiet else "")
    if role == face and "\n" not in cell.text and width_of(cell.text, face) <= room - row.indent * 9 - _LINE_INDENT:
        return plain_text(cell.text)
    return words(cell.text, f"{role}_right" if column.align is Align.RIGHT else role)


def _frame_style(columns: tuple[Column, ...], face: str) -> list[Command]:
    pads = [_pads(columns, index) for index in range(len(columns))]
    sides = [("LEFTPADDING", (index, 0), (index, -1), left) for index, (left, _) in enumerate(pads)]
    sides += [("RIGHTPADDING", (index, 0), (index, -1), right) for index, (_, right) in enumerate(pads)]
    right = [at for at, column in enumerate(columns) if column.align is Align.RIGHT]
    text = style(face)
    return [
        *sides,
        FACE,
        ("FONT", (0, 1), (-1, -1), text.fontName, text.fontSize, text.leading),
        ("TEXTCOLOR", (0, 1), (-1, -1), text.textColor),
        *[("ALIGN", (at, 1), (at, -1), "RIGHT") for at in right],
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, 0), 2),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 4.5),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, ink("t1")),
    ]


def _row_styles(rows: tuple[Row, ...], grouped: bool, pad: float) -> list[Command]:
    last = len(rows)
    commands: list[Command] = [
        ("TOPPADDING", (0, 1), (-1, -1), pad),
        ("BOTTOMPADDING", (0, 1), (-1, -1), pad),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, ink("b1")),
    ]
    for line, row in enumerate(rows, start=1):
        indent = row.indent * 9 + (_LINE_INDENT if grouped and row.kind is RowKind.PLAIN else 0)
        if indent:
            commands.append(("LEFTPADDING", (0, line), (0, line), indent))
        commands += _kind_styles(row.kind, line, last, pad, grouped)
    if last > 2:
        commands += [("NOSPLIT", (0, 0), (-1, 2)), ("NOSPLIT", (0, last - 1), (-1, last))]
    return commands


def _kind_styles(kind: RowKind, line: int, last: int, pad: float, grouped: bool) -> list[Command]:
    row = ((0, line), (-1, line))
    if kind is RowKind.GROUP:
        return [
            ("BACKGROUND", *row, ink("sunk")),
            ("LEFTPADDING", (0, line), (0, line), _GROUP_INDENT),
            ("TOPPADDING", *row, pad + 0.9),
            ("BOTTOMPADDING", *row, pad + 0.9),
            ("NOSPLIT", (0, line), (-1, min(line + 1, last))),
        ]
    if kind is RowKind.TOTAL:
        total: list[Command] = [
            ("LINEABOVE", *row, 0.8, ink("t1")),
            ("TOPPADDING", *row, pad + 0.9),
            ("NOSPLIT", (0, max(line - 1, 1)), (-1, line)),
        ]
        return total + ([("LEFTPADDING", (0, line), (0, line), _GROUP_INDENT)] if grouped else [])
    return []


def steps(block: StepTable) -> Flowable:
    """Steps of one number: number, name over explanation, formula over values, result at the right."""
    results = [width_of(step.result, "cell_strong") for step in block.steps]
    result_width = max([width_of(block.result_title, "head"), *results]) + _GAP + 1
    room = WIDTH - 20 - result_width
    head = ["", words(block.step_title, "head"), words(block.formula_title, "head")]
    body: list[list[Any]] = [[*head, words(block.result_title, "head_right")]]
    for step in block.steps:
        told = [words(step.explanation, "dense_quiet")] if step.explanation else []
        name = [words(step.name, "cell_strong"), *told]
        formula = [words(step.formula, "cell"), words(step.values, "cell_quiet")]
        body.append([words(str(step.number), "cell_quiet"), name, formula, words(step.result, "cell_strong_right")])
    made = InkTable(body, colWidths=[20, room * 0.44, room * 0.56, result_width], repeatRows=1, splitInRow=24)
    made.setStyle(
        [
            FACE,
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (2, -1), 10),
            ("RIGHTPADDING", (3, 0), (3, -1), 0),
            ("RIGHTPADDING", (0, 0), (0, -1), 4),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 4.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5.5),
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, ink("t1")),
            ("LINEBELOW", (0, 1), (-1, -1), 0.4, ink("b1")),
        ]
    )
    return made


def key_values(block: KeyValues) -> Flowable:
    """Names in quiet ink at the left (24 % of the width), what they hold at the right."""
    body = [[words(name, "label"), words(text, "body")] for name, text in block.pairs]
    made = InkTable(body, colWidths=[WIDTH * 0.24, WIDTH * 0.76], splitInRow=24)
    made.setStyle(
        [
            FACE,
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 8),
            ("TOPPADDING", (0, 0), (-1, -1), 1.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
    )
    return made
