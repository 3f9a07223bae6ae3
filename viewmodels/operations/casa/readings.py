"""The newest reading of the ERP that is kept, of whatever vigência: what can still be used when the ERP is silent."""

from dataclasses import dataclass
from datetime import datetime

from storage.journal import entries
from viewmodels.operations.house import House
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope


@dataclass(frozen=True, slots=True)
class KeptReading:
    """A snapshot of the ERP, when it was read and for which vigência."""

    snapshot: str
    read_at: datetime
    vigencia: str


@operation("metas.ultima_leitura", right="metas.ver", mode="read", area="metas")
def last_reading(house: House, scope: Scope) -> KeptReading | None:
    """The newest reading of the client, None while the ERP was never read."""
    with house.store.read() as connection:
        found = entries(connection, scope.client, verb="ETL_ORACLE_DATA", limit=1)
    if not found:
        return None
    body, at = found[0].body, found[0].at
    if body is None or at is None:
        return None
    return KeptReading(str(body["after"]["retrato"]), at, str(body["entity"]).rpartition("/")[2])
