"""One area in the content: title, situation and actions of the page in front, its tabs, its body."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.desktop.kit.labels import ElidedLabel
from ui.desktop.kit.tokens import CONTENT_MAX_WIDTH
from ui.desktop.shell.page import Page, PageWidget
from ui.desktop.shell.tabs import PageTabs

WIDE = 1600


class AreaFrame(QWidget):
    """The pages of an area; only the one in front exists on screen, each is made when first shown."""

    page_shown = Signal(object)
    """The `PageWidget` in front."""

    def __init__(self, pages: Sequence[Page], parent: QWidget | None = None) -> None:
        """A frame for the pages of one area, the first in front once `show_page` is called."""
        super().__init__(parent)
        self._pages = {page.key: page for page in pages}
        self._made: dict[str, PageWidget] = {}
        self._current = ""
        self._title = ElidedLabel("", "page")
        self._situation = ElidedLabel("", "body", "t2")
        self._tag = QHBoxLayout()
        self._actions = QHBoxLayout()
        self._actions.setSpacing(12)
        self.tabs = PageTabs()
        self.tabs.chosen.connect(self.show_page)
        self._stack = QStackedWidget()
        self._head = self._make_head()
        self._inner = QWidget()
        self._inner.setMaximumWidth(CONTENT_MAX_WIDTH)
        self._column = QVBoxLayout(self._inner)
        self._column.setSpacing(12)
        for part in (self._head, self.tabs):
            self._column.addWidget(part)
        self._column.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(0)
        row.addWidget(self._inner, 1)
        row.addStretch(0)

    def _make_head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(1)
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self._title)
        first.addLayout(self._tag)
        first.addStretch(1)
        words.addLayout(first)
        words.addWidget(self._situation)
        row.addLayout(words, 1)
        holder = QVBoxLayout()
        holder.addLayout(self._actions)
        holder.addStretch(1)
        row.addLayout(holder)
        return head

    @property
    def current(self) -> PageWidget | None:
        """The page in front."""
        return self._made.get(self._current)

    @property
    def current_key(self) -> str:
        """Key of the page in front, "" before the first."""
        return self._current

    def show_page(self, key: str = "") -> None:
        """Bring a page to the front, making it the first time; "" means the last shown, else the first.

        Raises KeyError for a page the area does not have.
        """
        wanted = key or self._current or next(iter(self._pages))
        page = self._pages[wanted]
        if wanted not in self._made:
            made = page.factory()
            made.heading_changed.connect(self._show_heading)
            self._made[wanted] = made
            self._stack.addWidget(made)
        self._current = wanted
        self._stack.setCurrentWidget(self._made[wanted])
        tabs = [(one.key, one.title) for one in self._pages.values() if one.tab]
        self.tabs.set_tabs(tabs, wanted)
        self._show_heading()
        self._made[wanted].shown()
        self.page_shown.emit(self._made[wanted])

    def _show_heading(self) -> None:
        page = self.current
        if page is None:
            return
        self._title.set_text(page.title)
        self._situation.set_text(page.situation)
        self._situation.setVisible(bool(page.situation))
        _swap(self._actions, page.head_buttons)
        _swap(self._tag, [page.tag] if page.tag is not None else [])
        self._head.setVisible(not page.full)
        self.tabs.setVisible(not page.full and sum(one.tab for one in self._pages.values()) > 1)
        self._margins()
        if self.isVisible():
            self.page_shown.emit(page)  # its keys and its proof may be others now

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Padding follows the width."""
        super().resizeEvent(event)
        self._margins()

    def _margins(self) -> None:
        full = self.current is not None and self.current.full
        side = 0 if full else 24 if self.width() >= WIDE else 16
        self._inner.setMaximumWidth(16777215 if full else CONTENT_MAX_WIDTH)
        self._column.setContentsMargins(side, 0 if full else 14, side, 0 if full else 12)


def _swap(layout: QHBoxLayout, widgets: Sequence[QWidget]) -> None:
    """Put these widgets in a layout in place of what it holds; the old ones stay with their page."""
    while item := layout.takeAt(0):
        if (old := item.widget()) is not None and old not in widgets:
            old.hide()
    for widget in widgets:
        layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        widget.show()
