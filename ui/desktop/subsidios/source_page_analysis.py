"""Anotar análise: what was concluded of a change of the source; who and when are kept beside it."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.desktop.entrance.add_dialog import AddDialog
from ui.desktop.kit.labels import label
from ui.desktop.kit.theme import theme
from viewmodels.screens.subsidios.source import SourceViewModel

HEIGHT = 120


class AnalysisDialog(AddDialog):
    """Asks for a conclusion."""

    def __init__(self, model: SourceViewModel, parent: QWidget) -> None:
        """A dialog about the change in front."""
        tr = parent.tr
        self._model = model
        self.conclusion = QPlainTextEdit()
        self.conclusion.setAccessibleName(tr("Conclusão"))
        self.conclusion.setTabChangesFocus(True)
        self.conclusion.setFixedHeight(theme().px(HEIGHT))
        told = label(model.sentence[:400], "body", "t2", wrap=True)
        who = tr("Fica no registro da auditoria e no diário, com o seu nome e a hora. Não se apaga.")
        asked: list[QWidget] = [told, label(tr("O que se concluiu"), "label"), self.conclusion]
        effect = model.effect.words(model.change) if model.change else ""
        if effect:
            asked.append(label(effect, "caption", "t2", wrap=True))
        asked.append(label(who, "caption", "t3", wrap=True))
        super().__init__(tr("Anotar análise"), asked, tr("Anotar análise"), parent)
        self.conclusion.setFocus()

    def submit(self) -> None:
        """Writes the conclusion, or says why it was refused."""
        refused = self._model.annotate(self.conclusion.toPlainText())
        if refused:
            self.refuse(refused)
        else:
            self.accept()
