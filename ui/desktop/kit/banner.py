"""Banner of a finding or of the world's failure, and the stack that shows the two gravest."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.chip import StateShape
from ui.desktop.kit.help_event import HINT, ask_help
from ui.desktop.kit.labels import code_label, label
from ui.desktop.kit.theme import theme
from ui.desktop.kit.tokens import RADIUS
from viewmodels.banner import BannerView
from viewmodels.state import State

SHOWN = 2
GRAVITY = (State.ERRO, State.CRITICO, State.ATENCAO, State.SEM_DADOS)
EDGE = 3


class Banner(QWidget):
    """What happened, its code, where, with what effect, and the ways out."""

    action_requested = Signal(str, str)
    """Key of the banner and key of the action."""
    explain_requested = Signal(str)
    """Code whose causes the reader asks for ("O que pode ser?")."""

    def __init__(self, view: BannerView, parent: QWidget | None = None) -> None:
        """A banner for `view`; with two or more actions they stand below, a single one stands at the right."""
        super().__init__(parent)
        self.view = view
        self.setProperty(HINT, view.code)
        self._beside = len(view.actions) <= 1 and bool(view.actions or view.explained)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 11)
        row.setSpacing(12)
        row.addWidget(StateShape(view.state, 16), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(self._first_line())
        self._more_lines(column)
        if view.code and not view.explained:
            column.addWidget(buttons.link(self.tr("O que pode ser?"), self._ask), 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(column, 1)
        if len(view.actions) > 1:
            column.addSpacing(6)
            column.addLayout(self._ways_out())
        elif view.actions or view.explained:
            row.addLayout(self._ways_out())
        self.setAccessibleName(", ".join(part for part in (view.title, view.code, view.where, view.effect) if part))

    def _first_line(self) -> QBoxLayout:
        self._line = QHBoxLayout()
        self._what = label(self.view.title, "total")
        self._code = code_label(self.view.code) if self.view.code else None
        self._what.setMinimumWidth(1)
        self._line.addWidget(self._what)
        if self._code is not None:
            self._line.addWidget(self._code, 1, Qt.AlignmentFlag.AlignLeft)
        self._lay_first_line()
        return self._line

    def _lay_first_line(self) -> None:
        """The code stands beside the words where both fit, under them where they do not."""
        self._what.setWordWrap(False)
        code = self._code.sizeHint().width() + 10 if self._code is not None else 0
        long = self._what.sizeHint().width() + code > self._room()
        self._what.setWordWrap(long)
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if long else QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(2 if long else 10)

    def _room(self) -> int:
        """Width of the column of words."""
        layout = self.layout()
        last = layout.itemAt(layout.count() - 1) if layout is not None else None
        beside = last.sizeHint().width() + 12 if self._beside and last is not None else 0
        return self.width() - 28 - 16 - 12 - beside

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Follow the width."""
        super().resizeEvent(event)
        self._lay_first_line()

    def _more_lines(self, column: QVBoxLayout) -> None:
        for text in (self.view.where, self.view.effect):
            if text:
                column.addWidget(label(text, "body", "t2", wrap=True))

    def _ways_out(self) -> QBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        several = len(self.view.actions) > 1
        for at, (key, words) in enumerate(self.view.actions):
            made = buttons.primary(words) if several and at == 0 else buttons.outlined(words, small=not several)
            made.clicked.connect(partial(self.action_requested.emit, self.view.key, key))
            line.addWidget(made)
        if several:
            line.addStretch(1)
        if self.view.explained:
            line.addWidget(buttons.link(self.tr("O que pode ser?"), self._ask))
        return line

    def _ask(self) -> None:
        self.explain_requested.emit(self.view.code)
        ask_help(self, self.view.code)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw wash and edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), RADIUS["card"], RADIUS["card"])
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), theme().state_color(self.view.state, "wash"))
        painter.fillRect(QRectF(0, 0, EDGE, self.height()), theme().state_color(self.view.state, "shape"))


class BannerStack(QWidget):
    """The gravest two banners and "mais N achados" for the rest, which the link unfolds."""

    action_requested = Signal(str, str)
    explain_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty stack, without height."""
        super().__init__(parent)
        self._views: list[BannerView] = []
        self._open = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def set_banners(self, views: Sequence[BannerView]) -> None:
        """Show these, gravest first; an unfolded stack folds again. The same ones are not drawn anew."""
        order = {state: at for at, state in enumerate(GRAVITY)}
        wanted = sorted(views, key=lambda view: order.get(view.state, len(order)))
        if wanted and wanted == self._views and not self._open:
            return
        self._views, self._open = wanted, False
        self._build()

    def _build(self) -> None:
        while item := self._column.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        shown = self._views if self._open else self._views[:SHOWN]
        for view in shown:
            banner = Banner(view)
            banner.action_requested.connect(self.action_requested)
            banner.explain_requested.connect(self.explain_requested)
            self._column.addWidget(banner)
            banner.show()
        rest = len(self._views) - len(shown)
        if rest:
            words = self.tr("mais um achado") if rest == 1 else self.tr("mais %n achados", "", rest)
            self._column.addWidget(buttons.link(words, self._unfold), 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(bool(self._views))

    def _unfold(self) -> None:
        self._open = True
        self._build()
