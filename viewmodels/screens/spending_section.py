"""Metas e gastos: a vigência's goals and spending, the ERP's word on them, and files of past months."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QObject

from engines.calendar import Month
from storage.errors import KnownError
from viewmodels.changes import Changed
from viewmodels.desk import Desk
from viewmodels.operations.metas.erp_spending import ErpSpending
from viewmodels.operations.metas.goals_file_lines import GoalsFile
from viewmodels.operations.metas.reading import Read
from viewmodels.operations.metas.spending_book import SpendingBook, SpendingLine
from viewmodels.screens.job_page import OneJob
from viewmodels.screens.sheet_cells import SheetCells
from viewmodels.screens.spending_tables import place_of, spending_columns, spending_rows
from viewmodels.state import State
from viewmodels.table import TableModel

KINDS = ("metas.cadastros", "metas.parametros", "metas.publicacao", "metas.dados")
WRITTEN = ("metas.cadastros", "metas.dados")


class SpendingSection(OneJob):
    """Goals and spending of one vigência: that before the one in front, until another is asked for."""

    def __init__(self, desk: Desk, cells: SheetCells, parent: QObject | None = None) -> None:
        """The month before the one in front."""
        super().__init__(desk, parent)
        self._cells = cells
        self.month: Month | None = None
        self.book: SpendingBook | None = None
        self.table = TableModel(spending_columns(desk))
        desk.changes.subscribe(self._told, *KINDS)
        desk.vigencia_changed.connect(self._front)
        self._front()

    def _front(self) -> None:
        front = self.desk.vigencia
        before = self.desk.ask("metas.gastos", vigencia=front).vigencia if front else None
        self.month = before or (Month.parse(front) if front else None)
        self.refresh()

    def refresh(self) -> None:
        """Reads the vigência again."""
        self.book = self.desk.ask("metas.metas_e_gastos", vigencia=str(self.month)) if self.month else None
        if self.book is not None:
            title = self.desk.say("CADASTROS.SALDO_DE", mes=self.month)
            self._cells.keep(place_of(self.book), self.book.balance, title)
        self.table.set_rows(list(spending_rows(self.desk, self.book, not self.reason)) if self.book else [])
        self.changed.emit()

    def _told(self, _changed: Changed) -> None:
        if self.month is None:
            self._front()
        else:
            self.refresh()

    # --- what is shown

    @property
    def reason(self) -> str:
        """Why this person may not type spending; "" when they may."""
        return self.desk.reason("metas.lancar_gasto") or ""

    @property
    def import_reason(self) -> str:
        """Why this person may not bring goals from a file; "" when they may."""
        return self.desk.reason("metas.importar_metas") or ""

    @property
    def title(self) -> str:
        """`Metas e gastos de julho de 2025`."""
        return self.desk.say("CADASTROS.GASTOS_DE", mes=self.month) if self.month else ""

    @property
    def recorded(self) -> str:
        """`12 de 12 gastos`."""
        lines = self.book.lines if self.book else ()
        held = sum(1 for line in lines if line.held.realized is not None)
        return self.desk.say("CADASTROS.GASTOS_LANCADOS", n=held, total=len(lines))

    @property
    def warning(self) -> str:
        """The calculation in force that already used this spending, in words; "" while none did (F-46)."""
        found = self.book.dependent if self.book else None
        if found is None:
            return ""
        return self.desk.say("CADASTROS.GASTO_JA_USADO", calculo=found.run, mes=found.vigencia)

    @property
    def before(self) -> Month | None:
        """The vigência registered before this one."""
        return self.book.before if self.book else None

    @property
    def after(self) -> Month | None:
        """The vigência registered after this one."""
        return self.book.after if self.book else None

    def show_month(self, month: Month | None) -> None:
        """Another vigência."""
        if month is not None:
            self.month = month
            self.refresh()

    # --- typing

    def line(self, key: str) -> SpendingLine | None:
        """The goal of a row; None on a heading."""
        return next((line for line in self.book.lines if "/".join(line.key) == key), None) if self.book else None

    @property
    def closing(self) -> date:
        """Last day covered, as proposed: the month's last, or today while the month runs."""
        assert self.month is not None
        return min(self.month.end - timedelta(days=1), self.desk.house.clock.today())

    def type_spending(
        self, line: SpendingLine, value: Decimal | None, until: date | None, justification: str
    ) -> KnownError | None:
        """Types a spending; None takes it back."""
        given = {"key": line.key, "value": value, "until": until, "justification": justification}
        return self._try("metas.lancar_gasto", vigencia=str(self.month), **given)

    # --- from the ERP

    @property
    def read_reason(self) -> str:
        """Why the ERP cannot be read for this vigência now; "" when it can."""
        if self.month is not None and self.desk.house.clock.today() < self.month.end:
            return self.desk.say("METAS.GASTO_MES_ABERTO", mes=self.month)
        return self.desk.reason("metas.ler_gastos") or ""

    def read(self, then: Callable[[ErpSpending], object]) -> None:
        """Reads the ERP, then hands what it tells of this vigência on."""
        job = self.desk.work("metas.ler_gastos", "metas.dados", vigencia=str(self.month))

        def done(read: Read) -> None:
            self.result = ""
            then(self.desk.ask("metas.gastos_do_erp", vigencia=str(self.month), snapshot=read.snapshot))

        self._follow(job, done, self._refused)

    def _refused(self, error: KnownError) -> None:
        self.result, self.result_state = self.desk.say_error(error), State.ERRO

    def take(self, read: ErpSpending, justification: str) -> KnownError | None:
        """Registers what the ERP told."""
        given = {"vigencia": str(read.vigencia), "snapshot": read.snapshot, "justification": justification}
        refused = self._try("metas.aceitar_gastos", **given)
        if refused is None:
            self.desk.shell.notify(self.desk.say("CADASTROS.GASTOS_ACEITOS", mes=read.vigencia))
        return refused

    # --- from a file

    def check(self, path: Path) -> GoalsFile | KnownError:
        """What a file would do, or why it cannot be read at all."""
        try:
            found: GoalsFile = self.desk.ask("metas.conferir_arquivo_de_metas", path=path)
        except KnownError as error:
            return error
        return found

    def bring(self, path: Path, found: GoalsFile, justification: str) -> KnownError | None:
        """Registers every line of the file that was shown."""
        refused = self._try("metas.importar_metas", path=path, sha256=found.sha256, justification=justification)
        if refused is None:
            self.desk.refresh_context()
            self.desk.shell.notify(self.desk.say("CADASTROS.IMPORTADAS", n=len(found.lines), arquivo=found.file))
        return refused

    def write_template(self, path: Path) -> str:
        """Writes the spreadsheet to be filled in; what refused it, "" when it is there."""
        try:
            self.desk.ask("metas.modelo_de_metas", vigencia=str(self.template_month), path=path)
        except KnownError as error:
            return self.desk.say_error(error)
        self.desk.shell.notify(self.desk.say("CADASTROS.MODELO_SALVO", arquivo=path.name))
        return ""

    @property
    def template_month(self) -> Month:
        """The month the template is filled for: the one before the vigência in front when none came before it."""
        front = self.desk.vigencia
        if self.month is None or (front and str(self.month) == front):
            return (Month.parse(front) if front else Month.of(self.desk.house.clock.today())).plus(-1)
        return self.month

    def _try(self, operation: str, **given: object) -> KnownError | None:
        try:
            self.desk.act(operation, *WRITTEN, **given)
        except KnownError as error:
            return error
        self.refresh()
        return None
