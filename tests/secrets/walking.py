"""A walk through every operation of the program, remembering all that was said on the way."""

import traceback
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Any

from storage.errors import KnownError
from storage.version import VERSION
from tests.secrets.simplest import Setting, arguments_of, specially
from viewmodels.jobs import drive
from viewmodels.operations.crash import write_crash_report
from viewmodels.operations.house import House
from viewmodels.operations.registry import Operation, load_all, perform
from viewmodels.operations.scope import Scope

LAST = (
    "metas.acrescentar_dia",
    "metas.classificar",
    "metas.retirar_dia",
    "metas.aprovar",
    "metas.contingencia",
    "metas.enviar",
    "metas.recibo_premiacao",
    "metas.recibo",
    "metas.reverter",
    "metas.retirar",
    "documentos.verificar",
    "pessoas.desativar",
    "loja.restaurar",
)
"""Operations that come last, in this order: they need what others made, or leave them nothing to do."""


@dataclass
class Heard:
    """Operations that ended well, those refused with their code, and everything anybody could have read."""

    well: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)


def walk(house: House, scope: Scope, setting: Setting) -> Heard:
    """Performs every operation once with its simplest arguments; a refusal is said, a fault of ours is reported."""
    heard = Heard()
    for asked in sorted(load_all(), key=_turn):
        given = specially(asked, arguments_of(asked, house, scope, setting), setting)
        _ask(house, scope, asked, given, heard)
    return heard


def _turn(asked: Operation) -> tuple[int, str]:
    return (LAST.index(asked.id) + 1 if asked.id in LAST else 0, asked.id)


def _ask(house: House, scope: Scope, asked: Operation, given: dict[str, Any], heard: Heard) -> None:
    try:
        answer = perform(house, scope, asked.id, **given)
        if isinstance(answer, Generator):
            answer = drive(answer)
        heard.said.append(repr(answer))
        heard.well.append(asked.id)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong must not tell the secret either
        heard.refused[asked.id] = getattr(error, "code", type(error).__name__)
        heard.said += traceback.format_exception(error)
        if isinstance(error, KnownError):
            heard.said += [house.texts.say_error(error), repr(error.args_shown)]
        write_crash_report(error, house.paths / "falhas" / asked.id, house.clock.now(), VERSION)
