"""The newest reading of the ERP that is kept, of whatever vigência: what can still be used when the ERP is silent."""

from dataclasses import dataclass
from datetime import datetime

from storage.journal import entries
from storage.snapshots import is_kept
from storage.store import Connection
from viewmodels.operations.house import House
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

LOOKED_AT = 50
"""Readings gone through for one that is kept."""


@dataclass(frozen=True, slots=True)
class KeptReading:
    """A snapshot of the ERP, when it was read and for which vigência."""

    snapshot: str
    read_at: datetime
    vigencia: str


@operation("metas.ultima_leitura", right="metas.ver", mode="read", area="metas")
def last_reading(house: House, scope: Scope) -> KeptReading | None:
    """The newest reading of the client that is kept, None while there is none."""
    with house.store.read() as connection:
        return kept_reading(connection, scope.client)


def kept_reading(connection: Connection, client: str, entity: str = "") -> KeptReading | None:
    """The newest reading that retention has not taken, of one entity when it is named."""
    for line in entries(connection, client, entity=entity, verb="ETL_ORACLE_DATA", limit=LOOKED_AT):
        if line.body is None or line.at is None:
            continue
        snapshot = str(line.body["after"]["retrato"])
        if is_kept(connection, snapshot):
            return KeptReading(snapshot, line.at, str(line.body["entity"]).rpartition("/")[2])
    return None
