"""The one thing a month asks for now, and why it cannot be done when it cannot; no widgets."""

from dataclasses import dataclass
from enum import StrEnum

from engines.goals.periods import PLANNING
from storage.metas.registers import Period
from storage.runs import FINISHED, Status
from viewmodels.desk import Desk
from viewmodels.operations.metas.cadastros import Registers
from viewmodels.operations.metas.results import RunView


class NextStep(StrEnum):
    """The one thing to do now: what the filled button does."""

    REGISTER = "CADASTRAR"
    PREPARE = "PREPARAR"
    DECIDE = "DECIDIR"
    PUBLISH = "PUBLICAR"
    REPORT = "RELATORIO"


@dataclass(frozen=True, slots=True)
class NextAct:
    """Words of the filled button, what it does, and why it cannot be done now ("" when it can)."""

    step: NextStep
    text: str
    reason: str = ""


def next_act(desk: Desk, view: RunView | None) -> NextAct:
    """What a month asks for: register, prepare, decide, publish, or read its report."""
    if view is None and missing_registers(desk):
        return NextAct(NextStep.REGISTER, desk.say("CADASTROS.CADASTRAR"))
    if view is None or view.run.status is Status.ROLLED_BACK:
        reason = closed_reason(desk) or desk.reason("metas.calcular") or ""
        return NextAct(NextStep.PREPARE, desk.say("TELA.PREPARAR"), reason)
    if view.run.status not in FINISHED:
        return NextAct(NextStep.REPORT, desk.say("TELA.ABRIR_RELATORIO"), desk.reason("metas.relatorio") or "")
    reason = closed_reason(desk) or desk.reason("metas.decidir") or ""
    if view.pending:
        return NextAct(NextStep.DECIDE, desk.say("TELA.DECIDIR_METAS", n=len(view.pending)), reason)
    kept = [g for g in view.goals if g.decision and g.decision.value is not None]
    reason = reason or desk.reason("metas.aprovar") or ""
    return NextAct(NextStep.PUBLISH, desk.say("TELA.PUBLICAR_METAS", n=len(kept)), reason)


def missing_registers(desk: Desk) -> str:
    """What has to be registered before any month can be prepared, in words; "" when nothing is missing."""
    held: Registers = desk.ask("metas.cadastros")
    if not held.sectors:
        return desk.say("CADASTROS.FALTA.SETORES")
    if not held.coded:
        return desk.say("CADASTROS.FALTA.CODIGOS")
    return "" if held.periods else desk.say("CADASTROS.FALTA.VIGENCIA")


def closed_reason(desk: Desk) -> str:
    """Why the vigência in front takes no calculation and no decision; "" while it is being planned."""
    listed: tuple[Period, ...] = desk.ask("metas.periodos")
    status = next((p.status for p in listed if str(p.vigencia) == desk.vigencia), PLANNING)
    return "" if status == PLANNING else f"{desk.say('CPE_001', situacao=desk.say(f'ESTADO.{status}'))}."
