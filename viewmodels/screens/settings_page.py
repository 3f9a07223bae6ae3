"""Settings: how the screen looks, where the ERP is, copies kept, limits and versions; no widgets."""

from dataclasses import dataclass, replace
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from storage.backup import DAYS, MONTHS
from storage.errors import KnownError
from storage.people.passwords import SHORTEST
from storage.people.signing import ATTEMPTS, LOCK
from viewmodels.desk import Desk
from viewmodels.jobs import Job, Progress
from viewmodels.operations.casa.erp import PROBE_SECONDS, ErpAddress, ErpSettings, Mapped
from viewmodels.operations.copias import folder_of
from viewmodels.operations.diagnosis_row import Row as DiagnosisRow
from viewmodels.preferences import Preferences, keep_preferences, preferences_of
from viewmodels.state import State
from viewmodels.table import TableModel
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row, RowKind

FIELDS_OF = {"host": "host", "service": "service", "user": "user", "port": "port"}


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of a report: how it is and its sentence."""

    state: State
    sentence: str


def where_password_goes(desk: Desk, remembered: bool, known: bool) -> str:
    """What is said of an ERP's password before it is typed: it is in the keyring, goes there, or is asked each time."""
    if not remembered:
        return desk.say("ERP.SENHA_A_CADA_VEZ")
    return desk.say("ERP.SENHA_GUARDADA" if known else "ERP.SENHA_VAI_AO_COFRE")


class AppearancePage(QObject):
    """Theme, size of text and language of the person at the desk; `chosen` says what to wear now."""

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Preferences of the person at the desk."""
        super().__init__()
        self._desk = desk
        self.preferences = preferences_of(desk.house, desk.scope)

    def choose_theme(self, theme: str) -> None:
        """Light, dark or the system's, now and at the next entrance."""
        self._keep(replace(self.preferences, theme=theme))

    def choose_size(self, size: str) -> None:
        """Size of text in per cent; the window opens again, so that every width follows the text."""
        self._keep(replace(self.preferences, text_size=int(size)))
        self._desk.reopening.emit()

    @property
    def language(self) -> str:
        """Language on screen."""
        return self._desk.house.texts.locale

    def choose_language(self, language: str) -> None:
        """Another language, from the next window on, which opens at once."""
        self._keep(replace(self.preferences, language=language))
        self._desk.reopening.emit()

    def _keep(self, wanted: Preferences) -> None:
        keep_preferences(self._desk.house, self._desk.scope, wanted)
        self.preferences = wanted
        self.chosen.emit(wanted)


class ErpPage(QObject):
    """The address of the client's ERP: typed, tried as a job, kept; and the mapping in use."""

    changed = Signal()
    progressed = Signal()

    def __init__(self, desk: Desk) -> None:
        """ERP of the desk's client."""
        super().__init__()
        self.desk = desk
        self.reason = desk.reason("erp.ver") or ""
        self.settings = ErpSettings(ErpAddress(), False, False, False) if self.reason else desk.ask("erp.ver")
        self._job: Job[tuple[DiagnosisRow, ...]] | None = None
        self.running = False
        self.counts, self.share = "", 0.0
        self.result, self.result_state = "", State.OK
        self.lines: tuple[ReportLine, ...] = ()
        self.mapping = TableModel(self._columns())
        if not self.reason:
            self._fill_mapping()

    @property
    def seconds(self) -> int:
        """How long a test may take."""
        return int(PROBE_SECONDS)

    @property
    def password_words(self) -> str:
        """Where the password goes, said before it is typed."""
        return where_password_goes(self.desk, self.settings.remembered, self.settings.password_known)

    def keep(self, address: ErpAddress, password: str) -> tuple[str, str]:
        """Keeps the address: ("", "") or (field, what refuses it)."""
        try:
            self.desk.act("erp.guardar", "erp", address=address, password=password)
        except KnownError as error:
            return FIELDS_OF.get(str(error.args_shown.get("campo", "")), ""), self.desk.say_error(error)
        self.settings = self.desk.ask("erp.ver")
        self.changed.emit()
        return "", ""

    def probe(self, address: ErpAddress, password: str) -> None:
        """Tries the address as typed, ten seconds at most."""
        if self.running or self.reason:
            return
        self.running, self.result, self.lines = True, "", ()
        self._job = self.desk.work("erp.provar", address=address, password=password)
        self._job.connect(
            progress=self._progress,
            done=self._done,
            cancelled=self._cancelled,
            refused=self._refused,
            failed=lambda _error: self._over(),
        )
        self._job.start()
        self.changed.emit()

    def cancel(self) -> None:
        """Stop the test."""
        if self._job is not None:
            self._job.cancel()

    def _progress(self, progress: Progress) -> None:
        self.counts = self.desk.step_words(progress)
        self.share = progress.done / progress.total if progress.total else 0.0
        self.progressed.emit()

    def _done(self, rows: tuple[DiagnosisRow, ...]) -> None:
        bad = sum(1 for row in rows if row.well is False)
        self.result = self.desk.say("ERP.PROVADO", n=len(rows), avisos=bad)
        self.result_state = State.ATENCAO if bad else State.OK
        self.lines = tuple(line_of(self.desk, row) for row in rows)
        self._over()

    def _cancelled(self) -> None:
        self.result, self.result_state = self.desk.say("ERP.PROVA_INTERROMPIDA"), State.ATENCAO
        self._over()

    def _refused(self, error: KnownError) -> None:
        texts, advice = self.desk.house.texts, f"ACAO.{error.code}"
        self.result, self.result_state = self.desk.say_error(error), State.ERRO
        if texts.knows(advice):
            self.lines = (ReportLine(State.SEM_DADOS, texts.say_with(advice, error.args_shown)),)
        self._over()

    def _over(self) -> None:
        self.running, self._job = False, None
        self.changed.emit()

    def _columns(self) -> tuple[ColumnSpec, ...]:
        say = self.desk.say
        return (
            ColumnSpec("campo", say("PERFIL.CAMPO"), stretch=1, sortable=False),
            ColumnSpec("nome", say("PERFIL.NOME_NO_ERP"), stretch=2, sortable=False),
        )

    def _fill_mapping(self) -> None:
        rows: list[Row] = []
        part = ""
        for line in self.desk.ask("erp.perfil"):
            if line.part != part:
                part = line.part
                rows.append(Row(part, {"campo": Cell(self.desk.say(f"PERFIL.{part}"))}, RowKind.GROUP))
            rows.append(Row(f"{part}/{line.field}", {"campo": Cell(self._field(line)), "nome": Cell(line.name)}))
        self.mapping.set_rows(rows)

    def _field(self, line: Mapped) -> str:
        """A field of the profile in words; a criterion of the cost types by its name."""
        known = (f"PERFIL.CAMPO_{line.field.upper()}", f"MEMBRO.criterio.{line.field}")
        texts = self.desk.house.texts
        return next((texts.say(code) for code in known if texts.knows(code)), line.field)


class CopiesPage(QObject):
    """Copies of the store: made now, listed, and how one is brought back."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Copies of the desk's store."""
        super().__init__()
        self.desk = desk
        self.reason = desk.reason("loja.copiar") or ""
        self.refusal = ""
        say = desk.say
        self.table = TableModel(
            (
                ColumnSpec("quando", say("DIARIO.QUANDO"), kind=Kind.DATE, sortable=False),
                ColumnSpec("arquivo", say("COPIA.ARQUIVO"), stretch=3, sortable=False),
                ColumnSpec("tamanho", say("COPIA.TAMANHO"), "MB", Kind.NUMBER, 1, sortable=False),
            )
        )
        self.situation = ""
        self.refresh()

    @property
    def folder(self) -> str:
        """Where the copies are."""
        return str(folder_of(self.desk.house))

    @property
    def restore_words(self) -> str:
        """How a copy is brought back: with the program closed."""
        return self.desk.say("COPIA.RESTAURAR", base=str(self.desk.house.store.path))

    def refresh(self) -> None:
        """Read the list again."""
        if self.reason:
            return
        kept = self.desk.ask("loja.copias")
        if kept:
            args = {"quando": kept[0].at, "n": len(kept), "pasta": self.folder}
            self.situation = self.desk.say("COPIA.ULTIMA", **args)
        else:
            self.situation = self.desk.say("COPIA.NENHUMA", pasta=self.folder)
        numbers, zone = self.desk.house.texts.numbers, self.desk.house.texts.zone
        self.table.set_rows(
            Row(
                each.path.name,
                {
                    "quando": Cell(numbers.instant(each.at, zone), str(each.at)),
                    "arquivo": Cell(each.path.name),
                    "tamanho": Cell(numbers.number(Decimal(each.size) / 1_000_000, 1), Decimal(each.size)),
                },
            )
            for each in kept
        )
        self.changed.emit()

    def copy(self) -> None:
        """Make a copy now."""
        try:
            made = self.desk.act("loja.copiar", "copias")
        except KnownError as error:
            self.refusal = self.desk.say_error(error)
            self.changed.emit()
            return
        self.refusal = ""
        self.refresh()
        self.desk.shell.notify(self.desk.say("COPIA.FEITA", arquivo=made.path.name))


def diagnosis(desk: Desk) -> tuple[ReportLine, ...]:
    """The house's own diagnosis: store, journal, copies, disk, versions, last calculation, watchdog (G-077, G-090)."""
    return tuple(line_of(desk, row) for row in desk.ask("diagnostico.ver"))


def line_of(desk: Desk, row: DiagnosisRow) -> ReportLine:
    """One line of a diagnosis with its state and sentence."""
    states = {None: State.SEM_DADOS, True: State.OK, False: State.ATENCAO}
    return ReportLine(states[row.well], desk.house.texts.say_with(row.code, row.args))


def limits(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Bounds of the program itself, which nobody changes: (name, value)."""
    say = desk.say
    return (
        (say("LIMITE.PROVA"), say("LIMITE.SEGUNDOS", n=int(PROBE_SECONDS))),
        (say("LIMITE.SENHA"), say("LIMITE.CARACTERES", n=SHORTEST)),
        (say("LIMITE.TENTATIVAS"), say("LIMITE.TENTATIVAS_VALOR", n=ATTEMPTS, minutos=LOCK.seconds // 60)),
        (say("LIMITE.COPIAS"), say("LIMITE.COPIAS_VALOR", dias=DAYS, meses=MONTHS)),
    )
