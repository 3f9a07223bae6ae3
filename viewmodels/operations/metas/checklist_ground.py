"""What the proofs of the monthly checklist look at, and what a proof says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from engines.calendar import Month, window_before
from engines.goals.holidays import needs_typing
from engines.goals.month import NEAR
from storage.journal import Line, entries
from storage.metas.holiday_book import Holiday, holidays
from storage.people import names_of
from storage.snapshots import is_kept
from storage.store import Connection
from viewmodels.operations.house import House
from viewmodels.operations.metas.results import RunView


@dataclass(frozen=True)
class Proof:
    """Whether an item is proved, the ending of its note's code and the note's arguments, who and when.

    `waits` when it depends on an earlier item; `since` is the instant before which a person's tick is stale.
    """

    done: bool
    note: str
    args: Mapping[str, object] = field(default_factory=dict)
    who: str = ""
    when: datetime | None = None
    waits: bool = False
    since: datetime | None = None


@dataclass(frozen=True)
class Ground:
    """What the proofs look at: one connection, one client, one month and the run on its table."""

    house: House
    connection: Connection
    client: str
    month: Month
    view: RunView | None

    def say(self, code: str, **args: object) -> str:
        """A sentence in the reader's language."""
        return self.house.texts.say(code, **args)

    def name(self, user: str) -> str:
        """Name of a person, their id where there is none."""
        return names_of(self.connection, {user}).get(user, user)

    def last(self, verb: str, entity: str) -> Line | None:
        """Newest entry of a verb on an entity, None when there is none or it was erased."""
        found = entries(self.connection, self.client, entity=entity, verb=verb, limit=1)
        return found[0] if found and found[0].body is not None else None

    def act(self, verb: str, entity: str) -> tuple[str, datetime | None]:
        """Who did it last and when; ("", None) when nobody did."""
        line = self.last(verb, entity)
        return ("", None) if line is None or line.body is None else (self.name(str(line.body["actor"])), line.at)

    def listed_days(self) -> tuple[Holiday, ...]:
        """Holidays of the month and of the 3-month window that must be typed."""
        start = window_before(self.month, NEAR)[0].first
        return tuple(h for h in holidays(self.connection, self.client, start, self.month.end) if needs_typing(h.day))


def snapshot_of(ground: Ground) -> tuple[str, datetime | None, str]:
    """Snapshot of the last reading of the vigência, when it was read and by whom; "" when it is not kept any more."""
    line = ground.last("ETL_ORACLE_DATA", f"metas/{ground.month}")
    if line is None or line.body is None or not is_kept(ground.connection, str(line.body["after"]["retrato"])):
        return "", None, ""
    return str(line.body["after"]["retrato"]), line.at, ground.name(str(line.body["actor"]))
