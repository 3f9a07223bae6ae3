"""Contatos: whom to call in three levels and three lists of e-mail."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.banner import BannerStack
from ui.desktop.kit.card import Card
from ui.desktop.kit.fields import FormField
from ui.desktop.kit.labels import label
from ui.desktop.shell.page import PageWidget
from viewmodels.banner import BannerView
from viewmodels.desk import Desk
from viewmodels.screens.contacts_page import LEVELS, ContactsPage
from viewmodels.state import State

PER_LEVEL = 2


class ContactsFormPage(PageWidget):
    """The contacts of the client, two people a level."""

    def __init__(self, desk: Desk) -> None:
        """Contacts of the desk's client."""
        super().__init__(self.tr("Contatos"))
        self._desk, self.model = desk, ContactsPage(desk)
        self.save = buttons.primary(self.tr("Salvar contatos"), self.keep)
        self.banners = BannerStack()
        self.people: dict[tuple[int, int], tuple[FormField, FormField]] = {}
        self.lists: dict[str, FormField] = {}
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self._make_people(), 3, Qt.AlignmentFlag.AlignTop)
        columns.addWidget(self._make_lists(), 2, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.banners)
        self.body.addLayout(columns)
        self.set_actions(self.save)
        self.model.changed.connect(self.refresh)
        self.refresh()

    def _make_people(self) -> QWidget:
        card = Card(self.tr("Quem chamar"), padded=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        at = 0
        for level in LEVELS:
            grid.addWidget(label(self.model.level_name(level), "total"), at, 0, 1, 2)
            for place in range(PER_LEVEL):
                role, phone = FormField(self.tr("Papel")), FormField(self.tr("Telefone"))
                self.people[level, place] = (role, phone)
                grid.addWidget(role, at + 1 + place, 0)
                grid.addWidget(phone, at + 1 + place, 1)
            at += PER_LEVEL + 1
        card.body.addLayout(grid)
        return card

    def _make_lists(self) -> QWidget:
        card = Card(self.tr("Listas de e-mail"), padded=True)
        column = QVBoxLayout()
        column.setSpacing(8)
        words = self.tr("O programa prepara mensagens para estas listas e nunca as envia sozinho.")
        column.addWidget(label(words, "body", "t2", wrap=True))
        for key in self.model.lists:
            self.lists[key] = FormField(self.model.list_name(key), optional=True)
            column.addWidget(self.lists[key])
        card.body.addLayout(column)
        return card

    def refresh(self) -> None:
        """Fill the fields again."""
        words = self.tr("Mostrados na ajuda, nas falhas do programa e quando o ERP não responde.")
        self.set_heading(self.tr("Contatos"), self.model.reason or words)
        for (level, place), (role, phone) in self.people.items():
            held = self.model.people(level)
            person = held[place] if place < len(held) else None
            role.set_text(person.role if person else "")
            phone.set_text(person.phone if person else "")
        for key, field in self.lists.items():
            field.set_text(self.model.contacts.lists[key])
        self.save.setEnabled(not self.model.reason)
        self._say(State.ATENCAO, self.model.note)

    def keep(self) -> None:
        """Keeps what is typed; what refuses it is said above."""
        people = [(level, role.edit.text(), phone.edit.text()) for (level, _), (role, phone) in self.people.items()]
        refused = self.model.keep(people, {key: field.edit.text() for key, field in self.lists.items()})
        if refused:
            self._say(State.CRITICO, refused)
        else:
            self._desk.shell.notify(self.tr("Contatos salvos"))

    def _say(self, state: State, sentence: str) -> None:
        self.banners.set_banners([BannerView(state, sentence)] if sentence else [])
        self.banners.setVisible(bool(sentence))
