"""`conferir CASOS.json`: worked cases computed and compared, with no store at all."""

import argparse
from pathlib import Path

from ui.terminal.frame import DONE, REFUSED, Call, Command, Outcome
from viewmodels.operations.conferir import CaseAnswer, CasesChecked, check_cases_file
from viewmodels.operations.faces import Texts, json_text

MOST = 5
"""Differences shown of one case; `--json` gives the whole answer."""


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("casos", metavar="CASOS.json", type=Path, help=texts.say("COMANDO.AJUDA_CASOS"))


def _check(call: Call) -> Outcome:
    checked = check_cases_file(call.arguments.casos)
    lines = [line for case in checked.cases for line in _lines(call.texts, case)]
    total = call.texts.say("CONFERIR.TOTAL", certos=checked.matched, total=len(checked.cases))
    told = {**checked.as_mapping(), "cases": [_told(call.texts, case) for case in checked.cases]}
    return Outcome(told, (*lines, _of_which(call.texts, checked, total)), _status(checked))


def _told(texts: Texts, case: CaseAnswer) -> dict[str, object]:
    """One case as printed with `--json`: in words too when it could not be computed."""
    fault = {} if case.fault is None else {"message": texts.say_error(case.fault)}
    return {**case.as_mapping(), **fault}


def _status(checked: CasesChecked) -> int:
    return REFUSED if checked.differ else DONE


def _of_which(texts: Texts, checked: CasesChecked, total: str) -> str:
    alone = sum(case.matches is None for case in checked.cases)
    return f"{total} {texts.say('CONFERIR.SO_CALCULADOS', n=alone)}" if alone else total


def _lines(texts: Texts, case: CaseAnswer) -> list[str]:
    if case.fault is not None:
        return [texts.say_error(case.fault)]
    if case.matches is None:
        return [texts.say("CONFERIR.CALCULADO", caso=str(case.id), valor=_short(case.computed))]
    return [
        texts.say(
            "CONFERIR.DIFERE",
            caso=str(case.id),
            onde=each.where or "-",
            nosso=_short(each.computed),
            esperado=_short(each.expected),
        )
        for each in case.differences[:MOST]
    ]


def _short(value: object) -> str:
    return " ".join(json_text(value).split())[:200]


COMMANDS = (Command(("conferir",), "COMANDO.CONFERIR", _check, _arguments),)
