"""The rail: mark, areas, and Ajuda and Ajustes at the foot."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from ui.desktop.kit.drawings import paint_icon
from ui.desktop.kit.empty_state import Drawing
from ui.desktop.kit.focus import draws_ring
from ui.desktop.kit.theme import theme
from ui.desktop.kit.tokens import RAIL_WIDTH
from ui.desktop.shell.areas import AreaSpec

ICON = 21
ITEM = 52
BAR = 3


class RailItem(QAbstractButton):
    """One area: icon above, word below; the one in front has a filled icon, a wash and a bar."""

    def __init__(self, area: AreaSpec, parent: QWidget | None = None) -> None:
        """An item for an area."""
        super().__init__(parent)
        self._area = area
        self.setText(area.shown_title)
        self.setAccessibleName(area.shown_title)
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setFixedWidth(theme().px(RAIL_WIDTH))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as the rail."""
        return QSize(theme().px(RAIL_WIDTH), theme().px(ITEM))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave up and down to the rail; a button would walk the whole window with them."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw wash, bar, icon and word."""
        painter, shown = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        front = self.isChecked()
        wash = QRectF(self.rect()).adjusted(4, 0, -4, 0)
        if front or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shown.color("acs" if front else "hover"))
            painter.drawRoundedRect(wash, 6, 6)
        if front:
            painter.fillRect(QRectF(0, 8, BAR, self.height() - 16), shown.color("ac"))
        size = shown.px(ICON)
        name = f"{self._area.icon}-fill" if front else self._area.icon
        paint_icon(painter, name, (self.width() - size) / 2, shown.px(7), size, "act" if front else "t2")
        painter.setFont(shown.font("rail_active" if front else "rail"))
        painter.setPen(shown.color("act" if front else "t2"))
        words = QRect(0, self.height() - shown.px(21), self.width(), shown.px(16))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        if draws_ring(self):
            painter.setPen(QPen(shown.color("ac"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(wash.adjusted(1, 1, -1, -1), 6, 6)


class Rail(QWidget):
    """The areas; `chosen` carries the key of the one taken. Up and down walk."""

    chosen = Signal(str)

    def __init__(self, areas: Sequence[AreaSpec], parent: QWidget | None = None) -> None:
        """A rail with these places."""
        super().__init__(parent)
        self.setObjectName("trilho")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Áreas"))
        self.items: dict[str, RailItem] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        column.addWidget(Drawing("marca.svg", QSize(32, 32)), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        for area in [one for one in areas if not one.foot]:
            column.addWidget(self._item(area))
        column.addStretch(1)
        for area in [one for one in areas if one.foot]:
            column.addWidget(self._item(area))
        theme().changed.connect(self._measure)
        self._measure()

    def _item(self, area: AreaSpec) -> RailItem:
        item = RailItem(area)
        item.clicked.connect(lambda _=False, key=area.key: self.chosen.emit(key))
        self.items[area.key] = item
        return item

    def set_current(self, key: str) -> None:
        """Show which area is in front."""
        for name, item in self.items.items():
            item.setChecked(name == key)

    def _measure(self) -> None:
        width = theme().px(RAIL_WIDTH)
        self.setFixedWidth(width)
        for item in self.items.values():
            item.setFixedSize(width, theme().px(ITEM))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Up and down move the focus along the rail."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            items = list(self.items.values())
            at = next((at for at, item in enumerate(items) if item.hasFocus()), 0)
            by = 1 if event.key() == Qt.Key.Key_Down else -1
            items[(at + by) % len(items)].setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)
