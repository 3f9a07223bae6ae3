"""What the main window says and does around every area: context, company, sync, user, proof, search; no widgets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from engines.formula.locales import bare
from viewmodels.memory import MemoryView
from viewmodels.state import State


@dataclass(frozen=True, slots=True)
class ContextChoice:
    """One entry of the context picker ("Agosto de 2025")."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class ContextView:
    """What the area works on: word before (Vigência, Auditoria, Período, Evento), choices, state of the one chosen."""

    label: str = ""
    key: str = ""
    choices: tuple[ContextChoice, ...] = ()
    state: State | None = None
    word: str = ""

    @property
    def text(self) -> str:
        """Words of the choice in force."""
        return next((choice.text for choice in self.choices if choice.key == self.key), "")


@dataclass(frozen=True, slots=True)
class Status:
    """A state and its words: the sync state of the header, a running job."""

    state: State
    text: str


@dataclass(frozen=True, slots=True)
class ProofItem:
    """One proof at the left of the status line; a click copies `copied` (the whole hash) when there is one."""

    label: str
    value: str
    copied: str = ""


@dataclass(frozen=True, slots=True)
class KeyHint:
    """Keys valid here and what they do ("Ctrl K", "Ir para")."""

    keys: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer of the search: where it leads is up to `open`."""

    title: str
    detail: str
    open: Callable[[], object]


Provider = Callable[[str], Sequence[Hit]]
MAX_HITS = 12


def found_in(text: str, typed: str) -> bool:
    """True when `typed` is part of the text, with or without capitals and accents."""
    return bare(typed) in bare(text)


class ShellViewModel(QObject):
    """The state of the window's frame; the composition root feeds it, the shell shows it.

    Every property has its `<name>_changed`. `go` moves to a page, `explain` opens the dock, `notify` shows a toast.
    """

    context_changed = Signal()
    company_changed = Signal()
    sync_changed = Signal()
    job_changed = Signal()
    bell_changed = Signal()
    user_changed = Signal()
    proof_changed = Signal()
    memory_changed = Signal()
    context_chosen = Signal(str)
    """Key of the context the user picked; whoever feeds the shell answers with `set_context`."""
    bell_requested = Signal()
    user_requested = Signal()
    page_requested = Signal(str, str)
    """Area and page to bring to the front ("" for the area's last page)."""
    figure_selected = Signal(object)
    """Address of the number under the ring anywhere; the memory answers with `show_memory`."""
    explain_requested = Signal(object)
    """The same number, and the dock must open."""
    help_requested = Signal(object)
    """Hints of what help is wanted about (codes, terms, screens), the nearest first."""
    toast_requested = Signal(str, str, object)
    """Text, words of the act or "", and what the act calls."""

    def __init__(self, parent: QObject | None = None) -> None:
        """A frame that knows nothing yet."""
        super().__init__(parent)
        self.context = ContextView()
        self.company = ""
        self.sync: Status | None = None
        self.job: Status | None = None
        self.bell = 0
        self.user = ""
        self.proof: tuple[ProofItem, ...] = ()
        self.memory: MemoryView | None = None
        self._providers: list[Provider] = []

    # --- fed by the composition root and by areas

    def set_context(self, context: ContextView) -> None:
        """Show another context."""
        self.context = context
        self.context_changed.emit()

    def set_company(self, company: str) -> None:
        """Name of the company, with "exemplo" where it is the sample."""
        self.company = company
        self.company_changed.emit()

    def set_sync(self, sync: Status | None) -> None:
        """How fresh what is shown is ("ERP lido às 08:12")."""
        self.sync = sync
        self.sync_changed.emit()

    def set_job(self, job: Status | None) -> None:
        """The work running in the background, or None."""
        self.job = job
        self.job_changed.emit()

    def set_bell(self, count: int) -> None:
        """How many things ask for attention."""
        self.bell = count
        self.bell_changed.emit()

    def set_user(self, name: str) -> None:
        """Name of the person at the desk."""
        self.user = name
        self.user_changed.emit()

    def set_proof(self, proof: Sequence[ProofItem]) -> None:
        """Run, engine, rules and snapshot of what is on screen."""
        self.proof = tuple(proof)
        self.proof_changed.emit()

    def show_memory(self, memory: MemoryView | None) -> None:
        """What the dock shows."""
        self.memory = memory
        self.memory_changed.emit()

    def add_provider(self, provider: Provider) -> None:
        """Let an area answer the search (sectors, runs, codes, acts)."""
        self._providers.append(provider)

    # --- asked by the shell and by pages

    def search(self, text: str) -> list[Hit]:
        """Answers to what was typed, at most twelve, in the order of the providers; nothing for an empty text."""
        typed = text.strip()
        if not typed:
            return []
        hits: list[Hit] = []
        for provider in self._providers:
            hits += provider(typed)
        return hits[:MAX_HITS]

    def go(self, area: str, page: str = "") -> None:
        """Bring a page to the front."""
        self.page_requested.emit(area, page)

    def select(self, address: object) -> None:
        """Tell which number is selected; the dock follows without opening."""
        self.figure_selected.emit(address)

    def explain(self, address: object) -> None:
        """Open the dock on a number."""
        self.figure_selected.emit(address)
        self.explain_requested.emit(address)

    def ask_help(self, *hints: str) -> None:
        """Open help on the first of these that leads to a page: a code, a term, a screen."""
        self.help_requested.emit(hints)

    def notify(self, text: str, act: str = "", on_act: Callable[[], object] | None = None) -> None:
        """Say a success that is already visible elsewhere; never an error."""
        self.toast_requested.emit(text, act, on_act)


def initials(name: str) -> str:
    """First letters of the first and last names."""
    parts = name.split()
    return "".join(part[0] for part in ([parts[0], parts[-1]] if len(parts) > 1 else parts)).upper()
