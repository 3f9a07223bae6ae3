"""What a carried file says of itself, and the seal over it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from storage.store.canonical import canonical_json, sha256_text
from storage.store.types import instant_of, instant_text

SEALED, DECIDING = "SELADO", "DECIDIR"
FORM = 1
"""Number of this form of manifest; another form would be another number."""
WORKED_ON = frozenset({"goal_decision", "journal", "journal_body"})
"""Tables a second signer writes in; the others stay under the seal."""
_LARGEST = 4_000_000
_AFTER = frozenset({"seq", "head", "tables"})
"""Known only once the journal was told that the file leaves."""


@dataclass(frozen=True)
class Manifest:
    """Identity of a carried file, the run it is about, where the chain stood, and the hash of every table.

    `content` is what the journal was told when the file left; `signer` is who may decide in it ("" in a sealed
    one), in which `sectors` ("": all of them), with which `key` of theirs: public half, private half sealed. `salt`
    stays in the file alone, so that the journal's hash of the names tells nobody's name once it is erased at home.
    """

    id: str
    mode: str
    client: str
    company: str
    vigencia: str
    run: int
    run_digest: str
    seq: int
    head: str
    content: str
    signer: str
    sectors: tuple[str, ...]
    key: Mapping[str, str]
    made: datetime
    made_by: str
    program: str
    salt: str
    tables: Mapping[str, str]

    def text(self) -> str:
        """Canonical JSON, as the file keeps it."""
        told = {**asdict(self), "made": instant_text(self.made), "form": FORM}
        return canonical_json(told)

    def face(self, people: Mapping[str, str]) -> str:
        """SHA-256 of what is read first: everything said here before the chain closed, and whom the file names."""
        told = {**asdict(self), "made": instant_text(self.made), "people": people}
        return sha256_text(canonical_json({key: told[key] for key in told.keys() - _AFTER}))

    @property
    def seal(self) -> str:
        """SHA-256 of the text."""
        return sha256_text(self.text())


def read_manifest(text: str) -> Manifest:
    """The manifest a file carries. Raises ValueError when it is not one of ours, whatever is wrong with it."""
    if len(text) > _LARGEST:
        raise ValueError("manifest too long")
    try:
        told: dict[str, Any] = json.loads(text)
        if told.pop("form") != FORM:
            raise ValueError("form of manifest")
        found = Manifest(**{**told, "made": instant_of(told["made"]), "sectors": tuple(told["sectors"])})
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not a manifest") from error
    if found.mode not in (SEALED, DECIDING) or not _typed(found):
        raise ValueError("not a manifest")
    return found


def _typed(found: Manifest) -> bool:
    words = (found.id, found.client, found.company, found.vigencia, found.run_digest, found.head, found.content)
    more = (found.signer, found.made_by, found.program, found.salt)
    numbers = (found.run, found.seq)
    lists = (found.tables, found.key)
    return (
        all(isinstance(word, str) for word in (*words, *more, *found.sectors))
        and all(isinstance(number, int) for number in numbers)
        and all(isinstance(kept, dict) and all(isinstance(v, str) for v in kept.values()) for kept in lists)
    )
