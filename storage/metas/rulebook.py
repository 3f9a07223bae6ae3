"""The goals' sheet and rules, from the shipped files or from the texts a run froze."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import yaml

from engines.goals.rules import GoalRules, load_rules
from engines.sheet import Sheet, load_sheet
from storage.resources import read_text

SHEET = "sheets/metas.yaml"
RULES = "rules/metas.yaml"


@dataclass(frozen=True)
class Rulebook:
    """Sheet and rules with the very texts they were read from."""

    sheet: Sheet
    rules: GoalRules
    texts: Mapping[str, str]


def shipped() -> Rulebook:
    """The rulebook of this program."""
    return _read(read_text(SHEET), read_text(RULES))


def frozen(texts: Mapping[str, str]) -> Rulebook:
    """The rulebook a run was computed with."""
    return _read(texts[SHEET], texts[RULES])


@lru_cache(maxsize=8)
def _read(sheet_text: str, rules_text: str) -> Rulebook:
    rules = load_rules(yaml.safe_load(rules_text))
    sheet = load_sheet(yaml.safe_load(sheet_text), rules.acts)
    return Rulebook(sheet, rules, {SHEET: sheet_text, RULES: rules_text})
