"""The monthly checklist as rows: groups that open and close, items with light, note, who and when; no widgets."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from storage.exports.csv_text import csv_bytes
from storage.routine.items import item_of
from viewmodels.desk import Desk
from viewmodels.operations.metas.checklist import Light, MonthStep
from viewmodels.state import State, default_word

LIGHTS = {
    Light.DONE: State.OK,
    Light.NOW: State.EM_CURSO,
    Light.OPEN: State.A_FAZER,
    Light.WAITS: State.ESPERA,
}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One item of the month: state, title, note, who and when, the page that does it; or the head of a group.

    `ticked` is None for what nobody ticks by hand; `opened` is None for an item, else whether the group is open.
    """

    key: str
    state: State
    title: str
    note: str
    who: str = ""
    when: str = ""
    page: str = ""
    ticked: bool | None = None
    opened: bool | None = None
    group: str = ""

    @property
    def is_group(self) -> bool:
        """True for the head of a group."""
        return self.opened is not None

    @property
    def spoken(self) -> str:
        """The row in words, for whoever hears the screen."""
        parts = (self.title, default_word(self.state), self.note, self.who, self.when)
        return ", ".join(part for part in parts if part)


def item_lines(desk: Desk, steps: Sequence[MonthStep]) -> tuple[StepLine, ...]:
    """Every item, in order."""
    return tuple(_item(desk, step) for step in steps)


def grouped(desk: Desk, lines: Sequence[StepLine], opened: Collection[str]) -> tuple[StepLine, ...]:
    """Heads of the groups, each followed by its items where it is open."""
    return tuple(_grouped(desk, lines, opened))


def _grouped(desk: Desk, lines: Sequence[StepLine], opened: Collection[str]) -> Iterator[StepLine]:
    for group in dict.fromkeys(line.group for line in lines):
        mine = [line for line in lines if line.group == group]
        done = sum(1 for line in mine if line.state is State.OK)
        note = desk.say("ROTINA.PASSOS", feitos=done, total=len(mine))
        is_open = group in opened
        yield StepLine(group, _state(mine), desk.say(f"ROTINA.GRUPO.{group}"), note, opened=is_open, group=group)
        if is_open:
            yield from mine


def groups_shown(lines: Sequence[StepLine], roomy: bool) -> set[str]:
    """Groups to show open at first: the one in course; where there is room, every one with something to do now."""
    wanted = {line.group for line in lines if line.state is State.EM_CURSO}
    if roomy:
        wanted |= {line.group for line in lines if line.state is State.A_FAZER}
    if not wanted:
        wanted = {line.group for line in lines if line.state is not State.OK}
    return wanted or {line.group for line in lines[-1:]}


def _state(mine: Sequence[StepLine]) -> State:
    states = {line.state for line in mine}
    if states == {State.OK}:
        return State.OK
    if State.EM_CURSO in states:
        return State.EM_CURSO
    return State.ESPERA if states == {State.ESPERA} else State.A_FAZER


def _item(desk: Desk, step: MonthStep) -> StepLine:
    texts = desk.house.texts
    when = "" if step.when is None else texts.numbers.instant(step.when, texts.zone)
    ticked = step.is_done if step.by_person and step.can_tick else None
    line = StepLine(step.key, LIGHTS[step.light], step.title, step.note, step.who, when, step.page, ticked)
    return replace(line, title=capital(step.title), note=capital(step.note), group=step.group)


def capital(text: str) -> str:
    """The sentence with its first letter as sentences begin."""
    return text[:1].upper() + text[1:]


def routine_csv(desk: Desk, lines: Sequence[StepLine]) -> bytes:
    """The checklist as a table a spreadsheet opens."""
    say = desk.say
    columns = [say(f"ROTINA.COLUNA.{name}") for name in ("GRUPO", "ITEM", "NOTA", "PROVA")]
    columns += [say("TELA.COLUNA.SITUACAO"), say("TELA.PAPEL_QUEM"), say("TELA.PAPEL_QUANDO")]
    return csv_bytes(columns, (_csv_row(desk, line) for line in lines))


def _csv_row(desk: Desk, line: StepLine) -> tuple[str, ...]:
    proof = desk.say("ROTINA.POR_PESSOA" if item_of(line.key).by_person else "ROTINA.POR_PROGRAMA")
    done = desk.say("ROTINA.SIM" if line.state is State.OK else "ROTINA.NAO")
    return desk.say(f"ROTINA.GRUPO.{line.group}"), line.title, line.note, proof, done, line.who, line.when
