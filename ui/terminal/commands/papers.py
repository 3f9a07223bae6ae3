"""`verificar ARQUIVO`: is this paper what the store recorded? Also by the 16 signs read off it."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from ui.terminal.frame import DONE, REFUSED, Call, Command, Outcome
from viewmodels.operations.documentos import Verdict, verify_alone
from viewmodels.operations.faces import KnownError, Texts, perform


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("arquivo", metavar="ARQUIVO", help=texts.say("COMANDO.AJUDA_ARQUIVO"))
    parser.add_argument("--sem-armazem", action="store_true", help=texts.say("COMANDO.AJUDA_SEM_ARMAZEM"))


def _verify(call: Call) -> Outcome:
    verdict = verify_alone(Path(call.arguments.arquivo)) if call.arguments.sem_armazem else _asked(call)
    lines = tuple(_lines(call.texts, verdict))
    return Outcome(_told(call, verdict), lines, DONE if verdict.good else REFUSED)


def _asked(call: Call) -> Verdict:
    path = Path(call.arguments.arquivo)
    with call.open_house() as house:
        scope = call.scope(house)
        verdict: Verdict
        if path.is_file():
            verdict = perform(house, scope, "documentos.verificar", path=path)
            return verdict
        try:
            verdict = perform(house, scope, "documentos.verificar_sinais", signs=call.arguments.arquivo)
        except KnownError as error:
            if error.code != "SINAIS_INCOMPLETOS":
                raise
            # Neither a file nor signs: what was most likely meant is a file.
            raise KnownError("VERIFICAR.SEM_ARQUIVO", arquivo=call.arguments.arquivo) from error
        return verdict


def _lines(texts: Texts, verdict: Verdict) -> Iterator[str]:
    yield verdict.sentence(texts)
    if approval := verdict.approval(texts):
        yield approval
    for proof in verdict.proofs:
        yield texts.say("COMANDO.PROVA", confere=proof.holds, prova=texts.say_with(proof.code, proof.args))
    for each in verdict.differences:
        place = texts.say_with(each.code, each.place)
        yield texts.say("DIFERENCA.LINHA", onde=place, nosso=each.ours or "-", deles=each.theirs or "-")
    for finding in verdict.findings:
        yield texts.say_finding(finding)


def _told(call: Call, verdict: Verdict) -> dict[str, object]:
    return {
        "arquivo": call.arguments.arquivo,
        "resposta": verdict.code,
        "texto": verdict.sentence(call.texts),
        "tipo": verdict.kind,
        "hash": verdict.hash,
        "calculo": verdict.run or None,
        "contexto": verdict.context or None,
        "publicado": verdict.published,
        "autor": verdict.author or None,
        "ato": verdict.approval(call.texts) or None,
        "provas": [{"prova": each.key, "confere": each.holds, **each.args} for each in verdict.proofs],
        "diferencas": [
            {"codigo": each.code, "onde": each.place, "calculo": each.ours, "arquivo": each.theirs}
            for each in verdict.differences
        ],
        "achados": verdict.findings,
    }


COMMANDS = (Command(("verificar",), "COMANDO.VERIFICAR", _verify, _arguments),)
