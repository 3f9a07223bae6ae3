"""The company's spreadsheet: choose it, say what each column is, read the differences and their causes."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.chip import StateShape
from ui.desktop.kit.empty_state import EmptyState
from ui.desktop.kit.labels import label
from ui.desktop.kit.table import FigureTable
from ui.desktop.metas.papers import ask_where, open_file
from ui.desktop.metas.pdf_window import PdfWindow
from ui.desktop.planilha.asking import ask_file
from ui.desktop.planilha.panel import Panel
from viewmodels.screens.own_sheet_page import OwnSheetViewModel, key_of
from viewmodels.screens.papers_desk import PapersDesk
from viewmodels.state import State

FILES = "Excel, CSV (*.xlsx *.csv *.txt)"


class OwnSheetPanel(Panel):
    """Everything about one comparison."""

    def __init__(self, model: OwnSheetViewModel) -> None:
        """A panel with no file yet."""
        super().__init__()
        self.model = model
        self.choose_button = buttons.primary(self.tr("Trazer a planilha"), self.choose, icon="file-arrow-up")
        self.compare_button = buttons.outlined(self.tr("Comparar"), model.compare, icon="scales")
        self.pdf_button = buttons.outlined(self.tr("Salvar PDF"), partial(self.save, "pdf"), icon="file-text")
        self.csv_button = buttons.outlined(self.tr("Salvar CSV"), partial(self.save, "csv"), icon="table")
        self.lend(self.choose_button, self.compare_button, self.pdf_button, self.csv_button)
        self.blank = self._make_blank()
        self.mapping = self._make_mapping()
        self.result = self._make_result()
        self.causes = self._make_causes()
        self.stack(self.blank, self.result, self.causes, self.mapping)
        model.changed.connect(self.refresh)
        self.refresh()

    # --- building

    def _make_blank(self) -> Card:
        card = Card()
        words = self.tr(
            "Traga a planilha do mês que você fazia à mão. Cada meta é comparada com o cálculo, e cada diferença diz "
            "em que linha começa e por quê."
        )
        card.body.addWidget(EmptyState(self.tr("A sua planilha, conferida meta a meta"), words))
        return card

    def _make_mapping(self) -> Card:
        card = Card(self.tr("O que é cada coluna"), padded=True)
        self.shape, self.sheet = QComboBox(), QComboBox()
        self.shape.setAccessibleName(self.tr("Disposição da planilha"))
        self.sheet.setAccessibleName(self.tr("Folha"))
        self.shape.activated.connect(lambda _at: self.model.take_shape(str(self.shape.currentData())))
        self.sheet.activated.connect(lambda _at: self.model.take_sheet(str(self.sheet.currentData())))
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.shape)
        above.addWidget(self.sheet)
        above.addStretch(1)
        card.body.addLayout(above)
        card.body.addSpacing(8)
        self._grid_holder = QWidget()
        card.body.addWidget(self._grid_holder)
        self._grid = QGridLayout(self._grid_holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setColumnStretch(3, 1)
        self.boxes: dict[str, QComboBox] = {}
        return card

    def _make_result(self) -> Card:
        card = Card(self.tr("Meta a meta"))
        self.table = FigureTable(self.model.table, self.tr("Comparação com a planilha"))
        self.table.set_fit_height(True)
        self.table.set_highlight_row(True)
        self.table.figure_selected.connect(self.model.desk.shell.select)
        self.table.explain_requested.connect(self.model.desk.shell.explain)
        card.body.addWidget(self.table)
        return card

    def _make_causes(self) -> Card:
        card = Card(self.tr("Onde e por que diferem"), padded=True)
        self._causes = QVBoxLayout()
        self._causes.setSpacing(10)
        card.body.addLayout(self._causes)
        return card

    # --- showing

    @property
    def situation(self) -> str:
        """The line under the page's title."""
        model = self.model
        if model.path is None:
            return model.choose_reason or self.tr("Nenhuma planilha trazida")
        return model.summary or model.path.name

    @property
    def head_buttons(self) -> tuple[buttons.QPushButton, ...]:
        """Buttons of the page's head."""
        saving = (self.csv_button, self.pdf_button) if self.model.table.rows else ()
        comparing = (self.compare_button,) if self.model.proposal is not None else ()
        return *saving, *comparing, self.choose_button

    def refresh(self) -> None:
        """Read the viewmodel again."""
        model = self.model
        self.notice.tell(model.trouble or "\n".join(model.faults))
        self.blank.setVisible(model.path is None)
        self.result.setVisible(bool(model.table.rows))
        self.mapping.setVisible(model.proposal is not None)
        self.compare_button.setEnabled(not model.busy)
        self.choose_button.setEnabled(not model.choose_reason)
        self.choose_button.setAccessibleDescription(model.choose_reason)
        for button in (self.pdf_button, self.csv_button):
            button.setEnabled(not model.save_reason)
            button.setAccessibleDescription(model.save_reason)
        self._show_mapping()
        self._show_causes()

    def _show_mapping(self) -> None:
        model = self.model
        if model.proposal is None:
            return
        _fill(self.shape, model.shapes, str(model.proposal.layout.shape))
        _fill(self.sheet, model.sheets, model.proposal.layout.sheet)
        self.sheet.setVisible(bool(model.sheets))
        words = [heading.word for heading in model.headings]
        if words != list(self.boxes):
            self._rebuild(words)
        for heading in model.headings:
            _fill(self.boxes[heading.word], model.choices, key_of(heading.target))

    def _rebuild(self, words: list[str]) -> None:
        """One line per heading: its words, an example, what it is."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        self.boxes = {}
        examples = {heading.word: heading.example for heading in self.model.headings}
        for line, word in enumerate(words):
            box = self.boxes[word] = QComboBox()
            box.setAccessibleName(word)
            box.setMinimumWidth(320)
            box.activated.connect(lambda _at, word=word, box=box: self.model.take(word, str(box.currentData())))
            self._grid.addWidget(label(word), line, 0)
            self._grid.addWidget(label(examples[word], "body", "t3"), line, 1)
            self._grid.addWidget(box, line, 2)

    def _show_causes(self) -> None:
        while (item := self._causes.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        explained = self.model.explained
        self.causes.setVisible(bool(explained))
        for each in explained:
            self._causes.addWidget(_cause(State.OK if each.proved else State.ATENCAO, each.goal, each.text))

    # --- acts

    def choose(self) -> None:
        """Asks for the file."""
        ask_file(self, self.tr("Trazer a planilha"), FILES, self.model.choose)

    def save(self, ending: str) -> None:
        """Asks where, then writes the comparison there."""
        ask_where(self.model.file_name(ending), ending, self, self._saved)

    def print(self) -> PdfWindow | None:
        """Shows the comparison on paper, ready to print; None where there is nothing to print."""
        desk = self.model.desk
        if not self.model.table.rows or self.model.save_reason:
            return None
        path = PapersDesk(desk).folder() / self.model.file_name("pdf")
        if not self.model.save(path):
            return None
        shown = PdfWindow(path.read_bytes(), path.stem, partial(self.save, "pdf"), self.window())
        shown.show()
        return shown

    def _saved(self, path: Path) -> None:
        if self.model.save(path):
            desk = self.model.desk
            place = path.parent.name or str(path)
            words = desk.say("TELA.SALVO_EM", papel=desk.say("TELA.COMPARACAO_SALVA"), lugar=place)
            desk.shell.notify(words, self.tr("Abrir"), partial(open_file, path))


def _cause(state: State, goal: str, text: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(StateShape(state, 16), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label(goal, "total"))
    words.addWidget(label(text, "body", "t2", wrap=True))
    row.addLayout(words, 1)
    return made


def _fill(box: QComboBox, choices: tuple[tuple[str, str], ...], chosen: str) -> None:
    """The choices of a box, with one chosen; nothing is told to anybody."""
    if [box.itemData(at) for at in range(box.count())] != [key for key, _ in choices]:
        box.clear()
        for key, words in choices:
            box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
