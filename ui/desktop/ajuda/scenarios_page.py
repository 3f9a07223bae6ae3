"""Cenários do exemplo: each switch of the sample company, one click on, one click back."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.help_event import HINT
from ui.desktop.kit.labels import code_label, hairline, label
from ui.desktop.shell.page import PageWidget
from viewmodels.desk import Desk
from viewmodels.screens.guide import Guide
from viewmodels.screens.scenarios_page import ScenariosViewModel, Switch


class ScenariosPage(PageWidget):
    """Every switch by what it shows; the one that is on says what to look for."""

    def __init__(self, desk: Desk) -> None:
        """The switches of the desk's sample company."""
        words = self.tr(
            "Cada um abre uma empresa-modelo nova, em arquivo próprio, com uma falha. Os seus dados não mudam."
        )
        super().__init__(self.tr("Cenários do exemplo"), words)
        self.model = ScenariosViewModel(desk)
        self._desk = desk
        self.turners: dict[str, QWidget] = {}
        guided = desk.findChild(Guide)
        if guided is not None:
            self.guide = buttons.outlined(self.tr("Guia do mês"), partial(guided.set_shown, True), icon="compass")
            self.set_actions(self.guide)
        on = self.model.switched_on
        if on is not None:
            self.clean = buttons.primary(self.tr("Voltar ao exemplo limpo"), partial(self.model.turn_on, ""))
            self.set_actions(*self.head_buttons, self.clean)
            self.set_heading(desk.say("CENARIO.LIGADO", titulo=on.title), on.look)
        for title, switches in self.model.groups:
            self.body.addWidget(self._group(title, switches))

    def _group(self, title: str, switches: tuple[Switch, ...]) -> Card:
        card = Card(title)
        for at, switch in enumerate(switches):
            if at:
                card.body.addWidget(hairline())
            card.body.addWidget(self._row(switch))
        return card

    def _row(self, switch: Switch) -> QWidget:
        holder = QWidget()
        holder.setProperty(HINT, switch.code)
        row = QHBoxLayout(holder)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(1)
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(label(switch.title, "label"))
        first.addWidget(code_label(switch.code))
        first.addStretch(1)
        words.addLayout(first)
        words.addWidget(label(switch.look, "caption", "t2", wrap=True))
        row.addLayout(words, 1)
        said = self.tr("Recomeçar") if switch.on else self.tr("Ligar")
        turn = buttons.outlined(said, partial(self.model.turn_on, switch.key), small=True)
        turn.setAccessibleName(f"{said}: {switch.title}")
        self.turners[switch.key] = turn
        row.addWidget(turn, 0, Qt.AlignmentFlag.AlignVCenter)
        return holder
