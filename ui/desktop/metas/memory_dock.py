"""Ties the dock Memória de cálculo of a window to its source: way back, steps, rows and the four acts."""

from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.desktop.kit.memory_panel import MemoryPanel
from ui.desktop.metas.papers import open_rows, open_workbook, print_figure, save_rows
from ui.desktop.metas.rows_window import RowsWindow
from viewmodels.desk import Desk
from viewmodels.screens.memory_source import MemorySource


@runtime_checkable
class NumberPage(Protocol):
    """A page that can put its ring on a number."""

    def select_address(self, address: object) -> object:
        """Puts the ring on a number of the page, when it shows it."""


def serve_memory(panel: MemoryPanel, desk: Desk, window: QWidget) -> None:
    """Connects the panel of a window to the source that its pages made for this desk."""
    source = desk.findChild(MemorySource)
    if source is None:
        raise LookupError("the pages of this desk were not made: nothing feeds the dock")
    panel.back_requested.connect(lambda: _walked(window, source.back()))
    panel.forward_requested.connect(lambda: _walked(window, source.forward()))
    source.history_changed.connect(lambda: panel.set_history(source.can_back, source.can_forward))
    panel.step_selected.connect(source.select_step)
    source.step_rows_changed.connect(panel.show_rows)
    panel.rows_requested.connect(lambda _address: _open_rows(desk, source, window))
    panel.sentence_requested.connect(lambda _address: _copy_sentence(desk, source))
    panel.excel_requested.connect(lambda _address: _open_workbook(desk, source))
    panel.print_requested.connect(lambda _address: _print(desk, source, window))
    panel.reproduce_requested.connect(lambda _address: source.reproduce())


def _walked(window: QWidget, address: object) -> None:
    """The ring follows the numbers visited where the page in front shows them."""
    page = getattr(window, "page", None)
    if isinstance(page, NumberPage) and address is not None:
        page.select_address(address)


def _copy_sentence(desk: Desk, source: MemorySource) -> None:
    QGuiApplication.clipboard().setText(source.sentence())
    desk.shell.notify(desk.say("TELA.FRASE_COPIADA"))


def _open_rows(desk: Desk, source: MemorySource, window: QWidget) -> None:
    view, tables = desk.shell.memory, source.all_rows()
    if view is not None and tables:
        keep = partial(save_rows, desk)
        RowsWindow(" › ".join(view.path), tables, keep, window).show()


def _open_workbook(desk: Desk, source: MemorySource) -> None:
    """The workbook of the run; in an audit, whose run has none, the rows behind the number."""
    view = desk.shell.memory
    if source.run is not None:
        open_workbook(desk, source.run)
    elif desk.house.audit is not None and view is not None:
        tables = source.all_rows()
        if not tables:
            desk.shell.notify(desk.say("SUBSIDIO_TELA.SEM_LINHAS"))
        for _name, rows in tables[:1]:
            open_rows(desk, rows, ", ".join(view.path))


def _print(desk: Desk, source: MemorySource, window: QWidget) -> None:
    view, run = desk.shell.memory, source.run
    if run is None and desk.house.audit is not None:
        run = next((each.id for each in desk.ask("subsidios.situacao").runs), None)
    if view is not None and run is not None:
        print_figure(desk, view, run, window)
