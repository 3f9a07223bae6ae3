"""The page Comparação: the comparison as a job, its stages, totals and causes, and the table in front."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from engines.subsidy.checking.outcomes import Outcome
from engines.subsidy.comparing import Comparison
from storage.auditoria.bench import Laid
from storage.errors import KnownError
from viewmodels.changes import Changed
from viewmodels.operations.subsidios.comparing import Compared, paying_stages
from viewmodels.operations.subsidios.differences import start_again
from viewmodels.operations.subsidios.rows import StageRows, Written
from viewmodels.screens.papers_desk import PapersDesk
from viewmodels.screens.subsidios import comparison_words as words
from viewmodels.screens.subsidios.audit import CALCULATION, SOURCE, AuditViewModel
from viewmodels.screens.subsidios.comparison_shown import ShownComparison
from viewmodels.screens.subsidios.comparison_table import ComparisonTable
from viewmodels.state import State


class ComparisonViewModel(ShownComparison):
    """What SMTR published against what is recalculated.

    `changed` and `progressed` are those of the comparison; `table` is what stands in front, `stage_changed` says that
    another stage does; `missing_changed` that the banners are others.
    """

    stage_changed = Signal()
    missing_changed = Signal()

    def __init__(self, audit: AuditViewModel, parent: QObject | None = None) -> None:
        """Nothing compared yet: `open` does, once there is something to compare."""
        super().__init__(audit, parent)
        self.table = ComparisonTable(self.desk, self)
        self._rows: tuple[StageRows, ...] = ()
        self._tried: Laid | None = None
        self.desk.changes.subscribe(self._told, SOURCE, CALCULATION)

    @property
    def ended(self) -> bool:
        """True when a comparison of what stands on the bench was begun and nothing came of it."""
        return not self.running and not self.ready and self._tried is self.audit.laid

    def open(self) -> None:
        """Compares what stands on the bench, when it never was."""
        if self.published and not self.ready and self._tried is not self.audit.laid:
            self.compare()

    def compare(self) -> None:
        """Compares again; another calculation under way refuses it."""
        if self.running or self.audit.running or not self.published:
            return
        self._tried = self.audit.laid
        self._forget()
        job = self.desk.work_on_bench("subsidios.comparar")
        self._follow(job, self._done, self._refused)

    # --- what the page does

    def show_stage(self, stage: str) -> None:
        """Puts a stage in front: its differing rows, or the bands where the stage is one that pays."""
        found = self.difference_of(stage)
        if found is None:
            return
        self.stage = stage
        self.table.show(
            stage, self.serial, stage in paying_stages(), bool(found.ours_only or found.theirs_only), self.by_day
        )
        self.stage_changed.emit()

    def show_cause(self, at: int | None) -> None:
        """Leaves in the table the bands whose main cause is this one; None, or the same again, shows them all."""
        cause = None if at is None else self.cause(at)
        cause = None if cause == self.table.cause else cause
        paying = next((each for each in reversed(self.stages) if each.stage in paying_stages() and each.compared), None)
        if cause is not None and self.stage not in paying_stages() and paying is not None:
            self.show_stage(paying.stage)
        self.table.set_cause(cause)
        self.stage_changed.emit()

    def export(self, path: Path) -> None:
        """Writes the rows of the table in front, filters included, as a workbook or as CSV by the ending."""
        job = self.desk.work("subsidios.exportar_diferencas", file=self.table.file(path))
        job.connect(done=lambda made: self._saved(made, path), refused=self.desk.refused.emit)
        job.start()

    # --- inside

    def _saved(self, made: Written, path: Path) -> None:
        PapersDesk(self.desk).left_file(path, made.sha256)
        self.desk.shell.notify(self.desk.say("SUB_COMPARA.SALVA", lugar=path.parent.name or str(path.parent)))

    def _told(self, _changed: Changed) -> None:
        if self.audit.laid is not self._of or self.waiting:
            self._forget()
            self.result = ""
            self.changed.emit()

    def _forget(self) -> None:
        start_again(self.desk.house)
        self.compared, self.stages, self.missing, self.stage, self._of = None, (), (), "", None
        self.table.clear()

    def _done(self, compared: Compared) -> None:
        start_again(self.desk.house)
        self.serial += 1
        self.compared, self._of = compared, self.audit.laid
        self._rows = self.desk.ask("subsidios.etapas")
        order = [step.name for step in self._of.chain.steps] if self._of is not None else []
        self.stages = words.stage_lines(self.texts, self._rows, compared.comparison, order)
        self.show_stage(self._first_shown(compared.comparison))
        self._look_for_missing()

    def _first_shown(self, found: Comparison) -> str:
        """The last stage that pays, else the first that differs, else the last of all."""
        paying = [each.stage for each in found.stages if each.stage in paying_stages()]
        if paying:
            return paying[-1]
        return found.first.stage if found.first else found.stages[-1].stage if found.stages else ""

    def _refused(self, error: KnownError) -> None:
        self.result, self.result_state = self.desk.say_error(error), State.ERRO

    def _look_for_missing(self) -> None:
        job = self.desk.work_on_bench("subsidios.valores_ausentes")
        job.connect(done=self._found_missing, refused=lambda _error: None)
        job.start()

    def _found_missing(self, found: tuple[Outcome, ...]) -> None:
        self.missing = words.missing_banners(self.texts, found, self.tr("Informar valores"))
        self.missing_changed.emit()
