"""The two cards of the page Importação: what is there of each kind, and the button that brings it."""

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.labels import ElidedLabel, label
from ui.desktop.kit.table import FigureTable
from ui.desktop.subsidios.import_asking import dropped_source, take_drop
from viewmodels.screens.subsidios.import_page import ImportViewModel, SourceKind


class ImportCard(Card):
    """One kind of import; a folder or a workbook dropped here is brought."""

    def __init__(self, model: ImportViewModel, kind: SourceKind) -> None:
        """The card of a kind on the page's viewmodel."""
        super().__init__(model.title(kind))
        self.model, self.kind = model, kind
        self.setAcceptDrops(True)
        self.bring = buttons.outlined(self.tr("Trazer"), self.begin, icon="upload-simple", small=True)
        self.bring.setAccessibleName(self.tr("Trazer: {0}").replace("{0}", model.title(kind)))
        self.add_to_header(self.bring)
        self._what, self._when = ElidedLabel("", "body", "t1"), ElidedLabel("", "caption", "t3")
        self._blank = label(model.blank(kind), "body", "t2", wrap=True)
        self._hint = label(self.tr("Solte aqui uma pasta ou uma planilha .xlsx."), "caption", "t3", wrap=True)
        self.body.addWidget(self._make_words())
        self.table = FigureTable(model.tables[kind], model.title(kind))
        self.table.set_fit_height(True)
        self.body.addWidget(self.table)
        self.body.addStretch(1)
        model.changed.connect(self.refresh)
        self.refresh()

    def _make_words(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(2)
        for part in (self._what, self._when, self._blank, self._hint):
            column.addWidget(part)
        return made

    def refresh(self) -> None:
        """Read the viewmodel again."""
        what, when = self.model.told(self.kind)
        reason = self.model.reason
        self._what.set_text(what)
        self._when.set_text(when)
        for part in (self._what, self._when, self.table):
            part.setVisible(bool(what))
        self._blank.setVisible(not what)
        self._hint.setVisible(not what and not reason)
        self.bring.setText(self.tr("Trazer de novo") if what else self.tr("Trazer"))
        self.bring.setEnabled(not reason)
        self.bring.setAccessibleDescription(reason)

    def begin(self, path: Path | None = None) -> None:
        """Open the wizard of this kind."""
        self.model.begin(self.kind, path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take one folder or one workbook, while something can be brought."""
        if not self.model.reason and dropped_source(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Bring what was dropped."""
        take_drop(event, self.begin)
