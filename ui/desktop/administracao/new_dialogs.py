"""Dialogs that add: a person with a first role, a role to somebody, a client."""

from PySide6.QtWidgets import QWidget

from ui.desktop.administracao.picker import Picker
from ui.desktop.entrance.add_dialog import AddDialog
from ui.desktop.entrance.form_page import asks
from ui.desktop.kit.fields import FormField
from viewmodels.operations.pessoas.roles import RoleAt
from viewmodels.screens.people_page import ClientsPage, PeoplePage


def role_pickers(model: PeoplePage, words: tuple[str, str, str]) -> tuple[Picker, Picker, Picker]:
    """Role, area and sector."""
    role, area, sector = words
    return Picker(role, model.roles), Picker(area, model.areas), Picker(sector, model.sectors)


class NewPersonDialog(AddDialog):
    """Name, login and first role; the temporary password is in `password` once accepted."""

    def __init__(self, model: PeoplePage, parent: QWidget) -> None:
        """A dialog for a new person of the client."""
        self._model, self.password = model, ""
        tr = parent.tr
        self.name = FormField(tr("Nome"), asks(tr("Diga o nome da pessoa")))
        self.login = FormField(tr("Usuário"), asks(tr("Escolha o usuário")), hint=tr("Com que a pessoa vai entrar."))
        pickers = role_pickers(model, (tr("Papel"), tr("Área"), tr("Setor")))
        self.role, self.area, self.sector = pickers
        self.role.choose("operador")
        super().__init__(tr("Novo usuário"), [self.name, self.login, *pickers], tr("Criar usuário"), parent)

    def submit(self) -> None:
        """Creates the person."""
        right = [field.check() for field in (self.name, self.login)]
        if not all(right):
            return
        role = RoleAt(self.role.value, self.area.value, self.sector.value)
        name, login = self.name.edit.text(), self.login.edit.text()
        self.password, refused = self._model.create(name, login, role)
        if refused:
            self.refuse(refused)
        else:
            self.accept()


class GiveRoleDialog(AddDialog):
    """A role with its reach, for the person in front."""

    def __init__(self, model: PeoplePage, parent: QWidget) -> None:
        """A dialog for the person in front."""
        self._model = model
        tr = parent.tr
        pickers = role_pickers(model, (tr("Papel"), tr("Área"), tr("Setor")))
        self.role, self.area, self.sector = pickers
        super().__init__(tr("Dar um papel"), [*pickers], tr("Dar o papel"), parent)

    def submit(self) -> None:
        """Gives the role."""
        self._model.give(RoleAt(self.role.value, self.area.value, self.sector.value))
        if self._model.refusal:
            self.refuse(self._model.refusal)
        else:
            self.accept()


class NewClientDialog(AddDialog):
    """A company of this store; whoever adds it administers it."""

    def __init__(self, model: ClientsPage, parent: QWidget) -> None:
        """A dialog for a new client."""
        self._model = model
        tr = parent.tr
        self.name = FormField(tr("Nome da empresa"), asks(tr("Diga o nome da empresa")))
        self.document = FormField(tr("CNPJ"), optional=True)
        super().__init__(tr("Novo cliente"), [self.name, self.document], tr("Criar cliente"), parent)

    def submit(self) -> None:
        """Creates the client."""
        if not self.name.check():
            return
        refused = self._model.create(self.name.edit.text(), self.document.edit.text())
        if refused:
            self.name.show_error(refused)
        else:
            self.accept()
