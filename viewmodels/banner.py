"""What a banner says about a finding or about the world: state, what, code, where, effect and ways out; no Qt."""

from dataclasses import dataclass

from viewmodels.state import State


@dataclass(frozen=True, slots=True)
class BannerView:
    """One banner: `title` is what happened, `where` and `effect` follow, `actions` are (key, words), at most three.

    `explained` offers "O que pode ser?". The sentences come ready from the formatter of texts.
    """

    state: State
    title: str
    code: str = ""
    where: str = ""
    effect: str = ""
    actions: tuple[tuple[str, str], ...] = ()
    explained: bool = False
    key: str = ""
