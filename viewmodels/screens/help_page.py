"""The help in front of the reader: the page, the way there and back, the list and what it finds; no widgets."""

from PySide6.QtCore import QObject, Signal

from storage.texts.sentences import Texts
from viewmodels.ajuda.book import FIRST, HelpBook, book_in
from viewmodels.ajuda.topics import SCHEME, Group, Topic


class HelpReader(QObject):
    """One reader of the book of help, in the language of the texts."""

    changed = Signal()
    """Another page is in front."""
    found = Signal()
    """The list shows other pages."""

    def __init__(self, texts: Texts) -> None:
        """At the first page, every page listed."""
        super().__init__()
        self.book: HelpBook = book_in(texts.locale)
        self._visited = [FIRST]
        self._at = 0
        self._typed = ""

    @property
    def topic(self) -> Topic:
        """The page in front."""
        return self.book.topics[self._visited[self._at]]

    @property
    def listed(self) -> dict[str, tuple[Topic, ...]]:
        """Group title -> its pages that the search leaves, in order."""
        left = self.book.search(self._typed)
        grouped = {self.book.group_title(group): tuple(t for t in left if t.group is group) for group in Group}
        return {title: topics for title, topics in grouped.items() if topics}

    def open(self, *hints: str) -> None:
        """Brings the page the first known hint leads to; what stood ahead in the way is forgotten."""
        wanted = self.book.resolve(*hints)
        if wanted != self.topic.id:
            self._visited = [*self._visited[: self._at + 1], wanted]
            self._at += 1
        self.changed.emit()

    def follow(self, address: str) -> bool:
        """Follows a link of a page; False when it leads out of the book."""
        if not address.startswith(SCHEME):
            return False
        self.open(address.removeprefix(SCHEME))
        return True

    def search(self, typed: str) -> None:
        """Lists the pages that have every word typed; all of them for nothing typed."""
        self._typed = typed
        self.found.emit()

    def open_best(self) -> bool:
        """Brings the page that answers the search best; False when none does."""
        left = self.book.search(self._typed)
        if left:
            self.open(left[0].id)
        return bool(left)

    @property
    def can_back(self) -> bool:
        """True when a page was read before this one."""
        return self._at > 0

    @property
    def can_forward(self) -> bool:
        """True after going back."""
        return self._at + 1 < len(self._visited)

    def step(self, by: int) -> None:
        """To the page read before (-1) or after (1)."""
        self._at = max(0, min(len(self._visited) - 1, self._at + by))
        self.changed.emit()
