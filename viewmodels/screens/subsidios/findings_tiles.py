"""A tile over a list: a state with its count and what it adds up to; no Qt."""

from dataclasses import dataclass

from viewmodels.state import State


@dataclass(frozen=True, slots=True)
class TileView:
    """One tile: key, state, its word, how many, and a line under them."""

    key: str
    state: State
    word: str
    count: str
    caption: str = ""
