"""`subsidio verificar PASTA`: every standing check asked of a folder of tables, with no store at all."""

import argparse
from pathlib import Path

from ui.terminal.commands.subsidy import MOST, day_of
from ui.terminal.frame import DONE, REFUSED, Call, Command, teller
from ui.terminal.frame import Outcome as Said
from viewmodels.operations.faces import Texts, drive
from viewmodels.operations.subsidios.folder_checks import FolderChecks, check_folder, counted, outcome_words

SHOWN = ("achado", "nao_verificavel")
"""Outcomes told one by one; `--json` gives them all."""


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("pasta", metavar="PASTA", type=Path, help=texts.say("COMANDO.AJUDA_SUBSIDIO_PASTA"))
    parser.add_argument(
        "--conhecido-em", required=True, metavar="AAAA-MM-DD", help=texts.say("COMANDO.AJUDA_CONHECIDO")
    )
    parser.add_argument("--de", default="", metavar="AAAA-MM-DD", help=texts.say("COMANDO.AJUDA_DE"))
    parser.add_argument("--ate", default="", metavar="AAAA-MM-DD", help=texts.say("COMANDO.AJUDA_ATE"))


def _check(call: Call) -> Said:
    asked = call.arguments
    days = (day_of(text) if text else None for text in (asked.de, asked.ate))
    found = drive(check_folder(asked.pasta, day_of(asked.conhecido_em), *days), teller(call))
    if found.faults:
        return Said(_told(call.texts, found), _faults(call.texts, found), REFUSED)
    return Said(_told(call.texts, found), _lines(call.texts, found), DONE)


def _told(texts: Texts, found: FolderChecks) -> dict[str, object]:
    """The outcomes as `--json` prints them."""
    return {
        "conhecido_em": found.known_on,
        "dias": found.days,
        "contagem": counted(found.outcomes),
        "verificacoes": [
            {
                "codigo": each.check.short,
                "nome": each.check.name,
                "grupo": each.check.group.value,
                "gravidade": each.check.severity.value,
                "resultado": each.verdict.value,
                "linhas": each.count,
                "efeito": each.effect,
                "primeiro": each.first,
                "ultimo": each.last,
                "faltam": each.missing,
                "texto": outcome_words(texts, each),
            }
            for each in found.outcomes
        ],
        "faltas": [{"codigo": code, "texto": texts.say_with(code, args)} for code, args in found.faults],
        "faltas_total": found.fault_count,
    }


def _lines(texts: Texts, found: FolderChecks) -> tuple[str, ...]:
    days = texts.say("SUBSIDIO.DIAS", de=found.days[0], ate=found.days[-1], n=len(found.days), conhecido=found.known_on)
    told = [each for verdict in SHOWN for each in found.outcomes if each.verdict.value == verdict]
    lines = (f"{each.check.short:<12} {outcome_words(texts, each)}" for each in told)
    return (days, *lines, texts.say("SUB_ACHADO.CONTAGEM", **counted(found.outcomes)))


def _faults(texts: Texts, found: FolderChecks) -> tuple[str, ...]:
    shown = tuple(texts.say_with(code, args) for code, args in found.faults[:MOST])
    return (*shown, texts.say("SUBSIDIO.FALTAS", n=found.fault_count))


COMMANDS = (Command(("subsidio", "verificar"), "COMANDO.SUBSIDIO_VERIFICAR", _check, _arguments),)
