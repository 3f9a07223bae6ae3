"""Limits and switches of §14.3 as this client keeps them; defaults and bounds are `rules/limites.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import Connection

from storage.errors import KnownError
from storage.resources import load_yaml
from storage.store import Store
from storage.store.settings import read_settings, write_setting

RULES = "rules/limites.yaml"
PREFIX = "limite."
TELL_ALL = "info"


@dataclass(frozen=True, slots=True)
class LimitRule:
    """One limit: its kind (`numero`, `chave`, `escolha`, `texto`), default, unit, bounds, and whether it is edited."""

    key: str
    kind: str
    default: Any
    unit: str = ""
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()
    fixed: bool = False

    def refuses(self, value: object) -> bool:
        """True for a value of another kind or outside the bounds."""
        if self.fixed:
            return True
        match self.kind:
            case "chave":
                return not isinstance(value, bool)
            case "escolha":
                return value not in self.choices
            case "texto":
                return not isinstance(value, str) or not 0 < len(value) <= self.most
        return isinstance(value, bool) or not isinstance(value, int) or not self.least <= value <= self.most


@cache
def limit_rules() -> tuple[LimitRule, ...]:
    """Every limit there is, in the order they are shown."""
    listed = cast(list[Mapping[str, Any]], cast(Mapping[str, Any], load_yaml(RULES))["limites"])
    return tuple(_rule(item) for item in listed)


def _rule(item: Mapping[str, Any]) -> LimitRule:
    return LimitRule(
        key=item["chave"],
        kind=item["tipo"],
        default=item["padrao"],
        unit=item.get("unidade", ""),
        least=item.get("minimo", 0),
        most=item.get("maximo", 0),
        choices=tuple(item.get("opcoes", ())),
        fixed=item.get("fixo", False),
    )


def rule_of(key: str) -> LimitRule:
    """The limit with that key. Raises KeyError."""
    found = next((rule for rule in limit_rules() if rule.key == key), None)
    if found is None:
        raise KeyError(key)
    return found


def limits(connection: Connection, client: str) -> Mapping[str, Any]:
    """Limits in force, by key: what was set, else the default."""
    held = read_settings(connection, client)
    return {rule.key: held.get(PREFIX + rule.key, rule.default) for rule in limit_rules()}


def limit(connection: Connection, client: str, key: str) -> Any:
    """One limit in force."""
    return limits(connection, client)[rule_of(key).key]


def keep_limit(connection: Connection, client: str, key: str, value: object, at: datetime, who: str) -> None:
    """Keeps a limit; the caller checked it and journals it."""
    write_setting(connection, PREFIX + key, value, actor=who, at=at, client=client)


def tells_all(store: Store, client: str) -> bool:
    """Whether the log of a client holds what went well too; while the store does not answer, it does."""
    try:
        with store.read() as connection:
            return bool(limit(connection, client, "nivel_registro") == TELL_ALL)
    except KnownError:
        return True
