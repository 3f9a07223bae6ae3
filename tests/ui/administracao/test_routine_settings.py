"""Limits, contacts, retention, support and journal in the window, each by what a person does there."""

import zipfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.ui.mes.window import Hands, calculated, window_on
from ui.desktop.administracao.journal_page import JournalListPage
from ui.desktop.ajustes.contacts_page import ContactsFormPage
from ui.desktop.ajustes.limits_page import LimitsListPage
from ui.desktop.ajustes.retention_page import RetentionTablePage
from ui.desktop.ajustes.support_dialog import SupportDialog
from ui.desktop.ajustes.system_page import SystemPage
from ui.desktop.kit.fields import FormField


def front(hands: Hands, key: str) -> object:
    hands.window.go("ajustes", key)
    for _ in range(3):
        QApplication.processEvents()
    return hands.window.page


def test_each_page_does_what_it_is_for(tmp_path: Path) -> None:
    with window_on(calculated(), tmp_path / "casa") as hands:
        limits = front(hands, "limites")
        assert isinstance(limits, LimitsListPage)
        assert limits.change("dias_auditoria") is None
        dialog = limits.change("horas_guardado")
        assert dialog is not None and isinstance(dialog.value, FormField)
        dialog.value.edit.setText("doze")
        dialog.reason.edit.setText("Combinado com a TI")
        dialog.submit()
        assert dialog.value.error == "Validade de uma leitura aceita um número de 1 a 720."
        dialog.value.edit.setText("12")
        dialog.submit()
        assert limits.model.row("horas_guardado").value == 12

        contacts = front(hands, "contatos")
        assert isinstance(contacts, ContactsFormPage)
        contacts.lists["critico"].edit.setText("plantao")
        contacts.keep()
        assert not contacts.model.contacts.own
        contacts.lists["critico"].edit.setText("plantao@empresa.com.br")
        contacts.keep()
        assert contacts.model.contacts.lists["critico"] == "plantao@empresa.com.br"

        kept = front(hands, "guarda")
        assert isinstance(kept, RetentionTablePage)
        assert (kept.take.isEnabled(), kept.ask()) == (False, None)
        assert kept.model.table.rowCount() == 11

        system = front(hands, "sistema")
        assert isinstance(system, SystemPage)
        package: SupportDialog = system.open_package()
        assert package.parts.count() == len(package.model.pieces) and package.text.toPlainText()
        assert package.model.save(tmp_path / "pacote.zip") == ""
        assert zipfile.is_zipfile(tmp_path / "pacote.zip")
        package.reject()

        journal = front(hands, "diario")
        assert isinstance(journal, JournalListPage)
        journal.model.refresh()
        row = next(at for at, each in enumerate(journal.model.table.rows) if "Mudou um limite" in each.cell("ato").text)
        journal.table.setCurrentIndex(journal.table.model().index(row, 0))
        assert [each.cell("depois").text for each in journal.model.details.rows] == ["12"]
        journal.as_written.setChecked(True)
        assert '"valor": 12' in journal.record.toPlainText()
