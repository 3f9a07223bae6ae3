"""Importação: what was brought into the audit, what is absent and would let us check, and the imports before."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from engines.subsidy.chain import publishable
from storage.auditoria.sources import SourceKind
from storage.errors import KnownError
from viewmodels.changes import Changed
from viewmodels.operations.subsidios.examining import asked_tables
from viewmodels.operations.subsidios.imported import ImportMade
from viewmodels.screens.subsidios import import_tables as tables
from viewmodels.screens.subsidios.audit import CALCULATION, SOURCE, AuditViewModel
from viewmodels.screens.subsidios.import_wizard import ImportWizard
from viewmodels.screens.subsidios.import_words import counted, days_said
from viewmodels.table import TableModel
from viewmodels.table_spec import Row

__all__ = ["ImportViewModel", "SourceKind"]

KINDS = (SourceKind.INPUT, SourceKind.PAID)


class ImportViewModel(QObject):
    """The page: one card per kind of import, what is missing, the history, and the wizard that brings more."""

    changed = Signal()
    wizard_changed = Signal()
    """A wizard opened or ended."""

    def __init__(self, audit: AuditViewModel, parent: QObject | None = None) -> None:
        """The imports of this audit."""
        super().__init__(parent)
        self.audit, self.desk = audit, audit.desk
        self.wizard: ImportWizard | None = None
        self.made: tuple[ImportMade, ...] = ()
        self.tables = {kind: TableModel(tables.held_columns(self.desk)) for kind in KINDS}
        self.missing = TableModel(tables.missing_columns(self.desk))
        self.history = TableModel(tables.history_columns(self.desk))
        self.desk.changes.subscribe(self._told, SOURCE, CALCULATION)
        self.refresh()

    # --- what the page shows

    def refresh(self) -> None:
        """Read the imports again."""
        self.made = self.desk.ask("subsidios.importacoes")
        for kind in KINDS:
            made = self.in_force(kind)
            self.tables[kind].set_rows(tables.held_rows(self.desk, made) if made is not None else ())
        self.missing.set_rows(self._missing())
        self.history.set_rows(tables.history_rows(self.desk, self.made))
        self.changed.emit()

    def in_force(self, kind: SourceKind) -> ImportMade | None:
        """The import of a kind that counts; None when nothing of it was brought."""
        return next((made for made in self.made if made.in_force and made.source.kind is kind), None)

    def title(self, kind: SourceKind) -> str:
        """What a card is called."""
        return self.desk.say(f"SUBSIDIO_IMPORTA.CARTAO.{kind.value}")

    def blank(self, kind: SourceKind) -> str:
        """What an empty card says."""
        return self.desk.say(f"SUBSIDIO_IMPORTA.VAZIO.{kind.value}")

    def told(self, kind: SourceKind) -> tuple[str, str]:
        """What is there (tables, rows, days) and when it came, by whom; two empty lines when nothing is."""
        made = self.in_force(kind)
        if made is None:
            return "", ""
        texts, source = self.desk.house.texts, made.source
        days = source.days or tuple(sorted({day for table in made.tables for day in table.days}))
        what = ", ".join(part for part in (counted(texts, len(made.tables), made.rows), days_said(texts, days)) if part)
        return what, self.desk.say("SUBSIDIO_IMPORTA.TRAZIDAS", quando=source.brought, quem=made.who)

    @property
    def is_blank(self) -> bool:
        """True before the first import."""
        return not self.made

    @property
    def reason(self) -> str:
        """Why nothing can be brought, in words; "" when it can."""
        return self.desk.reason("subsidios.importar") or ""

    # --- acts

    def begin(self, kind: SourceKind, path: Path | None = None) -> ImportWizard | None:
        """Opens the wizard of a kind, on a source when one was dropped; None while nothing can be brought."""
        if self.reason or (self.wizard is not None and self.wizard.running):
            return None
        if self.wizard is not None:
            self.wizard.deleteLater()
        self.wizard = wizard = ImportWizard(self.audit, kind, self)
        wizard.left.connect(self._ended)
        self.wizard_changed.emit()
        if path is not None:
            wizard.choose(path)
        return wizard

    def template_name(self, kind: SourceKind) -> str:
        """File name to propose for the template."""
        return f"{self.desk.say(f'SUBSIDIO_IMPORTA.MODELO.{kind.value}')}.xlsx"

    def save_template(self, kind: SourceKind, path: Path) -> bool:
        """Writes the empty workbook; False after telling the window why not."""
        try:
            self.desk.ask("subsidios.modelo", path=path, kind=kind)
        except KnownError as error:
            self.desk.refused.emit(error)
            return False
        return True

    def saved_words(self, code: str, path: Path) -> str:
        """`Modelo salvo em Documentos`."""
        return self.desk.say("TELA.SALVO_EM", papel=self.desk.say(code), lugar=path.parent.name or str(path))

    # --- inside

    def _told(self, _changed: Changed) -> None:
        self.refresh()

    def _ended(self) -> None:
        ended, self.wizard = self.wizard, None
        self.wizard_changed.emit()
        if ended is not None:
            ended.deleteLater()

    def _missing(self) -> Iterator[Row]:
        for kind in KINDS:
            made = self.in_force(kind)
            if made is not None:
                held = {table.name for table in made.tables}
                absent = [name for name in self._expected(kind) if name not in held]
                yield from tables.missing_rows(self.desk, kind, absent)

    def _expected(self, kind: SourceKind) -> tuple[str, ...]:
        """The tables of a kind; of stages, only those the calculation on the bench has."""
        laid, names = self.audit.laid, tuple(asked_tables(kind).tables)
        if kind is SourceKind.INPUT or laid is None:
            return names
        stages = {step.name for step in publishable(laid.chain, laid.given, laid.days, laid.known)}
        return tuple(name for name in names if name in stages)
