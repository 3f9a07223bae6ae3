"""What is wrong with the tables of an import: place, what is there, how to mend it; a list to take away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from storage.errors import KnownError
from storage.exports.csv_text import csv_bytes
from storage.exports.delivery import deliver
from storage.texts.sentences import Texts
from viewmodels.desk import Desk
from viewmodels.operations.subsidios.bringing import Brought
from viewmodels.screens.subsidios.import_words import fault_said, mending_said, whole
from viewmodels.table import TableModel
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row, RowKind

COLUMN = 260
"""Logical px of the names of columns."""


@dataclass(frozen=True, slots=True)
class ToldFault:
    """One place: the table and the file, the line and the column, what is there and how to mend it."""

    table: str
    file: str
    line: int
    column: str
    what: str
    mending: str


class FaultsViewModel:
    """The list of faults of one reading."""

    def __init__(self, desk: Desk) -> None:
        """An empty list."""
        self.desk = desk
        self.table = TableModel(_columns(desk))
        self.told: tuple[ToldFault, ...] = ()
        self.source, self.caption = "", ""

    def show(self, source: str, brought: Brought) -> None:
        """The faults of a reading of `source`: the first of them, with how many there are in all."""
        texts, total = self.desk.house.texts, brought.fault_count
        self.source = source
        self.told = tuple(_told(texts, code, args) for code, args in brought.faults)
        self.table.set_rows(_rows(self.told))
        code = "SUBSIDIO_IMPORTA.FALHAS" if len(self.told) == total else "SUBSIDIO_IMPORTA.FALHAS_CORTADAS"
        self.caption = texts.say(code, n=len(self.told), total=whole(texts, total))

    @property
    def file_name(self) -> str:
        """A name to propose for the list."""
        return f"{self.desk.say('SUBSIDIO_IMPORTA.LISTA_NOME', pasta=self.source)}.csv"

    @property
    def as_text(self) -> str:
        """The list as a spreadsheet takes it from the clipboard."""
        return "\n".join("\t".join(line) for line in (self._titles, *self._lines()))

    def save(self, path: Path) -> bool:
        """Writes the list as CSV; False after telling the window why not."""
        try:
            deliver(path, csv_bytes(self._titles, self._lines()))
        except KnownError as error:
            self.desk.refused.emit(error)
            return False
        return True

    def saved_words(self, path: Path) -> str:
        """`Lista de falhas salva em Documentos`."""
        what = self.desk.say("SUBSIDIO_IMPORTA.LISTA_SALVA")
        return self.desk.say("TELA.SALVO_EM", papel=what, lugar=path.parent.name or str(path))

    @property
    def _titles(self) -> list[str]:
        words = ("TABELA", "ARQUIVO", "LINHA", "COLUNA", "FALTA", "CONSERTO")
        return [self.desk.say(f"SUBSIDIO_IMPORTA.COL.{word}") for word in words]

    def _lines(self) -> list[list[str]]:
        return [
            [each.table, each.file, str(each.line or ""), each.column, each.what, each.mending] for each in self.told
        ]


def _columns(desk: Desk) -> tuple[ColumnSpec, ...]:
    def column(key: str, word: str, kind: Kind = Kind.TEXT, stretch: int = 0, width: int | None = None) -> ColumnSpec:
        title = desk.say(f"SUBSIDIO_IMPORTA.COL.{word}")
        return ColumnSpec(key, title, kind=kind, stretch=stretch, width=width, sortable=False)

    return (
        column("coluna", "COLUNA", width=COLUMN),
        column("linha", "LINHA", Kind.NUMBER),
        column("falta", "FALTA", stretch=4),
        column("conserto", "CONSERTO", stretch=5),
    )


def _told(texts: Texts, code: str, args: Mapping[str, object]) -> ToldFault:
    table, file, column = (str(args.get(key) or "") for key in ("tabela", "arquivo", "coluna"))
    line = int(str(args.get("linha") or 0))
    return ToldFault(table, file, line, column, fault_said(texts, code, args), mending_said(texts, code, args))


def _rows(told: Sequence[ToldFault]) -> Iterator[Row]:
    """The faults under the table and the file they are in."""
    before: tuple[str, str] | None = None
    for at, fault in enumerate(told):
        place = (fault.table, fault.file)
        if place != before:
            before = place
            yield Row(f"grupo{at}", {"coluna": Cell(fault.table), "falta": Cell(fault.file)}, RowKind.GROUP)
        cells = {
            "coluna": Cell(fault.column),
            "linha": Cell(str(fault.line), fault.line) if fault.line else Cell(),
            "falta": Cell(fault.what, tooltip=fault.what),
            "conserto": Cell(fault.mending, tooltip=fault.mending),
        }
        yield Row(str(at), cells)
