"""The house an operation works in: store, clock, texts, secrets, source and paths, plugged together by main.py."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from storage.auditoria.bench import AuditBench
from storage.auditoria.workspace import Audit
from storage.clock import Clock
from storage.store import Store
from storage.texts.sentences import Texts
from storage.workspace.manifest import Manifest
from viewmodels.operations.scope import Scope


class Rights(Protocol):
    """Who may do what: asked before every operation."""

    def allows(self, client: str, user: str, right: str) -> bool:
        """True when `user` holds `right` over `client`."""
        ...

    def reaches_all(self, client: str, user: str, right: str) -> bool:
        """True when `user` holds `right` in every sector of `client`."""
        ...


@dataclass(frozen=True, slots=True)
class AuditFile:
    """The audit a house works on: what it says of itself, its bench, who sits at it."""

    known: Audit
    bench: AuditBench
    person: str


RefusedHook = Callable[[Scope, str, str], None]
"""Writes a refused act in the journal: scope, operation id, right that was missing."""


def silent(event: str, **fields: str | int) -> None:
    """The log of a house that keeps none (tests)."""


@dataclass(frozen=True, slots=True)
class House:
    """What operations need, bundled once and never changed; tests plug stand-ins in the same places.

    `store` is the company's store (or a workspace), `secrets` the keyring's door, `erp` opens the source of a
    client, `agenda` asks a public calendar (None: there is none), `paths` says where the user's folders are, `owner`
    is the token of this process on the runs it carries and `carried` those under way, `sample` is true in the sample
    company's house, where nobody is asked who they are, `scenario` the switch that is on there ("": none), `log`
    writes one event with allowed fields (storage/logbook.py), `audit` is the audit of the file when it is one.
    """

    store: Store
    clock: Clock
    texts: Texts
    rights: Rights
    refused: RefusedHook
    secrets: Any = None
    erp: Any = None
    agenda: Any = None
    paths: Any = None
    owner: str = ""
    log: Callable[..., None] = silent
    carried: set[int] = field(default_factory=set)
    sample: bool = False
    workspace: Manifest | None = None
    scenario: str = ""
    audit: AuditFile | None = None
