"""Buttons that bring days to the holidays page: a calendar file, and the comparison with a public service."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.desktop.kit import buttons
from ui.desktop.metas.asking_files import ask_which
from ui.desktop.metas.preview_dialog import FaultsDialog, PreviewDialog
from viewmodels.operations.faces import KnownError
from viewmodels.operations.metas.holiday_check import CrossCheck
from viewmodels.screens.holiday_sources import HolidaySources


class HolidaySourceButtons:
    """The two buttons of a page and the dialogs they open over it."""

    def __init__(self, model: HolidaySources, page: QWidget) -> None:
        """Buttons for `page`; the comparison shows only where Ajustes has it on."""
        self._model, self._page = model, page
        self.bring = buttons.outlined(page.tr("Trazer de um arquivo"), self.ask_file, icon="file-arrow-up")
        self.compare = buttons.outlined(page.tr("Comparar calendários"), self.ask_service, icon="globe-simple")
        self.compare.hide()

    def ask_file(self) -> QFileDialog:
        """Asks for the file, then shows what it brings."""
        page = self._page
        kinds = page.tr("Calendários e tabelas (*.ics *.csv *.xlsx)")
        return ask_which(page.tr("Trazer feriados de um arquivo"), kinds, page, self.show_file)

    def show_file(self, path: Path) -> None:
        """The days of a file, or every line at fault."""
        model, page, found = self._model, self._page, self._model.check(path)
        say = model.desk.say
        title = say("CADASTROS.IMPORTAR", arquivo=path.name)
        if isinstance(found, KnownError):
            FaultsDialog(title, say("CADASTROS.NADA_IMPORTADO"), (model.desk.say_error(found),), page).open()
        elif found.faults:
            said = model.faults(found)
            FaultsDialog(title, say("CADASTROS.ARQUIVO_FALHAS", n=len(said)), said, page).open()
        else:
            act = say("FERIADOS.ACRESCENTAR_N", n=len(found.new))
            write = partial(self._bring, path, found)
            PreviewDialog(model.desk, title, model.summary(found), model.file_table(found), act, write, page).open()

    def _bring(self, path: Path, found: object, _reason: str) -> KnownError | None:
        return self._model.bring(path, found)  # type: ignore[arg-type]

    def ask_service(self) -> None:
        """Asks the service, then shows where the calendars differ."""
        self._model.compare(self.show_check)

    def show_check(self, found: CrossCheck) -> None:
        """Where the calendars differ; nothing to add closes with one button."""
        model, page = self._model, self._page
        say = model.desk.say
        n = len(found.addable)
        act = say("FERIADOS.ACRESCENTAR_N", n=n) if n else page.tr("Fechar")
        write = partial(self._add, found) if n else _nothing
        title, summary = say("FERIADOS.COTEJO"), model.check_summary(found)
        PreviewDialog(model.desk, title, summary, model.check_table(found), act, write, page).open()

    def _add(self, found: CrossCheck, _reason: str) -> KnownError | None:
        return self._model.add(found)


def _nothing(_reason: str) -> KnownError | None:
    """There was nothing to add."""
    return None
