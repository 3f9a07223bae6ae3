"""The log: JSON lines, rotated, and redacted by an allow-list: what is not known to be harmless is left out."""

import json
import logging
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path

from storage.clock import Clock
from storage.store.types import instant_text

FILE = "prova-real.jsonl"
LARGEST_BYTES = 1_000_000
KEPT = 5
ALLOWED = frozenset({"operacao", "cliente", "codigo", "ms", "rosto", "versao", "formato", "fim"})
"""Fields that never hold a value of the user's data, a name, a password or a path."""
HIDDEN = "[omitido]"
WELL = "ok"


def everything(client: str) -> bool:
    """The level of information: whatever client it is, what went well is written too."""
    return True


class Logbook:
    """Writes events to a rotated file in `folder`; a full or read-only disk silences it, never the program."""

    def __init__(self, folder: Path, clock: Clock, tells_all: Callable[[str], bool] = everything) -> None:
        """A log in `folder`; `tells_all` says whether acts of a client that went well are written too."""
        self._clock = clock
        self._tells_all = tells_all
        self._handler: RotatingFileHandler | None = None
        self.folder = folder

    def note(self, event: str, **fields: str | int) -> None:
        """One line: instant, event, allowed fields; the value of any other field is written as `[omitido]`."""
        if fields.get("codigo") == WELL and not self._tells_all(str(fields.get("cliente", ""))):
            return
        told = {key: value if key in ALLOWED else HIDDEN for key, value in fields.items()}
        line = json.dumps({"instante": instant_text(self._clock.now()), "evento": event, **told}, ensure_ascii=False)
        handler = self._opened()
        if handler is not None:
            handler.emit(logging.LogRecord("prova-real", logging.INFO, "", 0, line, None, None))

    def close(self) -> None:
        """Closes the file."""
        if self._handler is not None:
            self._handler.close()
            self._handler = None

    def _opened(self) -> RotatingFileHandler | None:
        if self._handler is None:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                self._handler = _Quiet(self.folder / FILE, maxBytes=LARGEST_BYTES, backupCount=KEPT, encoding="utf-8")
            except OSError:
                return None
        return self._handler


class _Quiet(RotatingFileHandler):
    """A handler that keeps a failing disk to itself: the log must never stop the work it tells of."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is logging's
        """Drops the line."""
