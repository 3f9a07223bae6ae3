"""Filtrar: which column, which condition, which values; read as the column's own kind."""

from PySide6.QtWidgets import QComboBox, QWidget

from ui.desktop.entrance.add_dialog import AddDialog
from ui.desktop.kit.fields import FormField
from ui.desktop.kit.labels import label
from viewmodels.screens.subsidios.stage_filters import ALONE, BETWEEN, FilteredRows, kinds_of, typed_filter


class FilterDialog(AddDialog):
    """Asks for one condition; it takes the place of what was asked of the same column."""

    def __init__(self, model: FilteredRows, column: str, parent: QWidget) -> None:
        """A dialog that begins with a column."""
        tr = parent.tr
        self._model = model
        self._kinds = {
            "contem": tr("Contém"), "igual": tr("É"), "diferente": tr("Não é"), "entre": tr("Está entre"),
            "vazio": tr("Está vazio"), "preenchido": tr("Tem valor"),
        }  # fmt: skip
        self.column, self.kind = QComboBox(), QComboBox()
        self.column.setAccessibleName(tr("Coluna"))
        self.kind.setAccessibleName(tr("Condição"))
        self.value, self.until = FormField(tr("Valor")), FormField(tr("Até"))
        asked: list[QWidget] = [self.column, self.kind, self.value, self.until]
        self._wrong = tr("Não é um valor desta coluna. Escreva como nela, por exemplo {0}.")
        self._example = label("", "caption", "t3")
        super().__init__(tr("Filtrar linhas"), [*asked, self._example], tr("Filtrar"), parent)
        for spec in model.table.columns:
            self.column.addItem(spec.title, spec.key)
        self.column.setCurrentIndex(max(0, self.column.findData(column)))
        self.column.currentIndexChanged.connect(self._show_kinds)
        self.kind.currentIndexChanged.connect(self._show_fields)
        self._show_kinds()
        self.value.setFocus()

    def submit(self) -> None:
        """Filters and leaves; what is no value of the column is said at the field."""
        column = self._model.column(str(self.column.currentData()))
        if column is None:
            return
        texts = (self.value.edit.text(), self.until.edit.text())
        try:
            typed = typed_filter(column, str(self.kind.currentData()), *texts)
        except ValueError:
            self.value.show_error(self._wrong.replace("{0}", self._sample()))
            self.adjustSize()
            return
        self.accept()
        self._model.filter(typed)

    def _show_kinds(self) -> None:
        column = self._model.column(str(self.column.currentData()))
        self.kind.clear()
        for kind in kinds_of(column) if column is not None else ():
            self.kind.addItem(self._kinds[kind], kind)
        self._show_fields()

    def _show_fields(self) -> None:
        kind = self.kind.currentData()
        self.value.setVisible(kind not in ALONE)
        self.until.setVisible(kind == BETWEEN)
        self._example.setText("" if kind in ALONE else self.tr("Como na coluna: {0}").replace("{0}", self._sample()))
        self.adjustSize()

    def _sample(self) -> str:
        """A value the column has, as it shows it."""
        model, key = self._model.table, self.column.currentData()
        at = next((at for at, spec in enumerate(model.columns) if spec.key == key), 0)
        return model.cell_at(0, at).text if model.rowCount() else ""
