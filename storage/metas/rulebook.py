"""The goals' sheet and rules, from the shipped files or from the texts a run froze, as in force on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, cast

from engines.dated import RuleError
from engines.goals.rules import GoalRules, load_rules
from engines.sheet import Sheet, load_sheet
from storage.errors import KnownError
from storage.resources import parse_yaml, read_text

SHEET = "sheets/metas.yaml"
RULES = "rules/metas.yaml"
LATEST = date.max


@dataclass(frozen=True)
class Rulebook:
    """Sheet and rules with the very texts they were read from."""

    sheet: Sheet
    rules: GoalRules
    texts: Mapping[str, str]


def shipped(day: date = LATEST, known: date = LATEST) -> Rulebook:
    """The rulebook of this program in force on `day` as known on `known`; the latest of all when no day is given.

    Raises KnownError METAS.SEM_REGRA when some rule is in force nowhere on that day.
    """
    return _read(read_text(SHEET), read_text(RULES), day, known)


def frozen(texts: Mapping[str, str], day: date, known: date) -> Rulebook:
    """The rulebook a run of that day's vigência was computed with, as it was known when it ran."""
    return _read(texts[SHEET], texts[RULES], day, known)


@lru_cache(maxsize=16)
def _read(sheet_text: str, rules_text: str, day: date, known: date) -> Rulebook:
    try:
        rules = load_rules(_mapping(rules_text)).on(day, known)
    except RuleError as error:
        raise KnownError("METAS.SEM_REGRA", dia=day) from error
    sheet = load_sheet(_mapping(sheet_text), rules.acts)
    return Rulebook(sheet, rules, {SHEET: sheet_text, RULES: rules_text})


def _mapping(text: str) -> Mapping[str, Any]:
    return cast(Mapping[str, Any], parse_yaml(text))
