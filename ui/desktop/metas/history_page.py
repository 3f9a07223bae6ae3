"""History: the calculations of a vigência; one opens its results, the one in force can be undone."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.desktop.documentos.carrying import export_month
from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.danger_dialog import DangerDialog
from ui.desktop.kit.empty_state import EmptyState
from ui.desktop.kit.table import FigureTable
from ui.desktop.metas.papers import print_receipt
from ui.desktop.metas.recalculate_dialog import RecalculateDialog
from ui.desktop.shell.page import PageWidget
from viewmodels.desk import Desk
from viewmodels.screens.history import HistoryViewModel, UndoViewModel, refusal_of
from viewmodels.screens.results import ResultsViewModel
from viewmodels.shell import KeyHint
from viewmodels.table import TableModel


class HistoryPage(PageWidget):
    """The runs of the vigência in front."""

    def __init__(
        self, desk: Desk, results: ResultsViewModel, compare: Callable[[int | None, int], None] | None
    ) -> None:
        """A page that opens runs in `results`, and hands two of them to `compare`."""
        super().__init__()
        self._desk, self._results, self._compare = desk, results, compare
        self.model = HistoryViewModel(desk, self)
        self.table = FigureTable(self.model.table, self.tr("Cálculos da vigência"))
        self.table.set_density(comfortable=True)
        self.table.set_fit_height(True)
        self.table.set_highlight_row(True)
        self.table.action_requested.connect(lambda row, _column: self.open_run(row))
        self.table.activated.connect(lambda index: self.open_run(self.model.table.row_at(index.row()).key))
        self.card = Card()
        self.card.body.addWidget(self.table)
        self._blank = self._make_blank()
        self.body.addWidget(self.card)
        self.body.addWidget(self._make_restored())
        self.body.addWidget(self._blank)
        self.undo_button = buttons.outlined(self.tr("Reverter"), self.undo, icon="arrow-counter-clockwise")
        self.carry_button = buttons.outlined(self.tr("Exportar o mês"), self.carry, icon="file-arrow-down")
        self.compare_button = buttons.outlined(self.tr("Comparar cálculos"), self.compare, icon="git-diff")
        self.redo_button = buttons.outlined(self.tr("Recalcular"), self.recalculate, icon="arrows-clockwise")
        for button in (self.undo_button, self.carry_button, self.compare_button, self.redo_button):
            button.setParent(self)
            button.hide()
        self.table.selection_summed.connect(lambda _summary: self._show_compare())
        self.table.figure_selected.connect(lambda _address: self._show_compare())
        self.acts = {"refresh": self.model.refresh}
        self.hints = (KeyHint(("Enter",), self.tr("Ver os resultados")), KeyHint(("Ctrl K",), self.tr("Ir para")))
        self.model.changed.connect(self._show)
        self._show()

    def _make_blank(self) -> QWidget:
        card = Card()
        title = self._desk.say("TELA.HISTORICO.VAZIO")
        words = self.tr("Cada cálculo fica aqui para sempre: quem fez, quando, com que dados e o que foi decidido.")
        card.body.addWidget(EmptyState(title, words))
        return card

    def _make_restored(self) -> QWidget:
        """What the last undoing put back, at once and until another month comes to the front."""
        self.restored = Card(self.tr("Metas restauradas"))
        self._undoing: UndoViewModel | None = None
        self.receipt_button = buttons.outlined(self.tr("Ver o recibo"), self.show_receipt, icon="printer", small=True)
        self.restored.add_to_header(self.receipt_button)
        self._restored_rows = TableModel()
        self.restored_table = FigureTable(self._restored_rows, self.tr("Metas restauradas"))
        self.restored_table.set_fit_height(True)
        self.restored.body.addWidget(self.restored_table)
        self.restored.hide()
        self._desk.vigencia_changed.connect(self.restored.hide)
        return self.restored

    def _show(self) -> None:
        model = self.model
        reason = model.undo_reason
        self.card.setVisible(bool(model.runs))
        self._blank.setVisible(not model.runs)
        shown = f"{model.line} {reason}." if reason and model.in_force is not None else model.line
        self.set_heading(model.title, shown)
        self.undo_button.setEnabled(not reason)
        self.undo_button.setAccessibleDescription(reason)
        self.redo_button.setEnabled(not model.redo_reason)
        self.redo_button.setAccessibleDescription(model.redo_reason)
        self._show_compare()
        carry = self._desk.reason("documentos.exportar_mes") or ""
        self.carry_button.setEnabled(model.in_force is not None and not carry)
        self.carry_button.setAccessibleDescription(carry)
        several = sum(self.model.usable(str(past.run.id)) is not None for past in self.model.runs) > 1
        compared = [self.compare_button] if self._compare is not None and several else []
        standing = [self.carry_button, self.redo_button, self.undo_button] if model.in_force is not None else []
        self.set_actions(*compared, *standing)

    @property
    def chosen_runs(self) -> list[int]:
        """Runs of the rows selected that have results, older first."""
        rows = {index.row() for index in self.table.selectedIndexes()}
        found = {self.model.usable(self.model.table.row_at(row).key) for row in rows}
        return sorted(run for run in found if run is not None)

    def _show_compare(self) -> None:
        """With two rows selected (Ctrl+click, Shift+arrow) these two; else the row in front and the one before it."""
        chosen = self.chosen_runs
        words = self.tr("Selecione um cálculo, ou dois com Ctrl")
        self.compare_button.setEnabled(1 <= len(chosen) <= 2)
        self.compare_button.setAccessibleDescription("" if chosen else words)
        self.compare_button.setToolTip("" if chosen else words)

    def compare(self) -> None:
        """Puts the calculations selected side by side."""
        chosen = self.chosen_runs
        if chosen and self._compare is not None:
            self._compare(chosen[0] if len(chosen) == 2 else None, chosen[-1])

    def open_run(self, row_key: str) -> None:
        """Shows the results of a run that has them."""
        run = self.model.usable(row_key)
        if run is not None:
            self._results.show_run(run)
            self._desk.shell.go("metas", "resultados")

    def carry(self) -> None:
        """The approved month in a file that proves itself."""
        export_month(self._desk, self)

    def undo(self) -> DangerDialog | None:
        """Opens the confirmation of undoing the run in force; None when it cannot be undone."""
        force = self.model.in_force
        model = refusal_of(self._desk, force.run.id) if force is not None else None
        if model is None:
            return None
        dialog = DangerDialog(model.danger, self.window())
        dialog.receipt_requested.connect(lambda: print_receipt(self._desk, model, dialog))
        dialog.accepted.connect(lambda: self._undone(model, dialog.reason))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _undone(self, model: UndoViewModel, reason: str) -> None:
        rows = tuple(model.rows())
        said = model.undo(reason)
        if not said:
            return
        self._restored_rows.set_columns(model.columns(done=True))
        self._restored_rows.set_rows(rows)
        self._undoing = model
        self.restored.show()
        self._desk.shell.notify(said, self.tr("Ver o recibo"), self.show_receipt)

    def show_receipt(self) -> None:
        """The receipt of the last undoing, while what it put back is on the page."""
        if self._undoing is not None:
            print_receipt(self._desk, self._undoing, self)

    def recalculate(self) -> RecalculateDialog | None:
        """Asks for the reason and calculates the run in force again with corrected data."""
        force = self.model.in_force
        if force is None or self.model.redo_reason:
            return None
        dialog = RecalculateDialog(self._desk, force.run.id, self.window())
        dialog.open()
        return dialog
