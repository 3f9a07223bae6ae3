"""Lists of the page Documentos: what left this machine, and the files opened lately."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from storage.errors import KnownError
from storage.recent import Recent, recent_files
from viewmodels.changes import Changed
from viewmodels.desk import Desk
from viewmodels.operations.documentos.leaving import Gone, kind_words
from viewmodels.operations.house import House
from viewmodels.table import TableModel
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row

PLACES = ("impressora", "area_de_transferencia")


class DeparturesViewModel(QObject):
    """What left this machine, newest first, more on request."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """The log of the desk's client."""
        super().__init__(parent)
        self.desk = desk
        self.reason = desk.reason("documentos.saidas") or ""
        self.lines: tuple[Gone, ...] = ()
        self.table = TableModel(self._columns())
        desk.changes.subscribe(self._heard)
        self.refresh()

    def _heard(self, change: Changed) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Read the newest lines again."""
        if not self.reason:
            self._show(self.desk.ask("documentos.saidas"))

    def more(self) -> None:
        """Older lines, under those shown."""
        if self.has_more:
            self._show((*self.lines, *self.desk.ask("documentos.saidas", before_seq=self.lines[-1].line.seq)))

    @property
    def has_more(self) -> bool:
        """True while the first line is not shown."""
        return bool(self.lines) and self.lines[-1].line.seq > 1

    @property
    def situation(self) -> str:
        """How many lines there are."""
        return self.desk.say("SAIDA.SITUACAO", n=self.lines[0].line.seq if self.lines else 0)

    def save(self, path: Path) -> str:
        """Writes the whole log as CSV; "" after telling the window why not."""
        try:
            self.desk.act("documentos.saidas_csv", "documentos", path=path)
        except KnownError as error:
            self.desk.refused.emit(error)
            return ""
        return self.desk.say("DOCUMENTOS.SAIDAS_SALVAS", lugar=path.parent.name or str(path))

    def _show(self, lines: tuple[Gone, ...]) -> None:
        if lines == self.lines:
            return
        self.lines = lines
        self.table.set_rows([self._row(gone) for gone in lines])
        self.changed.emit()

    def _columns(self) -> tuple[ColumnSpec, ...]:
        say = self.desk.say
        return (
            ColumnSpec("quando", say("SAIDA.COLUNA.QUANDO"), kind=Kind.DATE, sortable=False),
            ColumnSpec("tipo", say("SAIDA.COLUNA.TIPO"), sortable=False, stretch=1),
            ColumnSpec("nome", say("SAIDA.COLUNA.NOME"), sortable=False, stretch=2),
            ColumnSpec("destino", say("SAIDA.COLUNA.DESTINO"), sortable=False, stretch=2, quiet=True),
            ColumnSpec("quem", say("SAIDA.COLUNA.QUEM"), sortable=False, stretch=1),
            ColumnSpec("hash", say("SAIDA.COLUNA.HASH"), sortable=False, quiet=True),
        )

    def _row(self, gone: Gone) -> Row:
        texts, line = self.desk.house.texts, gone.line
        place = self.desk.say(f"SAIDA.DESTINO.{line.destination}") if line.destination in PLACES else line.destination
        return Row(
            str(line.seq),
            {
                "quando": Cell(texts.numbers.instant(line.at, texts.zone), str(line.at)),
                "tipo": Cell(kind_words(self.desk.house, line.kind)),
                "nome": Cell(line.name, tooltip=line.name),
                "destino": Cell(place, tooltip=place),
                "quem": Cell(gone.who),
                "hash": Cell(line.sha256[:16], line.sha256, tooltip=line.sha256),
            },
        )


def recents(house: House) -> tuple[Recent, ...]:
    """Files opened lately on this machine, newest first."""
    return recent_files(Path(house.paths)) if house.paths else ()
