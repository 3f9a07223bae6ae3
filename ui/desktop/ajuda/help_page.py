"""The help of the window: the list of pages with its search at the left, the page in front at the right."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from ui.desktop.ajuda.reading import HelpText
from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.labels import label
from ui.desktop.kit.theme import theme
from ui.desktop.shell.page import PageWidget
from viewmodels.desk import Desk
from viewmodels.screens.contacts_page import whom_to_call
from viewmodels.screens.help_page import HelpReader
from viewmodels.shell import KeyHint

LIST, ROW = 272, 24
ID = Qt.ItemDataRole.UserRole


class HelpPage(PageWidget):
    """Everything help says, a click or a few letters away; Ctrl+F goes to the search, Ctrl+P prints the page."""

    def __init__(self, desk: Desk, reader: HelpReader) -> None:
        """The help of a desk, at the page its reader has in front."""
        super().__init__(self.tr("Ajuda"), scrolls=False)
        self._desk, self.reader = desk, reader
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Procurar na ajuda"))
        self.search.setAccessibleName(self.tr("Procurar na ajuda"))
        self.search.setClearButtonEnabled(True)
        self.list = self._make_list()
        self.text = HelpText(reader)
        self.body.addLayout(self._make_columns(), 1)
        self.whom = label(" · ".join(whom_to_call(desk)), "caption", "t2", wrap=True)
        self.body.addWidget(self.whom)
        self._make_actions()
        self.acts = {"filter": self._to_search, "print": self.print_page}
        self.hints = (
            KeyHint(("Ctrl F",), self.tr("Procurar")),
            KeyHint(("Ctrl P",), self.tr("Imprimir")),
            KeyHint(("←", "→"), self.tr("Links da página")),
        )
        self.search.textChanged.connect(reader.search)
        self.search.returnPressed.connect(self._open_best)
        self.list.currentItemChanged.connect(self._chosen)
        reader.found.connect(self._show_list)
        reader.changed.connect(self._show_place)
        self._show_list()

    def _make_list(self) -> QTreeWidget:
        made = QTreeWidget()
        made.setHeaderHidden(True)
        made.setRootIsDecorated(False)
        made.setIndentation(theme().px(12))
        made.setFrameShape(QTreeWidget.Shape.NoFrame)
        made.setAccessibleName(self.tr("Páginas da ajuda"))
        return made

    def _make_columns(self) -> QHBoxLayout:
        left = QWidget()
        left.setFixedWidth(theme().px(LIST))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.setSpacing(4)
        self.head.addWidget(self.search, 1)
        column.addLayout(self.head)
        listed = Card()
        listed.body.setContentsMargins(4, 6, 4, 6)
        listed.body.addWidget(self.list, 1)
        column.addWidget(listed, 1)
        read = Card()
        read.body.setContentsMargins(8, 4, 0, 4)
        read.body.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(left)
        row.addWidget(read, 1)
        return row

    def _make_actions(self) -> None:
        self.back = buttons.icon_button("arrow-left", self.tr("Página lida antes"), partial(self.reader.step, -1))
        self.forward = buttons.icon_button("arrow-right", self.tr("Página lida depois"), partial(self.reader.step, 1))
        folder = buttons.outlined(self.tr("Abrir a pasta de registros"), self._open_folder, icon="folder-open")
        printing = buttons.outlined(self.tr("Imprimir"), self.print_page, icon="printer")
        self.set_actions(folder, printing)
        self.head.addWidget(self.back)
        self.head.addWidget(self.forward)
        self._show_place()

    # --- showing

    def _show_list(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for title, topics in self.reader.listed.items():
            group = QTreeWidgetItem(self.list, [title])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            group.setFont(0, theme().font("header"))
            for topic in topics:
                item = QTreeWidgetItem(group, [topic.title])
                item.setData(0, ID, topic.id)
                item.setToolTip(0, topic.title)
        for item in [*self._groups(), *self._items()]:
            item.setSizeHint(0, QSize(0, theme().px(ROW)))
        self.list.expandAll()
        self.list.blockSignals(False)
        self._show_place()

    def _show_place(self) -> None:
        """The list marks the page in front, the arrows say whether there is a way."""
        self.back.setEnabled(self.reader.can_back)
        self.forward.setEnabled(self.reader.can_forward)
        self.list.blockSignals(True)
        here = [item for item in self._items() if item.data(0, ID) == self.reader.topic.id]
        if here:
            self.list.setCurrentItem(here[0])
        else:
            self.list.clearSelection()
        self.list.blockSignals(False)

    def _items(self) -> list[QTreeWidgetItem]:
        found = [group.child(at) for group in self._groups() for at in range(group.childCount())]
        return [item for item in found if item is not None]

    def _groups(self) -> list[QTreeWidgetItem]:
        groups = [self.list.topLevelItem(at) for at in range(self.list.topLevelItemCount())]
        return [group for group in groups if group is not None]

    # --- acts

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, ID):
            self.reader.open(str(item.data(0, ID)))

    def _open_best(self) -> None:
        if self.reader.open_best():
            self.text.setFocus()

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def print_page(self) -> None:
        """Asks for a printer and prints the page in front."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.text.document().print_(printer)
        dialog.deleteLater()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._desk.house.paths))))
