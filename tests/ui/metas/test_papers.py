"""Saving, showing and printing papers."""

from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from storage.exports.pdf_pages import page_count
from tests.ui.metas.conftest import Seat
from tests.viewmodels.screens.waiting import until
from ui.desktop.metas.cockpit_page import CockpitPage
from ui.desktop.metas.pdf_window import PRINT_DPI, PdfWindow, page_image, print_pdf
from ui.desktop.metas.results_page import ResultsPage
from viewmodels.screens.cockpit import CockpitViewModel
from viewmodels.screens.print_outs import PrintOuts


def test_the_report_is_saved_where_it_was_asked_and_opens_from_the_toast(
    seat: Seat, tmp_path: Path, qtbot: Any
) -> None:
    told: list[tuple[str, str, Any]] = []
    seat.desk.shell.toast_requested.connect(lambda *what: told.append(what))
    seat.window.go("metas", "resultados")
    page = seat.window.page
    assert isinstance(page, ResultsPage)
    page.save_report()
    dialog = next(d for d in seat.window.findChildren(QFileDialog) if d.isVisible())
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.fileSelected.emit(str(tmp_path / "agosto.pdf"))
    dialog.reject()
    until(lambda: bool(told))
    text, act, open_it = told[0]
    assert (text, act) == (f"Relatório salvo em {tmp_path.name}", "Abrir")
    open_it()
    shown = next(w for w in seat.window.findChildren(PdfWindow) if w.isVisible())
    assert shown.pages == page_count((tmp_path / "agosto.pdf").read_bytes())
    shown.close()


def test_printing_keeps_every_page(seat: Seat, tmp_path: Path) -> None:
    pdf = PrintOuts(seat.desk).situation(CockpitViewModel(seat.desk))
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setResolution(PRINT_DPI)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "impresso.pdf"))
    assert print_pdf(pdf, printer) == page_count(pdf)
    printed = (tmp_path / "impresso.pdf").read_bytes()
    assert page_count(printed) == page_count(pdf)
    drawn = page_image(printed, 0, 40)
    dark = sum(drawn.pixelColor(x, y).lightness() < 128 for x in range(drawn.width()) for y in range(drawn.height()))
    assert dark > 200


def test_the_situation_is_shown_before_it_is_printed(seat: Seat) -> None:
    seat.window.go("metas", "mes")
    page = seat.window.page
    assert isinstance(page, CockpitPage)
    page.print_situation()
    shown = next(w for w in seat.window.findChildren(PdfWindow) if w.isVisible())
    assert shown.windowTitle() == "Situação de agosto de 2025"
    shown.zoom(1)
    assert shown.stack.minimumWidth() > 794
    shown.zoom(-1)
    shown.close()


def test_a_page_is_drawn_with_its_colours(seat: Seat) -> None:
    pdf = PrintOuts(seat.desk).situation(CockpitViewModel(seat.desk))
    drawn = page_image(pdf, 0, 60)
    assert drawn.format() == QImage.Format.Format_RGB888
    assert drawn.pixelColor(2, 2).name() == "#" + "f" * 6
