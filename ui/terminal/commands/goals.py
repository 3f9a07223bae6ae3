"""`metas calcular` and `metas aprovar`: a month read, checked, calculated and printed; published by a person."""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ui.terminal.frame import DONE, Call, Command, Outcome
from ui.terminal.parser import month_argument
from viewmodels.operations.faces import House, KnownError, Scope, Texts, perform
from viewmodels.operations.metas.calculating import Consent
from viewmodels.operations.metas.checking import Checked, consent_key
from viewmodels.operations.metas.deciding import Decision, GoalKey
from viewmodels.operations.metas.decisions_file import decisions_of
from viewmodels.operations.metas.results import GoalRow, RunView

PAPERS = {"pdf": "metas.relatorio", "xlsx": "metas.planilha"}


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument(
        "--vigencia", required=True, metavar="AAAA-MM", type=month_argument(texts), help=texts.say("COMANDO.AJUDA_MES")
    )
    for kind in PAPERS:
        help = texts.say("COMANDO.AJUDA_PAPEL", tipo=kind.upper())
        parser.add_argument(f"--{kind}", metavar="F", type=Path, default=None, help=help)
    parser.add_argument("--consentir", metavar="MOTIVO", default="", help=texts.say("COMANDO.AJUDA_CONSENTIR"))
    parser.add_argument("--recalcular", action="store_true", help=texts.say("COMANDO.AJUDA_RECALCULAR"))
    parser.add_argument("--dados-brutos", action="store_true", help=texts.say("COMANDO.AJUDA_ANEXO"))


def _calculate(call: Call) -> Outcome:
    with call.open_house() as house:
        scope = call.scope(house)
        view = _calculated(call, house, scope)
        papers = {
            kind: call.finish(house, scope, operation, run=view.run.id, path=path, **_annex(call, kind)).path
            for kind, operation in PAPERS.items()
            if (path := getattr(call.arguments, kind)) is not None
        }
    return Outcome({**_told(view), **papers}, tuple(_lines(call.texts, view, papers)))


def _annex(call: Call, kind: str) -> dict[str, bool]:
    """The report may carry the daily data at its end (G-075)."""
    return {"raw": True} if kind == "pdf" and call.arguments.dados_brutos else {}


def _calculated(call: Call, house: House, scope: Scope) -> RunView:
    vigencia, why, force = call.arguments.vigencia, call.arguments.consentir, call.arguments.recalcular
    read = call.finish(house, scope, "metas.ler_erp", vigencia=vigencia)
    checked: Checked = perform(
        house, scope, "metas.conferir_dados", vigencia=vigencia, snapshot=read.snapshot, force=force
    )  # fmt: skip
    for finding in (*checked.blocking, *checked.consents):
        call.tell(call.texts.say_finding(finding, checked.names))
    consents = [Consent(consent_key(each), why) for each in checked.consents] if why else []
    run = call.finish(
        house, scope, "metas.calcular", vigencia=vigencia, snapshot=read.snapshot, consents=consents, force=force
    )  # fmt: skip
    view: RunView = perform(house, scope, "metas.resultados", run=run)
    return view


def _told(view: RunView) -> dict[str, Any]:
    units = {criterion.key: criterion.unit for criterion in view.book.rules.criteria}
    goals = [
        {"setor": g.sector_label, "criterio": g.criterion, "valor": g.value, "unidade": units[g.criterion]}
        for g in view.goals
    ]
    return {"run": view.run.id, "vigencia": view.vigencia, "metas": goals, "findings": view.findings}


def _lines(texts: Texts, view: RunView, papers: dict[str, Path]) -> Iterator[str]:
    yield texts.say("METAS.COMANDO_CALCULO", calculo=view.run.id, vigencia=view.vigencia)
    for goal in view.goals:
        yield f"{_name(texts, goal)}: {texts.figure_text(goal.value, goal.unit)}"
    for finding in view.findings:
        yield f"{texts.say(f'SEVERIDADE.{finding.severity}')}: {texts.say_finding(finding, view.member_names)}"
    for path in papers.values():
        yield texts.say("METAS.COMANDO_PAPEL", arquivo=str(path))


def _name(texts: Texts, goal: GoalRow) -> str:
    return texts.say(
        "ONDE.SETOR_CRITERIO",
        criterio=texts.member("criterio", goal.criterion, goal.criterion_label),
        setor=goal.sector_label,
    )


def _approval_arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("--calculo", required=True, metavar="N", type=int, help=texts.say("COMANDO.AJUDA_CALCULO"))
    parser.add_argument("--usuario", required=True, metavar="U", help=texts.say("COMANDO.AJUDA_USUARIO"))
    parser.add_argument("--como-calculadas", action="store_true", help=texts.say("COMANDO.AJUDA_COMO_CALCULADAS"))
    parser.add_argument("--decisoes", metavar="F", type=Path, default=None, help=texts.say("COMANDO.AJUDA_DECISOES"))


def _approve(call: Call) -> Outcome:
    run = call.arguments.calculo
    with call.open_house() as house:
        scope = call.person(house)
        view: RunView = perform(house, scope, "metas.resultados", run=run)
        if call.arguments.decisoes is not None:
            _decide(call, house, scope, view, decisions_of(call.arguments.decisoes, view))
        if call.arguments.como_calculadas and view.pending:
            view = perform(house, scope, "metas.resultados", run=run)
            _decide(call, house, scope, view, {goal.key: Decision(True, None, "") for goal in view.pending})
        done = perform(house, scope, "metas.aprovar", run=run, digest=view.digest)
        kept = perform(house, scope, "metas.contingencia", run=run)
        call.tell(call.texts.say("METAS.COMANDO_PAPEL", arquivo=str(kept.path)))
    told = {
        "run": run,
        "status": done.status,
        "metas": done.targets_updated,
        "substituido": done.replaced,
        "savedParameters": [_saved(each) for each in done.outcome.saved],
        "updatedPerformanceData": done.targets_updated,
        "integrationStatus": done.status,
        "errors": [],
    }
    return Outcome(told, (call.texts.say("METAS.COMANDO_APROVADO", calculo=run, n=done.targets_updated),), DONE)


def _saved(saved: Any) -> dict[str, object]:
    return {
        "criterion": saved.key[0],
        "sectorId": saved.key[1],
        "value": saved.value,
        "calculated": saved.calculated,
        "adjusted": saved.adjusted,
    }


def _decide(call: Call, house: House, scope: Scope, view: RunView, chosen: Mapping[GoalKey, Decision]) -> None:
    """Decides on goals; the first one that may not be decided so is the refusal."""
    refused = perform(house, scope, "metas.decidir", run=view.run.id, digest=view.digest, chosen=chosen)
    for key, code in refused:
        goal = next(each for each in view.goals if each.key == key)
        reason = call.texts.say(f"RECUSA.{code}")
        raise KnownError("METAS.DECISAO_RECUSADA", meta=_name(call.texts, goal), motivo=reason)


COMMANDS = (
    Command(("metas", "calcular"), "COMANDO.METAS_CALCULAR", _calculate, _arguments),
    Command(("metas", "aprovar"), "COMANDO.METAS_APROVAR", _approve, _approval_arguments),
)
