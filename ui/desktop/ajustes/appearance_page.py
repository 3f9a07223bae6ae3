"""Aparência: theme, size of text and language, worn at once and kept."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from ui.desktop.kit.card import Card
from ui.desktop.kit.labels import label
from ui.desktop.kit.segmented import Segmented
from ui.desktop.kit.theme import Mode, theme
from ui.desktop.shell.page import PageWidget
from viewmodels.desk import Desk
from viewmodels.preferences import TEXT_SIZES, Preferences
from viewmodels.screens.settings_page import AppearancePage


class LookPage(PageWidget):
    """What the person at the desk likes to see."""

    def __init__(self, desk: Desk) -> None:
        """Preferences of the person at the desk."""
        super().__init__(self.tr("Aparência"), self.tr("Vale para você, neste arquivo, a partir de agora."))
        self.model = AppearancePage(desk)
        kept = self.model.preferences
        themes = (("claro", self.tr("Claro")), ("escuro", self.tr("Escuro")), ("automatico", self.tr("Automático")))
        self.themes = Segmented(self.tr("Tema"), themes, kept.theme)
        percent = desk.house.texts.numbers.percent
        sizes = [(str(size), percent(Decimal(size))) for size in TEXT_SIZES]
        self.sizes = Segmented(self.tr("Tamanho do texto"), sizes, str(kept.text_size))
        card = Card(padded=True)
        self._row(card.body, self.tr("Tema"), self.tr("Automático segue o sistema."), self.themes)
        card.body.addSpacing(8)
        words = self.tr("As linhas das tabelas acompanham o texto.")
        self._row(card.body, self.tr("Tamanho do texto"), words, self.sizes)
        card.body.addSpacing(8)
        spoken = [("pt", "Português"), ("en", "English"), ("es", "Español")]
        self.languages = Segmented(self.tr("Idioma"), spoken, self.model.language)
        words = self.tr("A janela abre de novo no idioma escolhido. O que foi publicado não muda.")
        self._row(card.body, self.tr("Idioma"), words, self.languages)
        self.body.addWidget(card)
        self.themes.chosen.connect(self.model.choose_theme)
        self.sizes.chosen.connect(self.model.choose_size)
        self.languages.chosen.connect(self.model.choose_language)
        self.model.chosen.connect(self._wear)

    def _row(self, column: QVBoxLayout, title: str, words: str, choice: Segmented) -> None:
        column.addWidget(label(title, "label"))
        column.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(label(words, "caption", "t3", wrap=True))

    def _wear(self, chosen: Preferences) -> None:
        theme().apply(Mode(chosen.theme), chosen.text_size)
