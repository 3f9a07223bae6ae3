"""What the words of a spreadsheet may mean: sectors by name or code, criteria, lines of the goals sheet."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from engines.goals.rules import GoalRules
from engines.sheet import Sheet
from storage.imports.grid import Raw
from storage.imports.table_file import same_word
from storage.metas.registers import Sector
from storage.resources import load_yaml

WORDS = "rules/planilha_propria.yaml"
GOAL = "@meta"
AXES = {"setor", "criterio"}
_BEFORE_NAME = re.compile(r"^(?:setor|garagem|base|unidade|filial)?[\s:]*(?:\d+\s*[-.)]\s*)?")


@dataclass(frozen=True, slots=True)
class Target:
    """What a heading tells: a line of the sheet (`@meta`: the goal) and its criterion, "" where the row says."""

    line: str
    criterion: str = ""


class Vocabulary:
    """The words of one company: its sectors, and the sheet and rules of the run it is compared with."""

    def __init__(self, sheet: Sheet, rules: GoalRules, sectors: Sequence[Sector]) -> None:
        told = cast(Mapping[str, Any], load_yaml(WORDS))
        self.sheet, self.rules = sheet, rules
        own = {key: [same_word(line.label)] for key, line in sheet.lines.items() if set(line.per) <= AXES}
        shipped = {key: words for key, words in told["linhas"].items() if key == GOAL or key in own}
        self._lines = _by_length({key: [*shipped.get(key, ()), *own.get(key, ())] for key in (*shipped, *own)})
        criteria = {c.key: [same_word(c.label), same_word(c.key), *told["criterios"].get(c.key, ())]
                    for c in rules.criteria}  # fmt: skip
        self._criteria = _by_length(criteria)
        self._outside = frozenset(told["fora"])
        self._sectors = {same_word(s.name): s.id for s in sectors}
        self._codes = {s.erp_code: s.id for s in sectors if s.erp_code}
        self.sectors = {s.id: s.name for s in sectors}

    @property
    def targets(self) -> tuple[Target, ...]:
        """Everything a column can be: goals first, then lines in the order of the sheet."""
        goals = tuple(Target(GOAL, c.key) for c in self.rules.criteria)
        lines = [line for line in self.sheet.lines.values() if set(line.per) <= AXES and "setor" in line.per]
        return (*goals, Target(GOAL), *(t for line in lines for t in self._each(line.key, line.per)))

    def _each(self, key: str, per: Sequence[str]) -> Iterable[Target]:
        if "criterio" not in per:
            return (Target(key),)
        return (*(Target(key, c.key) for c in self.rules.costs), Target(key))

    def sector(self, raw: Raw) -> str | None:
        """The sector a cell names, by name or by its code in the ERP; None when it names none."""
        if isinstance(raw, str) and raw:
            word = same_word(raw)
            return self._sectors.get(word) or self._sectors.get(_BEFORE_NAME.sub("", word)) or self._codes.get(word)
        return None

    def is_total(self, raw: Raw) -> bool:
        """True for the label of a total, which is no sector."""
        return isinstance(raw, str) and bool(set(same_word(raw).split()) & self._outside)

    def criterion(self, text: str) -> str | None:
        """The criterion a text speaks of."""
        return _found(self._criteria, same_word(text))

    def line(self, text: str) -> str | None:
        """The line a text speaks of."""
        return _found(self._lines, same_word(text))

    def guess(self, word: str) -> Target | None:
        """What a heading most likely tells; without a criterion of its own, the row, block or sheet says which."""
        line, criterion = self.line(word), self.criterion(word)
        if line is None:
            return Target(GOAL, criterion) if criterion else None
        if line == GOAL or "criterio" in self.sheet.per(line):
            return Target(line, criterion or "")
        return Target(line)

    def place(self, target: Target, sector: str, context: str) -> tuple[str, tuple[str, ...]] | None:
        """Line and members a target tells for a sector; None while no criterion is known."""
        criterion = target.criterion or context
        if target.line != GOAL:
            per = self.sheet.per(target.line)
            if "criterio" in per and criterion not in {c.key for c in self.rules.costs}:
                return None
            known = {"setor": sector, "criterio": criterion}
            return target.line, tuple(known[axis] for axis in per)
        found = next((c for c in self.rules.criteria if c.key == criterion), None)
        if found is None:
            return None
        wanted = {found.key, "@criterio"} if found.is_cost else {found.key}
        line = next(each for each in self.sheet.lines.values() if each.goal in wanted)
        members = {"setor": sector, "criterio": found.key}
        return line.key, tuple(members[axis] for axis in line.per)


def _by_length(words: Mapping[str, Sequence[str]]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each phrase with what it means, the longest first; a phrase counts only between other signs."""
    flat = sorted(((phrase, key) for key, told in words.items() for phrase in told), key=lambda p: -len(p[0]))
    return tuple((re.compile(rf"(?<![a-z0-9/]){re.escape(phrase)}(?![a-z0-9/])"), key) for phrase, key in flat)


def _found(phrases: tuple[tuple[re.Pattern[str], str], ...], word: str) -> str | None:
    return next((key for pattern, key in phrases if pattern.search(word)), None)
