"""The rules of the goals as data: criteria, day types, limits, parameters and the acts they stand on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from engines.figure import Rule


@dataclass(frozen=True, slots=True)
class Criterion:
    """A goal's criterion: COMBUSTIVEL in litres, or a cost in R$ with its retention parameter and accepted R$/km."""

    key: str
    label: str
    unit: str
    is_cost: bool
    parameter: str = ""
    rate_range: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class DayKind:
    """A day type with the reference ratio to the weekday mean, where there is one (F-06)."""

    key: str
    label: str
    ratio: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter the operator keeps: its default and what it may be (seed 003 §5.3, §7.1)."""

    key: str
    label: str
    default: Decimal
    is_share: bool
    maximum: Decimal | None = None


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


def load_rules(data: Mapping[str, Any]) -> GoalRules:
    """Rules from the data of `rules/metas.yaml`."""
    return GoalRules(
        criteria=tuple(_criterion(item) for item in data["criterios"]),
        day_kinds=tuple(
            DayKind(i["key"], i["label"], _optional(i.get("razao_referencia"))) for i in data["tipos_de_dia"]
        ),
        limits={key: Decimal(value) for key, value in data["limites"].items()},
        parameters=tuple(_parameter(item) for item in data["parametros"]),
        acts={key: _act(item) for key, item in data["regras"].items()},
    )


def _optional(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _criterion(item: Mapping[str, Any]) -> Criterion:
    low_high = item.get("custo_km")
    rate_range = (Decimal(low_high[0]), Decimal(low_high[1])) if low_high else None
    return Criterion(item["key"], item["label"], item["unit"], item["custo"], item.get("parametro", ""), rate_range)


def _parameter(item: Mapping[str, Any]) -> Parameter:
    return Parameter(
        item["key"], item["label"], Decimal(item["padrao"]), item["percentual"], _optional(item.get("maximo"))
    )


def _act(item: Mapping[str, Any]) -> Rule:
    start, known = item["inicio"], item["conhecida"]
    assert isinstance(start, date) and isinstance(known, date)
    return Rule(item["label"], item["ato"], start, known)
