"""The steps of the import's wizard after the origin: the columns, the reading and what came of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit.card import Card
from ui.desktop.kit.fields import FormField, Parsed
from ui.desktop.kit.labels import label
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from ui.desktop.mes.job_strip import JobStrip
from ui.desktop.subsidios.column_matching import ColumnMatching
from ui.desktop.subsidios.fault_list import FaultList
from viewmodels.screens.subsidios.import_wizard import ImportWizard
from viewmodels.screens.subsidios.import_words import day_of

FIELD = 210


class ImportStep(QWidget):
    """A step: its title, a sentence, and `body` to fill."""

    def __init__(self, title: str, words: str) -> None:
        """An empty step."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(label(title, "card"))
        head.addWidget(label(words, "body", "t2", wrap=True))
        column.addLayout(head)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        column.addLayout(self.body)
        column.addStretch(1)

    def start(self) -> None:
        """Put the keyboard where the step begins."""


class ColumnsStep(ImportStep):
    """The columns, and the days to settle where the tables are those of the calculation."""

    def __init__(self, model: ImportWizard, asks_days: bool) -> None:
        """The second step."""
        words = self.tr("Confira qual coluna é cada uma. O que você disser aqui fica lembrado nesta auditoria.")
        super().__init__(self.tr("Tabelas e colunas"), words)
        self.model = model
        hint = self.tr("Vazio, os dias são os do calendário.")
        self.since = FormField(self.tr("Apurar de"), self._parse, hint=self.tr("dia/mês/ano"), optional=True)
        self.until = FormField(self.tr("Até"), self._parse, hint=hint, optional=True)
        for field in (self.since, self.until):
            field.edit.textChanged.connect(self._said)
        self.days = self._make_days()
        self.matching = ColumnMatching(model, self.days)
        self.body.addWidget(self.matching)
        self.days.setVisible(asks_days)

    def _make_days(self) -> QWidget:
        card = Card(padded=True)
        row = QHBoxLayout()
        row.setSpacing(12)
        for field in (self.since, self.until):
            field.setFixedWidth(theme().px(FIELD))
            row.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def start(self) -> None:
        """The keyboard starts on the first column to be said."""
        self.matching.start()

    def _said(self) -> None:
        self.model.say_days(self.since.edit.text(), self.until.edit.text())

    def _parse(self, text: str) -> Parsed:
        return _day(text, self.tr("Escreva a data como 20/01/2026"), empty=True)


class ReadingStep(ImportStep):
    """The reading table by table; then what came in and the calculation, or what is wrong and the list of it."""

    def __init__(self, model: ImportWizard, asks_day: bool) -> None:
        """The third step."""
        words = self.tr("Cada linha é conferida: tipos, células vazias, chaves repetidas e dias sem linhas.")
        super().__init__(self.tr("Leitura"), words)
        self.model, self._asks_day, self._running = model, asks_day, False
        self.strip = JobStrip(model, self.tr("Lendo as tabelas"))
        self.day = FormField(self.tr("Regras conhecidas até"), self._parse, hint=self.tr("dia/mês/ano"))
        self.day.set_text(model.known_on)
        self.day.edit.textChanged.connect(model.say_known_on)
        self.faults = FaultList(model.faults)
        self.calculation = self._make_calculation()
        self.bare = Card(self.tr("Dias sem linhas"), self.tr("entraram assim; o que depende deles fica a conferir"))
        self.read = Card(self.tr("Tabelas lidas"))
        self._add(self.bare, FigureTable(model.bare_days, self.tr("Dias sem linhas, por tabela")))
        self.tables = FigureTable(model.reading, self.tr("Tabelas lidas e linhas de cada uma"))
        self._add(self.read, self.tables)
        for part in (self.strip, self.calculation, self.faults, self.bare, self.read):
            self.body.addWidget(part)
        model.changed.connect(self.refresh)
        self.refresh()

    def _add(self, card: Card, table: FigureTable) -> None:
        table.set_fit_height(True)
        card.body.addWidget(table)

    def _make_calculation(self) -> QWidget:
        card = Card(self.tr("Calcular as etapas"), padded=True)
        words = self.tr("O cálculo usa as regras publicadas até esse dia e fica guardado ao lado dos anteriores.")
        card.body.addWidget(label(words, "body", "t2", wrap=True))
        self.day.setFixedWidth(theme().px(FIELD))
        card.body.addWidget(self.day)
        return card

    def refresh(self) -> None:
        """Show what there is to show now; the keyboard goes to what the reading left to do."""
        model = self.model
        ended, self._running = self._running and not model.running, model.running
        faulty = model.brought is not None and not model.is_in
        self.faults.refresh()
        self.faults.setVisible(faulty)
        self.calculation.setVisible(model.is_in and self._asks_day)
        self.bare.setVisible(model.is_in and model.bare_days.rowCount() > 0)
        if ended and model.brought is not None:
            self.start()
        self.read.setVisible(not faulty and not model.trouble)

    def start(self) -> None:
        """The keyboard starts over the list of faults, on the day, or on the tables while they are read."""
        faulty = self.model.brought is not None and not self.model.is_in
        last = self.day if self.model.is_in and self._asks_day else self.tables
        (self.faults.first if faulty else last).setFocus()

    def _parse(self, text: str) -> Parsed:
        return _day(text, self.tr("Escreva a data como 20/01/2026"))


def _day(text: str, wrong: str, empty: bool = False) -> Parsed:
    if empty and not text.strip():
        return Parsed()
    day = day_of(text.strip())
    return Parsed(day) if day is not None else Parsed(error=wrong)
