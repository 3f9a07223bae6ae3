"""The simulator's table: each goal as the facts give it, and under each scenario with its difference."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from viewmodels.desk import Desk
from viewmodels.operations.metas.explaining import Address
from viewmodels.operations.metas.simulating import SimulatedPlace, SimulationGround
from viewmodels.papers.leaves import label_of
from viewmodels.papers.names import criterion_of
from viewmodels.screens import goal_words as words
from viewmodels.screens.scenario import PROJECTED, Scenario, group_of, places_of
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row, RowKind

FROZEN = ""
"""Letter of the facts themselves."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """Address of a simulated number: scenario (`FROZEN` for the facts), line and members of the goals' sheet."""

    run: int | None
    scenario: str
    line: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SimulatedBeside:
    """Address of a difference or a sum: scenario, group of goals, line of the small sheet, sector ("" for all)."""

    run: int | None
    scenario: str
    group: str
    line: str
    sector: str = ""


@dataclass(frozen=True)
class SimulatorTable:
    """Makes columns, rows and single cells for the scenarios side by side."""

    desk: Desk
    ground: SimulationGround
    scenarios: Sequence[Scenario]

    def columns(self) -> tuple[ColumnSpec, ...]:
        """The goal, the facts, then two columns for each scenario."""
        say, number = self.desk.say, Kind.NUMBER
        frozen = say("SIMULADOR.COLUNA_RASCUNHO") if self.ground.run is None else self._run_words()
        listed = [
            ColumnSpec("nome", say("TELA.COLUNA.CRITERIO_SETOR"), sortable=False, stretch=2),
            ColumnSpec("original", frozen, kind=number, places=2, quiet=True, sortable=False, stretch=1),
        ]
        for scenario in self.scenarios:
            letter = scenario.letter
            title = scenario.name if scenario.name != letter else say("SIMULADOR.CENARIO", letra=letter)
            change = say("SIMULADOR.COLUNA_DIFERENCA", letra=letter)
            listed += [
                ColumnSpec(letter, title, kind=number, places=2, strong=True, sortable=False, stretch=1),
                ColumnSpec(f"{letter}:diferenca", change, kind=number, places=2, sortable=False, stretch=1),
            ]
        return tuple(listed)

    def _run_words(self) -> str:
        return self.desk.say("TELA.CALCULO_N", calculo=str(self.ground.run))

    def rows(self) -> Iterator[Row]:
        """A heading with its sums for each group, and a row for each sector."""
        places = places_of(self.ground)
        for group in dict.fromkeys(group_of(place) for place in places):
            mine = [place for place in places if group_of(place) == group]
            yield Row(f"grupo:{group}", {}, RowKind.GROUP, words.unit_word(self.desk, mine[0].unit))
            yield from (Row(row_key(place), {}, unit=words.unit_word(self.desk, place.unit)) for place in mine)

    def cells(self, letters: Sequence[str]) -> Iterator[tuple[str, str, Cell]]:
        """(row, column, cell) of everything a change of these scenarios may touch; `FROZEN` for what stands still."""
        places = places_of(self.ground)
        for group in dict.fromkeys(group_of(place) for place in places):
            mine = [place for place in places if group_of(place) == group]
            for letter in letters:
                yield from self._heading(group, mine[0], letter)
                for place in mine:
                    yield from self._line(place, letter)

    def _heading(self, group: str, first: SimulatedPlace, letter: str) -> Iterator[tuple[str, str, Cell]]:
        key = f"grupo:{group}"
        if letter == FROZEN:
            yield key, "nome", Cell(group_label(self.desk, self.ground, first))
            yield key, "original", self._sum(group, "soma_original", self.scenarios[0])
            return
        scenario = self._scenario(letter)
        yield key, letter, self._sum(group, "soma_simulada", scenario)
        yield key, f"{letter}:diferenca", self._sum(group, "soma_diferenca", scenario, sign=True)

    def _line(self, place: SimulatedPlace, letter: str) -> Iterator[tuple[str, str, Cell]]:
        key = row_key(place)
        if letter == FROZEN:
            value = self.scenarios[0].original(place.line, place.members)
            yield key, "nome", Cell(place.sector_label, place.sector_label)
            yield key, "original", self._cell(value, self.frozen_address(place))
            return
        scenario = self._scenario(letter)
        run, group = self.ground.run, group_of(place)
        value = scenario.value(place.line, place.members)
        yield key, letter, self._cell(value, Simulated(run, letter, place.line, place.members))
        change = scenario.beside(group, "diferenca", place.sector)
        address = SimulatedBeside(run, letter, group, "diferenca", place.sector)
        yield key, f"{letter}:diferenca", self._cell(change, address, sign=True)

    def frozen_address(self, place: SimulatedPlace) -> Address | Simulated:
        """What explains a number of the facts: the run's own cell, or the facts just checked."""
        if self.ground.run is None:
            return Simulated(None, FROZEN, place.line, place.members)
        return Address(self.ground.run, place.line, place.members)

    def _sum(self, group: str, line: str, scenario: Scenario, sign: bool = False) -> Cell:
        address = SimulatedBeside(self.ground.run, scenario.letter, group, line)
        return self._cell(scenario.beside(group, line), address, sign)

    def _cell(self, value: Decimal | None, address: object, sign: bool = False) -> Cell:
        text = words.number(self.desk, value, sign=sign)
        return Cell(text, value, figure_address=None if value is None else address)

    def _scenario(self, letter: str) -> Scenario:
        return next(scenario for scenario in self.scenarios if scenario.letter == letter)


def row_key(place: SimulatedPlace) -> str:
    """Key of a goal's row."""
    return f"{group_of(place)}/{place.sector}"


def group_label(desk: Desk, ground: SimulationGround, place: SimulatedPlace) -> str:
    """Name of a group: the criterion, or what the projected cost is called."""
    projected = group_of(place) == PROJECTED
    texts = desk.house.texts
    return label_of(texts, ground.book.sheet, PROJECTED) if projected else criterion_of(texts, place)
