"""The first step of the import's wizard: a folder, a workbook or a database; what is dropped here is taken."""

from functools import partial

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.labels import ElidedLabel, hairline, label
from ui.desktop.mes.job_strip import JobStrip
from ui.desktop.subsidios.import_asking import ask_book, ask_folder, dropped_source, take_drop
from ui.desktop.subsidios.import_database import DatabaseForm
from ui.desktop.subsidios.import_steps import ImportStep
from viewmodels.screens.subsidios.import_wizard import ImportWizard


class OriginStep(ImportStep):
    """The origins one beside the other; the form of the database takes their place while it is filled."""

    def __init__(self, model: ImportWizard, template: QPushButton) -> None:
        """The first step; `template` saves the empty workbook."""
        words = self.tr("Cada tabela com o nome que a SMTR lhe dá. Tudo entra, ou nada entra.")
        super().__init__(self.tr("De onde vêm as tabelas"), words)
        self.model = model
        self.setAcceptDrops(True)
        self.folder = buttons.outlined(self.tr("Escolher pasta"), self.ask_folder, icon="folder-open")
        self.book = buttons.outlined(self.tr("Escolher planilha"), self.ask_book, icon="table")
        self.connect_to = buttons.outlined(self.tr("Conectar"), self._connect_to, icon="database")
        self.again = buttons.outlined(self.tr("Ler de novo"), self._read_again, icon="arrow-clockwise")
        self.chosen = ElidedLabel("", "body", "t2")
        self.form: DatabaseForm | None = None
        self.choices = self._make_choices(template)
        self.strip = JobStrip(model, self.tr("Procurando as tabelas"))
        self.advice = label("", "body", "t2", wrap=True)
        for part in (self.choices, self.chosen, self.strip, self.advice):
            self.body.addWidget(part)
        model.changed.connect(self.refresh)
        self.refresh()

    def _make_choices(self, template: QPushButton) -> Card:
        card = Card()
        read = self.tr("As mesmas tabelas, lidas com um usuário de leitura. A senha fica no cofre do sistema.")
        last = self.model.database.last_time
        asked = (
            (
                self.tr("Pasta"),
                self.tr("Parquet ou CSV, um arquivo por tabela ou uma subpasta de partes. Solte-a aqui, se preferir."),
                (self.folder,),
            ),
            (
                self.tr("Planilha .xlsx"),
                self.tr("Uma folha por tabela, os nomes das colunas na primeira linha."),
                (self.book,),
            ),
            (self.tr("Banco de dados (Oracle)"), last or read, (self.again, self.connect_to)),
            (
                self.tr("Não sabe o que pedir?"),
                self.tr("O modelo traz cada tabela em uma folha, com suas colunas e o que cada uma é."),
                (template,),
            ),
        )
        for at, (title, told, acts) in enumerate(asked):
            if at:
                card.body.addWidget(hairline())
            card.body.addWidget(_choice(title, told, acts))
        return card

    def refresh(self) -> None:
        """Show what is chosen; nothing else is while it is looked into."""
        model, typing = self.model, self.model.database.is_open
        self.chosen.set_text(model.shown_path)
        self.chosen.setVisible(bool(model.shown_path) and not typing)
        self.choices.setVisible(not typing)
        self.advice.setText(model.advice)
        self.advice.setVisible(bool(model.advice))
        again = model.database.again is not None
        self.again.setVisible(again)
        self.connect_to.setText(self.tr("Mudar") if again else self.tr("Conectar"))
        for button in (self.folder, self.book, self.again, self.connect_to):
            button.setEnabled(not model.running)
        if self.form is not None:
            self.form.setVisible(typing)
            self.form.renaming.setVisible(typing and self.form.asks_names)
            self.form.refresh()

    def start(self) -> None:
        """The keyboard starts on the form, or on the folder."""
        if self.form is not None and self.model.database.is_open:
            self.form.start()
        else:
            self.folder.setFocus()

    def ask_folder(self) -> QFileDialog:
        """Ask for the folder."""
        return ask_folder(self.tr("Pasta das tabelas"), self, self.model.choose)

    def ask_book(self) -> QFileDialog:
        """Ask for the workbook."""
        return ask_book(self.tr("Planilha das tabelas"), self, self.model.choose)

    def _connect_to(self) -> None:
        if self.form is None:
            self.form = DatabaseForm(self.model)
            self.form.other.clicked.connect(partial(self._typing, False))
            self.body.insertWidget(0, self.form)
            self.body.addWidget(self.form.renaming)
        self._typing(True)

    def _typing(self, whether: bool) -> None:
        self.model.database.show(whether)
        if whether:
            self.start()
        else:
            self.connect_to.setFocus()

    def _read_again(self) -> None:
        origin = self.model.database.again
        if origin is not None:
            self.model.choose(origin)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take one folder or one workbook."""
        if not self.model.running and dropped_source(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Look into what was dropped."""
        self.model.database.show(False)
        take_drop(event, self.model.choose)


def _choice(title: str, words: str, acts: tuple[QPushButton, ...]) -> QWidget:
    """One way of bringing the tables: what it is, and its buttons."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(14, 10, 14, 10)
    row.setSpacing(12)
    told = QVBoxLayout()
    told.setSpacing(2)
    told.addWidget(label(title, "total"))
    told.addWidget(label(words, "body", "t2", wrap=True))
    row.addLayout(told, 1)
    for act in acts:
        row.addWidget(act)
    return made
