"""The search of the header: what is typed goes to the viewmodel, its answers stand below, Enter opens one."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.desktop.kit.drawings import icon
from ui.desktop.kit.keycap import Keycap
from ui.desktop.kit.labels import label
from ui.desktop.kit.theme import theme
from viewmodels.shell import Hit, ShellViewModel


class SearchField(QWidget):
    """A field with the key that reaches it; the list of answers is a child of the window, never a window itself."""

    def __init__(self, viewmodel: ShellViewModel, parent: QWidget | None = None) -> None:
        """A field on the shell's viewmodel."""
        super().__init__(parent)
        self._viewmodel = viewmodel
        self._hits: list[Hit] = []
        self.edit = QLineEdit()
        self.edit.setProperty("procura", True)
        self.edit.setPlaceholderText(self.tr("Ir para ou procurar"))
        self.edit.setAccessibleName(self.tr("Ir para ou procurar"))
        self._icon = self.edit.addAction(icon("magnifying-glass", "t2"), QLineEdit.ActionPosition.LeadingPosition)
        self._key = Keycap("Ctrl K", self.edit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.edit)
        self.results = _Results(self)
        self.results.list.itemActivated.connect(self._open_item)
        self.results.list.itemClicked.connect(self._open_item)
        self.edit.textEdited.connect(self._ask)
        self.edit.installEventFilter(self)
        theme().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self._icon.setIcon(icon("magnifying-glass", "t2"))

    def _ask(self, text: str) -> None:
        self._hits = self._viewmodel.search(text)
        if not text.strip():
            self.close_results()
            return
        self.results.show_hits(self._hits, self.tr("Nada encontrado para “%s”").replace("%s", text.strip()))
        self.results.setParent(self.window())
        self.results.setFixedWidth(max(self.width(), theme().px(360)))
        corner = self.mapTo(self.window(), QPoint(self.width() - self.results.width(), self.height() + 4))
        self.results.move(corner)
        self.results.show()
        self.results.raise_()

    def close_results(self) -> None:
        """Hide the answers."""
        self.results.hide()

    def _open_item(self, item: QListWidgetItem) -> None:
        hit = self._hits[self.results.list.row(item)]
        self.edit.clear()
        self.close_results()
        hit.open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Arrows walk the answers, Enter opens, Escape gives up; the keycap keeps its corner."""
        kind = event.type()
        if kind == QEvent.Type.Resize:
            self._key.move(self.edit.width() - self._key.width() - 8, (self.edit.height() - self._key.height()) // 2)
        elif kind == QEvent.Type.FocusOut and not self.results.list.hasFocus():
            self.close_results()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key_pressed(Qt.Key(event.key()))
        self._key.setVisible(not self.edit.text())
        return False

    def _key_pressed(self, key: Qt.Key) -> bool:
        answers = self.results.list
        if key == Qt.Key.Key_Escape:
            self.edit.clear()
            self.close_results()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._hits:
            answers.setCurrentRow((answers.currentRow() + (1 if key == Qt.Key.Key_Down else -1)) % len(self._hits))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._hits and self.results.isVisible():
            self._open_item(answers.item(max(0, answers.currentRow())))
        else:
            return False
        return True


class _Results(QFrame):
    """The answers: a title and a quiet detail per line, or the words for none."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self.setObjectName("popup")
        self.hide()
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(self.tr("Resultados da procura"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._none: QLabel = label("", "body", "t2", wrap=True)
        self._none.setContentsMargins(12, 10, 12, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.list)
        column.addWidget(self._none)

    def show_hits(self, hits: list[Hit], none: str) -> None:
        """Show these answers, or `none` when there is none."""
        self.list.clear()
        for hit in hits:
            self.list.addItem(f"{hit.title}   {hit.detail}".rstrip())
        self.list.setCurrentRow(0)
        row = theme().px(26)
        for at in range(self.list.count()):
            item = self.list.item(at)
            item.setSizeHint(item.sizeHint().expandedTo(item.sizeHint()))
        self.list.setFixedHeight(len(hits) * row + 4)
        self.list.setVisible(bool(hits))
        self._none.setText(none)
        self._none.setVisible(not hits)
        self.adjustSize()
