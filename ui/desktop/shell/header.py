"""The header: context picker with its state, company, search, sync state, bell and user."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.chip import Chip, StateShape
from ui.desktop.kit.drawings import paint_icon
from ui.desktop.kit.labels import ElidedLabel, column_line, label
from ui.desktop.kit.theme import theme
from ui.desktop.kit.tokens import RAIL_WIDTH
from ui.desktop.shell.header_parts import Bell, ContextPicker, UserButton
from ui.desktop.shell.search import SearchField
from viewmodels.shell import ShellViewModel
from viewmodels.state import State

NARROW = 1200
WIDE = 1600


class Header(QWidget):
    """48 px over content and dock; below 1200 px the search is an icon and the company hides."""

    search_opened = Signal()

    def __init__(self, viewmodel: ShellViewModel, parent: QWidget | None = None) -> None:
        """A header on the shell's viewmodel."""
        super().__init__(parent)
        self.setObjectName("cabecalho")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._viewmodel = viewmodel
        self.picker = ContextPicker(viewmodel)
        self.chip = Chip(State.EM_CURSO)
        self._line = column_line()
        self._company_icon = _Icon("buildings")
        self._company = ElidedLabel("", "body", "t2")
        self.search = SearchField(viewmodel)
        self.search_icon = buttons.icon_button("magnifying-glass", self.tr("Ir para ou procurar"), self._open_search)
        self._sync_shape = StateShape(State.OK)
        self._sync = label("", "body", "t2")
        self.bell = Bell()
        self.bell.clicked.connect(viewmodel.bell_requested)
        self.user = UserButton()
        self.user.clicked.connect(viewmodel.user_requested)
        self.search.edit.editingFinished.connect(self._search_left)
        self._lay_out()
        for signal in (viewmodel.context_changed, viewmodel.company_changed, viewmodel.sync_changed,
                       viewmodel.bell_changed, viewmodel.user_changed):  # fmt: skip
            signal.connect(self.refresh)
        theme().changed.connect(self._measure)
        self._measure()
        self.refresh()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(self.picker)
        row.addWidget(self.chip)
        row.addWidget(self._line)
        row.addLayout(_beside(self._company_icon, self._company))
        row.addStretch(1)
        row.addWidget(self.search)
        row.addWidget(self.search_icon)
        row.addLayout(_beside(self._sync_shape, self._sync))
        row.addWidget(self.bell)
        row.addWidget(self.user)

    def _measure(self) -> None:
        self.setFixedHeight(theme().height("header"))

    def refresh(self) -> None:
        """Read the viewmodel again."""
        model = self._viewmodel
        self.chip.setVisible(model.context.state is not None)
        if model.context.state is not None:
            self.chip.set_state(model.context.state, model.context.word)
        self._company.set_text(model.company)
        self._sync_shape.setVisible(model.sync is not None)
        self._sync.setVisible(model.sync is not None)
        if model.sync is not None:
            self._sync_shape.set_state(model.sync.state)
            self._sync.setText(model.sync.text)
        self.bell.set_count(model.bell)
        self.user.set_user(model.user)
        self.adapt(self.window().width())

    def adapt(self, window_width: int) -> None:
        """Follow the width of the window; words that need more than there is make it narrow too."""
        self._arrange(window_width, window_width < NARROW)
        layout = self.layout()
        if layout is not None and window_width >= NARROW:
            layout.invalidate()
            layout.activate()
            if layout.minimumSize().width() > window_width - theme().px(RAIL_WIDTH):
                self._arrange(window_width, True)

    def _arrange(self, window_width: int, narrow: bool) -> None:
        self.search.setVisible(not narrow)
        self.search_icon.setVisible(narrow)
        self.search.setFixedWidth(theme().px(300 if window_width >= WIDE else 206))
        shown = not narrow and bool(self._viewmodel.company)
        for part in (self._line, self._company_icon, self._company):
            part.setVisible(shown)
        self.user.set_named(not narrow)

    def _search_left(self) -> None:
        """Become an icon again where the window is narrow."""
        if not self.search.edit.hasFocus():
            self.adapt(self.window().width())

    def open_search(self) -> None:
        """Put the cursor in the search, showing it first where it is an icon."""
        self._open_search()

    def _open_search(self) -> None:
        self.search.show()
        self.search_icon.hide()
        self.search.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.edit.selectAll()


def _beside(sign: QWidget, words: QWidget) -> QHBoxLayout:
    """A sign and its words, close together."""
    row = QHBoxLayout()
    row.setSpacing(7)
    row.addWidget(sign)
    row.addWidget(words, 1)
    return row


class _Icon(QWidget):
    """A small icon that says nothing by itself: the words beside it do."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(16, 16)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        paint_icon(QPainter(self), self._name, 0, 0, 16)
