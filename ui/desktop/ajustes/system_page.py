"""Diagnóstico: how the house is, the watchdog, the ERP on request, and the package for the support desk."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ui.desktop.ajustes.support_dialog import SupportDialog
from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.chip import SHAPE, beside_words
from ui.desktop.kit.labels import hairline, label
from ui.desktop.shell.page import PageWidget
from viewmodels.desk import Desk
from viewmodels.screens.settings_page import ReportLine, diagnosis, limits, line_of
from viewmodels.state import State


class SystemPage(PageWidget):
    """How the house is, now and on request; nothing here reaches the network."""

    def __init__(self, desk: Desk) -> None:
        """Diagnosis of the desk's house."""
        super().__init__(self.tr("Diagnóstico"), self.tr("Como está o arquivo, as cópias, o disco e o programa."))
        self._desk = desk
        self._found = Card()
        self.again = buttons.outlined(self.tr("Examinar de novo"), self.refresh, icon="arrow-clockwise")
        self.body.addWidget(self._found)
        self.body.addWidget(self._make_limits())
        self.package = buttons.outlined(self.tr("Pacote para o suporte"), self.open_package, icon="package")
        self.probe = buttons.outlined(self.tr("Perguntar ao ERP"), self.ask_erp, icon="broadcast")
        self.probe.setEnabled(desk.allowed("vigia.erp"))
        self.set_actions(self.package, self.probe, self.again)
        self.acts = {"refresh": self.refresh}
        self.refresh()

    def _make_limits(self) -> QWidget:
        card = Card(self.tr("Próprios do programa"), padded=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for at, (name, value) in enumerate(limits(self._desk)):
            grid.addWidget(label(name, "body", "t2"), at, 0)
            grid.addWidget(label(value, wrap=True), at, 1)
        card.body.addLayout(grid)
        return card

    def open_package(self) -> SupportDialog:
        """Shows the package for the support desk before it is saved."""
        dialog = SupportDialog(self._desk, self)
        dialog.open()
        return dialog

    def ask_erp(self) -> None:
        """Asks the ERP whether it is up, ten seconds at most; the answer is one more line."""
        job = self._desk.work("vigia.erp")
        job.connect(done=lambda row: self._add(line_of(self._desk, row)), refused=self._desk.refused.emit)
        job.start()

    def _add(self, line: ReportLine) -> None:
        self._found.body.addWidget(hairline())
        self._found.body.addWidget(_row(line))

    def refresh(self) -> None:
        """Examine again."""
        while old := self._found.body.takeAt(0):
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, line in enumerate(diagnosis(self._desk)):
            if at:
                self._found.body.addWidget(hairline())
            self._found.body.addWidget(_row(line))


def _row(line: ReportLine) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(14, 7, 14, 7)
    row.setSpacing(10)
    row.addWidget(_mark(line.state), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(line.sentence, wrap=True), 1)
    return holder


def _mark(state: State) -> QWidget:
    """The shape on the first line of words; what is just told (a version) has no state to show."""
    if state is not State.SEM_DADOS:
        return beside_words(state)
    nothing = QWidget()
    nothing.setFixedWidth(SHAPE)
    return nothing
