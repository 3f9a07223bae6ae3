"""Numbers of the holidays page told for the dock: days of each type in a month, and what a day's type does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engines.calendar import DayType, Month
from engines.figure import Value
from engines.goals.month import axes_of, calendar_rows
from engines.sheet import Evaluation, Facts
from engines.sheet.facts import InputKey
from storage.metas.rulebook import shipped
from viewmodels.desk import Desk
from viewmodels.operations.metas.holidays import DayBothWays
from viewmodels.screens import goal_words as words
from viewmodels.screens.comparison import own_sheet
from viewmodels.screens.memory_source import MemorySource, Told
from viewmodels.screens.sheet_cells import PlaceLeads, told_cell
from viewmodels.table_spec import Cell, Row, RowKind

EFFECT_SHEET = "sheets/efeito_do_dia.yaml"
COUNT, CHOSEN, OTHER = "dias", "com", "sem"
EFFECTS: Mapping[str, tuple[str, str]] = {"km": ("km_prevista", "km"), "litros": ("meta_litros", "L")}
"""Column of the price tag -> the line it compares, and its unit."""


@dataclass(frozen=True, slots=True)
class HolidayFigure:
    """Address of a number of the page: which evaluation it stands in, line and members; it stands on no run."""

    place: str
    line: str
    members: tuple[str, ...] = ()
    run: int | None = None


class HolidayFigures:
    """Keeps what the page shows now, gives its cells their addresses and tells them."""

    def __init__(self, desk: Desk) -> None:
        """Numbers told through the dock of the desk, where one was made."""
        self._desk = desk
        self._held: dict[str, Evaluation] = {}
        self._titles: dict[str, tuple[str, ...]] = {}
        memory = desk.findChild(MemorySource)
        if memory is not None:
            memory.teach(HolidayFigure, self.tell)

    # --- days of each type

    def count(self, month: Month, typed: Mapping[date, DayType]) -> None:
        """From now on the counts are those of this month with these types."""
        book = shipped()
        facts = Facts(axes_of((), book.rules), {"calendario": calendar_rows(month, typed)}, {})
        self._held[COUNT] = Evaluation(book.sheet, facts)
        self._titles[COUNT] = (self._desk.month_title(month),)

    def count_address(self, kind: DayType) -> HolidayFigure:
        """Address of how many days run as a type."""
        return HolidayFigure(COUNT, "dias_mes", (str(kind),))

    # --- what a day does

    def price(self, both: DayBothWays, kinds: tuple[str, str], title: str) -> list[Row]:
        """Rows of the price tag: km and litres of each sector, and of all; `kinds` are the words of both types."""
        self._held.update({CHOSEN: both.chosen, OTHER: both.other})
        self._titles.update({CHOSEN: (kinds[0],), OTHER: (kinds[1],)})
        for column, (line, unit) in EFFECTS.items():
            self._held[column] = _effect(both, line, unit)
            self._titles[column] = (title,)
        sectors = both.chosen.facts.axes["setor"]
        rows = [self._row(s.key, Cell(s.label, s.label), "efeito", (s.key,)) for s in sectors]
        total = self._row("total", Cell(self._desk.say("TELA.TOTAL")), "efeito_total", ())
        return [*rows, Row(total.key, total.cells, RowKind.TOTAL)]

    def _row(self, key: str, name: Cell, line: str, members: tuple[str, ...]) -> Row:
        cells = {column: self._cell(HolidayFigure(column, line, members)) for column in EFFECTS}
        return Row(key, {"setor": name, **cells})

    def _cell(self, address: HolidayFigure) -> Cell:
        value = self._held[address.place].value(address.line, address.members)
        number = value if isinstance(value, Decimal) else None
        shown = words.number(self._desk, number, 0, sign=True)
        return Cell(shown, number, figure_address=None if number is None else address)

    # --- told

    def tell(self, address: HolidayFigure) -> Told | None:
        """A number of the page with its tree; None once the page shows something else."""
        evaluation = self._held.get(address.place)
        if evaluation is None:
            return None
        leads = _Leads(address.place, evaluation)
        return told_cell(self._desk, evaluation, address, self._titles[address.place], leads)


def _effect(both: DayBothWays, line: str, unit: str) -> Evaluation:
    inputs: dict[InputKey, Value] = {}
    sectors = both.chosen.facts.axes["setor"]
    for sector in sectors:
        inputs[CHOSEN, (sector.key,)] = both.chosen.value(line, (sector.key,))
        inputs[OTHER, (sector.key,)] = both.other.value(line, (sector.key,))
    return Evaluation(own_sheet(EFFECT_SHEET, unit), Facts({"setor": sectors}, {}, inputs))


class _Leads(PlaceLeads):
    """Terms of an effect lead to the month computed each way; the others to their own evaluation."""

    def cell(self, line: str, members: tuple[str, ...]) -> HolidayFigure:
        """Address of a line's cell, in the month computed that way for a term of an effect."""
        if self._place in EFFECTS and line in (CHOSEN, OTHER):
            return HolidayFigure(line, EFFECTS[self._place][0], members)
        return HolidayFigure(self._place, line, members)
