"""What is done with the whole audit: its calculation done again, another copy looked at, the seal at its end."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from storage.auditoria.findings import Standing
from storage.errors import KnownError
from viewmodels.banner import BannerView
from viewmodels.danger import DangerView
from viewmodels.operations.subsidios.reproducing import Reproduced
from viewmodels.screens.job_page import OneJob
from viewmodels.screens.subsidios.audit import CALCULATION, AuditViewModel
from viewmodels.screens.subsidios.findings import FindingsViewModel
from viewmodels.state import State
from viewmodels.table_spec import Cell, ColumnSpec, Row

REPRODUCE, JOIN, SEAL = "subsidios.reproduzir", "subsidios.juntar", "subsidios.lacrar"
DECIDED = (Standing.CONFIRMED, Standing.DISCARDED)


class EndingViewModel(OneJob):
    """Reproduces, looks at another copy, seals; one at a time. `told` carries a banner, None to take it away."""

    told = Signal(object)

    def __init__(self, findings: FindingsViewModel, parent: QObject | None = None) -> None:
        """For the audit of the board."""
        super().__init__(findings.desk, parent)
        self.audit: AuditViewModel = findings.audit
        self._findings = findings

    def reason(self, id: str) -> str:
        """Why this cannot be done now, in words; "" when it can."""
        if id == REPRODUCE and not self.audit.situation.runs:
            return self.desk.say("AUDITORIA_SEM_CALCULO")
        return self.desk.reason(id) or ""

    # --- done again

    def reproduce(self) -> None:
        """Does the last calculation again and compares every row with what was kept."""
        if self.running or self.audit.running or self.reason(REPRODUCE):
            return
        self.told.emit(None)
        job = self.desk.work_on_bench(REPRODUCE, CALCULATION)
        self._follow(job, self._reproduced, self._refused)

    def _reproduced(self, done: Reproduced) -> None:
        say = self.desk.say
        if done.identical:
            self.result, self.result_state = (
                say("SUBSIDIO.REPRODUZIDO", corrida=done.run, n=len(done.same)),
                State.OK,
            )
            return
        named = ", ".join(say(f"SUB_ETAPA.{name}") if self._knows(name) else name for name in done.different)
        told = {"corrida": done.run, "n": len(done.different), "etapas": named}
        self.result, self.result_state = say("SUBSIDIO.NAO_REPRODUZIDO", **told), State.CRITICO

    def _knows(self, stage: str) -> bool:
        return self.desk.house.texts.knows(f"SUB_ETAPA.{stage}")

    def _refused(self, error: KnownError) -> None:
        self.result, self.result_state = self.desk.say_error(error), State.ERRO

    # --- another copy

    def look_at(self, path: Path) -> None:
        """Says what another copy has that this one has not; nothing is written."""
        if not self.running:
            self.told.emit(None)
            job = self.desk.work(JOIN, path=path)
            self._follow(job, lambda _nothing: None, self._not_joined)

    def _not_joined(self, error: KnownError) -> None:
        family = error.code.partition(".")[0]
        self.told.emit(BannerView(State.ATENCAO, self.desk.say_error(error), family, explained=True))

    # --- the seal

    @property
    def sealed_name(self) -> str:
        """A name to propose for the sealed copy."""
        name = self.desk.say("SUB_LACRAR.ARQUIVO", nome=self.desk.house.store.path.stem)
        return f"{name}.prova"

    def danger(self, target: Path) -> DangerView:
        """What sealing does, before and after, for whom, and what stays."""
        say, name = self.desk.say, self.audit.situation.known.name
        columns = (
            ColumnSpec("o_que", say("SUB_LACRAR.O_QUE"), sortable=False, stretch=2),
            ColumnSpec("antes", say("SUB_LACRAR.ANTES"), sortable=False, quiet=True, stretch=1),
            ColumnSpec("depois", say("SUB_LACRAR.DEPOIS"), sortable=False, strong=True, stretch=2),
        )
        waiting = self._waiting
        open_ones = ((State.ATENCAO, say("SUB_LACRAR.ABERTO_AVISO", n=waiting)),) if waiting else ()
        effects = (
            *open_ones,
            (State.OK, say("SUB_LACRAR.NADA_SE_APAGA")),
            (State.OK, say("SUB_LACRAR.COPIA", lugar=str(target))),
            (State.SEM_DADOS, say("SUB_LACRAR.OUTROS")),
        )
        title, text = say("SUB_LACRAR.TITULO", nome=name), say("SUB_LACRAR.TEXTO")
        return DangerView(
            title,
            text,
            columns,
            self._rows(),
            effects,
            say("SUB_LACRAR.DIGITE"),
            say("SUB_LACRAR.CONFIRMA"),
            say("SUB_LACRAR.MANTEM"),
        )

    def seal(self, target: Path, why: str) -> None:
        """Seals the audit and opens its sealed copy."""
        if self.running:
            return
        job = self.desk.work_whole(SEAL, "SUB_ACHADO.LACRANDO", target=target, why=why)
        self._follow(job, self._sealed, self._refused)

    def _sealed(self, path: Path) -> None:
        self.result, self.result_state = self.desk.say("SUB_LACRAR.FEITO", lugar=str(path)), State.OK
        self.desk.switching.emit(str(path))

    @property
    def _waiting(self) -> int:
        return sum(each.standing not in DECIDED for each in self._findings.board.findings)

    def _rows(self) -> tuple[Row, ...]:
        say, found = self.desk.say, self._findings.board.findings
        same, stay = say("SUB_LACRAR.MESMOS"), say("SUB_LACRAR.FICAM")
        told = (
            (
                "situacao",
                say("SUB_LACRAR.SITUACAO"),
                say("SUB_LACRAR.ABERTA"),
                say("SUB_LACRAR.LACRADA"),
            ),
            ("calculos", say("SUB_LACRAR.CALCULOS"), str(len(self.audit.situation.runs)), same),
            ("aberto", say("SUB_LACRAR.EM_ABERTO"), str(self._waiting), stay if self._waiting else ""),
            ("revisados", say("SUB_LACRAR.REVISADOS"), str(sum(each.reviewed is None for each in found)), stay),
        )
        return tuple(
            Row(key, {"o_que": Cell(what), "antes": Cell(before), "depois": Cell(after)})
            for key, what, before, after in told
        )
