"""Somebody at the keyboard: presses keys, looks at what has the focus, and waits for what should happen."""

import time
from collections.abc import Callable
from typing import Protocol

PATIENCE = 40.0
FARTHEST = 70
"""More presses of Tab than any screen has stops."""


class Lost(AssertionError):
    """What should have happened did not; the message says what was seen instead."""


class Hands(Protocol):
    """One way of pressing keys in the program and of seeing where the focus is."""

    def press(self, keys: str) -> None:
        """A chord written as Qt writes it (`Alt+P`, `Tab`, `Space`)."""

    def write(self, text: str) -> None:
        """Letters, one key after the other."""

    def focus(self) -> str:
        """Spoken name of what has the focus."""

    def window(self) -> str:
        """Title of the window in front."""

    def pause(self, seconds: float) -> None:
        """Let the program work."""


class Person:
    """What a person does with two hands, whichever they are."""

    def __init__(self, hands: Hands) -> None:
        """A person at this keyboard."""
        self._hands = hands
        self.pressed: list[str] = []
        self.chords = 0
        self.letters = 0
        self._started = time.monotonic()

    def press(self, *chords: str) -> None:
        """One chord after the other."""
        for keys in chords:
            self.chords += 1
            self.pressed.append(keys)
            self._hands.press(keys)

    def write(self, text: str) -> None:
        """Type a text where the focus is."""
        self.letters += len(text)
        self.pressed.append(f"“{text}”")
        self._hands.write(text)

    def wait(self, seen: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
        """Until `seen` is true; raises Lost with what stood there when the patience ends."""
        limit = time.monotonic() + seconds
        while not seen():
            if time.monotonic() > limit:
                raise Lost(f"{what}; focus {self._hands.focus()!r}, window {self._hands.window()!r}, {self.pressed}")
            self._hands.pause(0.02)

    def in_window(self, title: str) -> None:
        """Until a window whose title has these words is in front."""
        self.wait(lambda: title in self._hands.window(), f"window {title!r} in front")

    def at(self, words: str) -> None:
        """Until the focus is on what is called so."""
        self.wait(lambda: words in self._hands.focus(), f"focus on {words!r}")

    def tab_to(self, words: str, key: str = "Tab") -> int:
        """Press Tab until the focus is on what is called so, and return how many presses it took; raises Lost."""
        for presses in range(FARTHEST):
            if words in self._hands.focus():
                return presses
            self.press(key)
        raise Lost(f"{words!r} is not on the way of {key}: {self.pressed[-FARTHEST:]}")

    def told(self) -> str:
        """The journey in figures: keys and letters pressed, no click, and the seconds it took."""
        seconds = time.monotonic() - self._started
        return f"{self.chords} teclas, {self.letters} letras, 0 cliques, {seconds:.0f} s"

    def focus(self) -> str:
        """What has the focus now."""
        return self._hands.focus()

    def sees_no(self, words: str) -> bool:
        """True when the focus is on something, and on nothing called so."""
        focus = self._hands.focus()
        return bool(focus) and words not in focus
