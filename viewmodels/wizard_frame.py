"""What a wizard says to its frame: steps with state and result, the way on and the reason it is closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import SignalInstance

from viewmodels.state import State


@dataclass(frozen=True, slots=True)
class WizardStep:
    """One step: key of its page, title, state, one line of result; `stale` is done before but to be done again."""

    key: str
    title: str
    state: State = State.A_FAZER
    note: str = ""
    stale: bool = False


class WizardViewModel(Protocol):
    """The conversation behind a wizard; `changed` tells the frame to read everything again."""

    @property
    def changed(self) -> SignalInstance:
        """Fires after any change of what follows."""
        ...

    @property
    def title(self) -> str:
        """What is being done ("Preparar novembro de 2025")."""
        ...

    @property
    def steps(self) -> Sequence[WizardStep]:
        """The steps, in order."""
        ...

    @property
    def current(self) -> str:
        """Key of the step in front."""
        ...

    @property
    def can_next(self) -> bool:
        """True when the way on is open."""
        ...

    @property
    def can_back(self) -> bool:
        """True when there is a step before."""
        ...

    @property
    def reason(self) -> str:
        """Why the way on is closed, or ""."""
        ...

    @property
    def reason_state(self) -> State:
        """State in whose colour and shape the reason is said."""
        ...

    @property
    def next_title(self) -> str:
        """Words of the button that goes on ("Próximo: parâmetros")."""
        ...

    @property
    def saved(self) -> str:
        """Line about the draft ("Rascunho salvo às 09:14."), or ""."""
        ...

    def go(self, key: str) -> None:
        """Bring a done step to the front."""
        ...

    def next(self) -> None:
        """Go on."""
        ...

    def back(self) -> None:
        """Go to the step before."""
        ...

    def save_and_leave(self) -> None:
        """Keep the draft and close the wizard."""
        ...
