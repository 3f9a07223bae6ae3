"""`metas exportar`: the approved month in a `.prova` file that opens without the ERP and proves itself."""

import argparse
from pathlib import Path

from ui.terminal.frame import Call, Command, Outcome
from ui.terminal.parser import month_argument
from viewmodels.operations.faces import Texts, perform


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    month = month_argument(texts)
    parser.add_argument("--vigencia", required=True, metavar="AAAA-MM", type=month, help=texts.say("COMANDO.AJUDA_MES"))
    help = texts.say("COMANDO.AJUDA_SAIDA_PROVA")
    parser.add_argument("--saida", required=True, metavar="F.prova", type=Path, help=help)


def _export(call: Call) -> Outcome:
    with call.open_house() as house:
        scope = call.scope(house)
        vigencia, path = call.arguments.vigencia, call.arguments.saida
        left = perform(house, scope, "documentos.exportar_mes", vigencia=vigencia, path=path)
    told = {
        "arquivo": left.path,
        "sha256": left.sha256,
        "bytes": left.size,
        "calculo": left.run,
        "diario": {"seq": left.head.seq, "cabeca": left.head.hash},
    }
    line = call.texts.say("COMANDO.EXPORTADO", arquivo=str(left.path), bytes=left.size, sha256=left.sha256)
    return Outcome(told, (line,))


COMMANDS = (Command(("metas", "exportar"), "COMANDO.METAS_EXPORTAR", _export, _arguments),)
