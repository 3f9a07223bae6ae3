"""Usuários: the list, the person in front with roles and acts."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.administracao.new_dialogs import GiveRoleDialog, NewPersonDialog
from ui.desktop.administracao.password_dialog import PasswordDialog
from ui.desktop.kit import buttons
from ui.desktop.kit.banner import BannerStack
from ui.desktop.kit.card import Card
from ui.desktop.kit.labels import label
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from ui.desktop.shell.page import PageWidget
from viewmodels.banner import BannerView
from viewmodels.desk import Desk
from viewmodels.operations.pessoas.listing import PersonRow
from viewmodels.screens.people_page import PeoplePage
from viewmodels.state import State

SIDE = 320
BESIDE = 1000


class PeopleListPage(PageWidget):
    """People of the client; every act is in the Diário."""

    def __init__(self, desk: Desk) -> None:
        """People of the desk's client."""
        super().__init__(self.tr("Usuários"))
        self._desk = desk
        self.model = PeoplePage(desk)
        self.new = buttons.primary(self.tr("Criar usuário"), self._create)
        self.table = FigureTable(self.model.table, self.tr("Usuários"))
        self.table.set_fit_height(True)
        self.refusals = BannerStack()
        listed = Card()
        listed.body.addWidget(self.table)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(12)
        self._columns.addWidget(listed, 1, Qt.AlignmentFlag.AlignTop)
        self._columns.addWidget(self._make_side(), 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.refusals)
        self.body.addLayout(self._columns)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.model.changed.connect(self.refresh)
        self.set_actions(self.new)
        self.refresh()

    def _make_side(self) -> QWidget:
        self.side = Card(" ", padded=True)
        self.side.setFixedWidth(theme().px(SIDE))
        self.about = label("", "body", "t2", wrap=True)
        self.roles = QVBoxLayout()
        self.roles.setSpacing(2)
        self.give = buttons.outlined(self.tr("Dar um papel"), self._give, small=True)
        self.reset = buttons.outlined(self.tr("Nova senha provisória"), self._reset, small=True)
        self.switch = buttons.outlined("", self._switch, small=True)
        self.side.body.addWidget(self.about)
        self.side.body.addWidget(label(self.tr("Papéis"), "header", "t2"))
        self.side.body.addLayout(self.roles)
        for button in (self.give, self.reset, self.switch):
            self.side.body.addWidget(button)
        return self.side

    def refresh(self) -> None:
        """Read the viewmodel again."""
        model = self.model
        self.set_heading(self.tr("Usuários"), model.situation)
        refused = (BannerView(State.CRITICO, model.refusal),) if model.refusal else ()
        self.refusals.set_banners(refused)
        self._show_person(model.person)

    def _show_person(self, row: PersonRow | None) -> None:
        self.side.setVisible(row is not None)
        if row is None:
            return
        self.side.set_title(row.person.name)
        own = self.tr("É você.") if row.own else ""
        guest = "" if row.at_home else self.tr("Pertence a outro cliente; aqui só os papéis mudam.")
        self.about.setText(" ".join(part for part in (row.person.login, own, guest) if part))
        self._show_roles(row)
        self.reset.setVisible(not row.person.service and not row.own and row.at_home)
        self.reset.setEnabled(row.person.active)
        self.switch.setVisible(not row.own and row.at_home)
        self.switch.setText(self.tr("Desativar usuário") if row.person.active else self.tr("Reativar usuário"))

    def _show_roles(self, row: PersonRow) -> None:
        while old := self.roles.takeAt(0):
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for grant in row.roles:
            words = self.model.grant_words(grant)
            holder = QWidget()
            line = QHBoxLayout(holder)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(label(words, wrap=True), 1)
            name = self.tr("Tirar o papel %s").replace("%s", words)
            line.addWidget(buttons.icon_button("x", name, partial(self.model.take, grant)))
            self.roles.addWidget(holder)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The person goes under the list where there is no room beside it."""
        super().resizeEvent(event)
        beside = self.width() >= theme().px(BESIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(way)

    def _row_chosen(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.model.select(self.model.table.row_at(index.row()).key)

    # --- acts

    def _create(self) -> None:
        dialog = NewPersonDialog(self.model, self)
        dialog.accepted.connect(lambda: self._hand_over(dialog.password))
        dialog.open()

    def _give(self) -> None:
        GiveRoleDialog(self.model, self).open()

    def _reset(self) -> None:
        password = self.model.reset_password()
        if password:
            self._hand_over(password)

    def _hand_over(self, password: str) -> None:
        """The only time the temporary password is seen."""
        row = self.model.person
        if row is not None:
            PasswordDialog(row.person.name, row.person.login, password, self).open()

    def _switch(self) -> None:
        row = self.model.person
        if row is not None:
            self.model.set_active(not row.person.active)
