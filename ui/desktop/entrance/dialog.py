"""The dialog at the door: one page for each step of the entrance."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.desktop.documentos.asking import PROVA, dropped_file, offer_files
from ui.desktop.entrance.form_page import FormPage, Problem, asks, secret
from ui.desktop.entrance.head import door_head
from ui.desktop.entrance.key_page import KeyPage
from ui.desktop.kit import buttons
from ui.desktop.kit.fields import FormField
from ui.desktop.kit.labels import label
from ui.desktop.kit.theme import theme
from viewmodels.entrance import Entrance, Step
from viewmodels.operations.faces import House, KnownError
from viewmodels.screens.documents_files import refusal_of_file

WIDTH = 460
_FIELD_OF = {
    "CLIENTE_NOME": "company",
    "LOGIN_INVALIDO": "login",
    "SENHA_CURTA": "new",
    "SENHA_LONGA": "new",
    "SENHA_IGUAL_AO_LOGIN": "new",
    "SENHA_REPETIDA": "new",
    "CHAVE_RECUSADA": "key",
}
"""Which field a refusal is about; the others are said under the fields."""


class EntranceDialog(QDialog):
    """Shows the page of `entrance.step` until somebody is in (accepted) or leaves (rejected)."""

    def __init__(self, house: House, entrance: Entrance, parent: QWidget | None = None) -> None:
        """A dialog at the first step of this entrance."""
        super().__init__(parent)
        self._house, self.entrance = house, entrance
        self.file: Path | None = None
        self.setAcceptDrops(True)
        self.setWindowTitle("Prova Real")
        self.setFixedWidth(theme().px(WIDTH))
        self.forms = {
            Step.FIRST: self._first_page(),
            Step.SIGN_IN: self._sign_in_page(),
            Step.CHANGE: self._change_page(),
            Step.RECOVER: self._recover_page(),
        }
        self.key_page = KeyPage()
        self.key_page.kept.connect(self._key_kept)
        self.choose_page = self._make_choose_page()
        self._stack = QStackedWidget()
        for page in (*self.forms.values(), self.key_page, self.choose_page):
            self._stack.addWidget(page)
        for form in self.forms.values():
            form.checked.connect(self._fit)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 22)
        column.setSpacing(18)
        column.addLayout(door_head())
        column.addWidget(self._stack, 1)
        self._show_step()

    # --- pages

    def _first_page(self) -> FormPage:
        fields = {
            "company": FormField(self.tr("Nome da empresa"), asks(self.tr("Diga o nome da empresa"))),
            "name": FormField(self.tr("Seu nome"), asks(self.tr("Diga o seu nome"))),
            "login": FormField(
                self.tr("Usuário"), asks(self.tr("Escolha um usuário")), hint=self.tr("Com que você vai entrar.")
            ),
            **self._new_password(),
        }
        words = self.tr("Este arquivo ainda não tem ninguém. Você será quem administra os usuários e os direitos.")
        page = FormPage(self.tr("Comece a sua empresa"), words, fields, self.tr("Criar empresa"))
        page.submitted.connect(self._begin)
        return page

    def _sign_in_page(self) -> FormPage:
        fields = {
            "login": FormField(self.tr("Usuário"), asks(self.tr("Diga o seu usuário"))),
            "password": secret(FormField(self.tr("Senha"), asks(self.tr("Diga a sua senha")))),
        }
        lost = buttons.link(self.tr("Perdi a senha de administrador"), self._lost)
        carried = buttons.link(self.tr("Abrir um arquivo .prova"), self.ask_file)
        page = FormPage(self.tr("Entrar"), "", fields, self.tr("Entrar"), [lost, carried])
        page.submitted.connect(self._sign_in)
        return page

    def _change_page(self) -> FormPage:
        words = self.tr("A senha que você recebeu vale só para a primeira entrada.")
        page = FormPage(self.tr("Escolha a sua senha"), words, self._new_password(), self.tr("Guardar e entrar"))
        page.submitted.connect(self._change)
        return page

    def _recover_page(self) -> FormPage:
        fields = {
            "login": FormField(self.tr("Usuário de administrador"), asks(self.tr("Diga o usuário"))),
            "key": FormField(
                self.tr("Chave de recuperação"),
                asks(self.tr("Digite a chave impressa")),
                hint=self.tr("Oito grupos de quatro letras e números. Cada chave vale uma vez."),
            ),
            **self._new_password(),
        }
        back = buttons.ghost(self.tr("Voltar"), self._back)
        page = FormPage(self.tr("Nova senha pela chave"), "", fields, self.tr("Dar nova senha"), [back])
        page.submitted.connect(self._recover)
        return page

    def _new_password(self) -> dict[str, FormField]:
        hint = self.tr("Pelo menos 10 caracteres. Uma frase serve.")
        return {
            "new": secret(FormField(self.tr("Nova senha"), asks(self.tr("Escolha uma senha")), hint=hint)),
            "again": secret(FormField(self.tr("Repita a nova senha"), asks(self.tr("Repita a senha")))),
        }

    def _make_choose_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(label(self.tr("Para qual empresa?"), "dialog"))
        self.clients = QComboBox()
        self.clients.setAccessibleName(self.tr("Empresa"))
        column.addWidget(self.clients)
        self._choose_problem = Problem()
        column.addWidget(self._choose_problem)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(buttons.primary(self.tr("Entrar"), self._choose))
        column.addLayout(row)
        return page

    # --- a carried file, which asks nobody to sign in

    def ask_file(self) -> None:
        """Offer the files opened lately, or ask for another one."""
        offer_files(self, self._house, self.take_file)

    def take_file(self, path: Path) -> None:
        """Leave the door with this file to be opened; one that is refused says why."""
        refused = refusal_of_file(self._house, path)
        if refused is not None:
            self.forms[Step.SIGN_IN].refuse(self._house.texts.say_error(refused), "")
            self._fit()
            return
        self.file = path
        self.reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take one carried file."""
        path = dropped_file(event.mimeData())
        if path is not None and path.suffix.lower() == PROVA:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Open what was dropped."""
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.take_file(path)

    # --- acts

    def _begin(self) -> None:
        page = self.forms[Step.FIRST]
        if self._same(page):
            self._try(
                page,
                lambda: self.entrance.begin(
                    company=page.text("company"),
                    login=page.text("login"),
                    name=page.text("name"),
                    password=page.text("new"),
                ),
            )

    def _sign_in(self) -> None:
        page = self.forms[Step.SIGN_IN]
        self._try(page, lambda: self.entrance.sign_in(page.text("login"), page.text("password")))

    def _change(self) -> None:
        page = self.forms[Step.CHANGE]
        if self._same(page):
            self._try(page, lambda: self.entrance.change_password(page.text("new")))

    def _recover(self) -> None:
        page = self.forms[Step.RECOVER]
        if self._same(page):
            self._try(
                page,
                lambda: self.entrance.recover(
                    login=page.text("login"), key=page.text("key"), password=page.text("new")
                ),
            )

    def _lost(self) -> None:
        self.entrance.ask_recovery()
        self._show_step()

    def _back(self) -> None:
        self.entrance.give_up_recovery()
        self._show_step()

    def _key_kept(self) -> None:
        self._try(self.forms[Step.SIGN_IN], self.entrance.key_kept)

    def _choose(self) -> None:
        try:
            self.entrance.choose(self.clients.currentData())
        except KnownError as error:
            self._choose_problem.say(self._house.texts.say_error(error))
        self._show_step()

    def _same(self, page: FormPage) -> bool:
        """True when both new passwords agree; says so at the second when they do not."""
        if page.text("new") == page.text("again"):
            return True
        page.refuse(self.tr("As duas senhas são diferentes"), "again")
        self._fit()
        return False

    def _try(self, page: FormPage, act: Callable[[], object]) -> None:
        """Does the act; a refusal is said on the page it is about, and the step shown is the one reached."""
        try:
            act()
        except KnownError as error:
            self._show_step()
            page.refuse(self._house.texts.say_error(error), _FIELD_OF.get(error.code, ""))
            self._fit()
            return
        self._show_step()

    def _show_step(self) -> None:
        step = self.entrance.step
        if step is Step.DONE:
            self.accept()
        elif step is Step.KEY:
            self._stack.setCurrentWidget(self.key_page)
            self.key_page.start(self.entrance.key)
        elif step is Step.CHOOSE:
            self._offer_clients()
        else:
            self._stack.setCurrentWidget(self.forms[step])
            self.forms[step].start()
        self._fit()

    def _offer_clients(self) -> None:
        self.clients.clear()
        for each in self.entrance.clients:
            self.clients.addItem(each.name, each.id)
        self._stack.setCurrentWidget(self.choose_page)
        self.clients.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        """The dialog is as high as the page in front, not as the highest one."""
        shown = self._stack.currentWidget()
        if shown is not None:
            self._stack.setFixedHeight(shown.sizeHint().height())
        self.adjustSize()
