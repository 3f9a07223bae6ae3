"""The items of the monthly checklist as data (seed 003 §15.1.A)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from storage.resources import load_yaml

RULES = "rules/rotina.yaml"
PERSON = "pessoa"


@dataclass(frozen=True, slots=True)
class RoutineItem:
    """One item: its group, whether only a person can vouch for it, whether closing asks for it, where it is done."""

    key: str
    group: str
    by_person: bool
    mandatory: bool
    page: str


@cache
def routine_items() -> tuple[RoutineItem, ...]:
    """Every item in order."""
    content = cast(Mapping[str, Any], load_yaml(RULES))
    return tuple(_item(group["chave"], item) for group in content["grupos"] for item in group["itens"])


def _item(group: str, item: Mapping[str, Any]) -> RoutineItem:
    mandatory = bool(item.get("obrigatorio", False))
    return RoutineItem(item["chave"], group, item["prova"] == PERSON, mandatory, item["pagina"])


def item_of(key: str) -> RoutineItem:
    """The item with that key. Raises KeyError."""
    found = next((item for item in routine_items() if item.key == key), None)
    if found is None:
        raise KeyError(key)
    return found
