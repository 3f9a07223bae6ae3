"""The switches of the sample company as a list to choose from, and the one that is on; no widgets."""

from collections.abc import Iterator
from dataclasses import dataclass

from storage.sample.scenarios import SCENARIOS, Kind, Scenario
from viewmodels.desk import Desk


@dataclass(frozen=True, slots=True)
class Switch:
    """One switch as shown: what it is, the code it raises, what to look for and where."""

    key: str
    title: str
    code: str
    look: str
    on: bool


class ScenariosViewModel:
    """Groups of switches; turning one on asks the window for a fresh sample company."""

    def __init__(self, desk: Desk) -> None:
        """The switches of the desk's sample company."""
        self._desk = desk

    @property
    def groups(self) -> tuple[tuple[str, tuple[Switch, ...]], ...]:
        """Name of each group and its switches."""
        say = self._desk.say
        return tuple(
            (
                say(f"CENARIO.GRUPO.{kind}"),
                tuple(self._switch(each) for each in SCENARIOS.values() if each.kind is kind),
            )
            for kind in Kind
        )

    def _switch(self, each: Scenario) -> Switch:
        say, on = self._desk.say, each.key == self._desk.house.scenario
        return Switch(each.key, say(f"CENARIO.{each.key}"), each.text_code, say(f"OLHE.{each.key}"), on)

    @property
    def switched_on(self) -> Switch | None:
        """The switch of this house."""
        return next((switch for switch in self._all() if switch.on), None)

    def _all(self) -> Iterator[Switch]:
        for _, switches in self.groups:
            yield from switches

    def turn_on(self, key: str) -> None:
        """Leaves this sample company for a fresh one with that switch on; "" goes back to the clean one."""
        self._desk.switching.emit(key)
