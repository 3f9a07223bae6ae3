"""Report and workbook from the screens: where they go, the job that writes them, and their pages on screen."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from engines.figure import Value
from storage.departures import PRINTER
from storage.errors import KnownError
from storage.exports.csv_text import csv_bytes
from storage.exports.delivery import deliver
from storage.exports.list_workbook import list_workbook_bytes
from storage.exports.pdf_pages import PageImage, page_count, render_page
from storage.exports.workbook_content import WORDS, Cover, Listing, WorkbookContent
from storage.texts.numbers import NO_VALUE
from viewmodels.desk import Desk
from viewmodels.jobs import Job
from viewmodels.memory import RowsBehind
from viewmodels.operations.metas.papers import Paper
from viewmodels.table_spec import Row

__all__ = [
    "MINUTES",
    "PDF",
    "PRINTER",
    "SHEET",
    "TRAIL",
    "XLSX",
    "PageImage",
    "PaperKind",
    "PapersDesk",
    "page_count",
    "render_page",
]

FOLDER = "exportados"
IN_AN_AUDIT = "subsidios.anotar_saida"
KINDS = {".pdf": "avulso", ".csv": "csv", ".xlsx": "xlsx", ".zip": "pacote"}
"""What the log of departures calls a file by its ending."""
LONGEST_TITLE = 31
"""Letters of a sheet's name in a workbook."""


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper: its operation, the words of its name and of its result, and the ending of its file."""

    operation: str
    step: str
    name: str
    saved: str
    ending: str


PDF = PaperKind("metas.relatorio", "PASSO.RELATORIO", "TELA.NOME_RELATORIO", "TELA.RELATORIO_SALVO", "pdf")
XLSX = PaperKind("metas.planilha", "PASSO.PLANILHA", "TELA.NOME_PLANILHA", "TELA.PLANILHA_SALVA", "xlsx")
SHEET = PaperKind("metas.folha_do_mes", "PASSO.FOLHA", "TELA.NOME_FOLHA", "TELA.FOLHA_SALVA", "pdf")
MINUTES = PaperKind("metas.ata", "PASSO.ATA", "TELA.NOME_ATA", "TELA.ATA_SALVA", "pdf")
TRAIL = PaperKind("metas.trilha", "PASSO.TRILHA", "TELA.NOME_TRILHA", "TELA.TRILHA_SALVA", "csv")

Saved = Callable[[Paper], None]


class PapersDesk:
    """Papers of one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def file_name(self, kind: PaperKind, run: int) -> str:
        """A name to propose: `Metas 2025-08 relatorio, cálculo 1.pdf`."""
        name = self._desk.say(kind.name, mes=self._desk.vigencia)
        return f"{name}, {self._desk.say('TELA.CALCULO_N', calculo=str(run)).lower()}.{kind.ending}"

    def folder(self) -> Path:
        """The folder of files made to be opened at once; made when it is not there."""
        folder = Path(self._desk.house.paths) / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def write(self, kind: PaperKind, run: int, path: Path, saved: Saved, raw: bool = False) -> Job[Paper]:
        """Writes a paper as a job; `saved` gets it when it stands whole at its place. A refusal reaches the window.

        `raw` adds the daily data to the report (G-075).
        """
        given = {"raw": True} if raw else {}
        job: Job[Paper] = self._desk.work_whole(kind.operation, kind.step, run=run, path=path, **given)
        job.connect(done=saved, refused=self._desk.refused.emit)
        job.start()
        return job

    def write_to_open(self, kind: PaperKind, run: int, saved: Saved) -> Job[Paper]:
        """Writes a paper in the folder of files to open."""
        return self.write(kind, run, self.folder() / self.file_name(kind, run), saved)

    def saved_words(self, kind: PaperKind, path: Path) -> str:
        """`Relatório salvo em Documentos`."""
        return self._desk.say("TELA.SALVO_EM", papel=self._desk.say(kind.saved), lugar=path.parent.name or str(path))

    def keep(self, content: bytes, path: Path) -> bool:
        """Writes the bytes of a print-out; False after telling the window why not."""
        try:
            deliver(path, content)
        except KnownError as error:
            self._desk.refused.emit(error)
            return False
        self.left(content, _kind_of(path), path.name, str(path.parent))
        return True

    def left_file(self, path: Path, sha256: str) -> None:
        """Notes that a file written elsewhere than here left, by the hash of its bytes."""
        self._note(_kind_of(path), path.name, sha256, str(path.parent))

    def left(self, content: bytes, kind: str, name: str, destination: str) -> None:
        """Notes that something left this machine."""
        self._note(kind, name, hashlib.sha256(content).hexdigest(), destination)

    def _note(self, kind: str, name: str, sha256: str, destination: str) -> None:
        """An audit notes it in its own file; a carried file and a sealed audit have nowhere to."""
        desk = self._desk
        audit = desk.house.audit is not None
        if desk.house.workspace is not None or (audit and desk.reason(IN_AN_AUDIT)):
            return
        told = {"kind": kind, "name": name, "sha256": sha256, "destination": destination}
        try:
            desk.act(IN_AN_AUDIT if audit else "documentos.anotar_saida", "documentos", **told)
        except KnownError as error:
            self._desk.refused.emit(error)

    def keep_rows(self, behind: RowsBehind, path: Path) -> bool:
        """Writes the rows behind a number as CSV; False after telling the window why not."""
        titles = [f"{column.title} ({column.unit})" if column.unit else column.title for column in behind.columns]
        return self.keep(csv_bytes(titles, (list(_raw(row, behind)) for row in behind.rows)), path)

    def keep_table(self, shown: RowsBehind, title: str, path: Path) -> bool:
        """Writes a table of a screen, as a workbook where the file is to be one, else as CSV; False when it cannot."""
        if path.suffix.lower() != ".xlsx":
            return self.keep_rows(shown, path)
        rows = tuple(tuple(_raw(row, shown)) for row in shown.rows)
        titles = tuple(f"{column.title} ({column.unit})" if column.unit else column.title for column in shown.columns)
        return self.keep(list_workbook_bytes(self._listed(title, titles, rows)), path)

    def _listed(self, title: str, titles: tuple[str, ...], rows: tuple[tuple[Value, ...], ...]) -> WorkbookContent:
        desk, texts = self._desk, self._desk.house.texts
        company = desk.company()
        cover = Cover(title, "", company, texts.say("SIMULADOR.MARCA_RASCUNHO"), (), (), "", "", "", desk.user_name())
        listing = Listing(title[:LONGEST_TITLE], title, titles, rows)
        words = {code: texts.say_with(f"PLANILHA.{code}", {}) for code in WORDS}
        now = desk.house.clock.now()
        return WorkbookContent(cover, (), (), (), {}, (), words, now, lists=(listing,))


def _raw(row: Row, behind: RowsBehind) -> Iterator[Value]:
    """Numbers with every place they have; the rest as the screen shows it; what is missing stays blank."""
    for column in behind.columns:
        cell = row.cell(column.key)
        yield cell.raw if isinstance(cell.raw, Decimal) else cell.text.replace(NO_VALUE, "")


def _kind_of(path: Path) -> str:
    return KINDS.get(path.suffix.lower(), path.suffix[1:] or path.name)
