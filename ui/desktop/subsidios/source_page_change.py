"""The change in front: what changed, what of ours it touches, how much it moves, what was concluded of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.labels import code_label, hairline, label
from ui.desktop.subsidios.source_page_analysis import AnalysisDialog
from viewmodels.screens.subsidios.source import SourceViewModel

MOST = 600
"""Characters of a sentence shown; the rest is in the table's cells."""


class ChangeCard(Card):
    """Says one change and acts on it."""

    def __init__(self, model: SourceViewModel) -> None:
        """A card that follows the change in front of a viewmodel."""
        super().__init__(" ", dense=True)
        self._model = model
        self.sentence = label("", "body", "t1", wrap=True)
        self.path = code_label()
        self.path.setWordWrap(True)
        self.touched = label("", "body", "t2", wrap=True)
        self.effect = label("", "total", "t1", wrap=True)
        self.measure = buttons.outlined(self.tr("Quanto move nesta auditoria"), model.measure, icon="calculator")
        self.measure_reason = label("", "caption", "t3", wrap=True)
        self.annotate = buttons.outlined(self.tr("Anotar análise"), self.ask_conclusion, icon="note-pencil")
        self.annotate_reason = label("", "caption", "t3", wrap=True)
        self.analysed = label("", "caption", "t2", wrap=True)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        said = (self.sentence, self.path, self.touched, hairline(), self.effect)
        for part in (*said, self.measure, self.measure_reason, self.annotate, self.annotate_reason, self.analysed):
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        area.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        self.body.addWidget(area, 1)

    def refresh(self) -> None:
        """Say the change in front."""
        model, change = self._model, self._model.change
        if change is None:
            return
        self.set_title(change.name.rpartition("/")[2])
        sentence = model.sentence
        self.sentence.setText(sentence if len(sentence) <= MOST else f"{sentence[:MOST]}…")
        self.path.setText(breakable(change.path))
        self.touched.setText("\n".join(model.touched))
        effect, reason = model.effect.words(change), model.effect_reason
        self.effect.setText(effect)
        self.effect.setVisible(bool(effect))
        self.measure.setEnabled(not reason and not model.effect.running)
        self.measure.setAccessibleDescription(reason)
        self._say(self.measure_reason, reason)
        refused = model.annotate_reason
        self.annotate.setEnabled(not refused)
        self.annotate.setAccessibleDescription(refused)
        self._say(self.annotate_reason, refused)
        self._say(self.analysed, "\n\n".join(model.analysed_words()))

    def _say(self, part: QLabel, text: str) -> None:
        part.setText(text)
        part.setVisible(bool(text))

    def ask_conclusion(self) -> AnalysisDialog:
        """Ask what was concluded of the change in front."""
        dialog = AnalysisDialog(self._model, self)
        dialog.open()
        return dialog


def breakable(path: str) -> str:
    """A path that may be broken after its slashes and underscores."""
    return path.replace("/", "/\u200b").replace("_", "_\u200b")
