"""The line of result and the state of each step of the month wizard."""

from typing import TYPE_CHECKING

from viewmodels.screens import month_pages as pages
from viewmodels.screens.goal_words import needs_look
from viewmodels.state import State
from viewmodels.wizard import Status

if TYPE_CHECKING:
    from viewmodels.screens.month_wizard import MonthWizard

CONDITIONS = 4


def step_state(wizard: "MonthWizard", key: str, status: Status) -> State:
    """Shape of a step; a silent ERP shows wherever the wizard stands, a light still out in the preparation too."""
    content = wizard.content(key)
    if key == pages.DATA and content.get("erro") and not content.get("guardado") and status is not Status.AHEAD:
        return State.ERRO
    if status is Status.CURRENT:
        return State.EM_CURSO
    if status is Status.AHEAD:
        return State.A_FAZER
    return State.EM_CURSO if key == pages.PREPARATION and not all(conditions(wizard)) else State.OK


def step_note(wizard: "MonthWizard", key: str, status: Status) -> str:
    """What the step came to, in a few words; nothing for a step nobody reached."""
    if status is Status.AHEAD or wizard.facts is None:
        return ""
    return _NOTES[key](wizard)


def conditions(wizard: "MonthWizard") -> tuple[bool, bool, bool, bool]:
    """The four lights of G-008: period, holidays, data, parameters."""
    facts = wizard.facts
    if facts is None:
        return (False, False, False, False)
    return (
        facts.situation.status == pages.PLANNING,
        not facts.book.untyped,
        bool(facts.snapshot),
        all(row.value is not None for row in facts.parameters),
    )


def _preparation(wizard: "MonthWizard") -> str:
    return wizard.desk.say("ASSISTENTE.NOTA.CONDICOES", n=sum(conditions(wizard)), de=CONDITIONS)


def _holidays(wizard: "MonthWizard") -> str:
    assert wizard.facts is not None
    book = wizard.facts.book
    if book.untyped:
        return wizard.desk.say("ASSISTENTE.NOTA.A_CLASSIFICAR", n=len(book.untyped))
    return wizard.desk.say("ASSISTENTE.NOTA.DIAS", n=len(book.rows))


def _parameters(wizard: "MonthWizard") -> str:
    assert wizard.facts is not None
    code = "CONFERIDOS" if wizard.content(pages.PARAMETERS).get("conferidos") else "A_CONFERIR"
    return wizard.desk.say(f"ASSISTENTE.NOTA.{code}", n=len(wizard.facts.parameters))


def _data(wizard: "MonthWizard") -> str:
    content = wizard.content(pages.DATA)
    if content.get("erro") and not content.get("guardado"):
        return wizard.desk.say("ASSISTENTE.NOTA.ERP_CALADO")
    if not content.get("retrato"):
        return wizard.desk.say("ASSISTENTE.NOTA.A_LER")
    if content.get("bloqueios"):
        return wizard.desk.say("ASSISTENTE.NOTA.BLOQUEIO")
    pending = content.get("pendentes")
    if isinstance(pending, list) and pending:
        return wizard.desk.say("ASSISTENTE.NOTA.CONSENTIR", n=len(pending))
    found = content.get("achados")
    return wizard.desk.say("ASSISTENTE.NOTA.ACHADOS", n=found if isinstance(found, int) else 0)


def _calculation(wizard: "MonthWizard") -> str:
    run = wizard.content(pages.CALCULATION).get("calculo")
    return wizard.desk.say("ASSISTENTE.NOTA.CALCULO", calculo=run) if run else ""


def _results(wizard: "MonthWizard") -> str:
    view = wizard.facts.view if wizard.facts else None
    if view is None:
        return ""
    alerts = sum(1 for goal in view.goals if needs_look(goal))
    return wizard.desk.say("ASSISTENTE.NOTA.ALERTAS", n=alerts)


def _approval(wizard: "MonthWizard") -> str:
    content = wizard.content(pages.APPROVAL)
    if content.get("publicado"):
        return wizard.desk.say("ASSISTENTE.NOTA.PUBLICADAS")
    left = content.get("faltam")
    return wizard.desk.say("ASSISTENTE.NOTA.A_DECIDIR", n=left if isinstance(left, int) else 0)


def _record(wizard: "MonthWizard") -> str:
    return ""


_NOTES = {
    pages.PREPARATION: _preparation,
    pages.HOLIDAYS: _holidays,
    pages.PARAMETERS: _parameters,
    pages.DATA: _data,
    pages.CALCULATION: _calculation,
    pages.RESULTS: _results,
    pages.APPROVAL: _approval,
    pages.RECORD: _record,
}
