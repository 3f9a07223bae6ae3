"""Picking one of many by typing: a button that opens a list with a line to search in, closed by choosing."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.desktop.kit.labels import label
from ui.desktop.kit.theme import theme
from viewmodels.screens.subsidios.cost_sides import Option
from viewmodels.shell import found_in

WIDTH, ROWS, ROW = 640, 10, 26


class ChoiceList(QFrame):
    """The list under a field: what is typed filters it, arrows walk it, Enter or a click chooses, Escape leaves."""

    chosen = Signal(str)

    def __init__(self, field: QWidget, options: Sequence[Option], current: str) -> None:
        """A list of these options under a field, with the current one in front."""
        super().__init__(field.window())
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._options = tuple(options)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(self.tr("Procurar…"))
        self.edit.setAccessibleName(self.tr("Procurar na lista"))
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none = label(self.tr("Nada com estas letras"), "body", "t2")
        self.none.setContentsMargins(8, 6, 8, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        for part in (self.edit, self.list, self.none):
            column.addWidget(part)
        self.edit.textChanged.connect(self._filter)
        self.list.itemClicked.connect(self._take)
        self._filter("")
        self._front(current)
        self._place(field)
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keys typed in the line are the list's; a press anywhere else leaves it."""
        if watched is self.edit and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            return event.type() == QEvent.Type.KeyPress and self._key_pressed(Qt.Key(event.key()))
        if (watched is self.edit and event.type() == QEvent.Type.FocusOut) or self._outside(event):
            self.close()
        return False

    def _outside(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.MouseButtonPress or not isinstance(event, QMouseEvent):
            return False
        return not self.rect().contains(self.mapFromGlobal(event.globalPosition().toPoint()))

    def _key_pressed(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._count:
            self.list.setCurrentRow((self.list.currentRow() + (1 if key == Qt.Key.Key_Down else -1)) % self._count)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentItem())
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True

    @property
    def _count(self) -> int:
        return self.list.count()

    def _filter(self, typed: str) -> None:
        self.list.clear()
        for option in self._options:
            if found_in(option.text, typed):
                item = QListWidgetItem(option.text)
                item.setToolTip(option.text)
                item.setData(Qt.ItemDataRole.UserRole, option.key)
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(self._count > 0)
        self.none.setVisible(not self._count)

    def _front(self, current: str) -> None:
        at = next((at for at, option in enumerate(self._options) if option.key == current), 0)
        self.list.setCurrentRow(at)

    def _place(self, field: QWidget) -> None:
        """Under the field, inside the window."""
        self.list.setFixedHeight(theme().px(ROW) * min(ROWS, max(3, len(self._options))) + 4)
        self.setFixedWidth(theme().px(WIDTH))
        window = field.window()
        corner = field.mapTo(window, QPoint(0, field.height() + 2))
        left = max(0, min(corner.x(), window.width() - self.width() - 8))
        self.move(QPoint(left, corner.y()))

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            key = str(item.data(Qt.ItemDataRole.UserRole))
            self.close()
            self.chosen.emit(key)


def open_list(
    field: QWidget, options: Sequence[Option], current: str, then: Callable[[str], object]
) -> ChoiceList | None:
    """Opens the list under a field and calls `then` with the key chosen; None when there is nothing to choose."""
    if not options:
        return None
    opened = ChoiceList(field, options, current)
    opened.chosen.connect(then)
    opened.show()
    opened.raise_()
    opened.edit.setFocus(Qt.FocusReason.PopupFocusReason)
    return opened
