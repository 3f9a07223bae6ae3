"""`subsidio relatorio ARQUIVO.prova`: the papers of an audit, report and workbook, written where they are asked."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ui.terminal.frame import Call, Command, Outcome
from ui.terminal.parser import UsageFault, complaint
from viewmodels.operations.faces import KnownError, Texts, audit_scope

if TYPE_CHECKING:
    from viewmodels.operations.subsidios.report import AuditPaper

PAPERS = {"pdf": "subsidios.relatorio", "planilha": "subsidios.planilha"}


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("arquivo", metavar="ARQUIVO", type=Path, help=texts.say("COMANDO.AJUDA_AUDITORIA"))
    for name in PAPERS:
        help = texts.say(f"COMANDO.AJUDA_PAPEL_{name.upper()}")
        parser.add_argument(f"--{name}", type=Path, default=None, metavar=name.upper(), help=help)


def _write(call: Call) -> Outcome:
    asked = {name: path for name in PAPERS if (path := getattr(call.arguments, name)) is not None}
    if not asked:
        missing = f"the following arguments are required: {', '.join(f'--{name}' for name in PAPERS)}"
        raise UsageFault(complaint(call.texts, missing), call.texts.say("COMANDO.SUBSIDIO_RELATORIO"))
    with call.around.open_house(call.arguments.arquivo) as house:
        if house.audit is None:
            raise KnownError("AUDITORIA_NENHUMA")
        scope = audit_scope(house)
        call.finish(house, scope, "subsidios.preparar")
        made = {name: call.finish(house, scope, PAPERS[name], path=path) for name, path in asked.items()}
    return Outcome({name: _told(paper) for name, paper in made.items()}, _lines(call.texts, made))


def _told(paper: "AuditPaper") -> dict[str, object]:
    """A paper as `--json` prints it."""
    return {"arquivo": str(paper.path), "hash": paper.hash, "sinais": paper.signs, "igual_ao_anterior": paper.again}


def _lines(texts: Texts, made: "dict[str, AuditPaper]") -> tuple[str, ...]:
    return tuple(
        texts.say("SUBSIDIO_TELA.PAPEL", arquivo=paper.path.name, sinais=paper.signs) for paper in made.values()
    )


COMMANDS = (Command(("subsidio", "relatorio"), "COMANDO.SUBSIDIO_RELATORIO", _write, _arguments),)
