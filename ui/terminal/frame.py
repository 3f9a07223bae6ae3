"""The frame of every command: arguments in, JSON or lines out, messages aside, a status that means something."""

import argparse
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from ui.terminal.parser import Parser, UsageFault
from viewmodels.operations.faces import (
    House,
    KnownError,
    Progress,
    Scope,
    Texts,
    chosen_client,
    drive,
    enter,
    json_text,
    perform,
    service_scope,
    write_crash_report,
)

DONE, REFUSED, USAGE, OUR_BUG = 0, 1, 2, 3
BASE_VARIABLE = "PROVA_BASE"
ORIGIN = "terminal"

OpenHouse = Callable[[Path | None], AbstractContextManager[House]]
"""Opens the store of a path (None: the sample company's) with everything plugged in."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command gives: a result for `--json`, the lines people read, and 1 when the answer is a refusal."""

    result: object
    lines: tuple[str, ...] = ()
    status: int = DONE


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything a command takes from outside, plugged by main.py; `user` is the name in the operating system."""

    texts: Texts
    open_house: OpenHouse
    out: IO[str]
    err: IO[str]
    environ: Mapping[str, str]
    user: str
    now: Callable[[], datetime]
    crash_folder: Path
    version: str
    ask_secret: Callable[[str], str]
    """Asks a person for a secret, by the prompt given."""


@dataclass(frozen=True, slots=True)
class Call:
    """One command being run: its arguments, the store it works on, who asks."""

    arguments: argparse.Namespace
    base: Path | None
    around: Surroundings

    @property
    def texts(self) -> Texts:
        """Sentences in the reader's language."""
        return self.around.texts

    def open_house(self) -> AbstractContextManager[House]:
        """The house of this call's store; leave it with `with`."""
        return self.around.open_house(self.base)

    def scope(self, house: House) -> Scope:
        """Scope of an operation on the client of `--cliente`, as `terminal:<user of the system>`.

        Raises KnownError ACESSO.SEM_SERVICO when that user was given no right there, CLIENTE_… without one client.
        """
        return service_scope(house.store, chosen_client(house, self.arguments.cliente), self.around.user)

    def person(self, house: House) -> Scope:
        """Scope of the person of `--usuario` on the client of `--cliente`, whose password is asked for.

        Raises KnownError PESSOA_…, CLIENTE_…, or SENHA_A_TROCAR while a first password waits to be changed.
        """
        password = self.secret("COMANDO.PEDE_SENHA", login=self.arguments.usuario)
        entered = enter(house, login=self.arguments.usuario, password=password, origin=ORIGIN)
        if entered.person.must_change:
            raise KnownError("SENHA_A_TROCAR")
        return entered.scope(chosen_client(house, self.arguments.cliente), ORIGIN)

    def secret(self, code: str, **args: object) -> str:
        """A secret asked of who is at the keyboard, or read from the input."""
        return self.around.ask_secret(self.texts.say_with(code, args))

    def finish(self, house: House, scope: Scope, operation: str, **arguments: object) -> Any:
        """Result of an operation; one that is a job is driven here, each of its steps told once."""
        result = perform(house, scope, operation, **arguments)
        return drive(result, _Teller(self)) if isinstance(result, Generator) else result

    def tell(self, message: str) -> None:
        """A message beside the result: progress, a warning."""
        self.around.err.write(f"{message}\n")


def teller(call: Call) -> Callable[[Progress], None]:
    """Tells each step of a job when it begins, beside the result."""
    return _Teller(call)


class _Teller:
    """Tells each step of a job when it begins."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._last = ""

    def __call__(self, progress: Progress) -> None:
        if progress.step != self._last:
            self._last = progress.step
            self._call.tell(self._call.texts.say_with(progress.step, progress.args))


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its words (`metas`, `calcular`), the text code of its help, its arguments and its body."""

    path: tuple[str, ...]
    help: str
    run: Callable[[Call], Outcome]
    arguments: Callable[[argparse.ArgumentParser, Texts], None] = field(default=lambda parser, texts: None)


def run_command(argv: Sequence[str], commands: Sequence[Command], around: Surroundings) -> int:
    """Exit status of one command line: 0 done, 1 a known refusal, 2 wrong usage, 3 our bug (with its report)."""
    try:
        return _answered(argv, commands, around)
    except Exception as bug:  # noqa: BLE001 - the outermost door: a fault of ours is reported, and the status says so
        around.err.write(f"{_report(bug, around)}\n")
        return OUR_BUG


def _answered(argv: Sequence[str], commands: Sequence[Command], around: Surroundings) -> int:
    """Status of everything that is nobody's bug."""
    try:
        return _run(argv, commands, around)
    except UsageFault as fault:
        around.err.write(f"{fault.usage}\n{fault.message}\n")
        return USAGE
    except KnownError as refusal:
        around.err.write(f"{refusal.code}: {around.texts.say_error(refusal)}\n")
        return REFUSED
    except KeyboardInterrupt:
        around.err.write(f"{around.texts.say('TRABALHO.INTERROMPIDO')}\n")
        return REFUSED


def _run(argv: Sequence[str], commands: Sequence[Command], around: Surroundings) -> int:
    parser = command_parser(commands, around.texts, around.out)
    try:
        arguments = parser.parse_args(argv)
    except SystemExit:  # the help was asked and printed
        return DONE
    base = arguments.base or around.environ.get(BASE_VARIABLE) or None
    call = Call(arguments, Path(base) if base else None, around)
    outcome = arguments.command.run(call)
    lines = [json_text(outcome.result)] if arguments.json else outcome.lines
    around.out.write("".join(f"{line}\n" for line in lines))
    return int(outcome.status)


def command_parser(commands: Sequence[Command], texts: Texts, out: IO[str]) -> Parser:
    """The parser of all commands, two words deep; each takes `--base`, `--cliente` and `--json`."""
    top = Parser(texts, out, prog="main.py")
    rooms: dict[tuple[str, ...], argparse._SubParsersAction[Parser]] = {(): _subcommands(top, texts)}
    for command in commands:
        where: tuple[str, ...] = ()
        for word in command.path[:-1]:
            where = (*where, word)
            if where not in rooms:
                parent = rooms[where[:-1]].add_parser(word, texts=texts, out=out, help=_area(texts, word))
                rooms[where] = _subcommands(parent, texts)
        summary = texts.say(command.help)
        leaf = rooms[where].add_parser(command.path[-1], texts=texts, out=out, help=summary, description=summary)
        command.arguments(leaf, texts)
        leaf.add_argument("--base", metavar="F", default=None, help=texts.say("COMANDO.AJUDA_BASE"))
        leaf.add_argument("--cliente", metavar="C", default="", help=texts.say("COMANDO.AJUDA_CLIENTE"))
        leaf.add_argument("--json", action="store_true", help=texts.say("COMANDO.AJUDA_JSON"))
        leaf.set_defaults(command=command)
    return top


def _subcommands(parser: Parser, texts: Texts) -> "argparse._SubParsersAction[Parser]":
    words = texts.say("COMANDO.COMANDOS")
    return parser.add_subparsers(title=words, metavar="COMANDO", required=True, parser_class=Parser)


def _area(texts: Texts, word: str) -> str | None:
    code = f"AREA.{word}"
    return texts.say(code) if texts.knows(code) else None


def _report(bug: Exception, around: Surroundings) -> str:
    try:
        written = write_crash_report(bug, around.crash_folder, around.now(), around.version)
    except (KnownError, OSError):
        return around.texts.say("ERRO.NOSSO_SEM_RELATORIO")
    return around.texts.say("ERRO.NOSSO", arquivo=str(written))
