"""Which two versions of the source: two folders or project files, or two revisions of one repository."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.labels import ElidedLabel
from ui.desktop.kit.segmented import Segmented
from ui.desktop.kit.theme import theme
from ui.desktop.planilha.asking import ask_file, ask_folder

FOLDERS, GIT = "pastas", "git"
REVISION, LIFT, ONE_LINE = 150, 3, 860


class Versions(QWidget):
    """Fields of the two versions; `asked` tells place before, place after and the two revisions."""

    asked = Signal(str, str, tuple)

    def __init__(self) -> None:
        """Two empty folders."""
        super().__init__()
        options = ((FOLDERS, self.tr("Duas pastas")), (GIT, self.tr("Repositório git")))
        self.way = Segmented(self.tr("De onde vêm as versões"), options, FOLDERS)
        self.way.chosen.connect(self._show)
        self.before = _Place(self.tr("Antes: pasta ou dbt_project.yml"), self._choose, files=True)
        self.after = _Place(self.tr("Depois: pasta ou dbt_project.yml"), self._choose, files=True)
        self.repository = _Place(self.tr("Repositório da fonte"), self._choose, files=False)
        self.revisions = tuple(_field(words) for words in (self.tr("Revisão de antes"), self.tr("Revisão de depois")))
        self.compare = buttons.primary(self.tr("Comparar versões"), self.submit, icon="git-diff")
        self._lay_out()
        for edit in (self.before.edit, self.after.edit, self.repository.edit, *(edit for _, edit in self.revisions)):
            edit.textChanged.connect(self._ready)
            edit.returnPressed.connect(self.submit)
        self._show(FOLDERS)

    def _lay_out(self) -> None:
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(12)
        self._both.addWidget(_under(self.way, 2))
        row = QHBoxLayout()
        row.setSpacing(12)
        for place in (self.before, self.after, self.repository):
            row.addWidget(place, 1)
        for holder, edit in self.revisions:
            edit.setFixedWidth(theme().px(REVISION))
            row.addWidget(holder)
        row.addWidget(_under(self.compare))
        self._both.addLayout(row, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The choice stands over the fields where one line would cut them."""
        super().resizeEvent(event)
        wide = self.width() >= theme().px(ONE_LINE)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._both.setDirection(way)

    def _show(self, way: str) -> None:
        git = way == GIT
        for part in (self.repository, *(holder for holder, _ in self.revisions)):
            part.setVisible(git)
        for part in (self.before, self.after):
            part.setVisible(not git)
        self._ready()

    def _ready(self) -> None:
        self.compare.setEnabled(bool(self._given()))
        self.compare.setAccessibleDescription("" if self._given() else self.tr("Escolha as duas versões"))

    def _given(self) -> tuple[str, str, tuple[str, str]] | None:
        """What is asked, None while something is missing."""
        if self.way.value == GIT:
            place, (first, last) = self.repository.text(), (edit.text().strip() for _, edit in self.revisions)
            return (place, place, (first, last)) if place and first and last else None
        before, after = self.before.text(), self.after.text()
        return (before, after, ("", "")) if before and after else None

    def submit(self) -> None:
        """Ask for the comparison."""
        if (given := self._given()) is not None:
            self.asked.emit(*given)

    def _choose(self, edit: QLineEdit, files: bool) -> None:
        if files:
            ask_file(
                self, self.tr("Arquivo dbt_project.yml"), "YAML (*.yml *.yaml)", lambda path: edit.setText(str(path))
            )
        else:
            ask_folder(self, self.tr("Pasta da fonte"), lambda path: edit.setText(str(path)))


class _Place(QWidget):
    """A path typed or chosen, label above."""

    def __init__(self, words: str, choose: Callable[[QLineEdit, bool], object], files: bool) -> None:
        super().__init__()
        holder, self.edit = _field(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(holder, 1)
        folder = buttons.icon_button("folder-open", self.tr("Escolher pasta"), partial(choose, self.edit, False))
        row.addWidget(_under(folder, LIFT))
        if files:
            picked = buttons.icon_button("file-text", self.tr("Escolher arquivo"), partial(choose, self.edit, True))
            row.addWidget(_under(picked, LIFT))
        column.addLayout(row)

    def text(self) -> str:
        """The path, without the spaces around it."""
        return self.edit.text().strip()


def _field(words: str) -> tuple[QWidget, QLineEdit]:
    holder, edit = QWidget(), QLineEdit()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    said = ElidedLabel(words, "label", "t1")
    edit.setAccessibleName(words)
    column.addWidget(said)
    column.addWidget(edit)
    return holder, edit


def _under(widget: QWidget, lift: int = 0) -> QWidget:
    """A part without a label, at the height of the fields beside it; `lift` centres one lower than they are."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, lift)
    column.addStretch(1)
    column.addWidget(widget)
    return holder
