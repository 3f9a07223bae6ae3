"""The four conditions of a calculation as lights with their reasons (G-008); no Qt."""

from dataclasses import dataclass
from typing import ClassVar

from viewmodels.screens import month_pages as pages
from viewmodels.screens.month_facts import MonthFacts, day_in_words
from viewmodels.screens.month_wizard import MonthWizard
from viewmodels.state import State


@dataclass(frozen=True, slots=True)
class Light:
    """One condition: whether it is met, its title and the reason in words."""

    on: bool
    title: str
    note: str
    closed: bool = False

    UNKNOWN: ClassVar[State] = State.A_FAZER

    @property
    def state(self) -> State:
        """Met, asking for attention, or closed for good."""
        return State.OK if self.on else State.CRITICO if self.closed else State.ATENCAO


def lights(wizard: MonthWizard) -> tuple[Light, ...]:
    """Period, holidays, data, parameters; nothing while there is no vigência."""
    facts = wizard.facts
    if facts is None:
        return ()
    return (_period(wizard, facts), _holidays(wizard, facts), _data(wizard, facts), _parameters(wizard, facts))


def _period(wizard: MonthWizard, facts: MonthFacts) -> Light:
    say, status = wizard.desk.say, facts.situation.status
    word = say(f"ESTADO.{status}") if status else say("CPE_002")
    month = wizard.desk.month_title(facts.situation.vigencia)
    note = say("ASSISTENTE.LUZ.PERIODO.SIM", mes=month, situacao=word)
    return Light(status == pages.PLANNING, say("ASSISTENTE.LUZ.PERIODO"), note, closed=True)


def _holidays(wizard: MonthWizard, facts: MonthFacts) -> Light:
    say, untyped = wizard.desk.say, facts.book.untyped
    title = say("ASSISTENTE.LUZ.FERIADOS")
    if not untyped:
        return Light(True, title, say("ASSISTENTE.LUZ.FERIADOS.SIM", n=len(facts.book.rows)))
    days = [day_in_words(wizard.desk.house.texts.numbers, row) for row in untyped[:3]]
    return Light(False, title, say("ASSISTENTE.LUZ.FERIADOS.NAO", n=len(untyped), dias=days))


def _data(wizard: MonthWizard, facts: MonthFacts) -> Light:
    say = wizard.desk.say
    title = say("ASSISTENTE.LUZ.DADOS")
    if facts.snapshot and facts.situation.read_at:
        return Light(True, title, say("ASSISTENTE.LIDO_EM", quando=facts.situation.read_at))
    if not facts.registers.coded:
        return Light(False, title, f"{say('ASSISTENTE.SEM_SETORES')}.")
    if not facts.registers.erp:
        return Light(False, title, say("ASSISTENTE.SEM_ERP"))
    note = say("ASSISTENTE.NUNCA_LIDO")
    if facts.kept is not None:
        note = f"{note} {say('ASSISTENTE.HA_GUARDADO', quando=facts.kept.read_at)}"
    return Light(False, title, note)


def _parameters(wizard: MonthWizard, facts: MonthFacts) -> Light:
    say = wizard.desk.say
    title = say("ASSISTENTE.LUZ.PARAMETROS")
    missing = sum(1 for row in facts.parameters if row.value is None)
    if missing:
        return Light(False, title, say("ASSISTENTE.LUZ.PARAMETROS.NAO", n=missing))
    newest = max((row.updated for row in facts.parameters if row.updated), default=None)
    return Light(True, title, say("ASSISTENTE.LUZ.PARAMETROS.SIM", n=len(facts.parameters), quando=newest))
