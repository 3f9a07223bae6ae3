"""The form of a database in the import's wizard: where it is, as whom, whose tables, which days; tried, then read."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QWidget

from ui.desktop.ajustes.erp_address import AddressFields
from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.fields import FormField, Parsed, UnitEdit
from ui.desktop.kit.labels import label
from ui.desktop.kit.theme import theme
from viewmodels.screens.subsidios.import_database import OWNER, PASSWORD, SINCE, UNTIL
from viewmodels.screens.subsidios.import_wizard import ImportWizard
from viewmodels.screens.subsidios.import_words import day_of

NAME = 300
BELOW = 160
KEPT = "\N{BULLET}" * 8
"""What stands for a password that is already known."""


class DatabaseForm(Card):
    """The fields of Ajustes for an Oracle, with the owner of the tables, the days and the names of their own."""

    def __init__(self, model: ImportWizard) -> None:
        """A form on the wizard's database."""
        super().__init__(self.tr("Banco de dados (Oracle)"), padded=True)
        self.model, self.database = model, model.database
        self.other = buttons.outlined(self.tr("Outra origem"), icon="arrow-left", small=True)
        self.add_to_header(self.other)
        known = self.database.known.password_known
        address = AddressFields(self.database.address, self.database.password_words, self, known)
        self.host, self.port, self.service, self.user, self.password = address.all
        hint = self.tr("Vazio, as do próprio usuário.")
        self.owner = FormField(self.tr("Dono das tabelas"), hint=hint, optional=True)
        first = self.tr("Inclua os dias anteriores que as regras olham.")
        self.since = FormField(self.tr("Ler desde"), self._parse_day, hint=first, optional=True)
        self.until = FormField(
            self.tr("Ler até"), self._parse_day, hint=self.tr("Vazio, todos os dias."), optional=True
        )
        self.test = buttons.outlined(self.tr("Testar conexão"), partial(model.connect_database, True), icon="broadcast")
        self.names = buttons.link(self.tr("Tabelas com outro nome"), self.show_names)
        self.renamed: dict[str, UnitEdit] = {}
        self.renaming = Card(self.tr("Tabelas com outro nome"), padded=True)
        self.renaming.hide()
        self.asks_names = self._tested_by_key = False
        self._lay_out()
        self._listen()
        self.refresh()

    @property
    def fields(self) -> Mapping[str, FormField]:
        """The fields by their key in the viewmodel, in the order they are filled."""
        address = {"host": self.host, "port": self.port, "service": self.service, "user": self.user}
        return address | {PASSWORD: self.password, OWNER: self.owner, SINCE: self.since, UNTIL: self.until}

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        places = (
            (self.host, self.port, self.service),
            (self.user, self.password, self.owner),
            (self.since, self.until),
        )
        for row, fields in enumerate(places):
            for column, field in enumerate(fields):
                grid.addWidget(field, row, column, Qt.AlignmentFlag.AlignTop)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 6, 0, 0)
        foot.setSpacing(12)
        foot.addWidget(self.test)
        foot.addWidget(self.names)
        foot.addStretch(1)
        self.body.addLayout(foot)

    def _listen(self) -> None:
        typed = self.database.typed
        for key, field in self.fields.items():
            if key in (OWNER, SINCE, UNTIL):
                field.set_text(typed[key])
            field.edit.textChanged.connect(partial(self.database.say, key))
            field.edit.returnPressed.connect(self.model.next)

    def refresh(self) -> None:
        """The password is hidden for good once it was kept; nothing is asked while the database answers."""
        if not self.database.typed[PASSWORD] and self.password.edit.text():
            with QSignalBlocker(self.password.edit):
                self.password.set_text("")
        self.password.set_hint(self.database.password_words)
        self.password.edit.setPlaceholderText(KEPT if self.database.known.password_known else "")
        self._set_test(not self.model.running and not self.database.reason)
        self.test.setAccessibleDescription(self.database.reason)
        self.other.setEnabled(not self.model.running)

    def _set_test(self, can: bool) -> None:
        """Closed while the database answers, the button lets the keyboard go; with the answer it comes back."""
        self._tested_by_key = self._tested_by_key or (self.test.hasFocus() and not can)
        self.test.setEnabled(can)
        if can and self._tested_by_key:
            self._tested_by_key = False
            self.test.setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> None:
        """The keyboard starts on the first field still to be filled; with none, on the test."""
        typed = self.database.typed
        empty = (self.fields[key] for key in ("host", "service", "user") if not typed[key])
        password = self.password if self.database.reason else self.test
        next(empty, password).setFocus()

    def show_names(self) -> None:
        """Show, or put away, the name each table has in the database."""
        if not self.renamed:
            self._make_names()
        self.asks_names = not self.asks_names
        self.renaming.setVisible(self.asks_names)
        if self.asks_names:
            first = next(iter(self.renamed.values()))
            first.setFocus(Qt.FocusReason.TabFocusReason)
            QTimer.singleShot(0, first, partial(self._bring_into_sight, first))

    def _bring_into_sight(self, edit: QWidget) -> None:
        """Once laid out, the page scrolls to it, with some of those below."""
        holder = self.parentWidget()
        while holder is not None and not isinstance(holder, QScrollArea):
            holder = holder.parentWidget()
        if holder is not None:
            holder.ensureWidgetVisible(edit, 0, theme().px(BELOW))

    def _make_names(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        grid.addWidget(label(self.tr("Vazio, o nome que está ao fundo."), "caption", "t3"), 0, 1)
        for row, (ours, title, theirs) in enumerate(self.database.tables, start=1):
            edit = UnitEdit("")
            edit.setText(theirs)
            edit.setPlaceholderText(ours)
            edit.setAccessibleName(title)
            edit.setFixedWidth(theme().px(NAME))
            edit.textChanged.connect(partial(self.database.rename, ours))
            edit.returnPressed.connect(self.model.next)
            grid.addWidget(label(title), row, 0)
            grid.addWidget(edit, row, 1)
            self.renamed[ours] = edit
        self.renaming.body.addLayout(grid)

    def _parse_day(self, text: str) -> Parsed:
        if not text.strip():
            return Parsed()
        day = day_of(text.strip())
        return Parsed(day) if day is not None else Parsed(error=self.tr("Escreva a data como 20/01/2026"))
