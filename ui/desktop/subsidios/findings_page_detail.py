"""One finding: what it says, who answers for it, where it may go, the review of a second person, its history."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.chip import Chip
from ui.desktop.kit.labels import code_label, label
from ui.desktop.kit.table import FigureTable
from ui.desktop.subsidios.finding_dialog import NoteDialog
from viewmodels.screens.subsidios.findings import FindingsViewModel
from viewmodels.state import State


class FindingDetail(Card):
    """The finding in front, with what may be done with it."""

    def __init__(self, model: FindingsViewModel) -> None:
        """A card on the board."""
        super().__init__(" ", dense=True)
        self._model = model
        self.ways = {
            "EM_ANALISE": self._act(self.tr("Em análise"), partial(self.ask_move, "EM_ANALISE")),
            "CONFIRMADO": self._act(self.tr("Confirmar"), partial(self.ask_move, "CONFIRMADO")),
            "DESCARTADO": self._act(self.tr("Descartar"), partial(self.ask_move, "DESCARTADO")),
        }
        self.reviewing = self._act(self.tr("Revisar"), self.ask_review)
        self.name = label("", "total", wrap=True)
        self.weight, self.standing = Chip(State.SEM_DADOS), Chip(State.A_FAZER)
        self.code = code_label()
        self.effect = label("", "body", "t2", wrap=True)
        self.note = label("", "body", "t1", wrap=True)
        self.authors = label("", "caption", "t2", wrap=True)
        self.reason = label("", "caption", "t3", wrap=True)
        self.history = FigureTable(model.history, self.tr("Histórico do achado"))
        self.history.set_fit_height(True)
        self.body.addWidget(self._make_words())
        model.changed.connect(self.refresh)
        self.refresh()

    def _act(self, words: str, deed: object) -> QPushButton:
        made = buttons.outlined(words, deed, small=True)  # type: ignore[arg-type]
        self.add_to_header(made)
        return made

    def _make_words(self) -> QWidget:
        inside = QWidget()
        inside.setObjectName("conteudo")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(0)
        words = QVBoxLayout()
        words.setContentsMargins(14, 0, 14, 10)
        words.setSpacing(6)
        first = QHBoxLayout()
        first.setSpacing(10)
        for part in (self.weight, self.standing, self.code):
            first.addWidget(part)
        first.addStretch(1)
        words.addWidget(self.name)
        words.addLayout(first)
        for each in (self.reason, self.note, self.effect, self.authors):
            words.addWidget(each)
        column.addLayout(words)
        column.addWidget(self.history)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def refresh(self) -> None:
        """Show the finding in front again."""
        model, found = self._model, self._model.chosen
        self.set_title(model.number_said or " ")
        for key, button in self.ways.items():
            button.setVisible(key in model.ways)
            button.setEnabled(not model.move_reason)
            button.setAccessibleDescription(model.move_reason)
        self.reviewing.setVisible(found is not None)
        self.reviewing.setEnabled(not model.review_reason)
        self.reviewing.setAccessibleDescription(model.review_reason)
        if found is None:
            return
        self.name.setText(found.title)
        for chip, (state, word) in zip((self.weight, self.standing), model.chips, strict=True):
            chip.set_state(state, word)
        self.code.setText(model.words.code(found))
        self.effect.setText(model.effect_said)
        self.note.setText(found.note)
        self.note.setVisible(bool(found.note))
        self.authors.setText("\n".join(model.authors))
        self.reason.setText(model.move_reason or model.review_reason)
        self.reason.setVisible(bool(self.reason.text()))

    # --- acts

    def ask_move(self, key: str) -> NoteDialog | None:
        """Asks why, then moves the finding on; None while it cannot be."""
        model = self._model
        if key not in model.ways or model.move_reason:
            return None
        title = {
            "EM_ANALISE": self.tr("Pôr o achado %s em análise"),
            "CONFIRMADO": self.tr("Confirmar o achado %s"),
            "DESCARTADO": self.tr("Descartar o achado %s"),
        }[key].replace("%s", str(model.number))
        words = {
            "EM_ANALISE": self.tr("A nota é opcional e fica no histórico."),
            "CONFIRMADO": self.tr("Diga por que ele se confirma: a nota fica no histórico, com o seu nome."),
            "DESCARTADO": self.tr("Diga por que ele não procede: a nota fica no histórico, com o seu nome."),
        }[key]
        return self._ask(title, words, self.ways[key].text(), partial(model.move, key))

    def ask_review(self) -> NoteDialog | None:
        """Asks what was seen, then signs the review; None while it cannot be."""
        model = self._model
        if model.chosen is None or model.review_reason:
            return None
        title = self.tr("Revisar o achado %s").replace("%s", str(model.number))
        words = self.tr("Diga o que conferiu: a revisão fica no achado, com o seu nome.")
        return self._ask(title, words, self.tr("Assinar a revisão"), model.review)

    def _ask(self, title: str, words: str, submit: str, then: object) -> NoteDialog:
        dialog = NoteDialog(title, words, submit, then, self)  # type: ignore[arg-type]
        dialog.open()
        return dialog
