"""`diagnostico`, `copiar` and `restaurar`: how the house is, a copy of it, and a copy brought back."""

import argparse
from pathlib import Path

from ui.terminal.frame import Call, Command, Outcome
from viewmodels.operations.copias import Copy, restore_store
from viewmodels.operations.diagnosis_row import Row
from viewmodels.operations.faces import House, KnownError, Scope, Texts, perform

MARKS = {True: "+", False: "!", None: " "}


def _diagnosis_arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("--sem-erp", action="store_true", help=texts.say("COMANDO.AJUDA_SEM_ERP"))


def _diagnose(call: Call) -> Outcome:
    with call.open_house() as house:
        scope = call.scope(house)
        rows: tuple[Row, ...] = perform(house, scope, "diagnostico.ver")
        if not call.arguments.sem_erp:
            rows = (*rows, *_erp(call, house, scope))
    texts = [call.texts.say_with(row.code, row.args) for row in rows]
    told = [
        {"codigo": row.code, "bem": row.well, "texto": text, "valores": row.args}
        for row, text in zip(rows, texts, strict=True)
    ]
    lines = tuple(f"{MARKS[row.well]} {text}" for row, text in zip(rows, texts, strict=True))
    return Outcome({"diagnostico": told}, lines)


def _erp(call: Call, house: House, scope: Scope) -> tuple[Row, ...]:
    """The watchdog's probe, ten seconds at most, then the visit; an ERP that does not answer is a line of both."""
    probed: Row = call.finish(house, scope, "vigia.erp")
    if not probed.well:
        return (probed,)
    try:
        rows: tuple[Row, ...] = call.finish(house, scope, "diagnostico.erp")
    except KnownError as error:
        return probed, Row(error.code, False, error.args_shown)
    return probed, *rows


def _copy_arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("--pasta", metavar="P", type=Path, default=None, help=texts.say("COMANDO.AJUDA_PASTA"))


def _copy(call: Call) -> Outcome:
    with call.open_house() as house:
        made: Copy = perform(house, call.scope(house), "loja.copiar", folder=call.arguments.pasta)
    told = {"arquivo": made.path, "bytes": made.size, "quando": made.at}
    return Outcome(told, (call.texts.say("COMANDO.COPIADO", arquivo=str(made.path)),))


def _restore_arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("copia", metavar="COPIA", type=Path, help=texts.say("COMANDO.AJUDA_COPIA"))


def _restore(call: Call) -> Outcome:
    if call.base is None:
        raise KnownError("RESTAURAR.SEM_BASE")
    copy = call.arguments.copia
    aside = restore_store(call.open_house, call.scope, file=copy, base=call.base, at=call.around.now())
    lines = [call.texts.say("COMANDO.RESTAURADO", arquivo=str(call.base), copia=str(copy))]
    if aside is not None:
        lines.append(call.texts.say("COMANDO.SUBSTITUIDO", arquivo=str(aside)))
    return Outcome({"arquivo": call.base, "copia": copy, "substituido": aside}, tuple(lines))


COMMANDS = (
    Command(("diagnostico",), "COMANDO.DIAGNOSTICO", _diagnose, _diagnosis_arguments),
    Command(("copiar",), "COMANDO.COPIAR", _copy, _copy_arguments),
    Command(("restaurar",), "COMANDO.RESTAURAR", _restore, _restore_arguments),
)
