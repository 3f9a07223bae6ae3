"""A change of the source as somebody reads it: what changed, what of ours it touches, the variation to calculate."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from engines.subsidy.watching.differences import Difference, How, differences
from engines.subsidy.watching.meeting import Meeting, Reached, readers_of_variable, users_of_macro
from engines.subsidy.watching.touching import (
    Touch,
    day_of,
    touch_date,
    touch_list,
    touch_members,
    touch_number,
    touch_text,
    touch_value,
)
from engines.subsidy.watching.upstream import Kind, Upstream
from engines.subsidy.watching.variation import Variation
from engines.subsidy.watching.wording import edited_list, middle, models_read, shown


class Reach(StrEnum):
    """How far a change comes into our rules."""

    CLAUSULA = "CLAUSULA"
    REGRA = "REGRA"
    SEM_REGRA = "SEM_REGRA"


@dataclass(frozen=True)
class Change:
    """One change of the source. `digest` tells the change itself, whatever our rules say of it, for a register.

    `before` and `after` are what is shown of each side: the value, the list, or the stretch of text that differs.
    """

    kind: Kind
    how: How
    path: str
    name: str
    before: str
    after: str
    rules: tuple[str, ...]
    clauses: tuple[str, ...]
    steps: tuple[str, ...]
    inputs: tuple[str, ...]
    variation: Variation
    digest: str

    @property
    def reach(self) -> Reach:
        """Whether it touches a clause, a rule, or none of ours (steps and inputs may still be fed by it)."""
        if self.clauses:
            return Reach.CLAUSULA
        return Reach.REGRA if self.rules else Reach.SEM_REGRA

    @property
    def text_code(self) -> str:
        """Code of the sentence that says it."""
        return f"SUB_MUDANCA.{self.kind}.{self.how}"

    def args(self) -> dict[str, str]:
        """Arguments of that sentence."""
        return {"nome": self.name, "antes": self.before, "depois": self.after, "caminho": self.path}


def compared(before: Upstream, after: Upstream, meeting: Meeting) -> tuple[Change, ...]:
    """Changes between two versions of the source, those that touch our clauses first."""
    found = [_change(one, (before, after), meeting) for one in differences(before, after)]
    order = list(Reach)
    return tuple(sorted(found, key=lambda one: order.index(one.reach)))


def _change(one: Difference, versions: tuple[Upstream, Upstream], meeting: Meeting) -> Change:
    rules, reached = _ours(one, versions, meeting)
    touch = _touch(one, rules, meeting)
    rules = meeting.owners(touch.clauses) or rules
    named = set(reached.steps) | set(meeting.steps_of_rules(rules))
    steps = tuple(step.name for step in meeting.chain.steps if step.name in named)
    sides = _sides(one)
    parts = (one.kind, one.how, one.path, one.name)
    return Change(*parts, *sides, rules, touch.clauses, steps, reached.inputs, touch.variation, digest_of(one))


def _ours(one: Difference, versions: tuple[Upstream, Upstream], meeting: Meeting) -> tuple[tuple[str, ...], Reached]:
    """Rules a difference is about, and the steps and inputs it feeds. A test decides nothing: it has no rule."""
    if one.kind is Kind.VARIAVEL:
        readers = readers_of_variable(meeting, versions, one.name)
        return meeting.rules_of_variable(one.name), meeting.reached(readers)
    if one.kind is Kind.MODELO:
        return meeting.rules_of_models([one.name]), meeting.reached([one.name])
    if one.kind is Kind.MACRO:
        models = users_of_macro(versions, one.path)
        return meeting.rules_of_models(models), meeting.reached(models)
    return (), meeting.reached(_named_by(one, versions))


def _named_by(one: Difference, versions: Iterable[Upstream]) -> set[str]:
    """Models a test, a snapshot or another text is about."""
    texts = [version.of(one.kind)[one.name].text for version in versions if one.name in version.of(one.kind)]
    named = {model for text in texts for model in models_read(text)}
    if one.kind is Kind.TESTE and ":" in one.name:
        named.add(one.name.partition(":")[0].partition(".")[0])
    return named


def _touch(one: Difference, rules: tuple[str, ...], meeting: Meeting) -> Touch:
    if not rules:
        return Touch()
    if one.kind is Kind.VARIAVEL:
        return _touch_variable(one, rules, meeting)
    if one.kind is Kind.MODELO and one.how in (How.TEXTO, How.LISTA):
        return _touch_model(one, rules, meeting)
    return Touch()


def _touch_variable(one: Difference, rules: tuple[str, ...], meeting: Meeting) -> Touch:
    book, about = meeting.book, meeting.about(one.name)
    if one.how is How.LISTA:
        return touch_members(book, rules, one.before, one.after)
    days = about.get("dias", 0)
    sides = [day_of(side[0], days) if len(side) == 1 else None for side in (one.before, one.after)]
    if sides[0] is not None and one.how in (How.DATA, How.APAGADO):
        return touch_date(book, rules, sides[0], sides[1])
    if one.how is How.NOVO and sides[1] is not None:
        return Touch(touch_date(book, rules, sides[1], sides[1]).clauses)
    if one.how is How.VALOR:
        return touch_value(book, rules, one.before[0], one.after[0], about.get("valores", {}))
    return Touch()


def _touch_model(one: Difference, rules: tuple[str, ...], meeting: Meeting) -> Touch:
    for way in (touch_list, touch_number, touch_text):
        touched = way(meeting.book, rules, one.before, one.after)
        if touched.clauses:
            return touched
    return Touch()


def _sides(one: Difference) -> tuple[str, str]:
    edited = edited_list(one.before, one.after) if one.how is How.LISTA and one.kind is Kind.MODELO else None
    if edited is not None:
        return ", ".join(edited[0]), ", ".join(edited[1])
    if one.kind is Kind.VARIAVEL:
        return ", ".join(one.before), ", ".join(one.after)
    removed, added = middle(one.before, one.after)
    return shown(removed), shown(added)


def digest_of(one: Difference) -> str:
    """SHA-256 of a difference: the same change has the same digest wherever it is read again."""
    content = [one.kind, one.how, one.path, one.name, list(one.before), list(one.after)]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()
