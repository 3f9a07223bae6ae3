"""Approved goals brought from a file: the value before is marked as removed, never lost."""

import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, update

from engines.calendar import Month
from storage.metas.tables import parameter_value
from storage.metas.targets import ApprovedValue, GoalKey, add_value, set_target


@dataclass(frozen=True, slots=True)
class Brought:
    """Where values come from: the file and its SHA-256, who brought it, when and why."""

    file: str
    sha256: str
    at: datetime
    who: str
    why: str


def write_goal(
    connection: Connection, client: str, vigencia: Month, key: GoalKey, value: Decimal, unit: str, brought: Brought
) -> None:
    """Puts a goal in force in a vigência, as value and as target; the one before is marked as removed (G-066)."""
    c = parameter_value.c
    here = (c.client == client) & (c.vigencia == str(vigencia)) & (c.criterion == key[0]) & (c.sector == key[1])
    mark = update(parameter_value).where(here & c.removed.is_(None))
    connection.execute(mark.values(removed=brought.at, removed_by=brought.who))
    about = {
        "origem": "ARQUIVO",
        "arquivo": brought.file,
        "sha256": brought.sha256,
        "wasCalculatedAutomatically": False,
    }
    metadata = json.dumps(about, ensure_ascii=False, sort_keys=True)
    item = ApprovedValue(*key, value, None, unit, brought.why, metadata, None, brought.at, brought.who)
    add_value(connection, client, vigencia, item)
    set_target(connection, client, vigencia, key, value, brought.at, brought.who)


def goal_told(held: ApprovedValue | None) -> dict[str, object] | None:
    """A goal as the journal tells it: the value and the calculation it came from."""
    return None if held is None else {"meta": held.value, "calculo": held.run}
