"""Trocar data de conhecimento: until which day the rules are known, then every stage is calculated again."""

from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from ui.desktop.entrance.add_dialog import AddDialog
from ui.desktop.kit.fields import FormField, Parsed
from ui.desktop.kit.labels import label
from viewmodels.screens.subsidios.audit import AuditViewModel

DAY = "%d/%m/%Y"


class KnowledgeDialog(AddDialog):
    """Asks for a day."""

    def __init__(self, audit: AuditViewModel, parent: QWidget) -> None:
        """A dialog for the audit on the desk; it begins with the day in force, else with today."""
        tr = parent.tr
        self._audit = audit
        words = tr(
            "As etapas são refeitas com as regras publicadas até esse dia, e o cálculo fica guardado ao lado dos "
            "anteriores. Use o dia do pagamento para repetir o que se sabia, ou hoje para o que se sabe agora."
        )
        self.day = FormField(tr("Regras conhecidas até"), self._parse, hint=tr("dia/mês/ano"))
        asked: list[QWidget] = [label(words, "body", "t2", wrap=True), self.day]
        submit = tr("Calcular as etapas")
        super().__init__(tr("Data de conhecimento"), asked, submit, parent)
        self.day.set_text(f"{audit.known_on or audit.desk.house.clock.today():{DAY}}")
        self.day.setFocus()
        self.day.edit.selectAll()

    def submit(self) -> None:
        """Starts the calculation and leaves."""
        if not self.day.check():
            return
        day = self.day.value
        assert isinstance(day, date)
        self.accept()
        self._audit.calculate(day)

    def _parse(self, text: str) -> Parsed:
        try:
            return Parsed(datetime.strptime(text.strip(), DAY).date())
        except ValueError:
            return Parsed(error=self.tr("Escreva a data como 20/01/2026"))
