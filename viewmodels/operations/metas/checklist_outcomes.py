"""How the program proves the items that come with a calculation: results, decisions, publication, records."""

from collections.abc import Callable, Mapping
from datetime import datetime

from engines.goals.periods import ACTIVE, CLOSED
from storage.journal import entries
from storage.metas.registers import periods
from storage.runs import Status
from viewmodels.operations.metas.checklist_ground import Ground, Proof, snapshot_of
from viewmodels.operations.metas.publishing_port import bonus_view
from viewmodels.operations.metas.results import RunView
from viewmodels.operations.scope import Scope
from viewmodels.papers.basis import PUBLISHED

ACCEPTED = "SUCCESS"


def _calculated(ground: Ground) -> Proof:
    if ground.view is None:
        return Proof(False, "FALTA", waits=not snapshot_of(ground)[0])
    run = ground.view.run
    return Proof(True, "NOTA", {"calculo": run.id, "metas": len(ground.view.goals)}, ground.view.author, run.started)


def _ended(ground: Ground) -> Proof:
    if ground.view is None or ground.view.run.ended is None:
        return Proof(False, "FALTA", waits=True)
    run = ground.view.run
    assert run.ended is not None
    spent = (run.ended - run.started).total_seconds()
    return Proof(True, "NOTA", {"segundos": max(1, round(spent))}, ground.view.author, run.ended)


def _reviewed(ground: Ground) -> Proof:
    """Results are reviewed when every goal with something to look at was decided one by one."""
    if ground.view is None:
        return Proof(False, "FALTA", waits=True)
    looked = [g for g in ground.view.goals if g.grave is not None or g.blocked]
    left = [g for g in looked if g.decision is None]
    args = {"achados": len(ground.view.findings), "n": len(left)}
    return Proof(not left, "NOTA" if not left else "ABERTO", args, *_last_decision(ground, not left))


def _read(ground: Ground) -> Proof:
    if ground.view is None:
        return Proof(False, "FALTA", waits=True)
    return Proof(False, "NOTA", since=ground.view.run.ended)


def _analysed(ground: Ground) -> Proof:
    if ground.view is None:
        return Proof(False, "FALTA", waits=True)
    decided, total = len(ground.view.goals) - len(ground.view.pending), len(ground.view.goals)
    done = not ground.view.pending
    return Proof(done, "NOTA", {"decididas": decided, "metas": total}, *_last_decision(ground, done))


def _decided(ground: Ground) -> Proof:
    if ground.view is None:
        return Proof(False, "FALTA", waits=True)
    if ground.view.pending:
        return Proof(False, "ABERTO", {"n": len(ground.view.pending)})
    taken = [g.decision.decision for g in ground.view.goals if g.decision]
    args = {"aprovadas": taken.count("APROVADA"), "ajustadas": taken.count("AJUSTADA")}
    return Proof(True, "NOTA", {**args, "recusadas": taken.count("RECUSADA")}, *_last_decision(ground, True))


def _last_decision(ground: Ground, wanted: bool) -> tuple[str, datetime | None]:
    taken = [g.decision for g in ground.view.goals if g.decision] if ground.view and wanted else []
    newest = max(taken, key=lambda t: t.decided, default=None)
    return ("", None) if newest is None else (ground.name(newest.decided_by), newest.decided)


def _published(ground: Ground) -> Proof:
    at = _approval(ground)
    if at is None or ground.view is None:
        return Proof(False, "FALTA", waits=ground.view is None or bool(ground.view.pending))
    kept = sum(1 for g in ground.view.goals if g.approved is not None)
    by = ground.act("CALCULATION_APPROVED", _entity(ground))
    answered = _answered(ground, ground.view)
    if answered in ("", ACCEPTED):
        return Proof(True, "NOTA" if not answered else "ACEITO", {"n": kept}, *by)
    return Proof(False, "RECIBO", {"n": kept, "situacao": ground.say(f"PREMIACAO.SITUACAO.{answered}")})


def _answered(ground: Ground, view: RunView) -> str:
    """What the bonus system answered: "" where it reads our data itself, else its status, NENHUM before any."""
    told = bonus_view(ground.house, Scope(ground.client, view.run.author), vigencia=str(ground.month))
    return "" if told.door is None else told.status or "NENHUM"


def _activated(ground: Ground) -> Proof:
    listed = periods(ground.connection, ground.client)
    status = next((p.status for p in listed if p.vigencia == ground.month), None)
    if status in (ACTIVE, CLOSED):
        moved = ground.act("PERIOD_MOVED", f"metas/vigencia/{ground.month}")
        return Proof(True, "NOTA", {"situacao": ground.say(f"ESTADO.{status}")}, *moved)
    if _approval(ground) is None:
        return Proof(False, "FALTA", waits=True)
    other = next((p.vigencia for p in listed if p.status == ACTIVE), None)
    return Proof(False, "OUTRA" if other else "PODE", {"mes": other or ground.month})


def _report_kept(ground: Ground) -> Proof:
    if _approval(ground) is None:
        return Proof(False, "FALTA", waits=True)
    for line in entries(ground.connection, ground.client, entity=_entity(ground), verb=PUBLISHED):
        if line.body is not None and line.body["after"]["tipo"] == "pdf":
            args = {"arquivo": line.body["after"]["arquivo"], "signos": line.body["after"]["hash"][:16]}
            return Proof(True, "NOTA", args, ground.name(str(line.body["actor"])), line.at)
    return Proof(False, "ABERTO")


def _adjustments(ground: Ground) -> Proof:
    if _approval(ground) is None or ground.view is None:
        return Proof(False, "FALTA", waits=True)
    adjusted = [g.decision for g in ground.view.goals if g.decision and g.decision.decision == "AJUSTADA"]
    silent = [t for t in adjusted if not t.justification.strip()]
    return Proof(not silent, "NOTA", {"n": len(adjusted)}, *ground.act("CALCULATION_APPROVED", _entity(ground)))


def _told(ground: Ground) -> Proof:
    at = _approval(ground)
    return Proof(False, "FALTA", waits=True) if at is None else Proof(False, "NOTA", since=at)


def _entity(ground: Ground) -> str:
    return f"metas/calculo/{ground.view.run.id}" if ground.view else ""


def _approval(ground: Ground) -> datetime | None:
    """Instant the goals on the table were published, None while they are not in force."""
    if ground.view is None or ground.view.run.status is not Status.APPROVED:
        return None
    return ground.act("CALCULATION_APPROVED", _entity(ground))[1] or ground.view.run.ended


CALCULATED: Mapping[str, Callable[[Ground], Proof]] = {
    "CALCULAR": _calculated,
    "CONCLUIR": _ended,
    "RESULTADOS": _reviewed,
    "TRANSPARENCIA": _read,
    "ANALISAR": _analysed,
    "DECIDIR": _decided,
    "INTEGRAR": _published,
    "ATIVAR": _activated,
    "RELATORIO": _report_kept,
    "AJUSTES": _adjustments,
    "AVISO": _told,
}
