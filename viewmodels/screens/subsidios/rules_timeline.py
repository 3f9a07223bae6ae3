"""Linha do tempo: a rule is searched for and chosen, and stands on two axes; the dock tells its clauses."""

import unicodedata
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from engines.calendar import Month
from viewmodels.changes import Changed
from viewmodels.memory import MemoryView, RuleLine
from viewmodels.operations.subsidios.timeline import RuleInTime, RuleListed
from viewmodels.screens.memory_source import MemorySource, Told
from viewmodels.screens.subsidios.audit import CALCULATION, SOURCE, AuditViewModel
from viewmodels.screens.subsidios.rules_timeline_marks import ClauseAddress, MarkWriter, TimelineView
from viewmodels.screens.subsidios.rules_timeline_words import clause_lines, clause_words, title_of, value_words
from viewmodels.table_spec import ColumnSpec, Row


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """A rule in the list: its key, its name, how many clauses it has in words."""

    key: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """The rules a stage is the first to read."""

    title: str
    rules: tuple[RuleChoice, ...]


class RulesTimelineViewModel(QObject):
    """The rule in front. `listed` says that the list is another, `changed` that the picture is."""

    listed = Signal()
    changed = Signal()

    def __init__(self, audit: AuditViewModel, parent: QObject | None = None) -> None:
        """The rules of the audit on the desk."""
        super().__init__(parent)
        self.audit, self.desk = audit, audit.desk
        self.near = False
        self.searched = ""
        self._rules: tuple[RuleListed, ...] = ()
        self.rule = ""
        self._writer: MarkWriter | None = None
        memory = self.desk.findChild(MemorySource)
        if memory is not None:
            memory.teach(ClauseAddress, self._tell)
        self.desk.changes.subscribe(self._told, SOURCE, CALCULATION)
        self._read()

    # --- what is shown

    @property
    def groups(self) -> tuple[RuleGroup, ...]:
        """The rules found, by stage."""
        texts, found = self.desk.house.texts, dict[str, list[RuleChoice]]()
        for one in self._rules:
            title = title_of(texts, "SUB_REGRA", one.key)
            if self._matches(title, one.key):
                note = texts.say("SUB_TEMPO.TELA.CLAUSULAS", n=one.clauses)
                found.setdefault(one.stage, []).append(RuleChoice(one.key, title, note))
        return tuple(RuleGroup(title_of(texts, "SUB_ETAPA", stage), tuple(rules)) for stage, rules in found.items())

    @property
    def view(self) -> TimelineView:
        """The picture of the rule in front."""
        return self._said.view()

    def month(self, year: int, month: int) -> str:
        """A month as an axis writes it."""
        return self.desk.house.texts.numbers.month(Month(year, month))

    def table(self) -> tuple[tuple[ColumnSpec, ...], tuple[Row, ...]]:
        """The clauses of the rule in front."""
        return self._said.columns(), self._said.rows()

    # --- what is chosen

    def search(self, text: str) -> None:
        """Show only the rules whose name or key has these words."""
        self.searched = text
        self.listed.emit()

    def choose(self, rule: str) -> None:
        """Put another rule in front."""
        if rule != self.rule:
            self.rule = rule
            self._draw()

    def look_near(self, near: bool) -> None:
        """Look only around the days of the audit, or at every date of the rule."""
        if near != self.near:
            self.near = near
            self._draw()

    # --- inside

    @property
    def _said(self) -> MarkWriter:
        assert self._writer is not None
        return self._writer

    def _told(self, _changed: Changed) -> None:
        self._read()

    def _read(self) -> None:
        found: tuple[RuleListed, ...] = self.desk.ask("subsidios.regras_em_lista")
        if self.rule not in {one.key for one in found}:
            self.rule = max((one for one in found if not one.listed), key=lambda one: one.here).key
        same, self._rules = found == self._rules, found
        self._draw()
        if not same:
            self.listed.emit()

    def _draw(self) -> None:
        """What did not change is not drawn again: the selection stays where it is."""
        rule = self._asked(self.rule)
        if self._writer is None or self._writer.rule != rule:
            self._writer = MarkWriter(self.desk.house.texts, rule)
            self.changed.emit()

    def _asked(self, rule: str) -> RuleInTime:
        found: RuleInTime = self.desk.ask("subsidios.linha_do_tempo", rule=rule, near=self.near)
        return found

    def _matches(self, title: str, key: str) -> bool:
        where = _plain(f"{title} {key}")
        return all(word in where for word in _plain(self.searched).split())

    def _tell(self, address: ClauseAddress) -> Told:
        texts, rule = self.desk.house.texts, self._asked(address.rule)
        path = (texts.say("SUB_TEMPO.TELA.REGRA"), title_of(texts, "SUB_REGRA", address.rule))
        sentence = texts.say(f"SUB_REGRA.{address.rule}.EXPLICA")
        each = next((one for one in rule.clauses if one.source.id == address.clause), None)
        if each is None:
            lines = (RuleLine(texts.say("SUB_TEMPO.TELA.PADRAO"), texts.say("SUB_TEMPO.PADRAO")),)
            return Told(MemoryView(address, path, value_words(texts, rule.default), sentence=sentence, rules=lines))
        words = clause_words(texts, each)
        told = tuple(clause_lines(texts, words))
        if rule.columns:
            told = (RuleLine(texts.say("SUB_TEMPO.TELA.VALOR"), words.value), *told)
        return Told(
            MemoryView(address, path, words.act if rule.columns else words.value, sentence=sentence, rules=told)
        )


def _plain(text: str) -> str:
    kept = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in kept if not unicodedata.combining(sign))
