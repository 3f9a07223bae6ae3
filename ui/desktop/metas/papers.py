"""Papers asked from the screens: saved where the person says, opened, printed, with the result told."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.desktop.folders import documents_folder, hand_on
from ui.desktop.metas.pdf_window import PdfWindow
from viewmodels.desk import Desk
from viewmodels.memory import MemoryView, RowsBehind
from viewmodels.operations.metas.papers import Paper
from viewmodels.screens.cockpit import CockpitViewModel
from viewmodels.screens.history import UndoViewModel
from viewmodels.screens.papers_desk import PDF, PRINTER, XLSX, PaperKind, PapersDesk
from viewmodels.screens.print_outs import PrintOuts
from viewmodels.screens.routine_rows import routine_csv

_FILTERS = {
    "prova": "Prova Real (*.prova)",
    "pdf": "PDF (*.pdf)",
    "xlsx": "Excel (*.xlsx)",
    "csv": "CSV (*.csv)",
    "eml": "E-mail (*.eml)",
    "zip": "ZIP (*.zip)",
}
_FILTERS["table"] = f"{_FILTERS['xlsx']};;{_FILTERS['csv']}"


def save_report(desk: Desk, run: int, parent: QWidget, raw: bool = False) -> QFileDialog:
    """Asks where, then writes the report there; `raw` with the daily data at its end."""
    return save_paper(desk, PDF, run, parent, raw)


def save_workbook(desk: Desk, run: int, parent: QWidget) -> QFileDialog:
    """Asks where, then writes the workbook there."""
    return save_paper(desk, XLSX, run, parent)


def open_report(desk: Desk, run: int, parent: QWidget) -> None:
    """Writes the report in the folder of files to open and shows its pages."""
    PapersDesk(desk).write_to_open(PDF, run, partial(_show_paper, desk, run, parent.window()))


def open_workbook(desk: Desk, run: int) -> None:
    """Writes the workbook in the folder of files to open and hands it to whatever opens workbooks here."""
    PapersDesk(desk).write_to_open(XLSX, run, lambda paper: open_file(paper.path))


def open_rows(desk: Desk, behind: RowsBehind, title: str) -> None:
    """Writes the rows behind a number as a workbook in the folder of files to open, and hands it on."""
    papers = PapersDesk(desk)
    path = papers.folder() / _file_name(title[:80], "xlsx")
    if papers.keep_table(behind, title, path):
        _tell(desk, "TELA.LINHAS_SALVAS", path)
        open_file(path)


def print_figure(desk: Desk, view: MemoryView, run: int, parent: QWidget) -> PdfWindow:
    """Shows the one page about a number, ready to print."""
    return _show(desk, PrintOuts(desk).figure(view, run), " › ".join(view.path), parent)


def print_situation(desk: Desk, model: CockpitViewModel, parent: QWidget) -> PdfWindow | None:
    """Shows the cockpit on paper, ready to print; None where there is no vigência."""
    if model.situation is None:
        return None
    title = desk.say("TELA.PAPEL_SITUACAO", mes=model.situation.vigencia)
    return _show(desk, PrintOuts(desk).situation(model), title, parent)


def print_routine(desk: Desk, model: CockpitViewModel, parent: QWidget) -> PdfWindow | None:
    """Shows the month's checklist on paper, ready to print or save; None where there is no vigência."""
    if model.situation is None:
        return None
    title = desk.say("ROTINA.PAPEL", mes=model.situation.vigencia)
    return _show(desk, PrintOuts(desk).routine(model), title, parent)


def save_routine(desk: Desk, model: CockpitViewModel, parent: QWidget) -> QFileDialog | None:
    """Asks where, then writes the month's checklist there as CSV; None where there is no vigência."""
    if model.situation is None:
        return None
    name = _file_name(desk.say("ROTINA.PAPEL", mes=model.situation.vigencia), "csv")
    return ask_where(name, "csv", parent, lambda path: _kept_routine(desk, model, path))


def _kept_routine(desk: Desk, model: CockpitViewModel, path: Path) -> None:
    if PapersDesk(desk).keep(routine_csv(desk, model.steps), path):
        _tell(desk, "ROTINA.LISTA_SALVA", path)


def print_receipt(desk: Desk, model: UndoViewModel, parent: QWidget) -> PdfWindow:
    """Shows the receipt of an undoing, ready to print."""
    title = desk.say("TELA.PAPEL_RECIBO", calculo=str(model.receipt.run.id))
    return _show(desk, PrintOuts(desk).receipt(model), title, parent)


def save_rows(desk: Desk, behind: RowsBehind, title: str, parent: QWidget) -> QFileDialog:
    """Asks where, then writes the rows behind a number there as CSV."""
    return ask_where(_file_name(title, "csv"), "csv", parent, lambda path: _told_rows(desk, behind, path))


def save_table(desk: Desk, shown: RowsBehind, title: str, said: str, parent: QWidget) -> QFileDialog:
    """Asks where, then writes a table as a workbook or as CSV, by the ending chosen (`said`: code of the toast)."""

    def write(path: Path) -> None:
        if PapersDesk(desk).keep_table(shown, title, path):
            _tell(desk, said, path)

    return ask_where(_file_name(title, "xlsx"), "table", parent, write)


def open_file(path: Path) -> None:
    """Hands a file to the program that opens its kind."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def save_paper(desk: Desk, kind: PaperKind, run: int, parent: QWidget, raw: bool = False) -> QFileDialog:
    """Asks where, then writes a paper of a run there."""
    name = PapersDesk(desk).file_name(kind, run)
    return ask_where(name, kind.ending, parent, lambda path: _write(desk, kind, run, path, parent.window(), raw))


def ask_where(name: str, ending: str, parent: QWidget, then: Callable[[Path], object]) -> QFileDialog:
    """Asks where a file goes, then hands the path on."""
    folder = documents_folder()
    dialog = QFileDialog(parent.window(), _tr("Salvar como"), folder, _FILTERS[ending])
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(name.rpartition(".")[2])
    dialog.selectFile(name)
    hand_on(dialog, then)
    dialog.open()
    return dialog


def _write(desk: Desk, kind: PaperKind, run: int, path: Path, window: QWidget, raw: bool = False) -> None:
    papers = PapersDesk(desk)

    def told(paper: Paper) -> None:
        open_it = partial(_show_paper, desk, run, window, paper) if kind is PDF else partial(open_file, paper.path)
        desk.shell.notify(papers.saved_words(kind, paper.path), _tr("Abrir"), open_it)

    papers.write(kind, run, path, told, raw)


def _show_paper(desk: Desk, run: int, window: QWidget, paper: Paper) -> None:
    content = paper.path.read_bytes()
    shown = PdfWindow(content, paper.path.stem, lambda: save_report(desk, run, window), window)
    shown.printed.connect(lambda: _printed(desk, content, paper.path.stem))
    shown.show()


def _show(desk: Desk, pdf: bytes, title: str, parent: QWidget) -> PdfWindow:
    shown = PdfWindow(pdf, title, lambda: _keep(desk, pdf, title, shown), parent.window())
    shown.printed.connect(lambda: _printed(desk, pdf, title))
    shown.show()
    return shown


def _printed(desk: Desk, pdf: bytes, title: str) -> None:
    PapersDesk(desk).left(pdf, "impressao", title, PRINTER)


def _keep(desk: Desk, pdf: bytes, title: str, window: QWidget) -> None:
    ask_where(_file_name(title, "pdf"), "pdf", window, lambda path: _kept(desk, pdf, path))


def _file_name(title: str, ending: str) -> str:
    """The title with what a file name cannot hold left out."""
    kept = "".join(sign if sign.isalnum() or sign in " -," else " " for sign in title)
    return f"{' '.join(kept.split())}.{ending}"


def _kept(desk: Desk, pdf: bytes, path: Path) -> None:
    if PapersDesk(desk).keep(pdf, path):
        _tell(desk, "TELA.IMPRESSO_SALVO", path)


def _told_rows(desk: Desk, behind: RowsBehind, path: Path) -> None:
    if PapersDesk(desk).keep_rows(behind, path):
        _tell(desk, "TELA.LINHAS_SALVAS", path)


def _tell(desk: Desk, what: str, path: Path) -> None:
    words = desk.say("TELA.SALVO_EM", papel=desk.say(what), lugar=path.parent.name or str(path))
    desk.shell.notify(words, _tr("Abrir"), partial(open_file, path))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Papers", text)
