"""What an entry says and how it is chained: the act, its canonical body and the hash of its header."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from storage.store.canonical import canonical_json

HOUSE_TAG = "prova-real:diario:1"
"""Domain of the hashes; a new way of hashing would be a new tag."""
START = "0" * 64
"""What the first entry names as its previous."""


@dataclass(frozen=True, slots=True)
class Act:
    """Who did what to which entity, what it was before and after, why, when, and from where (desk, command).

    `actor` is the user's pseudonym id, never a name; `before` and `after` hold what `canonical_json` accepts.
    """

    client: str
    actor: str
    verb: str
    entity: str
    at: datetime
    before: object = None
    after: object = None
    why: str = ""
    origin: str = ""

    def body(self) -> str:
        """Canonical JSON of the act: the text whose SHA-256 the header carries."""
        return canonical_json(
            {
                "client": self.client,
                "actor": self.actor,
                "verb": self.verb,
                "entity": self.entity,
                "at": self.at,
                "before": self.before,
                "after": self.after,
                "why": self.why,
                "origin": self.origin,
            }
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """Place and hash of one entry: what papers print."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """An entry as somebody outside the store saw it: printed on a paper, or kept with a document."""

    seq: int
    head: str
    source: str = ""


def entry_hash(client: str, previous: str, seq: int, body_hash: str) -> str:
    """SHA-256 of `tag:client | previous | seq | body hash`; the client in it keeps chains from being exchanged."""
    return hashlib.sha256(f"{HOUSE_TAG}:{client}|{previous}|{seq}|{body_hash}".encode()).hexdigest()
