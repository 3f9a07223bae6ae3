"""`subsidio auditar PASTA`: every stage recalculated from a folder of tables, with no store at all."""

import argparse
from datetime import date
from pathlib import Path

from ui.terminal.frame import DONE, REFUSED, Call, Command, Outcome, teller
from viewmodels.operations.faces import KnownError, Texts, drive
from viewmodels.operations.subsidios.folder_audit import FolderAudit, audit_folder

MOST = 20
"""Faults of the tables shown; `--json` gives all that were kept."""


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("pasta", metavar="PASTA", type=Path, help=texts.say("COMANDO.AJUDA_SUBSIDIO_PASTA"))
    parser.add_argument(
        "--conhecido-em", required=True, metavar="AAAA-MM-DD", help=texts.say("COMANDO.AJUDA_CONHECIDO")
    )
    parser.add_argument("--de", default="", metavar="AAAA-MM-DD", help=texts.say("COMANDO.AJUDA_DE"))
    parser.add_argument("--ate", default="", metavar="AAAA-MM-DD", help=texts.say("COMANDO.AJUDA_ATE"))
    parser.add_argument(
        "--saida", required=True, type=Path, metavar="PASTA", help=texts.say("COMANDO.AJUDA_SAIDA_PASTA")
    )


def _audit(call: Call) -> Outcome:
    asked = call.arguments
    days = (day_of(text) if text else None for text in (asked.de, asked.ate))
    audit = drive(audit_folder(asked.pasta, asked.saida, day_of(asked.conhecido_em), *days), teller(call))
    if audit.faults:
        return Outcome(_told(call.texts, audit), _faults(call.texts, audit), REFUSED)
    return Outcome(_told(call.texts, audit), _lines(call.texts, audit), DONE)


def day_of(text: str) -> date:
    """The day written as AAAA-MM-DD. Raises KnownError COMANDO.DATA_INVALIDA."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise KnownError("COMANDO.DATA_INVALIDA", valor=text[:40]) from None


def _told(texts: Texts, audit: FolderAudit) -> dict[str, object]:
    """The audit as `--json` prints it."""
    return {
        "conhecido_em": audit.known_on,
        "dias": audit.days,
        "etapas": [{"etapa": s.name, "linhas": s.rows, "arquivo": str(s.path)} for s in audit.stages],
        "total_a_pagar": audit.total,
        "avisos": [texts.say_finding(finding) for finding in audit.warnings],
        "faltas": [{"codigo": code, "texto": texts.say_with(code, args)} for code, args in audit.faults],
        "faltas_total": audit.fault_count,
    }


def _lines(texts: Texts, audit: FolderAudit) -> tuple[str, ...]:
    stages = tuple(texts.say("SUBSIDIO.ESCRITA", etapa=s.name, linhas=s.rows) for s in audit.stages)
    first, last = audit.days[0], audit.days[-1]
    days = texts.say("SUBSIDIO.DIAS", de=first, ate=last, n=len(audit.days), conhecido=audit.known_on)
    return (days, *stages, *map(texts.say_finding, audit.warnings), _total(texts, audit))


def _total(texts: Texts, audit: FolderAudit) -> str:
    if audit.total is None:
        return texts.say("SUBSIDIO.TOTAL_AUSENTE")
    return texts.say("SUBSIDIO.TOTAL", valor=audit.total)


def _faults(texts: Texts, audit: FolderAudit) -> tuple[str, ...]:
    shown = tuple(texts.say_with(code, args) for code, args in audit.faults[:MOST])
    return (*shown, texts.say("SUBSIDIO.FALTAS", n=audit.fault_count))


COMMANDS = (Command(("subsidio", "auditar"), "COMANDO.SUBSIDIO_AUDITAR", _audit, _arguments),)
