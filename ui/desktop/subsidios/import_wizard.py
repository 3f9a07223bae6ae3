"""The wizard that brings tables into an audit, in the frame every wizard has."""

from PySide6.QtWidgets import QPushButton

from ui.desktop.kit.card import Card
from ui.desktop.kit.wizard import WizardFrame
from ui.desktop.subsidios.import_origin import OriginStep
from ui.desktop.subsidios.import_steps import ColumnsStep, ImportStep, ReadingStep
from viewmodels.screens.subsidios.import_page import SourceKind
from viewmodels.screens.subsidios.import_way import COLUMNS, ORIGIN, READING
from viewmodels.screens.subsidios.import_wizard import ImportWizard


class ImportFrame(Card):
    """The three steps inside a card: the audit's title and tabs stay over it."""

    def __init__(self, model: ImportWizard, template: QPushButton) -> None:
        """A wizard on its viewmodel; `template` saves the empty workbook."""
        super().__init__()
        self.model = model
        inputs = model.kind is SourceKind.INPUT
        self.steps: dict[str, ImportStep] = {
            ORIGIN: OriginStep(model, template),
            COLUMNS: ColumnsStep(model, inputs),
            READING: ReadingStep(model, inputs),
        }
        self.frame = WizardFrame(model, self.steps)
        self.frame.save.setText(self.tr("Sair da importação"))
        self.body.addWidget(self.frame, 1)
        self.frame.page_shown.connect(self.start)
        self.setAccessibleName(model.title)

    def start(self, step: str = "") -> None:
        """Put the keyboard where the step in front begins."""
        self.steps[step or self.model.current].start()
