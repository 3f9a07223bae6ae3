"""The monthly checklist of §15.1.A: what the program proves by itself, what a person ticked, what waits (idea 1)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from storage.people import names_of
from storage.routine.items import RoutineItem, routine_items
from storage.routine.ticks import Tick, ticks
from viewmodels.operations.metas.checklist_ground import Ground, Proof
from viewmodels.operations.metas.checklist_outcomes import CALCULATED
from viewmodels.operations.metas.checklist_proofs import PREPARING

PROOFS = {**PREPARING, **CALCULATED}


class Light(StrEnum):
    """How an item of the month stands."""

    DONE = "FEITO"
    NOW = "EM_CURSO"
    OPEN = "A_FAZER"
    WAITS = "ESPERA"


@dataclass(frozen=True, slots=True)
class MonthStep:
    """An item: key (text ROTINA.<key>), group, state, title and note already said, who and when, where it is done.

    `by_person` items are ticked by hand; `mandatory` ones must be done before the vigência is closed.
    """

    key: str
    group: str
    light: Light
    title: str
    note: str
    who: str = ""
    when: datetime | None = None
    page: str = ""
    by_person: bool = False
    mandatory: bool = False

    @property
    def can_tick(self) -> bool:
        """True for an item a person may tick or untick now."""
        return self.by_person and self.light is not Light.WAITS

    @property
    def is_done(self) -> bool:
        """True once proved or ticked."""
        return self.light is Light.DONE


def checklist(ground: Ground) -> tuple[MonthStep, ...]:
    """The items of a vigência in the order of §15.1.A."""
    held = ticks(ground.connection, ground.client, ground.month)
    names = names_of(ground.connection, {t.by for t in held.values()})
    return tuple(_lit(_step(ground, item, held.get(item.key), names) for item in routine_items()))


def _lit(steps: Iterator[MonthStep]) -> Iterator[MonthStep]:
    """The first item the program waits for is the one in course; a person's tick holds nobody up."""
    found = False
    for step in steps:
        if found or step.light is not Light.OPEN or step.by_person:
            yield step
        else:
            found = True
            yield replace(step, light=Light.NOW)


def _step(ground: Ground, item: RoutineItem, tick: Tick | None, names: Mapping[str, str]) -> MonthStep:
    proof = PROOFS[item.key](ground)
    said = MonthStep(
        key=item.key,
        group=item.group,
        light=_light(proof),
        title=ground.say(f"ROTINA.{item.key}"),
        note=ground.say(f"ROTINA.{item.key}.{proof.note}", **proof.args),
        who=proof.who,
        when=proof.when,
        page=item.page,
        by_person=item.by_person,
        mandatory=item.mandatory,
    )
    if tick is None or not item.by_person or proof.waits:
        return said
    if proof.since is not None and tick.at < proof.since:
        return replace(said, note=ground.say("ROTINA.MARCADO_ANTES"))
    note = tick.note or ground.say(f"ROTINA.{item.key}.FEITO")
    return replace(said, light=Light.DONE, note=note, who=names.get(tick.by, tick.by), when=tick.at)


def _light(proof: Proof) -> Light:
    if proof.done:
        return Light.DONE
    return Light.WAITS if proof.waits else Light.OPEN


def open_mandatory(steps: tuple[MonthStep, ...]) -> tuple[MonthStep, ...]:
    """Mandatory items still open: what closing the vigência asks about."""
    return tuple(step for step in steps if step.mandatory and not step.is_done)
