"""Parameters of the goals as fields: percentages shown as such, decimal comma, refusals that say what was meant."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from engines.goals.approval import MIN_JUSTIFICATION
from engines.money import canonical_text
from storage.errors import KnownError
from viewmodels.operations.metas.registers import ParameterChange, ParameterRow
from viewmodels.papers.names import parameter_name
from viewmodels.screens import month_pages as pages
from viewmodels.screens.month_wizard import MonthWizard
from viewmodels.screens.parameter_words import HUNDRED, refusal, shown_points, unit_of

PARAMETERS = "metas.parametros"


@dataclass(frozen=True, slots=True)
class ParameterField:
    """One field: label, unit, value as typed, and since when, by whom and why it stands."""

    key: str
    label: str
    unit: str
    text: str
    hint: str
    value: Decimal | None


class ParametersPage(QObject):
    """The five parameters; a change is written with its justification, and the page is ticked once looked at."""

    changed = Signal()

    def __init__(self, wizard: MonthWizard) -> None:
        """Parameters of the wizard's client."""
        super().__init__()
        self.wizard, self.desk = wizard, wizard.desk
        wizard.changed.connect(self.changed)

    @property
    def fields(self) -> tuple[ParameterField, ...]:
        """The fields in the order of the rules."""
        facts = self.wizard.facts
        return tuple(self._field(row) for row in facts.parameters) if facts else ()

    def _field(self, row: ParameterRow) -> ParameterField:
        name, unit = parameter_name(self.desk.house.texts, row.parameter), unit_of(row.parameter)
        return ParameterField(row.parameter.key, name, unit, self._shown(row), self._hint(row), row.value)

    def _shown(self, row: ParameterRow) -> str:
        if row.value is None:
            return ""
        return shown_points(self.desk, row.parameter, row.value)

    def _hint(self, row: ParameterRow) -> str:
        if row.value is None:
            return self.desk.say("ASSISTENTE.PARAMETRO.VAZIO")
        informative = not row.parameter.is_share
        told = self.desk.say("ASSISTENTE.PARAMETRO.INFORMATIVO") + " " if informative else ""
        stamp = {"quando": row.updated, "autor": row.author, "motivo": row.justification}
        return told + self.desk.say("ASSISTENTE.PARAMETRO.DESDE", **stamp)

    @property
    def looked(self) -> bool:
        """True once somebody said the values were checked."""
        return bool(self.wizard.content(pages.PARAMETERS).get("conferidos"))

    @property
    def reason(self) -> str:
        """Why this person may not change them, or ""."""
        return self.desk.reason("metas.editar_parametro") or ""

    def look(self, looked: bool) -> None:
        """Tick or untick "Parâmetros conferidos"."""
        self.wizard.write(pages.PARAMETERS, conferidos=looked)

    def parse(self, key: str, typed: Decimal | None) -> tuple[str, str]:
        """The fraction to be written for a typed number, and the sentence that refuses it ("" when right)."""
        row = self._row(key)
        if typed is None:
            return "", self.desk.say("ASSISTENTE.PARAMETRO.FALTA")
        value = typed / HUNDRED if row.parameter.is_share else typed
        return canonical_text(value), refusal(self.desk, row.parameter, value, row.value)

    def change(self, key: str, text: str, justification: str) -> str:
        """Writes a new value; the sentence that refuses it, "" when it stands."""
        if len(justification.strip()) < MIN_JUSTIFICATION:
            return self.desk.say("METAS.JUSTIFICATIVA_CURTA")
        try:
            done: ParameterChange = self.desk.act(
                "metas.editar_parametro",
                PARAMETERS,
                name=key,
                value=text,
                justification=justification,
                vigencia=self.desk.vigencia,
            )
        except KnownError as error:
            return self.desk.say_error(error)
        if done.refused:
            return self.desk.house.texts.say_finding(done.refused[0])
        self.wizard.refresh()
        return ""

    def _row(self, key: str) -> ParameterRow:
        assert self.wizard.facts is not None
        return next(row for row in self.wizard.facts.parameters if row.parameter.key == key)
