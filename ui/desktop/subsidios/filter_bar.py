"""What is asked of each column, said over the table, each with the way to take it back."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.desktop.kit import buttons
from viewmodels.screens.subsidios.stage_cells import column_title
from viewmodels.screens.subsidios.stage_filters import FilteredRows


class FilterBar(QWidget):
    """Hidden while every row is shown."""

    def __init__(self, model: FilteredRows) -> None:
        """A bar on the viewmodel of the rows."""
        super().__init__()
        self._model = model
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 6, 14, 6)
        self._row.setSpacing(8)
        self.refresh()

    def refresh(self) -> None:
        """Say it again."""
        while item := self._row.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        model = self._model
        self.setVisible(bool(model.filters))
        for column, words in model.filters:
            name = column_title(model.desk.house.texts, column)
            button = buttons.outlined(f"{name} {words}", partial(model.unfilter, column), icon="x", small=True)
            button.setAccessibleName(self.tr("Tirar o filtro: {0}").replace("{0}", f"{name} {words}"))
            self._row.addWidget(button)
        self._row.addStretch(1)
