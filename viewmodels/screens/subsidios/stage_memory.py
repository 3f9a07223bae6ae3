"""Cells of the stages told in the dock: the path, the formula, the steps down to the trips, the rules and the proof."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engines.figure import Figure
from engines.sheet import Evaluation
from engines.subsidy.explain import Place
from storage.errors import KnownError
from viewmodels.changes import Changed
from viewmodels.desk import Desk
from viewmodels.memory import MemoryView, RowsBehind, RuleLine, Step
from viewmodels.operations.subsidios.explaining import ExplainedCell, LineCell, StageCell
from viewmodels.papers.narration import Narrator, StepRow
from viewmodels.screens.memory_source import MemorySource, Told
from viewmodels.screens.memory_view import Addressing, Figures, label_path, steps_of
from viewmodels.screens.subsidios.audit import CALCULATION
from viewmodels.screens.subsidios.origin_memory import OriginMemory
from viewmodels.screens.subsidios.rule_lines import rule_line
from viewmodels.screens.subsidios.stage_cells import column_title, shown
from viewmodels.screens.subsidios.trip_rows import trip_rows, trips_of
from viewmodels.state import State

MONEY_PLACES, KM_PLACES = 2, 3
UNTOLD = ("AUDITORIA_SEM_MEMORIA", "AUDITORIA_SEM_CALCULO")
"""Refusals that leave the dock empty: no line makes the cell, or another calculation is under way."""
WAYS = ("I", "V", "C")
"""Directions as the tables write them."""


class StageMemory:
    """Teaches the dock the cells of the stages and the lines under them; one for each desk."""

    def __init__(self, desk: Desk, memory: MemorySource) -> None:
        """Cells shown through `memory`."""
        self._desk, self._memory = desk, memory
        desk.changes.subscribe(self._told, CALCULATION)
        memory.teach(StageCell, self.tell)
        memory.teach(LineCell, self.tell)

    @staticmethod
    def of(desk: Desk) -> "StageMemory":
        """The teacher of a desk, whose dock has its source."""
        memory = desk.findChild(MemorySource)
        assert memory is not None
        OriginMemory(desk, memory)
        return StageMemory(desk, memory)

    def tell(self, address: StageCell | LineCell) -> Told | None:
        """A cell, or a line at a member; None for one the sheet does not make."""
        try:
            found: ExplainedCell = self._desk.ask("subsidios.explicar", address=address)
        except KnownError as error:
            if error.code in UNTOLD:
                return None
            raise
        return Told(
            self._view(found), found.figure, found.evaluation,
            behind=lambda line, members: self._rows(found, line, members),
            everything=lambda: self._every_row(found),
            again=lambda: self._again(address),
        )  # fmt: skip

    # --- inside

    def _told(self, _changed: Changed) -> None:
        """Another calculation: the number in the dock is told again, when it is still there."""
        self._memory.again(StageCell, LineCell)

    def _view(self, found: ExplainedCell) -> MemoryView:
        texts, say = self._desk.house.texts, self._desk.say
        narrator = self._narrator(found)
        told, row = Figures(texts, narrator, found.evaluation), narrator.steps(found.figure)
        value, unit, first = told.hero(replace(found.figure, places=_places(found.figure)))
        word = "TELA.REPRODUZIDO" if found.identical else "TELA.DIFERENTE"
        return MemoryView(
            address=found.address,
            path=self._path(found, narrator),
            value=value,
            unit=unit,
            unit_first=first,
            proof=State.OK if found.identical else State.CRITICO,
            proof_word=say(word) if found.stored is not None else "",
            sentence=narrator.sentence(found.figure),
            formula=told.formula(found.figure),
            steps=self._steps(found, narrator, row),
            rows=self._rows(found, found.figure.name, tuple(found.figure.member.values())),
            rules=tuple(self._rules(found)),
        )

    def _steps(self, found: ExplainedCell, narrator: Narrator, row: StepRow) -> tuple[Step, ...]:
        """The tree; a step of a member within its parent's is called by the member, which is what tells it apart."""
        if not row.children:
            return ()
        addressing = _LineAddressing(found.place, found.evaluation)
        told = _by_member(steps_of(row, addressing, narrator.label(found.figure.name).text), narrator)
        say = self._desk.say
        return (_without_given(told, narrator, (say("AUSENTE.NULL_INPUT"), say("SUBSIDIO_TELA.NAO_HA"))),)

    def _narrator(self, found: ExplainedCell) -> Narrator:
        """The narrator of the evaluation, with bands and groups of trips called as people call them."""
        plain = Narrator.of(self._desk.house.texts, found.evaluation)
        labels = dict(plain.labels)
        labels["faixa"] = {key: band_words(self._desk, label) for key, label in labels["faixa"].items()}
        labels["grupo"] = {key: self._group(found, key, label) for key, label in labels["grupo"].items()}
        return replace(plain, labels=labels)

    def _group(self, found: ExplainedCell, key: str, label: str) -> str:
        inside = found.evaluation.value("dentro", (key,))
        return self._desk.say("SUBSIDIO_TELA.FORA_DO_TETO", grupo=label) if inside is False else label

    def _path(self, found: ExplainedCell, narrator: Narrator) -> tuple[str, ...]:
        name, *members = label_path(narrator, found.figure.name, found.figure.member)
        if not isinstance(found.address, StageCell):
            return (*self._day(found), *members, name)
        stage = self._desk.say(f"SUB_ETAPA.{found.address.stage}")
        column = column_title(self._desk.house.texts, found.address.column)
        return (stage, *self._day(found), *members, column)

    def _day(self, found: ExplainedCell) -> tuple[str, ...]:
        """The day of the band, which its label does not say."""
        days = found.evaluation.facts.axes["dia"]
        return () if "dia" in found.figure.member or not days else (days[0].label.rpartition(", ")[2],)

    def _rules(self, found: ExplainedCell) -> Iterator[RuleLine]:
        say, texts = self._desk.say, self._desk.house.texts
        for rule in found.rules:
            yield rule_line(self._desk, rule)
        yield RuleLine(say("SUBSIDIO_TELA.CONHECIDA_EM"), texts.numbers.day(found.known_on))
        if found.figure.places is not None:
            yield RuleLine(say("TELA.ARREDONDAMENTO"), say("TELA.CASAS", n=found.figure.places))

    def _rows(self, found: ExplainedCell, line: str, members: Sequence[str]) -> RowsBehind | None:
        named = dict(zip(found.evaluation.sheet.per(line), members, strict=True))
        return trip_rows(self._desk, trips_of(self._desk, found, named), few=True)

    def _every_row(self, found: ExplainedCell) -> tuple[tuple[str, RowsBehind], ...]:
        named = dict(found.figure.member)
        trips = trips_of(self._desk, found, named)
        behind = trip_rows(self._desk, trips, few=False)
        if behind is None:
            return ()
        return ((self._desk.say("SUBSIDIO_TELA.VIAGENS", n=len(trips)), behind),)

    def _again(self, address: StageCell | LineCell) -> tuple[State, str]:
        """Evaluates the number once more and compares it with the stored one."""
        found: ExplainedCell = self._desk.ask("subsidios.explicar", address=address)
        if found.identical:
            return State.OK, self._desk.say("TELA.REPRODUZIDO")
        return State.CRITICO, self._desk.say("TELA.DIFERENTE")


def _by_member(step: Step, narrator: Narrator, above: frozenset[str] = frozenset()) -> Step:
    """A step over other members than its parent's is called by the member, any other by its line alone."""
    if not isinstance(step.address, LineCell):
        return replace(step, children=tuple(_by_member(each, narrator, above) for each in step.children))
    per, line = narrator.sheet.per(step.address.line), narrator.label(step.address.line).text
    own = narrator.sheet.seen_from(per)
    told = line if not above or own <= above else step.label.removeprefix(f"{line}, ")
    return replace(step, label=told, children=tuple(_by_member(each, narrator, own | above) for each in step.children))


def _without_given(step: Step, narrator: Narrator, words: tuple[str, str]) -> Step:
    """A given value that is not there (no penalty for this POF) is none: only what is calculated lacks a value."""
    missing, none = words
    given = isinstance(step.address, LineCell) and step.address.line in narrator.sheet.inputs
    children = tuple(_without_given(each, narrator, words) for each in step.children)
    return replace(step, value=none if given and step.value == missing else step.value, children=children)


class _LineAddressing(Addressing):
    """Steps are addressed by their line and members, around the place first explained."""

    def __init__(self, place: Place, evaluation: Evaluation) -> None:
        super().__init__(0, evaluation)
        self._place = place

    def __call__(self, figure: Figure) -> object:
        """Address of a step; None inside a formula."""
        sheet = self.evaluation.sheet
        if figure.name not in sheet.lines and figure.name not in sheet.inputs:
            return None
        return LineCell(self._place, figure.name, tuple(figure.member[axis] for axis in sheet.per(figure.name)))


def band_words(desk: Desk, label: str) -> str:
    """`607, ida, 06:00–08:59`: the direction as a word."""
    parts = label.split(", ")
    return ", ".join(desk.say(f"SUBSIDIO_TELA.SENTIDO.{each}") if each in WAYS else each for each in parts)


def _places(figure: Figure) -> int | None:
    """Decimals of the large number: as its column shows it."""
    if figure.unit.endswith("BRL"):
        return MONEY_PLACES
    return int(shown(figure.name)["casas"]) if figure.unit != "km" else KM_PLACES
