"""Simulated numbers told for the dock: the same tree as of any number, under the values that are being tried."""

from collections.abc import Iterator
from dataclasses import replace

from engines.figure import Figure, Missing
from engines.sheet import Evaluation
from engines.sheet.facts import InputKey
from engines.sheet.proof import figure as figure_of
from viewmodels.memory import MemoryView, RuleLine, Step
from viewmodels.papers.names import parameter_name
from viewmodels.papers.narration import Narrator
from viewmodels.screens.memory_source import MemorySource, Told
from viewmodels.screens.memory_view import Addressing, Figures, label_path, rows_behind, steps_of
from viewmodels.screens.parameter_words import said
from viewmodels.screens.scenario import Scenario, group_of, places_of
from viewmodels.screens.simulator import SimulatorViewModel
from viewmodels.screens.simulator_table import FROZEN, Simulated, SimulatedBeside, group_label

GIVEN = {"simulada": True, "simulada_do_setor": True, "original": False, "original_do_setor": False}
"""Terms of the small sheet that are goals: those simulated, and those of the facts."""


class SimulatorMemory:
    """Teaches the dock the numbers of a simulator, and tells the one shown again once it moved."""

    def __init__(self, model: SimulatorViewModel, memory: MemorySource) -> None:
        """Numbers of `model` shown through `memory`."""
        self._model, self._memory = model, memory
        memory.teach(Simulated, self.tell)
        memory.teach(SimulatedBeside, self.tell_beside)

    def refresh(self) -> None:
        """Tells a simulated number again, when one is shown."""
        self._memory.again(Simulated, SimulatedBeside)

    def tell(self, address: Simulated) -> Told | None:
        """A simulated goal, or any line on the way to it; None once its facts are gone."""
        ground = self._model.ground
        if ground is None or ground.run != address.run:
            return None
        scenario = self._scenario(address.scenario)
        evaluation = ground.evaluation if scenario is None else scenario.evaluation
        tree = figure_of(evaluation, address.line, address.members)
        return self._told(address, evaluation, tree, scenario, "", _OfScenario(address, evaluation))

    def tell_beside(self, address: SimulatedBeside) -> Told | None:
        """A difference or a sum of simulated numbers."""
        ground, scenario = self._model.ground, self._scenario(address.scenario)
        if ground is None or ground.run != address.run or scenario is None:
            return None
        evaluation = scenario.compared(address.group)
        tree = figure_of(evaluation, address.line, (address.sector,) if address.sector else ())
        first = next(place for place in places_of(ground) if group_of(place) == address.group)
        group = group_label(self._model.desk, ground, first)
        return self._told(address, evaluation, tree, scenario, group, _OfBeside(address, scenario, evaluation))

    def _scenario(self, letter: str) -> Scenario | None:
        return next((each for each in self._model.scenarios if each.letter == letter), None)

    def _told(
        self,
        address: object,
        evaluation: Evaluation,
        tree: Figure,
        scenario: Scenario | None,
        group: str,
        leads: Addressing,
    ) -> Told:
        texts = self._model.desk.house.texts
        narrator = Narrator.of(texts, evaluation)
        told = Figures(texts, narrator, evaluation)
        value, unit, first = told.hero(tree)
        row = narrator.steps(tree)
        tag = texts.say("SIMULADOR.MARCA" if scenario else "SIMULADOR.MARCA_RASCUNHO")
        name, *members = label_path(narrator, tree.name, tree.member)
        path = (tag, self._scenario_words(scenario), name, group, *members)
        view = MemoryView(
            address=address,
            path=tuple(part for part in path if part),
            value=value,
            unit=unit,
            unit_first=first,
            sentence=f"{tag}: {narrator.sentence(tree)}",
            formula=told.formula(tree),
            steps=self._steps(steps_of(row, leads, narrator.label(tree.name).text), scenario) if row.children else (),
            rows=rows_behind(texts, evaluation, tree),
            rules=tuple(self._rules(scenario)),
        )
        return Told(view, tree, evaluation)

    def _steps(self, step: Step, scenario: Scenario | None) -> tuple[Step, ...]:
        """The tree with the values being tried named as such: they are in force nowhere."""
        tried = scenario.changed_inputs if scenario is not None else frozenset()
        return (_marked(step, tried, self._model.desk.say("SIMULADOR.MARCA")),)

    def _scenario_words(self, scenario: Scenario | None) -> str:
        if scenario is None:
            return ""
        letter = self._model.desk.say("SIMULADOR.CENARIO", letra=scenario.letter)
        return letter if scenario.name == scenario.letter else f"{letter}, {scenario.name}"

    def _rules(self, scenario: Scenario | None) -> Iterator[RuleLine]:
        """What the scenario changed, value by value, and which calculation it stands on."""
        desk, ground = self._model.desk, self._model.ground
        assert ground is not None
        if ground.run is not None:
            yield RuleLine(desk.say("TELA.CALCULO"), str(ground.run))
        if scenario is None:
            return
        for key, value in scenario.changed_parameters.items():
            parameter = ground.book.rules.parameter(key)
            before, after = (said(desk, parameter, each) for each in (ground.parameters[key], value))
            told = desk.say("SIMULADOR.DE_PARA", de=before, para=after)
            yield RuleLine(parameter_name(desk.house.texts, parameter), told)
        for day, kind in scenario.changed_days.items():
            held = next(each for each in ground.days if each.day == day)
            before, after = (desk.say(f"ASSISTENTE.TIPO.{each}") for each in (held.kind, kind))
            when = desk.house.texts.numbers.short_day(day)
            yield RuleLine(when, desk.say("SIMULADOR.DE_PARA", de=before, para=after))


def _marked(step: Step, tried: frozenset[InputKey], word: str) -> Step:
    address = step.address
    here = isinstance(address, Simulated) and (address.line, address.members) in tried
    children = tuple(_marked(child, tried, word) for child in step.children)
    return replace(step, note=word if here else step.note, children=children)


class _OfScenario(Addressing):
    """Figures of a simulated tree lead to the same line of the same scenario."""

    def __init__(self, address: Simulated, evaluation: Evaluation) -> None:
        super().__init__(address.run or 0, evaluation)
        self._address = address

    def __call__(self, figure: Figure) -> object:
        """Address of a figure, None for one inside a formula."""
        found = super().__call__(figure)
        if found is None:
            return None
        members = tuple(figure.member[axis] for axis in self.evaluation.sheet.per(figure.name))
        return Simulated(self._address.run, self._address.scenario, figure.name, members)


class _OfBeside(Addressing):
    """Figures of a difference lead to the goals it stands between, or to another difference."""

    def __init__(self, address: SimulatedBeside, scenario: Scenario, evaluation: Evaluation) -> None:
        super().__init__(address.run or 0, evaluation)
        self._address, self._ground = address, scenario.ground

    def __call__(self, figure: Figure) -> object:
        """Address of a term of the small sheet."""
        sector, mine = figure.member.get("setor", ""), self._address
        if isinstance(figure.value, Missing):
            return None
        if figure.name not in GIVEN:
            return SimulatedBeside(mine.run, mine.scenario, mine.group, figure.name, sector)
        places = places_of(self._ground)
        place = next(p for p in places if (group_of(p), p.sector) == (mine.group, sector))
        letter = mine.scenario if GIVEN[figure.name] else FROZEN
        return Simulated(mine.run, letter, place.line, place.members)
