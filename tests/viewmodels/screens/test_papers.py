"""Papers from the screens: names, the job that writes them, print-outs with their words."""

from pathlib import Path

from engines.goals.approval import Decision
from storage.exports.pdf_pages import page_text
from storage.texts.numbers import NO_BREAK
from tests.viewmodels.screens.waiting import until
from viewmodels.desk import Desk
from viewmodels.operations.metas.explaining import Address
from viewmodels.operations.metas.papers import Paper
from viewmodels.screens.cockpit import CockpitViewModel
from viewmodels.screens.history import UndoViewModel
from viewmodels.screens.memory_source import MemorySource
from viewmodels.screens.papers_desk import PDF, XLSX, PapersDesk, page_count
from viewmodels.screens.print_outs import PrintOuts
from viewmodels.screens.publishing import Publication
from viewmodels.screens.recording import record


def words(pdf: bytes) -> str:
    return " ".join(page_text(pdf, 0).replace(NO_BREAK, " ").split())


def test_names_propose_month_and_run(desk: Desk) -> None:
    papers = PapersDesk(desk)
    assert papers.file_name(PDF, 1) == "Metas 2025-08 relatório, cálculo 1.pdf"
    assert papers.file_name(XLSX, 1) == "Metas 2025-08 planilha, cálculo 1.xlsx"


def test_the_report_is_written_by_a_job(desk: Desk, tmp_path: Path) -> None:
    job = PapersDesk(desk).write(PDF, 1, tmp_path / "r.pdf", lambda _paper: None)
    assert job.join(60)
    assert page_count((tmp_path / "r.pdf").read_bytes()) > 12


def test_a_folder_that_is_not_there_reaches_the_window(desk: Desk, tmp_path: Path, qtbot: object) -> None:
    heard: list[str] = []
    desk.refused.connect(lambda error: heard.append(error.code))
    PapersDesk(desk).write(PDF, 1, tmp_path / "nenhuma" / "r.pdf", lambda _paper: None)
    until(lambda: bool(heard))
    assert heard == ["EXPORTAR_RECUSADO"]


def test_the_workbook_to_open_stands_in_the_users_folder(desk: Desk, qtbot: object) -> None:
    made: list[Paper] = []
    papers = PapersDesk(desk)
    papers.write_to_open(XLSX, 1, made.append)
    until(lambda: bool(made))
    assert made[0].path == papers.folder() / "Metas 2025-08 planilha, cálculo 1.xlsx"
    assert made[0].path.read_bytes()[:2] == b"PK"


def test_one_number_on_one_page(desk: Desk) -> None:
    source = MemorySource(desk)
    desk.shell.select(Address(1, "meta_litros", ("4",)))
    assert desk.shell.memory is not None and source.run == 1
    pdf = PrintOuts(desk).figure(desk.shell.memory, 1)
    assert page_count(pdf) == 1
    said = words(pdf)
    assert "Memória de cálculo: Combustível, SÃO SEBASTIÃO, ago/2025" in said
    assert "Não é o relatório publicado" in said
    assert "40.501,63 L = 41.118,41 L − 616,78 L" in said


def test_the_situation_lists_the_steps_and_the_goals(desk: Desk) -> None:
    said = words(PrintOuts(desk).situation(CockpitViewModel(desk)))
    assert "Situação de agosto de 2025" in said
    assert "Parâmetros revisados. 5 em vigor" in said
    assert "Peças, GAMA: saldo devedor de R$ 7.000,00" in said
    assert "651.237,40" in said


def test_the_receipt_shows_before_and_after(desk: Desk) -> None:
    view = desk.ask("metas.resultados", vigencia="2025-08")
    record(desk, view, {g.key: Decision(True) for g in view.goals})
    Publication(desk, desk.ask("metas.resultados", run=view.run.id)).publish()
    said = words(PrintOuts(desk).receipt(UndoViewModel(desk, 1)))
    assert "Recibo de reversão do cálculo 1" in said
    assert "Combustível, SÃO SEBASTIÃO 40.501,63 L sem meta" in said


def test_keeping_a_print_out_tells_the_window_when_it_cannot(desk: Desk, tmp_path: Path) -> None:
    heard: list[str] = []
    desk.refused.connect(lambda error: heard.append(error.code))
    papers = PapersDesk(desk)
    assert papers.keep(b"%PDF", tmp_path / "a.pdf") and (tmp_path / "a.pdf").read_bytes() == b"%PDF"
    assert not papers.keep(b"%PDF", tmp_path / "nenhuma" / "a.pdf")
    assert heard == ["EXPORTAR_RECUSADO"]
