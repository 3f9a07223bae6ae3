"""What was done to a finding, from the journal: opened, moved, reviewed, by whom and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.journal import Line, entries
from storage.people import names_of
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.workspace import open_audit_of


@dataclass(frozen=True, slots=True)
class FindingAct:
    """One act on a finding: when, who, the journal's verb, where it went to ("" for no move), and why."""

    seq: int
    at: datetime | None
    who: str
    verb: str
    standing: str
    why: str


@operation("subsidios.historico_do_achado", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def finding_history(house: House, scope: Scope, *, number: int) -> tuple[FindingAct, ...]:
    """Acts on a finding, newest first. Raises KnownError AUDITORIA_NENHUMA."""
    open_audit_of(house)
    with house.store.read() as connection:
        found = entries(connection, scope.client, entity=f"achado/{number}")
        names = names_of(connection, {_actor(line) for line in found})
    return tuple(_act(line, names) for line in found)


def _actor(line: Line) -> str:
    return str((line.body or {}).get("actor", ""))


def _act(line: Line, names: Mapping[str, str]) -> FindingAct:
    body: Mapping[str, Any] = line.body or {}
    after = body.get("after")
    standing = str(after.get("situacao", "")) if isinstance(after, dict) else ""
    actor = _actor(line)
    verb, why = str(body.get("verb", "")), str(body.get("why", ""))
    return FindingAct(line.seq, line.at, names.get(actor, actor), verb, standing, why)
