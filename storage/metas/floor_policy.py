"""PISO_META: when the floor of 10 % of the base replaces a goal, a choice of the company (F-09)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from storage.store.settings import read_settings, write_setting

KEY = "metas.piso_meta"
ONLY_NEGATIVE, ALWAYS = "SO_NEGATIVA", "SEMPRE"


@dataclass(frozen=True, slots=True)
class FloorPolicy:
    """The choice in force; `who` "" while nobody chose and the seed's own rule stands."""

    value: str = ONLY_NEGATIVE
    who: str = ""
    when: datetime | None = None
    why: str = ""

    @property
    def always(self) -> bool:
        """True when the floor also replaces a goal between zero and 10 % of the base."""
        return self.value == ALWAYS


def floor_policy(connection: Connection, client: str) -> FloorPolicy:
    """The choice of a client."""
    held: Mapping[str, Any] | None = read_settings(connection, client).get(KEY)
    if held is None:
        return FloorPolicy()
    return FloorPolicy(held["valor"], held["quem"], datetime.fromisoformat(held["quando"]), held["motivo"])


def write_floor_policy(connection: Connection, client: str, policy: FloorPolicy) -> None:
    """Writes the choice; the journal entry is the caller's. Raises ValueError for a choice there is not."""
    if policy.value not in (ONLY_NEGATIVE, ALWAYS) or policy.when is None:
        raise ValueError(policy.value)
    told = {
        "valor": policy.value,
        "quem": policy.who,
        "quando": policy.when.isoformat(),
        "motivo": policy.why,
    }
    write_setting(connection, KEY, told, actor=policy.who, at=policy.when, client=client)
