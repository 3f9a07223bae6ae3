"""For whom an operation acts: the client whose data it touches, the user who asks, the face it came through."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """Client and user of one act; every operation takes it first, so no read can forget whose data it reads.

    `origin` names the face: `desktop`, `terminal`, `vigia`. Empty client or user is our bug (ValueError).
    """

    client: str
    user: str
    origin: str = "desktop"

    def __post_init__(self) -> None:
        if not self.client or not self.user or not self.origin:
            raise ValueError("a scope names its client, its user and its origin")
