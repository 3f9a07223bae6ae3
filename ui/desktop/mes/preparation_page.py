"""Page 1, Preparação: the four lights, each with its reason and the way to turn it on."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.chip import StateShape
from ui.desktop.kit.drawings import set_icon
from ui.desktop.kit.labels import hairline, label
from ui.desktop.mes.job_strip import JobStrip
from ui.desktop.mes.step_page import StepPage
from viewmodels.screens.data_page import DataPage
from viewmodels.screens.lights import Light, lights


class LightRow(QWidget):
    """One condition: shape, title, reason, and at most one act."""

    def __init__(self, act: QPushButton | None) -> None:
        """A row without words yet."""
        super().__init__()
        self.shape = StateShape(Light.UNKNOWN, 16)
        self.title = label("", "total")
        self.note = label("", "body", "t2", wrap=True)
        self.act = act
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(12)
        row.addWidget(self.shape, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.note)
        row.addLayout(words, 1)
        if act is not None:
            row.addWidget(act)

    def show_light(self, light: Light) -> None:
        """Say how the condition stands."""
        self.shape.set_state(light.state)
        self.title.setText(light.title)
        self.note.setText(light.note)
        self.setAccessibleName(f"{light.title}: {light.note}")


class PreparationPage(StepPage):
    """The four lights (G-008); reading the ERP can start here, so that the effect of a holiday shows at once."""

    def __init__(self, data: DataPage) -> None:
        """Lights of the wizard of `data`."""
        super().__init__(self.tr("Preparação"), self.tr("O que precisa estar pronto para calcular as metas do mês."))
        self._data, self._wizard = data, data.wizard
        self.read = buttons.outlined(self.tr("Ler o ERP"), self._act_on_data, small=True)
        self.see_holidays = self._jump(self.tr("Ver feriados"), "feriados")
        self.see_parameters = self._jump(self.tr("Ver parâmetros"), "parametros")
        self._rows = [LightRow(act) for act in (None, self.see_holidays, self.read, self.see_parameters)]
        card = Card(self.tr("Quatro condições"))
        self._caption = card
        for at, row in enumerate(self._rows):
            if at:
                card.body.addWidget(hairline())
            card.body.addWidget(row)
        self.reason = label("", "caption", "t3", wrap=True)
        self.body.addWidget(card)
        self.body.addWidget(JobStrip(data, self.tr("Lendo o ERP")))
        self.body.addWidget(self.reason)
        self.body.addStretch(1)
        self._wizard.changed.connect(self.refresh)
        data.changed.connect(self.refresh)
        self.refresh()

    def _jump(self, words: str, page: str) -> QPushButton:
        act: Callable[[], None] = partial(self._wizard.go, page)
        return buttons.outlined(words, act, small=True)

    def refresh(self) -> None:
        """Read the lights again."""
        found = lights(self._wizard)
        for row, light in zip(self._rows, found, strict=False):
            row.show_light(light)
        done = sum(1 for light in found if light.on)
        self._caption.set_title(self.tr("Quatro condições"), self.tr("%1 de 4 prontas").replace("%1", str(done)))
        reached = {step.key for step in self._wizard.steps if step.note}
        self.see_holidays.setVisible("feriados" in reached)
        self.see_parameters.setVisible("parametros" in reached)
        self._show_read(len(found) > 2 and found[2].on)
        self.reason.setText(self._data.reason)
        self.reason.setVisible(bool(self._data.reason))

    def _show_read(self, read_before: bool) -> None:
        """Reading the ERP, or the way to what must be there before it can be read."""
        area, page = self._way_to_data()
        words = {"cadastros": self.tr("Fazer os cadastros"), "erp": self.tr("Conectar ao meu ERP")}
        self.read.setText(words.get(page) or (self.tr("Ler de novo") if read_before else self.tr("Ler o ERP")))
        set_icon(self.read, "arrow-right" if area else "download-simple", "t2")
        self.read.setEnabled(bool(area) or not self._data.reason)

    def _way_to_data(self) -> tuple[str, str]:
        """Page that gives what reading needs, sectors first and then the ERP's address; nothing when all is there."""
        facts = self._wizard.facts
        if facts is None or facts.registers.coded and facts.registers.erp:
            return "", ""
        if not facts.registers.coded:
            return "metas", "cadastros"
        return ("ajustes", "erp") if self._data.desk.allowed("erp.guardar") else ("", "")

    def _act_on_data(self) -> None:
        area, page = self._way_to_data()
        if area:
            self._data.desk.shell.go(area, page)
        else:
            self._data.read()
