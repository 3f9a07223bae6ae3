"""The rules of the goals as data: criteria, day types, limits, parameters and the acts they stand on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from engines.dated import Clause, RuleError, Timeline, timeline_of
from engines.figure import Rule

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Criterion:
    """A goal's criterion: one in litres, or a cost in R$ with its retention parameter and accepted R$/km.

    `stage` is the state of the run while it is calculated; "" for the last of them.
    """

    key: str
    label: str
    unit: str
    is_cost: bool
    parameter: str = ""
    rate_range: tuple[Decimal, Decimal] | None = None
    stage: str = ""


@dataclass(frozen=True, slots=True)
class DayKind:
    """A day type with the reference ratio to the weekday mean, where there is one (F-06)."""

    key: str
    label: str
    ratio: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter the operator keeps: its default and what it may be (seed 003 §5.3, §7.1).

    `input` is the input of the sheet it feeds; "" for one of a criterion, which feeds that criterion's own.
    """

    key: str
    label: str
    default: Decimal
    is_share: bool
    maximum: Decimal | None = None
    input: str = ""


@dataclass(frozen=True, slots=True)
class GoalRules:
    """All of it together; `limits` holds the named thresholds the sheet reads as inputs."""

    criteria: tuple[Criterion, ...]
    day_kinds: tuple[DayKind, ...]
    limits: Mapping[str, Decimal]
    parameters: tuple[Parameter, ...]
    acts: Mapping[str, Rule]

    @property
    def costs(self) -> tuple[Criterion, ...]:
        """The criteria kept in R$ per km."""
        return tuple(c for c in self.criteria if c.is_cost)

    def parameter(self, key: str) -> Parameter:
        """Parameter by name. Raises KeyError for an unknown one."""
        return next((p for p in self.parameters if p.key == key), None) or _unknown(key)


def _unknown(key: str) -> Parameter:
    raise KeyError(key)


@dataclass(frozen=True, slots=True)
class DatedRules:
    """The rules in time: what does not change, and the timelines of limits and formulas."""

    standing: GoalRules
    limits: Mapping[str, Timeline[Decimal]]
    acts: Mapping[str, Timeline[str]]

    def on(self, day: date, known: date) -> GoalRules:
        """The rules in force on `day` as they were known on `known`. Raises RuleError when one is in force nowhere."""
        limits = {key: _in_force(line, day, known).value for key, line in self.limits.items()}
        acts = {key: _rule(_in_force(line, day, known)) for key, line in self.acts.items()}
        return replace(self.standing, limits=limits, acts=acts)


def _in_force(line: Timeline[T], day: date, known: date) -> Clause[T]:
    found = line.at(day, known)
    if found is None:
        raise RuleError(f"{line.name}: nothing in force on {day} as known on {known}")
    return found


def _rule(clause: Clause[str]) -> Rule:
    return Rule(clause.value, clause.act, clause.start, clause.known)


def load_rules(data: Mapping[str, Any]) -> DatedRules:
    """Rules from the data of `rules/metas.yaml`. Raises RuleError on a hole or an overlap no act explains."""
    standing = GoalRules(
        criteria=tuple(_criterion(item) for item in data["criterios"]),
        day_kinds=tuple(_day_kind(item) for item in data["tipos_de_dia"]),
        limits={},
        parameters=tuple(_parameter(item) for item in data["parametros"]),
        acts={},
    )
    limits = {key: timeline_of(key, clauses, Decimal) for key, clauses in data["limites"].items()}
    acts = {key: timeline_of(key, clauses, str) for key, clauses in data["regras"].items()}
    return DatedRules(standing, limits, acts)


def _optional(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _criterion(item: Mapping[str, Any]) -> Criterion:
    low_high = item.get("custo_km")
    rate_range = (Decimal(low_high[0]), Decimal(low_high[1])) if low_high else None
    parameter, stage = item.get("parametro", ""), item.get("etapa", "")
    return Criterion(item["key"], item["label"], item["unit"], item["custo"], parameter, rate_range, stage)


def _day_kind(item: Mapping[str, Any]) -> DayKind:
    return DayKind(item["key"], item["label"], _optional(item.get("razao_referencia")))


def _parameter(item: Mapping[str, Any]) -> Parameter:
    return Parameter(
        key=item["key"],
        label=item["label"],
        default=Decimal(item["padrao"]),
        is_share=item["percentual"],
        maximum=_optional(item.get("maximo")),
        input=item.get("entrada", ""),
    )
