"""The approved month taken out from any page: asks where, writes the file, says where it is."""

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.desktop.metas.papers import ask_where
from viewmodels.desk import Desk
from viewmodels.screens.documents import DocumentsViewModel


def export_month(desk: Desk, parent: QWidget) -> QFileDialog:
    """Asks where, then takes the month on the desk out."""
    model = DocumentsViewModel(desk, parent)

    def told(said: str) -> None:
        if said:
            desk.shell.notify(said)

    return ask_where(model.month_file(), "prova", parent, lambda path: told(model.export(path)))
