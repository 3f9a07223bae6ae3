"""Parameters of the goals as fields: percentages shown as such, decimal comma, refusals that say what was meant."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from engines.finding import Finding
from engines.goals.approval import MIN_JUSTIFICATION
from engines.goals.parameters import validate_parameter
from engines.goals.rules import Parameter
from engines.money import canonical_text
from storage.errors import KnownError
from viewmodels.operations.metas.registers import ParameterRow
from viewmodels.screens import month_pages as pages
from viewmodels.screens.month_wizard import MonthWizard

HUNDRED = Decimal(100)
PARAMETERS = "metas.parametros"
_LIKE = (Decimal("0.5"), Decimal(2))
"""A price typed without its comma is recognised by being this near the one in force."""


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
        unit = "%" if row.parameter.is_share else "R$/L"
        return ParameterField(
            row.parameter.key, row.parameter.label, unit, self._shown(row), self._hint(row), row.value
        )

    def _shown(self, row: ParameterRow) -> str:
        if row.value is None:
            return ""
        shown = row.value * HUNDRED if row.parameter.is_share else row.value
        return canonical_text(shown.normalize()).replace(".", ",")

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
        text = canonical_text(value)
        _, found = validate_parameter(row.parameter, text)
        return text, self._refused(row, found[0], value) if found else ""

    def change(self, key: str, text: str, justification: str) -> str:
        """Writes a new value; the sentence that refuses it, "" when it stands."""
        if len(justification.strip()) < MIN_JUSTIFICATION:
            return self.desk.say("METAS.JUSTIFICATIVA_CURTA")
        try:
            found = self.desk.act(
                "metas.editar_parametro", PARAMETERS, name=key, value=text, justification=justification
            )
        except KnownError as error:
            return self.desk.say_error(error)
        if found:
            return self.desk.house.texts.say_finding(found[0])
        self.wizard.refresh()
        return ""

    def _row(self, key: str) -> ParameterRow:
        assert self.wizard.facts is not None
        return next(row for row in self.wizard.facts.parameters if row.parameter.key == key)

    def _refused(self, row: ParameterRow, finding: Finding, value: Decimal) -> str:
        what = self._limit(row.parameter, finding)
        meant = self._meant(row, finding, value)
        return f"{what} {self.desk.say('ASSISTENTE.QUIS_DIZER', valor=meant)}" if meant else what

    def _limit(self, parameter: Parameter, finding: Finding) -> str:
        if finding.code == "PAR_002":
            return self.desk.say("ASSISTENTE.PARAMETRO.POSITIVO")
        if not parameter.is_share:
            return self.desk.say("ASSISTENTE.PARAMETRO.GRANDE")
        if parameter.maximum is not None:
            return self.desk.say("ASSISTENTE.PARAMETRO.ATE", maximo=parameter.maximum)
        return self.desk.say("ASSISTENTE.PARAMETRO.MENOR_QUE_TUDO")

    def _meant(self, row: ParameterRow, finding: Finding, value: Decimal) -> str:
        numbers = self.desk.house.texts.numbers
        hint = str(finding.args.get("sugestao") or "")
        if hint:
            return numbers.fraction(Decimal(hint))
        if row.parameter.is_share or not row.value:
            return ""
        for places in range(1, 7):
            candidate = value.scaleb(-places)
            if _LIKE[0] <= candidate / row.value <= _LIKE[1]:
                return canonical_text(candidate.normalize()).replace(".", ",")
        return ""
