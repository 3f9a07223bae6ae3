"""The clock that enters once, in main.py: wall time, monotonic time and the zone of the reader."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BRASILIA = ZoneInfo("America/Sao_Paulo")


@dataclass(frozen=True, slots=True)
class Clock:
    """`wall` gives aware UTC instants, `monotonic` seconds that never go back, `zone` where days begin."""

    wall: Callable[[], datetime]
    monotonic: Callable[[], float]
    zone: ZoneInfo = BRASILIA

    def now(self) -> datetime:
        """The present instant in UTC."""
        return self.wall().astimezone(UTC)

    def today(self) -> date:
        """The present business day in the clock's zone."""
        return self.wall().astimezone(self.zone).date()


def stopped_clock(instant: datetime, zone: ZoneInfo = BRASILIA) -> Clock:
    """A clock that always says `instant`: the sample company's, and the tests'."""
    return Clock(wall=lambda: instant, monotonic=lambda: 0.0, zone=zone)
