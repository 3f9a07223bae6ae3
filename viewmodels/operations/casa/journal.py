"""The journal as the audit page lists it, and its chain verified on request."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engines.finding import Finding
from storage.journal import entries, head, paper_anchors, verify
from storage.people import names_of
from storage.store.canonical import canonical_json
from viewmodels.operations.house import House
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

PAGE = 200


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One entry: number, instant, who, verb, entity, before and after as text, why; empty once erased.

    `person` is the name of whom the entry is about, where it is about one.
    """

    seq: int
    hash: str
    at: datetime | None
    who: str
    verb: str
    entity: str
    before: str
    after: str
    why: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """The chain's verdict: how many entries, the last hash, and what is wrong (nothing, when whole)."""

    entries: int
    head: str
    findings: tuple[Finding, ...]


@operation("auditoria.diario", right="auditoria.ver", mode="read", area="administracao")
def journal_page(
    house: House, scope: Scope, *, before_seq: int | None = None, limit: int = PAGE
) -> tuple[JournalLine, ...]:
    """Entries of the client, newest first; `before_seq` pages on."""
    with house.store.read() as connection:
        found = entries(connection, scope.client, before_seq=before_seq, limit=limit)
        names = names_of(connection, {user for line in found if line.body for user in _users(line.body)})
    lines = []
    for line in found:
        body = line.body or {}
        actor = str(body.get("actor", ""))
        lines.append(
            JournalLine(
                line.seq,
                line.hash,
                line.at,
                names.get(actor, actor),
                str(body.get("verb", "")),
                str(body.get("entity", "")),
                _text(body.get("before")),
                _text(body.get("after")),
                str(body.get("why", "")),
                names.get(_about(body), ""),
            )
        )
    return tuple(lines)


def _about(body: Mapping[str, object]) -> str:
    """Pseudonym of the person an entry is about; "" when it is about something else."""
    family, _, user = str(body.get("entity", "")).partition("/")
    return user if family == "usuario" else ""


def _users(body: Mapping[str, object]) -> tuple[str, str]:
    return str(body.get("actor", "")), _about(body)


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else canonical_json(value)


@operation("auditoria.conferir_diario", right="auditoria.ver", mode="read", area="administracao")
def verify_journal(house: House, scope: Scope) -> Verified:
    """Walks the client's whole chain, with the papers it published as anchors."""
    with house.store.read() as connection:
        last = head(connection, scope.client)
        found = verify(connection, scope.client, paper_anchors(connection, scope.client))
    return Verified(last.seq if last else 0, last.hash if last else "", found)
