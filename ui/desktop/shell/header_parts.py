"""Parts of the header that paint themselves: context picker, bell with its count, person at the desk."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from ui.desktop.kit.drawings import paint_icon
from ui.desktop.kit.focus import draws_ring
from ui.desktop.kit.theme import theme
from viewmodels.shell import ShellViewModel, initials


class ContextPicker(QAbstractButton):
    """A button with a quiet word, the choice in bold and a caret; it opens the list of choices."""

    def __init__(self, viewmodel: ShellViewModel, parent: QWidget | None = None) -> None:
        """A picker on the shell's viewmodel."""
        super().__init__(parent)
        self._viewmodel = viewmodel
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open)
        viewmodel.context_changed.connect(self.refresh)
        theme().changed.connect(self.updateGeometry)
        self.refresh()

    def refresh(self) -> None:
        """Read the context again; without a word there is no picker."""
        context = self._viewmodel.context
        self.setVisible(bool(context.label))
        self.setAccessibleName(f"{context.label}: {context.text}")
        self.updateGeometry()
        self.update()

    def menu(self) -> QMenu:
        """The choices, the one in force marked."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for choice in self._viewmodel.context.choices:
            action = menu.addAction(choice.text)
            action.setCheckable(True)
            action.setChecked(choice.key == self._viewmodel.context.key)
            action.triggered.connect(lambda _=False, key=choice.key: self._viewmodel.context_chosen.emit(key))
        return menu

    def open(self) -> None:
        """Open the list under the button."""
        self.menu().exec(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Word, choice, caret."""
        context, shown = self._viewmodel.context, theme()
        width = QFontMetrics(shown.font("caption")).horizontalAdvance(context.label)
        width += QFontMetrics(shown.font("total")).horizontalAdvance(context.text)
        return QSize(width + 10 + 7 + 12 + 12 + 10, shown.height("button"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw box, words and caret."""
        painter, shown, context = QPainter(self), theme(), self._viewmodel.context
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = draws_ring(self)
        painter.setPen(QPen(shown.color("ac" if ring else "b2"), 2 if ring else 1))
        painter.setBrush(shown.color("hover" if self.underMouse() else "s3" if shown.dark else "s2"))
        inset = 1.0 if ring else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
        painter.setFont(shown.font("caption"))
        painter.setPen(shown.color("t3"))
        painter.drawText(self.rect().adjusted(10, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, context.label)
        left = 10 + painter.fontMetrics().horizontalAdvance(context.label) + 7
        painter.setFont(shown.font("total"))
        painter.setPen(shown.color("t1"))
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, context.text)
        paint_icon(painter, "caret-down", self.width() - 22, (self.height() - 12) / 2, 12)


class Bell(QAbstractButton):
    """The bell with its count; the count is also in its name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A bell without count."""
        super().__init__(parent)
        self._count = 0
        self.setFixedSize(32, 32)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """How many things ask for attention."""
        self._count = count
        self.setAccessibleName(self.tr("Avisos: %s").replace("%s", str(count)))
        self.setToolTip(self.accessibleName())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the bell and, above its right shoulder, the count."""
        painter, shown = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon(painter, "bell", 7, 8, 18)
        if self._count:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shown.color("danger"))
            text = str(self._count) if self._count < 100 else "99+"
            painter.setFont(shown.font("note", 600))
            width = max(15, painter.fontMetrics().horizontalAdvance(text) + 7)
            badge = QRectF(17, 1, width, 15)
            painter.drawRoundedRect(badge, 7.5, 7.5)
            painter.setPen(shown.color("ondanger"))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
        if draws_ring(self):
            painter.setPen(QPen(shown.color("ac"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


class UserButton(QAbstractButton):
    """Initials on a disc and the name of the person at the desk."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nobody yet."""
        super().__init__(parent)
        self._named = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_user(self, name: str) -> None:
        """Show another person."""
        self.setText(name)
        self.setAccessibleName(self.tr("Usuário: %s").replace("%s", name))
        self.setVisible(bool(name))
        self.updateGeometry()
        self.update()

    def set_named(self, named: bool) -> None:
        """Write the name beside the initials, or leave it to the tooltip where there is no room."""
        self._named = named
        self.setToolTip("" if named else self.text())
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Disc and name."""
        width = QFontMetrics(theme().font("body")).horizontalAdvance(self.text()) + 10 if self._named else 0
        return QSize(26 + width, 32)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw them."""
        painter, shown = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shown.color("acs"))
        disc = QRectF(0, (self.height() - 24) / 2, 24, 24)
        painter.drawEllipse(disc)
        painter.setFont(shown.font("note", 600))
        painter.setPen(shown.color("act"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, initials(self.text()))
        if self._named:
            painter.setFont(shown.font("body"))
            painter.setPen(shown.color("t1"))
            painter.drawText(self.rect().adjusted(34, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        if draws_ring(self):
            painter.setPen(QPen(shown.color("ac"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
