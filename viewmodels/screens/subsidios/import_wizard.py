"""The wizard of an import: where the tables come from, which column is which, the reading and what came of it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from storage.auditoria.places import BOOK
from storage.auditoria.sources import SourceKind
from storage.errors import KnownError
from viewmodels.jobs import Progress
from viewmodels.operations.subsidios.bringing import Brought
from viewmodels.operations.subsidios.examining import Examined, Origin, asked_tables
from viewmodels.operations.subsidios.from_database import ErpOrigin
from viewmodels.screens.subsidios import import_wizard_tables as tables
from viewmodels.screens.subsidios.audit import SOURCE, AuditViewModel
from viewmodels.screens.subsidios.import_columns import ColumnPairs
from viewmodels.screens.subsidios.import_database import PASSWORD
from viewmodels.screens.subsidios.import_faults import FaultsViewModel
from viewmodels.screens.subsidios.import_way import COLUMNS, ORIGIN, READING, ImportWay
from viewmodels.screens.subsidios.import_words import day_of, period, title_of, whole
from viewmodels.state import State
from viewmodels.table import TableModel

IMPORTS: Mapping[SourceKind, str] = {
    SourceKind.INPUT: "subsidios.importar",
    SourceKind.PAID: "subsidios.importar_pago",
}

AFTER_READING = ("SUBSIDIO.CONGELANDO", "SUBSIDIO.GRAVANDO")


class ImportWizard(ImportWay):
    """One import, from its source to what came in; `changed` and `progressed` are those of its present work."""

    left = Signal()
    """The wizard is over: the page shows what the audit holds."""
    columns_changed = Signal()
    """Another table is in front, or one of its columns was matched."""

    def __init__(self, audit: AuditViewModel, kind: SourceKind, parent: QObject | None = None) -> None:
        """A wizard on its first step."""
        super().__init__(audit, kind, parent)
        self.faults = FaultsViewModel(self.desk)
        self.found = TableModel(tables.found_columns(self.desk))
        self.reading = TableModel(tables.reading_columns(self.desk))
        self.bare_days = TableModel(tables.bare_columns(self.desk))
        self._said: dict[str, dict[str, str]] = {}
        self._leaving = self._stays = False
        self.database.changed.connect(self._database_typed)
        audit.situation_changed.connect(self.changed)
        audit.changed.connect(self.changed)

    # --- acts

    def choose(self, path: Origin, stays: bool = False) -> None:
        """Looks into a folder, a workbook or a database; what it has is the next step, unless one only tries."""
        if self.running:
            return
        self._stays = stays
        self._said = dict(self.pairs.by_hand) if self.pairs is not None and path == self.path else {}
        self.path, self.pairs, self.brought = path, None, None
        self.trouble = self.advice = ""
        self.current = ORIGIN
        given: dict[str, object] = {"path": path, "kind": self.kind}
        if self.database.is_open:
            given["password"] = self.database.typed[PASSWORD]
        job = self.desk.work("subsidios.examinar", **given)
        self._follow(job, self._examined, self._refused)

    def connect_database(self, stays: bool = False) -> None:
        """Looks into the database as typed; `stays` on this step when one only tries it."""
        if not self.running and not self.database.reason:
            self.choose(self.database.origin, stays)

    def show_table(self, table: str) -> None:
        """Brings the columns of another table to the front."""
        if table and table != self.table:
            self.table = table
            self.columns_changed.emit()

    def take(self, ours: str, theirs: str) -> None:
        """Says which column of the table in front is one of ours; remembered with the import."""
        if self.pairs is not None:
            self.pairs.take(self.table, ours, theirs)
            self._show_found()
            self.columns_changed.emit()
            self.changed.emit()

    def say_days(self, since: str, until: str) -> None:
        """The first and the last day to settle as typed; "" leaves them to the tables."""
        self.since, self.until = since.strip(), until.strip()
        self.changed.emit()

    def say_known_on(self, day: str) -> None:
        """The day until which the rules are known, as typed."""
        self.known_on = day.strip()
        self.changed.emit()

    def read(self) -> None:
        """Reads every table; all of them come in, or none."""
        if self.running or self.path is None or self.pairs is None:
            return
        self.current, self.brought = READING, None
        self.trouble = self.advice = ""
        self.bare_days.set_rows(())
        self.reading.set_rows(tables.reading_rows(self.desk, self.kind, self.names, 0))
        given: dict[str, object] = {"path": self.path, "columns": self.pairs.said()}
        if self.kind is SourceKind.INPUT:
            given |= {"since": day_of(self.since), "until": day_of(self.until)}
        job = self.desk.work(IMPORTS[self.kind], SOURCE, **given)
        self._follow(job, self._brought, self._refused)

    def go(self, key: str) -> None:
        """Brings a step already done to the front."""
        if self.running or self.is_in or key == self.current:
            return
        self.current = key
        self.changed.emit()

    def next(self) -> None:
        """Goes on: to the columns, to the reading, to the reading again, or to the calculation."""
        if not self.can_next:
            return
        if self.current == ORIGIN and not self.looked:
            self.connect_database()
        elif self.current == ORIGIN:
            self.go(COLUMNS)
        elif self.current == COLUMNS:
            self.read()
        elif self.is_in:
            self._finish()
        elif self.path is not None:
            self.choose(self.path)

    def back(self) -> None:
        """Goes to the step before."""
        if self.can_back:
            self.go(COLUMNS if self.current == READING else ORIGIN)

    def save_and_leave(self) -> None:
        """Leaves the import; a work under way is stopped first and leaves nothing behind."""
        if self.running:
            self._leaving = True
            self.cancel()
        else:
            self.left.emit()

    # --- inside

    def _examined(self, examined: Examined) -> None:
        if isinstance(examined.path, ErpOrigin) and not self._keep_database(examined.path):
            return
        there = {table.name for table in examined.tables}
        said = {name: pairs for name, pairs in self._said.items() if name in there}
        self.pairs = ColumnPairs(examined, asked_tables(self.kind), said)
        self.current, self.result = COLUMNS, ""
        if self._stays:
            self.current, self.result = ORIGIN, self.database.tried(examined)
            self.result_state = State.ATENCAO if examined.lacking else State.OK
        self.table = next(iter(self.pairs.order), "")
        self._show_found()
        self.columns_changed.emit()

    def _database_typed(self) -> None:
        """What was said of another database no longer holds."""
        if not self.running:
            self.result = self.trouble = self.advice = ""
        self.changed.emit()

    def _keep_database(self, origin: ErpOrigin) -> bool:
        """Remembers a database that answered; False after saying why it cannot be."""
        try:
            self.desk.act("subsidios.guardar_banco", origin=origin, password=self.database.typed[PASSWORD])
        except KnownError as error:
            self._refused(error)
            return False
        self.database.kept()
        return True

    def _show_found(self) -> None:
        assert self.pairs is not None
        self.found.set_rows(tables.found_rows(self.desk, self.kind, self.pairs))

    def _brought(self, brought: Brought) -> None:
        texts = self.desk.house.texts
        self.brought = brought
        assert self.path is not None
        if brought.fault_count:
            self.faults.show(self.path.name, brought)
            args = {"n": brought.fault_count, "total": whole(texts, brought.fault_count), "pasta": self.path.name}
            self.result, self.result_state = self.desk.say("SUBSIDIO_IMPORTA.NADA_ENTROU", **args), State.CRITICO
            self.reading.set_rows(tables.faulty_rows(self.desk, self.kind, self.names, brought))
            return
        rows = sum(number for _, number in brought.rows)
        given = {"tabelas": len(brought.rows), "linhas": rows, "total": whole(texts, rows)}
        days = {"n": len(brought.days), "periodo": period(texts, brought.days)}
        code = "SUBSIDIO_IMPORTA.ENTROU_DIAS" if brought.days else "SUBSIDIO_IMPORTA.ENTROU"
        self.result, self.result_state = self.desk.say(code, **given, **days), State.OK
        self.reading.set_rows(tables.brought_rows(self.desk, self.kind, brought))
        self.bare_days.set_rows(tables.bare_rows(self.desk, self.kind, brought.warnings))

    def _refused(self, error: KnownError) -> None:
        self.trouble = self.desk.say_error(error)
        self.advice = self.database.advice(error) if isinstance(self.path, ErpOrigin) else ""
        self.result, self.result_state = self.trouble, State.ERRO

    def _cancelled(self) -> None:
        super()._cancelled()
        self.current = COLUMNS if self.pairs is not None else ORIGIN

    def _progress(self, progress: Progress) -> None:
        names = self.names
        if self.current == READING and names:
            done = len(names) if progress.step in AFTER_READING else progress.done
            self.reading.set_rows(tables.reading_rows(self.desk, self.kind, names, done))
            self.counts, self.share = self._counted(progress), done / (len(names) + 1)
            self.progressed.emit()
        else:
            super()._progress(progress)

    def _counted(self, progress: Progress | None) -> str:
        if progress is not None and "tabela" in progress.args:
            told = {"tabela": title_of(self.desk.house.texts, self.kind, str(progress.args["tabela"]))}
            return self.desk.house.texts.say_with(progress.step, told)
        return super()._counted(progress)

    def _over(self, end: Callable[[], None]) -> None:
        super()._over(end)
        if self._leaving:
            self.left.emit()

    def _finish(self) -> None:
        day = day_of(self.known_on)
        if self.kind is SourceKind.INPUT and day is not None:
            self.audit.calculate(day)
        self.left.emit()


def is_source(path: Path) -> bool:
    """True for what can be brought: a folder, or a workbook."""
    return path.is_dir() or path.suffix.casefold() == BOOK
