"""Lines of the calculation of one criterion, a row per sector, and which cells a number was made from."""

from dataclasses import dataclass

from engines.sheet import Line, Sheet
from engines.sheet.proof import figure as figure_of
from viewmodels.desk import Desk
from viewmodels.operations.metas.explaining import Address
from viewmodels.operations.metas.results import RunView
from viewmodels.papers.amounts import exact
from viewmodels.papers.leaves import label_of
from viewmodels.papers.narration import Narrator
from viewmodels.screens import goal_words as words
from viewmodels.screens.comparison import Compared
from viewmodels.screens.goal_words import Adjusted
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row


@dataclass(frozen=True)
class LineTable:
    """The lines a criterion's goal goes through, in the order of the sheet."""

    desk: Desk
    view: RunView
    criterion: str

    def lines(self) -> tuple[Line, ...]:
        """Lines with one value per sector that lead to the goal; a line with a rule of its own is not taken apart."""
        sheet = self.view.book.sheet
        goal = next(g.line for g in self.view.goals if g.criterion == self.criterion)
        return tuple(sheet.lines[key] for key in lines_to_goal(sheet, goal))

    def columns(self) -> tuple[ColumnSpec, ...]:
        """The sector, then each line with its unit."""
        texts = self.desk.house.texts
        listed = self.lines()
        numbers = (
            ColumnSpec(
                line.key,
                self._title(line.key),
                unit=texts.numbers.unit(str(line.unit)),
                kind=Kind.NUMBER,
                places=line.places,
                stretch=1,
                strong=line is listed[-1],
            )
            for line in listed
        )
        return (ColumnSpec("setor", self.desk.say("TELA.COLUNA.SETOR"), stretch=1), *numbers)

    def _title(self, key: str) -> str:
        """Short name of a line where the screen has one; the whole name is in the dock."""
        texts, short = self.desk.house.texts, f"TELA.LINHA.{key}"
        return texts.say(short) if texts.knows(short) else label_of(texts, self.view.book.sheet, key)

    def rows(self) -> list[Row]:
        """One row per sector, every number with its address."""
        found = []
        for sector in self.view.evaluation.facts.axes["setor"]:
            cells = {line.key: self._cell(line, sector.key) for line in self.lines()}
            found.append(Row(sector.key, {"setor": Cell(sector.label, sector.label), **cells}))
        return found

    def _cell(self, line: Line, sector: str) -> Cell:
        members = tuple({"setor": sector, "criterio": self.criterion}[axis] for axis in line.per)
        value = words.amount(self.view.evaluation.value(line.key, members))
        address = Address(self.view.run.id, line.key, members)
        return Cell(words.number(self.desk, value, line.places or 0), value, figure_address=address)


def lines_to_goal(sheet: Sheet, goal: str) -> tuple[str, ...]:
    """Lines with one value per sector that lead to a goal; a line with a rule of its own is not taken apart."""
    reached: set[str] = set()
    _reach(sheet, goal, goal, reached)
    return tuple(key for key, line in sheet.lines.items() if key in reached and _shown(line))


def _reach(sheet: Sheet, key: str, goal: str, reached: set[str]) -> None:
    reached.add(key)
    if key != goal and sheet.lines[key].rule is not None:
        return
    for needed in sheet.precedents[key]:
        if needed in sheet.lines and needed not in reached:
            _reach(sheet, needed, goal, reached)


def _shown(line: Line) -> bool:
    return "setor" in line.per and set(line.per) <= {"setor", "criterio"} and line.places is not None


def precedents(view: RunView, address: object) -> frozenset[object]:
    """Addresses of the cells of the run a number was made from; nothing for one typed by hand.

    Amounts in the number's own unit are gone through; what they come from in other units (km, R$/km, a parameter) is
    where it stops: those are the inputs a reader looks for.
    """
    if isinstance(address, Compared):
        return _compared(view, address)
    if isinstance(address, Adjusted) or not isinstance(address, Address) or not _in_sheet(view, address):
        return frozenset()
    unit = view.book.sheet.unit(address.line)
    found: set[object] = set()
    level = {address}
    while level:
        through = {one for one in level if one.line in view.book.sheet.lines and view.book.sheet.unit(one.line) == unit}
        level = {below for one in through for below in _direct(view, one)} - found
        found |= level
    return frozenset(found)


def _in_sheet(view: RunView, address: Address) -> bool:
    return address.line in view.book.sheet.lines or address.line in view.book.sheet.inputs


@dataclass(frozen=True, slots=True)
class ParameterShown:
    """A parameter a goal was made with: its address, name and value in words."""

    address: Address
    label: str
    value: str


def parameters_of(desk: Desk, view: RunView, goal: Address) -> tuple[ParameterShown, ...]:
    """The parameters a goal was made with, in the order of the sheet."""
    texts, sheet = desk.house.texts, view.book.sheet
    reached = {a for a in precedents(view, goal) if isinstance(a, Address) and a.line in sheet.inputs}
    named = [a for a in reached if sheet.inputs[a.line].parameter]
    named.sort(key=lambda a: (list(sheet.inputs).index(a.line), a.members))
    return tuple(
        ParameterShown(
            each,
            label_of(texts, sheet, each.line),
            exact(texts, view.evaluation.value(each.line, each.members), str(sheet.unit(each.line)), None),
        )
        for each in named
    )


def direct_precedents(view: RunView, address: object) -> frozenset[object]:
    """Addresses of the terms of a number's own formula."""
    if isinstance(address, Address):
        return frozenset(_direct(view, address))
    return precedents(view, address)


def sources_of(desk: Desk, view: RunView, address: object) -> frozenset[Address]:
    """Addresses of the terms the value came through: of an IF, the branch that was taken."""
    if not isinstance(address, Address) or address.line not in view.book.sheet.lines:
        return frozenset()
    narrator = Narrator.of(desk.house.texts, view.evaluation)
    found = narrator.sources(figure_of(view.evaluation, address.line, address.members))
    sheet = view.book.sheet
    return frozenset(Address(view.run.id, f.name, tuple(f.member[axis] for axis in sheet.per(f.name))) for f in found)


def _direct(view: RunView, address: Address) -> set[Address]:
    sheet = view.book.sheet
    if address.line not in sheet.lines:
        return set()
    places = dict(zip(sheet.per(address.line), address.members, strict=True))
    needed = (n for n in sheet.precedents[address.line] if n in sheet.lines or n in sheet.inputs)
    near = (n for n in needed if set(sheet.per(n)) <= set(places))
    return {Address(view.run.id, name, tuple(places[axis] for axis in sheet.per(name))) for name in near}


def _compared(view: RunView, address: Compared) -> frozenset[object]:
    """A total lights the numbers it sums; a difference, the two it stands between."""
    goals = [g for g in view.goals if g.criterion == address.criterion]
    if address.sector:
        mine = next(g for g in goals if g.sector == address.sector)
        own = words.goal_address(view, mine)
        before = Compared(view.run.id, address.criterion, "meta_anterior", address.sector)
        return frozenset({own, before} if address.line in ("diferenca", "percentual") else ())
    singles = {"soma_meta": "", "soma_anterior": "meta_anterior", "soma_realizado": "realizado", "soma_saldo": "saldo"}
    line = singles.get(address.line, "diferenca")
    return frozenset(_summed(view, g.criterion, g.sector, line) or words.goal_address(view, g) for g in goals)


def _summed(view: RunView, criterion: str, sector: str, line: str) -> object:
    if line == "saldo":
        return Address(view.run.id, words.debt_line(view), (sector, criterion))
    return Compared(view.run.id, criterion, line, sector) if line else None


def dependents(view: RunView, address: object) -> tuple[Address, ...]:
    """Cells of the same sector that use a cell directly, in the order of the sheet."""
    if not isinstance(address, Address):
        return ()
    sheet = view.book.sheet
    places = dict(zip(sheet.per(address.line), address.members, strict=True))
    users = (key for key, line in sheet.lines.items() if address.line in sheet.precedents[key])
    near = (key for key in users if set(sheet.per(key)) <= set(places))
    return tuple(Address(view.run.id, key, tuple(places[axis] for axis in sheet.per(key))) for key in near)
