"""The bonus system: the folder and its codes, what left, what was answered, what still has to leave."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.empty_state import EmptyState
from ui.desktop.kit.fields import FormField
from ui.desktop.kit.labels import label
from ui.desktop.kit.table import FigureTable
from ui.desktop.planilha.asking import ask_file, ask_folder
from ui.desktop.planilha.panel import Panel
from viewmodels.screens.bonus_page import BonusViewModel


class BonusPanel(Panel):
    """Shipments of the vigência in front."""

    def __init__(self, model: BonusViewModel) -> None:
        """A panel on a viewmodel."""
        super().__init__()
        self.model = model
        self.send_button = buttons.primary(self.tr("Enviar à premiação"), self.send, icon="paper-plane-tilt")
        self.withdraw_button = buttons.outlined(self.tr("Enviar a retirada"), self.withdraw)
        self.lend(self.send_button, self.withdraw_button)
        self.shipments = self._make_shipments()
        self.refused = self._make_refused()
        self.blank = Card()
        words = self.tr(
            "As metas publicadas vão em JSON e CSV para a pasta combinada. O recibo diz o que foi aceito, item a item, "
            "e só o que faltou é enviado de novo."
        )
        self.blank.body.addWidget(EmptyState(self.tr("Nada foi enviado nesta vigência"), words))
        self.stack(self.blank, self.shipments, self.refused, self._make_door())
        model.changed.connect(self.refresh)
        self.refresh()

    def _make_shipments(self) -> Card:
        card = Card(self.tr("Envios e recibos"))
        self.table = FigureTable(self.model.table, self.tr("Envios à premiação"))
        self.table.set_fit_height(True)
        self.table.set_highlight_row(True)
        self.table.action_requested.connect(lambda row, _column: self.take_receipt(int(row)))
        card.body.addWidget(self.table)
        return card

    def _make_refused(self) -> Card:
        card = Card(self.tr("O que não foi aceito"), padded=True)
        self.refused_words = label("", wrap=True)
        card.body.addWidget(self.refused_words)
        return card

    def _make_door(self) -> Card:
        card = Card(self.tr("Pasta e códigos"), padded=True)
        self.folder_words = label("", "body", "t2", wrap=True)
        self.folder_button = buttons.outlined(self.tr("Escolher a pasta"), self.choose_folder, small=True)
        self.codes_button = buttons.outlined(self.tr("Guardar os códigos"), self.give_codes, small=True)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.folder_words, 1)
        row.addWidget(self.folder_button)
        card.body.addLayout(row)
        card.body.addSpacing(8)
        self._codes_row = QHBoxLayout()
        self._codes_row.setSpacing(12)
        self.codes: dict[str, FormField] = {}
        self._codes_row.addStretch(1)
        self._codes_row.addWidget(self.codes_button, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(self._codes_row)
        self.door_reason = label("", "caption", "t3", wrap=True)
        card.body.addWidget(self.door_reason)
        return card

    # --- showing

    @property
    def situation(self) -> str:
        """The line under the page's title, with why nothing can be sent where that says more."""
        line, reason = self.model.line, self.model.send_reason
        return line if not reason or reason == line else f"{line} {reason}"

    @property
    def head_buttons(self) -> tuple[buttons.QPushButton, ...]:
        """Buttons of the page's head."""
        waiting = self.model.view is not None and self.model.view.withdrawals
        return (self.withdraw_button, self.send_button) if waiting else (self.send_button,)

    def refresh(self) -> None:
        """Read the viewmodel again."""
        model = self.model
        self.send_button.setEnabled(not model.send_reason)
        self.send_button.setAccessibleDescription(model.send_reason)
        sent = bool(model.table.rows)
        self.blank.setVisible(not sent)
        self.shipments.setVisible(sent)
        self.refused_words.setText("\n".join(model.refused))
        self.refused.setVisible(bool(model.refused))
        named = self.tr("Pasta: {0}").replace("{0}", model.folder)
        self.folder_words.setText(named if model.folder else self.tr("Nenhuma pasta escolhida"))
        for at, (key, name, code) in enumerate(model.codes):
            if key not in self.codes:
                self.codes[key] = FormField(self.tr("Código de {0}").replace("{0}", name.lower()))
                self._codes_row.insertWidget(at, self.codes[key])
            self.codes[key].set_text(code)
        may = not model.door_reason
        self.folder_button.setEnabled(may)
        self.codes_button.setEnabled(may and bool(model.folder))
        why = model.door_reason or ("" if model.folder else self.tr("Escolha a pasta para guardar os códigos."))
        self.door_reason.setText(why)
        self.door_reason.setVisible(bool(why))

    def _tell(self, refusal: str, done: str = "") -> None:
        """The refusal stays on the page; what went well passes by."""
        self.notice.tell(refusal)
        if not refusal and done:
            self.model.desk.shell.notify(self.model.desk.say(done))

    # --- acts

    def send(self) -> None:
        """Sends what was not accepted yet."""
        self._tell(self.model.send(), "PREMIACAO.ENVIADAS")

    def withdraw(self) -> None:
        """Sends the withdrawal that waits."""
        self._tell(self.model.withdraw())

    def take_receipt(self, number: int) -> None:
        """Takes the receipt from the folder; where it is not there yet, asks for the file."""
        refusal = self.model.take_receipt(number)
        self._tell(refusal, "PREMIACAO.RECIBO_GUARDADO")
        if refusal:
            title = self.tr("Trazer o recibo")
            ask_file(self, title, "JSON (*.json)", partial(self._receipt_from, number))

    def _receipt_from(self, number: int, path: Path) -> None:
        self._tell(self.model.take_receipt(number, path), "PREMIACAO.RECIBO_GUARDADO")

    def choose_folder(self) -> None:
        """Asks for the folder."""
        ask_folder(self, self.tr("Escolher a pasta"), lambda path: self._tell(self.model.choose_folder(path)))

    def give_codes(self) -> None:
        """Keeps the codes typed."""
        self._tell(self.model.give_codes({key: field.edit.text() for key, field in self.codes.items()}))
