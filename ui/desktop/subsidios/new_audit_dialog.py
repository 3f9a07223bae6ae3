"""Nova auditoria: its name, who leads it, and the file it lives in."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ui.desktop.entrance.add_dialog import AddDialog
from ui.desktop.entrance.form_page import asks
from ui.desktop.folders import documents_folder
from ui.desktop.kit import buttons
from ui.desktop.kit.fields import FormField
from ui.desktop.kit.labels import ElidedLabel, label
from ui.desktop.metas.papers import ask_where
from viewmodels.screens.subsidios.audits import AuditsViewModel


class NewAuditDialog(AddDialog):
    """Asks three things; the file follows the name until another place is chosen."""

    def __init__(self, model: AuditsViewModel, parent: QWidget) -> None:
        """A dialog that makes an audit and opens it."""
        tr = parent.tr
        self._model = model
        self._chosen: Path | None = None
        hint = tr("Como SPPO, 1ª quinzena de janeiro de 2026.")
        self.name = FormField(tr("Nome da auditoria"), asks(tr("Dê um nome à auditoria")), hint=hint)
        self.person = FormField(
            tr("Quem conduz"), asks(tr("Diga quem conduz a auditoria")), hint=tr("Fica no arquivo e nos papéis.")
        )
        self.person.set_text(model.lead)
        self.place = ElidedLabel("", "body", "t2")
        asked: list[QWidget] = [self.name, self.person, label(tr("Arquivo"), "label"), self._place_row(tr("Escolher"))]
        super().__init__(tr("Nova auditoria"), asked, tr("Criar auditoria"), parent)
        self.name.edit.textChanged.connect(self._show_place)
        self._show_place()
        self.name.setFocus()

    @property
    def path(self) -> Path:
        """Where the audit will be."""
        return self._chosen or Path(documents_folder()) / self._model.file_name(self.name.edit.text())

    def ask_place(self) -> QFileDialog:
        """Ask for another file."""
        return ask_where(self.path.name, "prova", self, self._choose)

    def submit(self) -> None:
        """Makes the audit; what refuses it is said here and nothing typed is lost."""
        right = [field.check() for field in (self.name, self.person)]
        if not all(right):
            self.adjustSize()
            return
        refused = self._model.create(self.path, str(self.name.value), str(self.person.value))
        if refused:
            self.refuse(refused)
        else:
            self.accept()

    def _place_row(self, words: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.place, 1)
        row.addWidget(buttons.outlined(words, self.ask_place, icon="folder-open", small=True))
        return made

    def _choose(self, path: Path) -> None:
        self._chosen = path
        self._show_place()

    def _show_place(self) -> None:
        self.place.set_text(str(self.path))
