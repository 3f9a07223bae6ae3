"""Opening a finding from Comparação: its title, how grave it is and the note, already written."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.desktop.entrance.add_dialog import AddDialog
from ui.desktop.kit.fields import FormField
from ui.desktop.kit.labels import label
from ui.desktop.kit.segmented import Segmented
from ui.desktop.kit.theme import theme
from viewmodels.screens.subsidios.comparison_finding import ComparisonFinding


class ComparisonFindingDialog(AddDialog):
    """Asks what is to be said of a difference; what refuses it is said here and nothing typed is lost."""

    def __init__(self, finding: ComparisonFinding, parent: QWidget) -> None:
        """A dialog that opens `finding`."""
        tr = parent.tr
        self._finding = finding
        self.title = FormField(tr("Título do achado"))
        self.title.set_text(finding.new.title)
        self.severity = Segmented(tr("Gravidade"), finding.severities, finding.new.severity.value)
        self.note = QPlainTextEdit(finding.new.note)
        self.note.setAccessibleName(tr("Nota"))
        self.note.setFixedHeight(theme().px(96))
        asked: list[QWidget] = [
            self.title, label(tr("Gravidade"), "label"), self.severity, label(tr("Nota"), "label"), self.note
        ]  # fmt: skip
        super().__init__(tr("Abrir um achado"), asked, tr("Abrir achado"), parent)

    def submit(self) -> None:
        """Opens the finding and leaves."""
        severity = self.severity.value or self._finding.new.severity.value
        refused = self._finding.open(self.title.edit.text(), severity, self.note.toPlainText())
        if refused:
            self.refuse(refused)
        else:
            self.accept()
