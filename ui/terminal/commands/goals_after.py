"""`metas reverter`, `historico`, `transparencia`, `comparar`, `enviar`, `recibo`: a month once it is calculated."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ui.terminal.commands.goals_before import month_option
from ui.terminal.commands.users import signed
from ui.terminal.frame import DONE, REFUSED, Call, Command, Outcome
from viewmodels.operations.faces import Texts, perform
from viewmodels.operations.metas.own_sheet.result import OwnSheetComparison
from viewmodels.operations.metas.own_sheet.telling import compared_told, fault_words, summary
from viewmodels.operations.metas.publishing_port import sent_told, sent_words
from viewmodels.operations.metas.results import PastRun
from viewmodels.operations.metas.undoing import Receipt


def _run_option(parser: argparse.ArgumentParser, texts: Texts, required: bool = True) -> None:
    parser.add_argument("--calculo", required=required, default=None, metavar="N", type=int,
                        help=texts.say("COMANDO.AJUDA_CALCULO"))  # fmt: skip


def _undo_arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    _run_option(parser, texts)
    signed(parser, texts)
    parser.add_argument("--motivo", required=True, metavar="M", help=texts.say("COMANDO.AJUDA_MOTIVO"))
    parser.add_argument("--confirmar", action="store_true", help=texts.say("COMANDO.AJUDA_CONFIRMAR"))
    parser.add_argument("--tambem-mudadas", action="store_true", help=texts.say("COMANDO.AJUDA_TAMBEM_MUDADAS"))


def _undo(call: Call) -> Outcome:
    given = call.arguments
    with call.open_house() as house:
        scope = call.person(house)
        done: Receipt = perform(
            house, scope, "metas.reverter", run=given.calculo, reason=given.motivo, confirmed=given.confirmar,
            accept_changed=given.tambem_mudadas,
        )  # fmt: skip
    told = {
        "rollbackId": given.calculo,
        "parametersRemoved": len(done.restored),
        "performanceDataReverted": len(done.restored),
        "auditLogId": done.journal_seq,
        "restored": [
            {"criterion": r.key[0], "sectorId": r.key[1], "before": r.today, "after": r.after} for r in done.restored
        ],
        "dependentCalculations": [run.id for run in done.dependents],
    }
    words = call.texts.say("METAS.COMANDO_REVERTIDO", calculo=given.calculo, n=len(done.restored))
    return Outcome(told, (words,))


def _history_arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    month_option(parser, texts, required=False)


def _history(call: Call) -> Outcome:
    vigencia: str | None = call.arguments.vigencia
    with call.open_house() as house:
        past: tuple[PastRun, ...] = perform(house, call.scope(house), "metas.historico", vigencia=vigencia)
    force = next((p.run.id for p in past if p.in_force), None)
    told = {
        "competitionPeriod": vigencia,
        "calculations": [_past(each) for each in past],
        "currentActiveCalculation": force if vigencia else None,
    }
    return Outcome(told, tuple(_past_line(call.texts, each) for each in past))


def _past(past: PastRun) -> dict[str, object]:
    run = past.run
    return {
        "id": run.id,
        "competitionPeriod": run.context,
        "calculationDate": run.started,
        "status": str(run.status),
        "calculatedBy": past.author,
        "decisions": past.approved,
        "isApproved": str(run.status) in ("APPROVED", "ROLLED_BACK"),
        "isActive": past.in_force,
        "engineVersion": run.code_version,
    }


def _past_line(texts: Texts, past: PastRun) -> str:
    run, mark = past.run, "*" if past.in_force else " "
    when = texts.numbers.instant(run.started, texts.zone)
    return f"{mark} {run.id}  {run.context}  {when}  {texts.say(f'ESTADO.{run.status}')}  {past.author}"


def _transparency_arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    month_option(parser, texts, required=False)
    _run_option(parser, texts, required=False)
    parser.add_argument("--setor", metavar="S", default="", help=texts.say("COMANDO.AJUDA_SETOR"))
    parser.add_argument("--criterio", metavar="C", default="", help=texts.say("COMANDO.AJUDA_CRITERIO"))
    parser.add_argument("--dados-brutos", action="store_true", help=texts.say("COMANDO.AJUDA_DADOS_BRUTOS"))


def _transparency(call: Call) -> Outcome:
    given = call.arguments
    with call.open_house() as house:
        told: Any = perform(
            house, call.scope(house), "metas.transparencia", vigencia=given.vigencia or "", run=given.calculo,
            sector=given.setor, criterion=given.criterio, raw=given.dados_brutos,
        )  # fmt: skip
    return Outcome(told, tuple(_report_lines(call.texts, told["reports"])))


def _report_lines(texts: Texts, reports: list[dict[str, Any]]) -> Iterator[str]:
    for report in reports:
        yield f"{report['sectorName']}, {report['criterion']}"
        yield f"  {report['sentence']}"
        for step in report["calculationSteps"]:
            shown = texts.figure_text(step["result"], step["unit"]) if step["result"] is not None else "-"
            yield f"  {step['stepNumber']}. {step['stepName']}: {step['formula']} = {shown}"


def _comparison_arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("planilha", metavar="PLANILHA", type=Path, help=texts.say("COMANDO.AJUDA_PLANILHA"))
    month_option(parser, texts, required=False)
    _run_option(parser, texts, required=False)
    for kind in ("pdf", "csv"):
        help = texts.say("COMANDO.AJUDA_COMPARACAO", tipo=kind.upper())
        parser.add_argument(f"--{kind}", metavar="F", type=Path, default=None, help=help)


def _compare(call: Call) -> Outcome:
    given = call.arguments
    with call.open_house() as house:
        scope = call.scope(house)
        compared: OwnSheetComparison = perform(
            house,
            scope,
            "metas.comparar_planilha",
            path=given.planilha,
            vigencia=given.vigencia or "",
            run=given.calculo,
        )
        if compared.faults:
            return Outcome(compared_told(house, compared), fault_words(house, compared), REFUSED)
        for path in (given.pdf, given.csv):
            if path is not None:
                perform(house, scope, "metas.salvar_comparacao", compared=compared, path=path)
        status = DONE if compared.agreeing == len(compared.goals) else REFUSED
        return Outcome(compared_told(house, compared), summary(house, compared), status)


def _send_arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    _run_option(parser, texts)


def _send(call: Call) -> Outcome:
    with call.open_house() as house:
        sent = perform(house, call.scope(house), "metas.enviar", run=call.arguments.calculo)
        return Outcome(sent_told(sent), sent_words(house, sent))


def _receipt_arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("--envio", required=True, metavar="N", type=int, help=texts.say("COMANDO.AJUDA_ENVIO"))
    parser.add_argument("--arquivo", metavar="F", type=Path, default=None, help=texts.say("COMANDO.AJUDA_RECIBO"))


def _receive(call: Call) -> Outcome:
    given = call.arguments
    with call.open_house() as house:
        sent = perform(
            house, call.scope(house), "metas.recibo_premiacao", shipment=given.envio, path=given.arquivo
        )  # fmt: skip
        return Outcome(sent_told(sent), sent_words(house, sent))


COMMANDS = (
    Command(("metas", "reverter"), "OPERACAO.metas.reverter", _undo, _undo_arguments),
    Command(("metas", "historico"), "COMANDO.METAS_HISTORICO", _history, _history_arguments),
    Command(("metas", "transparencia"), "COMANDO.METAS_TRANSPARENCIA", _transparency, _transparency_arguments),
    Command(("metas", "comparar"), "OPERACAO.metas.comparar_planilha", _compare, _comparison_arguments),
    Command(("metas", "enviar"), "OPERACAO.metas.enviar", _send, _send_arguments),
    Command(("metas", "recibo"), "OPERACAO.metas.recibo_premiacao", _receive, _receipt_arguments),
)
