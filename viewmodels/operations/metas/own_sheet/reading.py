"""Numbers of a spreadsheet by what they tell: every one of them, or what is wrong and where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from storage.imports.grid import Grid, Raw, Sheet
from storage.imports.table_file import RowFault, column_letters, same_word
from storage.imports.values import Kind, Reading, Unreadable, read_value
from viewmodels.operations.metas.own_sheet.layout import Cells, Frame, Layout, Shape, cells_of, frame_of
from viewmodels.operations.metas.own_sheet.vocabulary import Target, Vocabulary

Place = tuple[str, tuple[str, ...]]
PLACES = 15
REACH = 4
"""Cells to the right among which the number of a label is looked for."""
NUMBER = Reading(Kind.NUMBER, PLACES)


@dataclass(frozen=True, slots=True)
class Told:
    """One number: what it is of, and its cell (`Agosto!D7`)."""

    place: Place
    value: Decimal
    cell: str


@dataclass(frozen=True)
class Reader:
    """Reads one file by one layout."""

    grid: Grid
    layout: Layout
    words: Vocabulary

    def read(self) -> tuple[Mapping[Place, Told], tuple[RowFault, ...]]:
        """Everything the layout tells, and the faults that refuse the whole file."""
        told: dict[Place, Told] = {}
        faults: list[RowFault] = []
        for each in self._each():
            if isinstance(each, RowFault):
                faults.append(each)
            elif each.place in told and told[each.place].value != each.value:
                args = {"valor": str(each.value), "outro": told[each.place].cell}
                faults.append(RowFault(self.grid.name, "", 0, each.cell, "PROPRIA.REPETIDO", args))
            else:
                told[each.place] = each
        return told, tuple(faults)

    def _each(self) -> Iterator[Told | RowFault]:
        for sheet in self.grid.sheets:
            if self.layout.sheet and sheet.name != self.layout.sheet:
                continue
            if self.layout.shape is Shape.BLOCKS:
                yield from self._blocks(sheet)
            else:
                yield from self._table(sheet)

    def _table(self, sheet: Sheet) -> Iterator[Told | RowFault]:
        rows = cells_of(sheet, self.layout.shape)
        frame = frame_of(rows, self.words)
        columns = (
            {at: self.layout.targets[w] for at, w in frame.headings.items() if w in self.layout.targets}
            if frame
            else {}
        )
        if frame is None or not columns:
            return
        sector, criterion = None, self.words.criterion(sheet.name) or ""
        for line in range(frame.first, len(rows)):
            named = _at(rows, line, frame.sector)
            if self.words.is_total(named):
                sector = None
            elif named not in (None, ""):
                sector = self.words.sector(named)
                if sector is None and any(_at(rows, line, at) not in (None, "") for at in columns):
                    yield self._fault(sheet, line, frame.sector, "PROPRIA.SETOR", str(named))
            if frame.criterion is not None and isinstance(said := _at(rows, line, frame.criterion), str) and said:
                criterion = self.words.criterion(said) or criterion
            if sector is not None:
                yield from self._row(sheet, rows, line, columns, sector, criterion)

    def _row(
        self, sheet: Sheet, rows: Cells, line: int, columns: Mapping[int, Target], sector: str, criterion: str
    ) -> Iterator[Told | RowFault]:
        for at, target in columns.items():
            place = self.words.place(target, sector, criterion)
            if place is not None:
                yield from self._number(sheet, place, line, at, _at(rows, line, at))

    def _number(self, sheet: Sheet, place: Place, line: int, at: int, raw: Raw) -> Iterator[Told | RowFault]:
        """The number of a cell; a formula without its value is a fault, an empty cell tells nothing."""
        if raw in (None, ""):
            if _spot(self.layout.shape, line, at) in sheet.formulas:
                yield self._fault(sheet, line, at, "PROPRIA.SEM_VALOR", "")
            return
        try:
            value = read_value(raw, NUMBER)
        except Unreadable as unreadable:
            yield self._fault(sheet, line, at, str(unreadable), str(raw))
            return
        assert isinstance(value, Decimal)
        yield Told(place, value, self._cell(sheet, line, at))

    def _blocks(self, sheet: Sheet) -> Iterator[Told | RowFault]:
        sector, criterion = self.words.sector(sheet.name), self.words.criterion(sheet.name) or ""
        for line, row in enumerate(sheet.rows):
            for at, cell in enumerate(row):
                if not isinstance(cell, str) or not cell:
                    continue
                named = self.words.sector(cell)
                if named is not None:
                    sector = named
                    continue
                target = self.layout.targets.get(same_word(cell))
                spot = _number_beside(sheet.rows, line, at)
                if target is None or spot is None:
                    criterion = self.words.criterion(cell) or criterion
                    continue
                place = self.words.place(target, sector, criterion) if sector is not None else None
                if place is not None:
                    yield from self._number(sheet, place, *spot, _at(sheet.rows, *spot))

    def _cell(self, sheet: Sheet, line: int, at: int) -> str:
        row, column = _spot(self.layout.shape, line, at)
        spot = f"{column_letters(column)}{row}"
        return f"{sheet.name}!{spot}" if sheet.name else spot

    def _fault(self, sheet: Sheet, line: int, at: int, code: str, raw: str) -> RowFault:
        row, column = _spot(self.layout.shape, line, at)
        shown = {"valor": raw[:40], "casas": PLACES}
        return RowFault(self.grid.name, sheet.name, row, column_letters(column), code, shown)


def _at(rows: Cells, line: int, at: int) -> Raw:
    return rows[line][at] if line < len(rows) and at < len(rows[line]) else None


def _spot(shape: Shape, line: int, at: int) -> tuple[int, int]:
    """Line and column of a cell as the file counts them."""
    return (at + 1, line + 1) if shape is Shape.COLUMNS else (line + 1, at + 1)


def _number_beside(rows: Cells, line: int, at: int) -> tuple[int, int] | None:
    """Place of the number of a label: the first number to its right, else the one under it."""
    for step in range(1, REACH + 1):
        raw = _at(rows, line, at + step)
        if _is_number(raw):
            return line, at + step
        if isinstance(raw, str) and raw and not raw.startswith("R$"):
            break
    return (line + 1, at) if _is_number(_at(rows, line + 1, at)) else None


def _has_digits(raw: Raw) -> bool:
    """A number, or a text meant for one: a column nobody can read is told, not passed over."""
    return isinstance(raw, Decimal) or isinstance(raw, str) and any(sign.isdigit() for sign in raw)


def _is_number(raw: Raw) -> bool:
    if isinstance(raw, Decimal):
        return True
    try:
        return isinstance(raw, str) and raw != "" and isinstance(read_value(raw, NUMBER), Decimal)
    except Unreadable:
        return False


def headings(grid: Grid, layout: Layout, words: Vocabulary) -> Iterator[tuple[str, str, str]]:
    """Word, sheet and an example of every heading (or label) that has a number."""
    seen: set[str] = set()
    for sheet in grid.sheets:
        if layout.sheet and sheet.name != layout.sheet:
            continue
        for word, example in _headings(sheet, layout.shape, words):
            if word not in seen:
                seen.add(word)
                yield word, sheet.name, example


def _headings(sheet: Sheet, shape: Shape, words: Vocabulary) -> Iterator[tuple[str, str]]:
    rows = cells_of(sheet, shape)
    if shape is Shape.BLOCKS:
        for line, row in enumerate(rows):
            for at, cell in enumerate(row):
                if isinstance(cell, str) and cell and words.sector(cell) is None:
                    spot = _number_beside(rows, line, at)
                    if spot is not None and not _is_number(cell):
                        yield same_word(cell), str(_at(rows, *spot))
        return
    frame: Frame | None = frame_of(rows, words)
    if frame is None:
        return
    for at, word in frame.headings.items():
        lines = range(frame.first, len(rows))
        example = next((raw for line in lines if _has_digits(raw := _at(rows, line, at))), None)
        if example is not None or any(_spot(shape, line, at) in sheet.formulas for line in lines):
            yield word, "" if example is None else str(example)
