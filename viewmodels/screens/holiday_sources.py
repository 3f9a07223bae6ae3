"""Days from outside for the holidays page: a calendar file, and a public service when it is on; never a type."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject

from storage.errors import KnownError
from viewmodels.desk import Desk
from viewmodels.operations.metas.holiday_check import CrossCheck, Difference
from viewmodels.operations.metas.holiday_file import HolidayFile, Standing
from viewmodels.screens.holidays_page import HOLIDAYS, weekday_word
from viewmodels.screens.job_page import OneJob
from viewmodels.state import State
from viewmodels.table import TableModel
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row

STATES = {
    Standing.NEW: State.EM_CURSO,
    Standing.OTHER_NAME: State.ATENCAO,
    Standing.KNOWN: State.SEM_DADOS,
    Difference.ONLY_THERE: State.EM_CURSO,
    Difference.KIND: State.ATENCAO,
    Difference.ONLY_HERE: State.ATENCAO,
    Difference.OPTIONAL_ONLY_HERE: State.SEM_DADOS,
    Difference.SUNDAY: State.SEM_DADOS,
}


class HolidaySources(OneJob):
    """What files and the service bring; the page's own viewmodel refreshes on what is written."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """Sources for the vigência in front."""
        super().__init__(desk, parent)

    # --- a file

    def check(self, path: Path) -> HolidayFile | KnownError:
        """What a file would add, or why it cannot be read at all."""
        try:
            found: HolidayFile = self.desk.ask("metas.conferir_arquivo_de_feriados", path=path)
        except KnownError as error:
            return error
        return found

    def faults(self, found: HolidayFile) -> tuple[str, ...]:
        """Every line at fault, in words."""
        return tuple(self.desk.house.texts.say_with(f.code, f.said_with) for f in found.faults)

    def summary(self, found: HolidayFile) -> str:
        """How many days are new, known, or gain a name."""
        known = len(found.days) - len(found.new) - len(found.renamed)
        counts = {"novos": len(found.new), "nomes": len(found.renamed), "conhecidos": known}
        return self.desk.say("FERIADOS.ARQUIVO_RESUMO", **counts)

    def file_table(self, found: HolidayFile) -> TableModel:
        """The days of the file, each with what it would do."""
        return self._table((d.day, d.name, d.standing, self.desk.say(f"FERIADOS.DIA.{d.standing}")) for d in found.days)

    def bring(self, path: Path, found: HolidayFile) -> KnownError | None:
        """Adds the days of the file that was shown, as candidates."""
        try:
            self.desk.act("metas.importar_feriados", HOLIDAYS, path=path, sha256=found.sha256)
        except KnownError as error:
            return error
        self.desk.shell.notify(self.desk.say("FERIADOS.TRAZIDOS", n=len(found.new), arquivo=found.file))
        return None

    # --- the service

    @property
    def offered(self) -> bool:
        """True when Ajustes has the comparison on."""
        return bool(self.desk.ask("metas.coteja_feriados"))

    def compare(self, then: Callable[[CrossCheck], object]) -> None:
        """Asks the service, then hands what differs on."""
        job = self.desk.work("metas.cotejar_feriados", vigencia=self.desk.vigencia)

        def done(found: CrossCheck) -> None:
            self.result = ""
            then(found)

        self._follow(job, done, self._refused)

    def _refused(self, error: KnownError) -> None:
        self.result, self.result_state = self.desk.say_error(error), State.ATENCAO

    def check_summary(self, found: CrossCheck) -> str:
        """What was compared, and how many days may be added."""
        years = [str(year) for year in found.years]
        counts = {"n": len(found.differences), "novos": len(found.addable)}
        return self.desk.say("FERIADOS.COTEJO_RESUMO", anos=years, endereco=found.address, **counts)

    def check_table(self, found: CrossCheck) -> TableModel:
        """Every day the calendars do not agree about."""
        return self._table(
            (d.day, d.name, d.difference, self.desk.say(f"FERIADOS.COTEJO.{d.difference}")) for d in found.differences
        )

    def add(self, found: CrossCheck) -> KnownError | None:
        """Adds the days only the service has, as candidates."""
        try:
            n = self.desk.act("metas.acrescentar_cotejados", HOLIDAYS, checked=found)
        except KnownError as error:
            return error
        self.desk.shell.notify(self.desk.say("FERIADOS.ACRESCENTADOS", n=n))
        return None

    def _table(self, listed: Iterator[tuple[object, str, object, str]]) -> TableModel:
        say, numbers = self.desk.say, self.desk.house.texts.numbers
        made = TableModel(
            (
                ColumnSpec("dia", say("FERIADOS.COLUNA.DIA"), sortable=False, stretch=1),
                ColumnSpec("nome", say("FERIADOS.COLUNA.NOME"), sortable=False, stretch=2),
                ColumnSpec("faz", say("FERIADOS.COLUNA.FAZ"), kind=Kind.CHIP, sortable=False, stretch=2),
            )
        )
        rows = []
        for day, name, kind, words in listed:
            shown = f"{numbers.day(day)}, {weekday_word(self.desk, day)}"  # type: ignore[arg-type]
            cells = {
                "dia": Cell(shown, day),  # type: ignore[arg-type]
                "nome": Cell(name, name, tooltip=name),
                "faz": Cell(words, words, state=STATES[kind], tooltip=words),  # type: ignore[index]
            }
            rows.append(Row(f"{day}/{kind}", cells))
        made.set_rows(rows)
        return made
