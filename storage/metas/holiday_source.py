"""Candidates of the calendar: the DF's public and optional holidays, offline, each with a suggested type."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, cast

from engines.calendar import DayType, Month, weekday_type
from storage.metas.holiday_book import Holiday
from storage.resources import load_yaml

SUBDIVISION = "DF"
LANGUAGE = "pt_BR"
SOURCE = "python-holidays"
NATIONAL, DISTRICT, OPTIONAL = "NACIONAL", "DISTRITAL", "FACULTATIVO"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """How a candidate day is proposed to run, and the code of the reason (MOTIVO.<reason>)."""

    day_type: DayType
    reason: str


@lru_cache(maxsize=64)
def candidates(year: int) -> tuple[Holiday, ...]:
    """Holidays of a year in the DF, two names on one date merged (F-25); optional days are candidates only."""
    import holidays

    found: dict[date, Holiday] = {}
    for category in ("optional", "public"):
        listed = holidays.country_holidays(
            "BR", subdiv=SUBDIVISION, years=year, categories=(category,), language=LANGUAGE
        )
        for day in listed:
            name = "; ".join(sorted(listed.get_list(day)))
            found[day] = Holiday(day, name, _kind(name, category), SOURCE)
    return tuple(found[day] for day in sorted(found))


def edition() -> str:
    """Version of the calendar library: printed beside the calendar."""
    from importlib.metadata import version

    return version("holidays")


def candidates_of(months: tuple[Month, ...]) -> tuple[Holiday, ...]:
    """Candidates that fall in the given months."""
    wanted = set(months)
    years = sorted({m.year for m in months})
    return tuple(h for year in years for h in candidates(year) if Month.of(h.day) in wanted)


def suggestion(holiday: Holiday) -> Suggestion:
    """Suggested type of a candidate with its reason."""
    rules = _rules()
    if holiday.kind in (NATIONAL, DISTRICT):
        return _suggestion(rules["publicos"])
    for rule in rules["facultativos"]:
        if rule["nome"] == holiday.name and rule.get("dia_da_semana", holiday.day.weekday()) == holiday.day.weekday():
            return _suggestion(rule)
    return _suggestion(rules["padrao_facultativo"])


def usual_typing(year: int) -> Mapping[date, DayType]:
    """The suggested type of every candidate of a year that its weekday does not settle already."""
    found = {h.day: suggestion(h).day_type for h in candidates(year)}
    return {day: kind for day, kind in found.items() if weekday_type(day) is not DayType.DOMINGO_FERIADO}


def _kind(name: str, category: str) -> str:
    if category == "optional":
        return OPTIONAL
    return DISTRICT if name in _rules()["distritais"] else NATIONAL


def _suggestion(rule: Mapping[str, Any]) -> Suggestion:
    return Suggestion(DayType(rule["tipo"]), rule["motivo"])


def _rules() -> Mapping[str, Any]:
    return cast(Mapping[str, Any], load_yaml("rules/feriados.yaml"))
