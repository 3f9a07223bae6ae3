"""The support package on screen: its parts, looked at before it is saved; no widgets."""

from pathlib import Path

from storage.errors import KnownError
from viewmodels.desk import Desk
from viewmodels.operations.casa.support import Piece


class SupportPackage:
    """The package as it would be saved now."""

    def __init__(self, desk: Desk) -> None:
        """Gathers the parts."""
        self._desk = desk
        self.pieces: tuple[Piece, ...] = desk.ask("suporte.previa")

    @property
    def words(self) -> str:
        """How many parts, and what none of them holds."""
        return self._desk.say("SUPORTE.SITUACAO", n=len(self.pieces))

    @property
    def file_name(self) -> str:
        """A name to propose."""
        return f"{self._desk.say('SUPORTE.ARQUIVO')}-{self._desk.house.clock.today():%Y%m%d}.zip"

    def save(self, path: Path) -> str:
        """Writes the package; "" or why it was not written."""
        try:
            self._desk.act("suporte.pacote", "diario", path=path)
        except KnownError as error:
            return self._desk.say_error(error)
        self._desk.shell.notify(self._desk.say("SUPORTE.SALVO"))
        return ""
