"""Wizard frame: steps at the left, page in the middle, a footer that says why the way on is closed."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShortcut,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.desktop.kit import buttons
from ui.desktop.kit.chip import StateShape
from ui.desktop.kit.drawings import paint_state
from ui.desktop.kit.focus import draws_ring
from ui.desktop.kit.labels import label, recolor
from ui.desktop.kit.theme import theme
from ui.desktop.kit.tokens import STEPS_WIDTH
from viewmodels.state import State
from viewmodels.wizard_frame import WizardStep, WizardViewModel

SHAPE = 15
LEFT = 10
TEXT_LEFT = 36
_TONES = {State.CRITICO: "critico", State.ATENCAO: "atencao", State.ERRO: "erro", State.OK: "ok"}
_REACHED = (State.OK, State.ATENCAO, State.CRITICO, State.ERRO, State.EM_CURSO)


class StepItem(QAbstractButton):
    """One step of the list: shape, number and title, a line of result; reached steps are links."""

    def __init__(self, number: int, step: WizardStep, current: bool, parent: QWidget | None = None) -> None:
        """The step `number` (from 1)."""
        super().__init__(parent)
        self._step, self._current = step, current
        self._title = f"{number}. {step.title}"
        self._note = self.tr("a refazer") if step.stale else step.note
        self.setEnabled(current or step.state in _REACHED or step.stale)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self.isEnabled() else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(part for part in (self._title, self._note) if part))
        if self.isEnabled() and not current:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _title_rect(self) -> QRect:
        width = theme().px(STEPS_WIDTH) - 16 - TEXT_LEFT - 8
        metrics = QFontMetrics(theme().font("total"))
        flags = int(Qt.TextFlag.TextWordWrap)
        height = metrics.boundingRect(QRect(0, 0, width, 1000), flags, self._title).height()
        return QRect(TEXT_LEFT, 7, width, height)

    def sizeHint(self) -> QSize:  # noqa: N802
        """One or two lines of title and the note."""
        title = self._title_rect()
        note = theme().px(16) if self._note else 0
        return QSize(theme().px(STEPS_WIDTH) - 16, title.bottom() + note + 9)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """Show that a step can be opened."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Stop showing it."""
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw wash, shape, title and note."""
        painter, shown = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._current or (self.underMouse() and self.isEnabled()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shown.color("acs" if self._current else "hover"))
            painter.drawRoundedRect(self.rect(), 6, 6)
        state = State.ATENCAO if self._step.stale else self._step.state
        title = self._title_rect()
        paint_state(painter, state, LEFT, title.top() + (theme().px(17) - SHAPE) / 2, SHAPE)
        painter.setFont(shown.font("total" if self._current else "body"))
        painter.setPen(shown.color("act" if self._current else "t1" if self.isEnabled() else "t2"))
        painter.drawText(QRectF(title), self._title, _wrapping())
        if self._note:
            painter.setFont(shown.font("caption"))
            quiet = state in (State.OK, State.EM_CURSO, State.A_FAZER, State.ESPERA)
            painter.setPen(shown.color("t3") if quiet else shown.state_color(state, "text"))
            note = QRect(TEXT_LEFT, title.bottom() + 1, title.width(), theme().px(17))
            cut = painter.fontMetrics().elidedText(self._note, Qt.TextElideMode.ElideRight, note.width())
            painter.drawText(note, Qt.AlignmentFlag.AlignVCenter, cut)
        if draws_ring(self):
            painter.setPen(QPen(shown.color("ac"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    return option


def _scrolling(page: QWidget) -> QScrollArea:
    """Only the page scrolls: steps and footer stay."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    page.setObjectName(page.objectName() or "conteudo")
    area.setWidget(page)
    return area


class WizardFrame(QWidget):
    """Shows the page of `viewmodel.current` between its steps and its footer; it decides nothing itself."""

    page_shown = Signal(str)

    def __init__(self, viewmodel: WizardViewModel, pages: Mapping[str, QWidget], parent: QWidget | None = None) -> None:
        """A frame on a viewmodel; `pages` gives the widget of each step key."""
        super().__init__(parent)
        self._viewmodel, self._pages, self._current = viewmodel, dict(pages), ""
        self._stack = QStackedWidget()
        self._places = {key: _scrolling(page) for key, page in self._pages.items()}
        for place in self._places.values():
            self._stack.addWidget(place)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._make_steps())
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        self._footer = self._make_footer()
        right.addWidget(self._footer)
        row.addLayout(right, 1)
        self._take_keys()
        viewmodel.changed.connect(self.refresh)
        self.refresh()

    def _take_keys(self) -> None:
        """Keys of the footer, taken while a button is off too: otherwise they would write in the field in focus."""
        for keys, button in (("Alt+V", self.back), ("Alt+P", self.next)):
            QShortcut(QKeySequence(keys), self, button.click)

    def _make_steps(self) -> QWidget:
        panel = QWidget()
        panel.setObjectName("passos")
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        panel.setFixedWidth(theme().px(STEPS_WIDTH))
        column = self._panel_layout = QVBoxLayout(panel)
        column.setContentsMargins(8, 18, 8, 16)
        column.setSpacing(2)
        self._title = label("", "header", "t2", wrap=True)
        self._title.setContentsMargins(10, 0, 0, 8)
        self._items = QVBoxLayout()
        self._items.setSpacing(2)
        self._saved = label("", "caption", "t3", wrap=True)
        self._saved.setContentsMargins(10, 0, 0, 0)
        column.addWidget(self._title)
        column.addLayout(self._items)
        column.addStretch(1)
        column.addWidget(self._saved)
        return panel

    def _make_footer(self) -> QWidget:
        footer = QWidget()
        footer.setObjectName("pe_assistente")
        footer.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        footer.setFixedHeight(theme().height("wizard_footer"))
        row = QHBoxLayout(footer)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(10)
        self.back = buttons.outlined(self.tr("Voltar"), self._viewmodel.back, icon="arrow-left")
        self._reason_shape = StateShape(State.ATENCAO, 14)
        self.reason = label("", "body", "atencao")
        self.save = buttons.ghost(self.tr("Salvar e sair"), self._viewmodel.save_and_leave)
        self.next = buttons.primary("", self._viewmodel.next)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self._reason_shape)
        row.addWidget(self.reason)
        row.addSpacing(6)
        row.addWidget(self.save)
        row.addWidget(self.next)
        return footer

    def refresh(self) -> None:
        """Read the viewmodel again."""
        model = self._viewmodel
        self._title.setText(model.title)
        self._saved.setText(model.saved)
        self._fill_steps()
        self.back.setVisible(model.can_back)
        self.next.setEnabled(model.can_next)
        self.next.setText(model.next_title)
        self._show_reason("" if model.can_next else model.reason, model.reason_state)
        if model.current != self._current:
            self._current = model.current
            self._stack.setCurrentWidget(self._places[model.current])
            self.page_shown.emit(model.current)

    def _show_reason(self, reason: str, state: State) -> None:
        self.reason.setText(reason)
        self._reason_shape.set_state(state)
        self._reason_shape.setVisible(bool(reason))
        recolor(self.reason, _TONES.get(state, "t2"))
        self._fit_footer()
        self.next.setAccessibleDescription(reason)

    def _fit_footer(self) -> None:
        """The reason takes a second line where the footer has no room for it in one."""
        layout = self._footer.layout()
        assert layout is not None
        self.reason.setWordWrap(False)
        self.reason.setWordWrap(layout.minimumSize().width() > self._footer.width())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Follow the room the dock leaves."""
        super().resizeEvent(event)
        self._fit_footer()

    def _fill_steps(self) -> None:
        """The steps as they stand now, shown at once: a busy moment must not leave the list empty."""
        while item := self._items.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for number, step in enumerate(self._viewmodel.steps, start=1):
            shown = StepItem(number, step, step.key == self._viewmodel.current)
            shown.clicked.connect(lambda _=False, key=step.key: self._viewmodel.go(key))
            self._items.addWidget(shown)
            shown.show()
        self._panel_layout.activate()
