"""A page of an area: how it registers and what its widget offers to the shell."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.desktop.kit.banner import BannerStack
from viewmodels.shell import KeyHint, ProofItem


class PageWidget(QWidget):
    """Base of every page: title, situation and actions for the frame to show, `body` to fill, acts for the keys.

    `full` pages (wizards) have no title and no tabs: they take the whole content. `acts` maps names of the keyboard
    (`refresh`, `filter`, `excel`, `print`, `next_difference`, `next_finding`, `undo`, …) to what they do here.
    """

    heading_changed = Signal()

    def __init__(self, title: str = "", situation: str = "", full: bool = False, scrolls: bool = True) -> None:
        """A page; `scrolls` off when the body is one table that scrolls itself."""
        super().__init__()
        self.title, self.situation, self.full = title, situation, full
        self.head_buttons: list[QPushButton] = []
        self.tag: QWidget | None = None
        self.acts: dict[str, Callable[[], object]] = {}
        self.hints: tuple[KeyHint, ...] = ()
        self.proof: tuple[ProofItem, ...] = ()
        self.banners = BannerStack()
        self.banners.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        self.body = QVBoxLayout()
        self.body.setSpacing(0 if full else 12)
        if scrolls and not full:
            self._scrolling(outer)
        else:
            outer.addWidget(self.banners)
            outer.addLayout(self.body, 1)

    def _scrolling(self, outer: QVBoxLayout) -> None:
        content = QWidget()
        content.setObjectName("conteudo")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(12)
        column.addWidget(self.banners)
        column.addLayout(self.body)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(content)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(area, 1)

    def set_heading(self, title: str, situation: str = "") -> None:
        """Change title and situation (one line under the title)."""
        self.title, self.situation = title, situation
        self.heading_changed.emit()

    def set_actions(self, *actions: QPushButton) -> None:
        """Buttons at the top right, the primary last."""
        self.head_buttons = list(actions)
        self.heading_changed.emit()

    def set_tag(self, tag: QWidget | None) -> None:
        """A tag beside the title (Simulado, Rascunho)."""
        self.tag = tag
        self.heading_changed.emit()

    def shown(self) -> None:
        """Called each time the page comes to the front."""


Factory = Callable[[], PageWidget]


@dataclass(frozen=True, slots=True)
class Page:
    """A page as an area registers it: `factory` is called once, when it is first shown. `tab` off hides its tab."""

    area: str
    key: str
    title: str
    factory: Factory
    tab: bool = True
