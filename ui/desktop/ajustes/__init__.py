"""Settings: how the screen looks, where the ERP is, copies, limits, contacts, retention and the diagnosis."""

from functools import partial

from PySide6.QtCore import QCoreApplication

from ui.desktop.ajustes.appearance_page import LookPage
from ui.desktop.ajustes.contacts_page import ContactsFormPage
from ui.desktop.ajustes.copies_page import CopiesListPage
from ui.desktop.ajustes.erp_page import ErpFormPage
from ui.desktop.ajustes.limits_page import LimitsListPage
from ui.desktop.ajustes.retention_page import RetentionTablePage
from ui.desktop.ajustes.system_page import SystemPage
from ui.desktop.shell.page import Page
from viewmodels.desk import Desk

AREA = "ajustes"


def pages(desk: Desk) -> list[Page]:
    """The pages this person's role uses, appearance first: it is everybody's."""
    found = [Page(AREA, "aparencia", _tr("Aparência"), partial(LookPage, desk))]
    if desk.allowed("erp.ver"):
        found.append(Page(AREA, "erp", _tr("Conectar ao meu ERP"), partial(ErpFormPage, desk)))
    if desk.allowed("loja.copias"):
        found.append(Page(AREA, "copias", _tr("Cópias de segurança"), partial(CopiesListPage, desk)))
    if desk.allowed("diagnostico.ver"):
        found.append(Page(AREA, "limites", _tr("Limites"), partial(LimitsListPage, desk)))
        found.append(Page(AREA, "contatos", _tr("Contatos"), partial(ContactsFormPage, desk)))
        found.append(Page(AREA, "guarda", _tr("Guarda de dados"), partial(RetentionTablePage, desk)))
        found.append(Page(AREA, "sistema", _tr("Diagnóstico"), partial(SystemPage, desk)))
    return found


def _tr(text: str) -> str:
    return QCoreApplication.translate("SettingsPages", text)
