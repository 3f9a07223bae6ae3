"""A password asked of a person, or read once from the input of an unattended command; never an argument."""

import getpass
from typing import TextIO

from viewmodels.operations.faces import KnownError

LONGEST = 4096


def ask_secret(prompt: str, source: TextIO, shown: TextIO) -> str:
    """The secret typed without echo, or the next line of an input that is not a keyboard.

    Raises KnownError COMANDO.SEM_SENHA when the input has no more lines.
    """
    if source.isatty():
        return getpass.getpass(f"{prompt}: ", stream=shown)
    line = source.readline(LONGEST)
    if not line:
        raise KnownError("COMANDO.SEM_SENHA", pedido=prompt)
    return line.rstrip("\r\n")
