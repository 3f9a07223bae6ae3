"""Users, clients and the journal: the pages of whoever administers or audits."""

from functools import partial

from PySide6.QtCore import QCoreApplication

from ui.desktop.administracao.clients_page import ClientsListPage
from ui.desktop.administracao.journal_page import JournalListPage
from ui.desktop.administracao.people_page import PeopleListPage
from ui.desktop.administracao.roles_page import RolesListPage
from ui.desktop.shell.page import Page
from viewmodels.desk import Desk

AREA = "ajustes"


def pages(desk: Desk) -> list[Page]:
    """The pages this person's role uses; what it never uses is not shown."""
    listed = (
        ("pessoas.listar", Page(AREA, "usuarios", _tr("Usuários"), partial(PeopleListPage, desk))),
        ("pessoas.papeis", Page(AREA, "papeis", _tr("Papéis e direitos"), partial(RolesListPage, desk))),
        ("clientes.listar", Page(AREA, "clientes", _tr("Clientes"), partial(ClientsListPage, desk))),
        ("auditoria.diario", Page(AREA, "diario", _tr("Diário"), partial(JournalListPage, desk))),
    )
    return [page for operation, page in listed if desk.allowed(operation)]


def _tr(text: str) -> str:
    return QCoreApplication.translate("AdministrationPages", text)
