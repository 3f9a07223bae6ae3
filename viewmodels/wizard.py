"""A wizard as a map of pages and a stack, testable without a window; the frame only shows what it says."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from engines.finding import Finding

Json: TypeAlias = "str | int | bool | None | list[Json] | dict[str, Json]"
Content: TypeAlias = Mapping[str, Json]
"""What one page holds: JSON only, decimals and dates as text, so that a draft is the state itself."""
Contents: TypeAlias = Mapping[str, Content]
"""Page key -> content."""
Next: TypeAlias = "str | Callable[[Contents], str | None] | None"
Accept: TypeAlias = Callable[[Content, Contents], tuple[Finding, ...]]

_EMPTY: Content = MappingProxyType({})


def accept_all(content: Content, contents: Contents) -> tuple[Finding, ...]:
    """The rule of a page that has nothing to refuse."""
    return ()


@dataclass(frozen=True, slots=True)
class Page:
    """One step: its title (text code), what follows, what it refuses, and the earlier pages it was decided upon.

    `next` is a page key, a function of the contents (None: the end), or None at the end. `depends` names the pages
    whose change asks for this one to be done again; its content stays.
    """

    key: str
    title: str
    next: Next = None
    accept: Accept = accept_all
    depends: tuple[str, ...] = ()


class Status(StrEnum):
    """How a step is shown at the left."""

    CURRENT = "EM_CURSO"
    DONE = "FEITO"
    REDO = "A_REFAZER"
    AHEAD = "A_FAZER"


@dataclass(frozen=True, slots=True)
class Step:
    """A page on the way the contents lead, with its status."""

    key: str
    title: str
    status: Status


@dataclass(frozen=True, slots=True)
class State:
    """Where a wizard stands: the trail of pages, the content of each, and what each accepted page was decided upon."""

    trail: tuple[str, ...]
    contents: Contents = field(default_factory=lambda: MappingProxyType({}))
    decided: Mapping[str, Contents] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def page(self) -> str:
        """Key of the page shown."""
        return self.trail[-1]


class DraftRefused(ValueError):
    """A draft of another version, or one that names pages this wizard does not have."""


class Wizard:
    """The pages and the present state. States are immutable: each move makes the next one."""

    def __init__(self, pages: tuple[Page, ...], state: State | None = None) -> None:
        self.pages = {page.key: page for page in pages}
        if len(self.pages) != len(pages) or not pages:
            raise ValueError("a wizard has pages, each with its own key")
        self._refuse_unknown_pages(pages)
        self.state = state or State((pages[0].key,))
        self._first = pages[0].key

    @property
    def page(self) -> Page:
        """The page shown."""
        return self.pages[self.state.page]

    def content(self, key: str | None = None) -> Content:
        """Content of a page, the one shown when none is named; empty before it was ever written."""
        return self.state.contents.get(key or self.state.page, _EMPTY)

    def write(self, **values: Json) -> None:
        """Puts values in the page shown, accepted or not: what is typed is never lost."""
        contents = {**self.state.contents, self.state.page: {**self.content(), **deepcopy(values)}}
        self.state = replace(self.state, contents=MappingProxyType(contents))

    def refusals(self) -> tuple[Finding, ...]:
        """What the page shown finds in its content, asked afresh; Next is enabled when none blocks."""
        return self.page.accept(self.content(), self.state.contents)

    @property
    def at_end(self) -> bool:
        """True when nothing follows the page shown."""
        return self.next_key() is None

    def next_key(self) -> str | None:
        """Page that follows with the present contents. Raises KeyError when the map names one that does not exist."""
        return self._after(self.page)

    def forward(self) -> tuple[Finding, ...]:
        """Accepts the page shown and moves to the next; stays when a finding blocks. Returns what was found."""
        findings = self.refusals()
        if any(finding.blocks for finding in findings):
            return findings
        page = self.page
        upon = MappingProxyType({key: self.content(key) for key in (page.key, *page.depends)})
        decided = MappingProxyType({**self.state.decided, page.key: upon})
        following = self.next_key()
        trail = self.state.trail if following is None else (*self.state.trail, following)
        self.state = replace(self.state, decided=decided, trail=trail)
        return findings

    def back(self) -> bool:
        """Pops to the page before, keeping every content; False on the first page."""
        if len(self.state.trail) == 1:
            return False
        self.state = replace(self.state, trail=self.state.trail[:-1])
        return True

    def go(self, key: str) -> bool:
        """Jumps to a step already reached (done, or to be redone); False for one still to come."""
        path = [step.key for step in self.steps()]
        if key not in path or self.status(key) is Status.AHEAD:
            return False
        self.state = replace(self.state, trail=tuple(path[: path.index(key) + 1]))
        return True

    def status(self, key: str) -> Status:
        """Status of a page: stale when the page or one it depends on changed since it was accepted."""
        if key == self.state.page:
            return Status.CURRENT
        return self._standing(key)

    @property
    def complete(self) -> bool:
        """True when every step on the way is accepted and none asks to be done again."""
        return all(self._standing(step.key) is Status.DONE for step in self.steps())

    def steps(self) -> tuple[Step, ...]:
        """The way the present contents lead, from the first page; ends where a page cannot say what follows yet."""
        keys: list[str] = []
        key: str | None = self._first
        while key is not None and key not in keys:
            keys.append(key)
            key = self._after(self.pages[key])
        return tuple(Step(each, self.pages[each].title, self.status(each)) for each in keys)

    def to_draft(self) -> dict[str, object]:
        """The state as JSON values, for "Salvar e sair"."""
        decided = {key: {name: dict(each) for name, each in upon.items()} for key, upon in self.state.decided.items()}
        contents = {key: dict(content) for key, content in self.state.contents.items()}
        return {"versao": 1, "trilha": list(self.state.trail), "conteudo": contents, "decidido": decided}

    def resume(self, draft: Mapping[str, object]) -> None:
        """Takes up a saved draft (version 1). Raises DraftRefused when it is of another version or of another map."""
        match draft:
            case {"versao": 1, "trilha": list(trail), "conteudo": dict(contents), "decidido": dict(decided)} if trail:
                unknown = {*trail, *contents, *decided} - set(self.pages)
            case _:
                raise DraftRefused(f"draft version {draft.get('versao')!r}")
        if unknown:
            raise DraftRefused(f"pages {sorted(unknown)}")
        self.state = State(tuple(trail), MappingProxyType(contents), MappingProxyType(decided))

    def _standing(self, key: str) -> Status:
        upon = self.state.decided.get(key)
        if upon is None:
            return Status.AHEAD
        changed = any(dict(self.content(name)) != dict(then) for name, then in upon.items())
        redo = changed or any(self._standing(name) is Status.REDO for name in self.pages[key].depends)
        return Status.REDO if redo else Status.DONE

    def _after(self, page: Page) -> str | None:
        key = page.next(self.state.contents) if callable(page.next) else page.next
        return None if key is None else self.pages[key].key

    def _refuse_unknown_pages(self, pages: tuple[Page, ...]) -> None:
        earlier: set[str] = set()
        for page in pages:
            if isinstance(page.next, str) and page.next not in self.pages:
                raise ValueError(f"page {page.key} leads to {page.next}, which does not exist")
            if not set(page.depends) <= earlier:
                raise ValueError(f"page {page.key} depends on a page that does not come before it")
            earlier.add(page.key)
