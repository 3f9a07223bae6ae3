"""Who wrote says what changed; screens hear it and refresh themselves, and no screen calls another."""

import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from engines.finding import NOTHING
from viewmodels.jobs import Post, at_once

EVERYTHING = "*"
"""The kind that concerns every listener: what changed is not known."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Kinds of things a write touched (`metas.calculo`, `usuarios`, …) and where (`client`, `vigencia`, …)."""

    kinds: frozenset[str]
    context: Mapping[str, object] = field(default_factory=lambda: NOTHING)

    def concerns(self, wanted: frozenset[str]) -> bool:
        """True when a listener of `wanted` kinds should look again; no wanted kinds means all of them."""
        return not wanted or EVERYTHING in self.kinds or bool(self.kinds & wanted)


Listener = Callable[[Changed], None]


class Changes:
    """The hub: writes are published from any thread and heard where `post` delivers.

    Listeners are held weakly: a screen that is gone hears nothing and is kept alive by nobody.
    """

    def __init__(self, post: Post = at_once) -> None:
        self._post = post
        self._listeners: list[tuple[weakref.WeakMethod[Listener], frozenset[str]]] = []

    def subscribe(self, listener: Listener, *kinds: str) -> None:
        """Calls `listener` for each change of these kinds (none: every change).

        Raises TypeError unless it is a method of an object somebody else holds: a lambda would vanish at once.
        """
        self._listeners.append((weakref.WeakMethod(listener), frozenset(kinds)))

    def publish(self, changed: Changed) -> None:
        """Tells everyone concerned, in order of subscription."""
        self._post(lambda: self._deliver(changed))

    def _deliver(self, changed: Changed) -> None:
        self._listeners = [pair for pair in self._listeners if pair[0]() is not None]
        for reference, wanted in tuple(self._listeners):
            listener = reference()
            if listener is not None and changed.concerns(wanted):
                listener(changed)


class StoreWatch:
    """Watches the store's version, so that writes of other processes reach open screens; a window's timer polls it.

    `version` is `Store.data_version`. Our own writes move it too: their screens refresh once more, which is cheaper
    than losing somebody else's write made in the same moment.
    """

    def __init__(self, version: Callable[[], int], changes: Changes) -> None:
        self._version = version
        self._changes = changes
        self._seen = version()

    def poll(self) -> bool:
        """Publishes that anything may have changed when somebody wrote since the last look."""
        now = self._version()
        if now == self._seen:
            return False
        self._seen = now
        self._changes.publish(Changed(frozenset({EVERYTHING})))
        return True
