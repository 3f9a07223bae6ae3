"""Choosing the files that stand in for the ERP: one workbook, or three CSV."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from viewmodels.screens.data_page import DataPage


def ask_files(model: DataPage, parent: QWidget) -> QFileDialog:
    """A dialog, already open, whose files are read when it is accepted."""
    title = QCoreApplication.translate("BringFiles", "Tabelas do ERP: uma planilha, ou um CSV por tabela")
    dialog = QFileDialog(parent.window(), title, str(Path.home()))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilter(QCoreApplication.translate("BringFiles", "Planilhas e CSV (*.xlsx *.csv)"))
    dialog.filesSelected.connect(lambda chosen: model.read_files([Path(name) for name in chosen]))
    dialog.open()
    return dialog
