"""What the picture of a rule in time is told: rectangles with their words, and the clauses as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from engines.subsidy.rules import Dated
from engines.subsidy.timeline import Region, Window
from storage.texts.sentences import Texts
from viewmodels.operations.subsidios.timeline import RuleInTime
from viewmodels.screens.subsidios.rules_timeline_words import (
    clause_lines,
    clause_words,
    short_stretch,
    title_of,
    value_words,
)
from viewmodels.state import State
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row

FEW = 4
"""Rows of a list named in a rectangle before the rest is counted."""
DEFAULT = -1
"""Filling of a rectangle where no clause holds."""


@dataclass(frozen=True, slots=True)
class ClauseAddress:
    """Place of a clause: what the dock is asked about a rectangle. "" is the default of the rule."""

    rule: str
    clause: str
    run: int | None = None


@dataclass(frozen=True)
class Mark:
    """A rectangle of the picture: clauses of one act over the same days are one. `fill` tells values apart.

    `said` is a line about its days and where it comes from, and its ressalva ("" none).
    """

    window: Window
    title: str
    value: str
    fill: int
    said: tuple[str, str]
    spoken: str
    address: ClauseAddress
    here: bool = False
    """True when it is what the calculation applied on the first day of the audit."""


@dataclass(frozen=True)
class TimelineView:
    """The picture of one rule, in words and dates; `legend` gives each filling its value."""

    title: str
    explained: str
    window: Window
    marks: tuple[Mark, ...]
    legend: tuple[tuple[int, str], ...]
    days: tuple[date, date] | None
    known_on: date | None
    words: Mapping[str, str]


class MarkWriter:
    """Says one rule in the reader's language."""

    def __init__(self, texts: Texts, rule: RuleInTime) -> None:
        """The rule as its operation gave it."""
        self.texts, self.rule = texts, rule

    def view(self) -> TimelineView:
        """The picture."""
        say, rule = self.texts.say, self.rule
        code = f"SUB_REGRA.{rule.key}"
        words = {
            "x": say("SUB_TEMPO.DIA_DA_VIAGEM"),
            "y": say("SUB_TEMPO.CONHECIDA_EM"),
            "veil": say("SUB_TEMPO.ANTES_DA_VIAGEM"),
            "days": say("SUB_TEMPO.TELA.DIAS"),
            "known": self.texts.numbers.day(rule.known_on) if rule.known_on else "",
        }
        days = (min(rule.days), max(rule.days)) if rule.days else None
        title, explained = title_of(self.texts, "SUB_REGRA", rule.key), say(f"{code}.EXPLICA")
        return TimelineView(title, explained, rule.window, self.marks, self.legend, days, rule.known_on, words)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The rectangles, from the first known; the smaller ones of a list after the larger ones they lie on."""
        together: dict[object, list[Region]] = {}
        for one in self.rule.regions:
            act = one.dated.clause.act if one.dated else ""
            together.setdefault((one.window, act if self._listed else one.clause), []).append(one)
        made = [self._mark(group) for group in together.values()]
        return tuple(sorted(made, key=lambda mark: -_size(mark.window)) if self._listed else made)

    @property
    def legend(self) -> tuple[tuple[int, str], ...]:
        """Each filling with the value it stands for; a list has one only."""
        if self._listed:
            return ()
        default = f"{self.texts.say('SUB_TEMPO.TELA.PADRAO')}: {value_words(self.texts, self.rule.default)}"
        shown = {mark.fill: default if mark.fill == DEFAULT else mark.value for mark in self.marks}
        return tuple(sorted(shown.items(), key=lambda item: (item[0] == DEFAULT, item[0])))

    @property
    def _listed(self) -> bool:
        return bool(self.rule.columns)

    @cached_property
    def _values(self) -> list[Any]:
        return list(dict.fromkeys(one.value for one in self.rule.regions if one.dated)) if not self._listed else []

    def _mark(self, group: Sequence[Region]) -> Mark:
        texts, one = self.texts, group[0]
        value = value_words(texts, one.value)
        if one.dated is None:
            title = texts.say("SUB_TEMPO.TELA.PADRAO")
            said, told = (texts.say("SUB_TEMPO.PADRAO"), ""), [texts.say("SUB_TEMPO.PADRAO")]
        else:
            words = clause_words(texts, one.dated)
            title, said = words.act, (self._short(one.dated), words.doubt)
            told = [f"{line.label} {line.value}" for line in clause_lines(texts, words)][1:]
        if len(group) > 1:
            value = self._many(group)
        fill = DEFAULT if one.dated is None else (0 if self._listed else self._values.index(one.value))
        spoken = ", ".join((title, value, *told))
        return Mark(
            one.window, title, value, fill, said, spoken, ClauseAddress(self.rule.key, one.clause), self._here(one)
        )

    def _short(self, dated: Dated) -> str:
        """Days, since when it is known and the commit, in one line."""
        texts, clause = self.texts, dated.clause
        parts = [
            (texts.say("SUB_TEMPO.TELA.VIAGENS"), short_stretch(texts, clause.start, clause.end)),
            (texts.say("SUB_TEMPO.TELA.CONHECIDA"), short_stretch(texts, clause.known, clause.withdrawn)),
            (texts.say("SUB_TEMPO.TELA.COMMIT"), dated.source.commit),
        ]
        return " · ".join(f"{label} {value}" for label, value in parts if value)

    def _many(self, group: Sequence[Region]) -> str:
        """Rows of one act over the same days: how many, and the first values that tell them apart."""
        say = self.texts.say
        told = [", ".join(value_words(self.texts, one) for one in _apart(each, group)) for each in group]
        shown = ", ".join(told[:FEW])
        if len(told) > FEW:
            shown = say("SUB_FONTE.MAIS", quais=shown, n=len(told) - FEW)
        return f"{say('SUB_TEMPO.TELA.LINHAS', n=len(group))}: {shown}"

    def _here(self, one: Region) -> bool:
        rule = self.rule
        return bool(rule.days and rule.known_on) and any(one.covers(day, rule.known_on) for day in rule.days)  # type: ignore[arg-type]

    # --- as a table

    def columns(self) -> tuple[ColumnSpec, ...]:
        """Columns of the table of clauses."""
        say = self.texts.say
        return (
            ColumnSpec("act", say("SUB_TEMPO.TELA.ATO"), width=200, stretch=2),
            ColumnSpec("value", say("SUB_TEMPO.TELA.VALOR"), stretch=3, strong=True),
            ColumnSpec("days", say("SUB_TEMPO.TELA.VALE"), kind=Kind.DATE),
            ColumnSpec("known", say("SUB_TEMPO.TELA.CONHECIDA"), kind=Kind.DATE),
            ColumnSpec("here", say("SUB_TEMPO.TELA.NESTE_CALCULO"), kind=Kind.CHIP),
            ColumnSpec("commit", say("SUB_TEMPO.TELA.COMMIT"), quiet=True),
            ColumnSpec("clause", say("SUB_TEMPO.TELA.CLAUSULA"), quiet=True),
            ColumnSpec("doubt", say("SUB_TEMPO.TELA.RESSALVA"), quiet=True, stretch=1),
        )

    def rows(self) -> tuple[Row, ...]:
        """Every clause of the rule, those outside the window too."""
        held = {one.clause for one in self.rule.regions if self._here(one)}
        made = []
        for each in self.rule.clauses:
            words = clause_words(self.texts, each)
            address, here = ClauseAddress(self.rule.key, words.id), words.id in held
            cells = {
                "act": Cell(words.act, words.act, figure_address=address),
                "value": Cell(words.value, words.value, figure_address=address, tooltip=words.value),
                "days": Cell(short_stretch(self.texts, each.clause.start, each.clause.end), each.clause.start),
                "known": Cell(short_stretch(self.texts, each.clause.known, each.clause.withdrawn), each.clause.known),
                "here": Cell(self.texts.say("SUB_TEMPO.TELA.APLICADA"), 1, State.OK) if here else Cell(),
                "commit": Cell(words.commit, words.commit),
                "clause": Cell(words.id, words.id),
                "doubt": Cell(words.doubt, words.doubt, tooltip=words.doubt),
            }
            made.append(Row(words.id, cells))
        return tuple(made)


def _apart(one: Region, group: Sequence[Region]) -> list[Any]:
    """Values of a row that are not the same in every row of its group."""
    rows = [each.value for each in group if isinstance(each.value, Mapping)]
    mine = one.value if isinstance(one.value, Mapping) else {}
    return [value for name, value in mine.items() if value is not None and any(row[name] != value for row in rows)]


def _size(window: Window) -> int:
    return (window.end - window.start).days * (window.known_end - window.known).days
