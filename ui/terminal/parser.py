"""argparse in the reader's language: help, usage and every complaint."""

import argparse
import re
from collections.abc import Callable
from datetime import date
from typing import IO, NoReturn

from viewmodels.operations.faces import Texts

_COMPLAINTS = tuple(
    (re.compile(pattern, re.DOTALL), code)
    for pattern, code in (
        (r"the following arguments are required: (?P<nomes>.+)", "COMANDO.FALTAM"),
        (r"unrecognized arguments: (?P<nomes>.+)", "COMANDO.SOBRAM"),
        (r"argument (?P<argumento>[^:]+): expected .*argument.*", "COMANDO.UM_VALOR"),
        (
            r"argument (?P<argumento>[^:]+): invalid choice: (?P<valor>.+) \(choose from (?P<opcoes>.+)\)",
            "COMANDO.ESCOLHA",
        ),
        (r"argument (?P<argumento>[^:]+): invalid \S+ value: (?P<valor>.+)", "COMANDO.NAO_ACEITA"),
        (r"argument (?P<argumento>[^:]+): not allowed with argument (?P<outro>.+)", "COMANDO.JUNTOS"),
        (r"argument (?P<argumento>[^:]+): ignored explicit argument (?P<valor>.+)", "COMANDO.NAO_ACEITA"),
        (r"argument (?P<argumento>[^:]+): (?P<motivo>.+)", "COMANDO.NAO_LIDO"),
    )
)


class UsageFault(Exception):
    """The command line was not understood; `usage` is the short form of what is."""

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.message = message
        self.usage = usage


def complaint(texts: Texts, message: str) -> str:
    """argparse's message as a sentence of ours."""
    for pattern, code in _COMPLAINTS:
        found = pattern.fullmatch(message)
        if found:
            return texts.say_with(code, found.groupdict())
    return texts.say("COMANDO.NAO_ENTENDIDO")


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks through `texts` and raises instead of leaving the program."""

    def __init__(self, texts: Texts, out: IO[str], **settings: object) -> None:
        use = f"{texts.say('COMANDO.USO')}: "

        class Formatter(argparse.HelpFormatter):
            def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
                super().add_usage(usage, actions, groups, use if prefix is None else prefix)

        super().__init__(formatter_class=Formatter, add_help=False, allow_abbrev=False, **settings)  # type: ignore[arg-type]
        self.texts = texts
        self.out = out
        self._positionals.title = texts.say("COMANDO.ARGUMENTOS")
        self._optionals.title = texts.say("COMANDO.OPCOES")
        self.add_argument("-h", "--ajuda", "--help", action="help", help=texts.say("COMANDO.AJUDA_AJUDA"))

    def error(self, message: str) -> NoReturn:
        """Raises UsageFault with the sentence of the complaint."""
        raise UsageFault(complaint(self.texts, message), self.format_usage().strip())

    def print_help(self, file: object = None) -> None:
        """Help goes where results go."""
        self.out.write(self.format_help())


def day_argument(texts: Texts) -> Callable[[str], date]:
    """Reader of AAAA-MM-DD for `add_argument(type=…)`."""

    def read(text: str) -> date:
        try:
            if len(text) == 10:
                return date.fromisoformat(text)
        except ValueError as fault:
            raise argparse.ArgumentTypeError(texts.say("COMANDO.VALOR_DATA")) from fault
        raise argparse.ArgumentTypeError(texts.say("COMANDO.VALOR_DATA"))

    return read


def month_argument(texts: Texts) -> Callable[[str], str]:
    """Reader of AAAA-MM for `add_argument(type=…)`; gives the text back, checked."""

    def read(text: str) -> str:
        if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", text):
            raise argparse.ArgumentTypeError(texts.say("COMANDO.VALOR_MES"))
        return text

    return read
