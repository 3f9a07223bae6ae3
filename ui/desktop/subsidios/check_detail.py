"""One check in words: what was found, what is missing, why it matters, how to mend; the finding it opens."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.chip import Chip
from ui.desktop.kit.labels import code_label, label
from ui.desktop.subsidios.finding_dialog import FindingDialog
from viewmodels.screens.subsidios.checks import ChecksViewModel
from viewmodels.screens.subsidios.findings_new import OPEN
from viewmodels.state import State

PLACES = ("", "falta", "porque", "acerto")
"""Paragraphs in the order they are read."""


class CheckDetail(Card):
    """What the check in front says."""

    def __init__(self, model: ChecksViewModel) -> None:
        """A card on the viewmodel of the checks."""
        super().__init__(" ", dense=True)
        self._model = model
        self.set_title(self.tr("A verificação"))
        self.open = buttons.outlined(self.tr("Abrir achado"), self.open_finding, icon="flag", small=True)
        self.add_to_header(self.open)
        self.name = label("", "total", wrap=True)
        self.code = code_label()
        self.chip = Chip(State.SEM_DADOS)
        self.effect = label("", "body", "t1", wrap=True)
        self.reason = label("", "caption", "t3", wrap=True)
        self._opened = QVBoxLayout()
        self._opened.setSpacing(2)
        self._parts: dict[str, tuple[QLabel, QLabel]] = {}
        self.body.addWidget(self._make_words())
        model.shown_changed.connect(self.refresh)
        self.refresh()

    def _make_words(self) -> QWidget:
        inside = QWidget()
        inside.setObjectName("conteudo")
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(4)
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.chip)
        first.addWidget(self.code)
        first.addStretch(1)
        column.addWidget(self.name)
        column.addLayout(first)
        for key in PLACES:
            column.addSpacing(4)
            self._parts[key] = (label(self._heading(key), "caption", "t3"), label("", "body", "t1", wrap=True))
            for part in self._parts[key]:
                column.addWidget(part)
            if not key:
                column.addWidget(self.effect)
                column.addLayout(self._opened)
                column.addWidget(self.reason)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _heading(self, key: str) -> str:
        return {
            "": "",
            "falta": self.tr("O que falta"),
            "porque": self.tr("Por que importa"),
            "acerto": self.tr("Como se acerta"),
        }[key]

    def refresh(self) -> None:
        """Show the check in front again."""
        view = self._model.view
        told = dict(view.paragraphs) if view is not None else {}
        for key, (heading, text) in self._parts.items():
            text.setText(told.get(key, ""))
            text.setVisible(bool(told.get(key)))
            heading.setVisible(bool(key and told.get(key)))
        for part in (self.name, self.code, self.chip):
            part.setVisible(view is not None)
        found = self._model.draft() is not None
        reason = self._model.desk.reason(OPEN) or ""
        self.effect.setVisible(found)
        self.open.setVisible(found)
        self.open.setEnabled(not reason)
        self.open.setAccessibleDescription(reason)
        self.reason.setText(reason)
        self.reason.setVisible(found and bool(reason))
        if view is not None:
            self.name.setText(view.title)
            self.code.setText(view.check.short)
            self.chip.set_state(view.state, view.word)
            self.effect.setText(view.effect)
        self._show_opened()

    def _show_opened(self) -> None:
        while item := self._opened.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for found in self._model.opened:
            word = self._model.desk.say(f"ACHADO.SITUACAO.{found.standing.value}").lower()
            told = self._model.desk.say("SUB_ACHADO.JA_ABERTO", numero=found.id, situacao=word)
            go = buttons.link(told, partial(self._model.show_finding, found.id))
            self._opened.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)

    def open_finding(self) -> FindingDialog | None:
        """Asks what is to be said of it; None when the check found nothing."""
        draft = self._model.draft()
        if draft is None or self._model.desk.reason(OPEN):
            return None
        dialog = FindingDialog(draft, self)
        dialog.open()
        return dialog
