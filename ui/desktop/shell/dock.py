"""The dock at the right: the memory panel, the strip that stands for it when closed, widths kept per area."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QDockWidget, QMainWindow, QVBoxLayout, QWidget

from ui.desktop.kit.drawings import paint_icon
from ui.desktop.kit.focus import draws_ring
from ui.desktop.kit.keycap import Keycap
from ui.desktop.kit.memory_panel import MemoryPanel
from ui.desktop.kit.theme import theme
from ui.desktop.kit.tokens import DOCK_LIMITS, DOCK_NARROW, DOCK_WIDE, STRIP_WIDTH
from ui.desktop.shell.panes import first_stop

WITHOUT_NUMBERS = ("ajuda", "ajustes")
"""Areas that begin with the strip in any window: nothing in them asks where it comes from."""

WIDE_WINDOW = 1600


class _StripButton(QAbstractButton):
    """The name of the dock written downwards."""

    def __init__(self) -> None:
        super().__init__()
        self.setText(self.tr("Memória de cálculo"))
        self.setAccessibleName(self.tr("Abrir a Memória de cálculo"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(STRIP_WIDTH - 2, 40 + self.fontMetrics().horizontalAdvance(self.text()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, shown = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon(painter, "tree-structure", (self.width() - 16) / 2, 8, 16)
        painter.save()
        painter.translate(self.width() / 2, 32)
        painter.rotate(90)
        painter.setFont(shown.font("caption"))
        painter.setPen(shown.color("t1" if self.underMouse() else "t2"))
        height = painter.fontMetrics().height()
        rect = QRect(0, -height // 2, self.height() - 32, height)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.restore()
        if draws_ring(self):
            painter.setPen(QPen(shown.color("ac"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)


class DockStrip(QWidget):
    """36 px at the right edge while the dock is closed: a click or F1 opens it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A strip; connect `button.clicked`."""
        super().__init__(parent)
        self.setObjectName("tira")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(STRIP_WIDTH)
        self.button = _StripButton()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 6, 0, 0)
        column.addWidget(self.button)
        column.addWidget(Keycap("F1"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)


class MemoryDock(QDockWidget):
    """The memory panel as a dock of the content's window; open or closed and how wide is kept per area."""

    def __init__(self, frame: QMainWindow, strip: DockStrip) -> None:
        """A dock at the right of `frame`, with its strip."""
        super().__init__(frame)
        self._frame, self._strip, self._area = frame, strip, ""
        self._widths: dict[str, int] = {}
        self._open: dict[str, bool] = {}
        self.panel = MemoryPanel()
        self.setWindowTitle(self.tr("Memória de cálculo"))
        self.setObjectName("doca_memoria")
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.setTitleBarWidget(QWidget())
        self.setWidget(self.panel)
        self.setMinimumWidth(DOCK_LIMITS[0])
        self.setMaximumWidth(DOCK_LIMITS[1])
        frame.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self)
        self.hide()
        self.panel.close_requested.connect(lambda: self.set_open(False))
        strip.button.clicked.connect(lambda: self.set_open(True))

    @property
    def is_open(self) -> bool:
        """True while the dock is shown."""
        return not self.isHidden()

    def starting_width(self) -> int:
        """440 in a wide window, 352 in a narrow one, as far as the text size lets the limits be kept."""
        width = DOCK_WIDE if self._frame.window().width() >= WIDE_WINDOW else DOCK_NARROW
        return min(max(theme().px(width), DOCK_LIMITS[0]), DOCK_LIMITS[1])

    def enter_area(self, area: str) -> None:
        """Take the width and the openness this area was left with; at first open only in a wide window."""
        if self._area and self.is_open:
            self._widths[self._area] = self.width()
        self._area = area
        wide = self._frame.window().width() >= WIDE_WINDOW and area not in WITHOUT_NUMBERS
        self.set_open(self._open.get(area, wide))

    def set_open(self, open_now: bool) -> None:
        """Show the dock, or its strip."""
        if not open_now and self.is_open and self._area and self.isVisible():
            self._widths[self._area] = self.width()
        self._open[self._area] = open_now
        focused = QApplication.focusWidget()
        if not open_now and focused is not None and self.isAncestorOf(focused):
            self._give_back()
        self.setVisible(open_now)
        self._strip.setVisible(not open_now)
        if open_now:
            width = self._widths.get(self._area, self.starting_width())
            self._take_width(width)

    def _give_back(self) -> None:
        """The keyboard returns to where it was in the content: hidden, the dock would drop it anywhere."""
        content = self._frame.centralWidget()
        before = content.focusWidget() if content is not None else None
        if content is not None and (before is None or not before.isVisible()):
            before = first_stop(content)
        if before is not None:
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_width(self, width: int) -> None:
        """Have this width at once: a dock just shown is not yet in the layout that `resizeDocks` changes."""
        self.setMinimumWidth(width)
        layout = self._frame.layout()
        if layout is not None:
            layout.activate()
        self._frame.resizeDocks([self], [width], Qt.Orientation.Horizontal)
        self.setMinimumWidth(DOCK_LIMITS[0])

    def toggle(self) -> None:
        """Show or hide."""
        self.set_open(not self.is_open)
