"""The audit that is open: what it is called, where it stands, the calculation on its bench, the frame around it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from storage.auditoria.bench import Laid
from storage.auditoria.shipped import shipped_chain, shipped_texts
from storage.errors import KnownError
from storage.runs import texts_of
from storage.store.canonical import canonical_json, sha256_text
from storage.version import VERSION
from viewmodels.changes import Changed
from viewmodels.desk import Desk
from viewmodels.jobs import Progress
from viewmodels.operations.subsidios.report import AuditPaper
from viewmodels.operations.subsidios.workspace import AuditSituation, open_audit_of
from viewmodels.screens.job_page import OneJob
from viewmodels.screens.memory_view import short_hash
from viewmodels.shell import ContextChoice, ContextView, Hit, ProofItem, Status, found_in
from viewmodels.state import State

SOURCE, CALCULATION, FINDINGS = "subsidios.fonte", "subsidios.calculo", "subsidios.achados"
"""Kinds of change: tables were brought in, a calculation stands on the bench, a finding was written."""
LEAVE = "fechar"
"""What the header's picker calls leaving the audit."""


class AuditViewModel(OneJob):
    """Shared by every page of the audit. `situation_changed` says that it stands elsewhere: pages read again.

    `changed` and `progressed` are those of its one long work, the calculation.
    """

    situation_changed = Signal()
    stage_wanted = Signal(str)
    """A stage somebody looked for: the page Etapas brings it to the front."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """The audit of the desk's house. Raises KnownError AUDITORIA_NENHUMA in a company's."""
        super().__init__(desk, parent)
        self.file = open_audit_of(desk.house)
        self.writing = False  # whether its work is a paper, not a calculation
        self.situation: AuditSituation = desk.ask("subsidios.situacao")
        desk.changes.subscribe(self._told, SOURCE, CALCULATION)
        desk.shell.context_chosen.connect(self._choose)
        desk.shell.add_provider(self.search)
        self._digest = self._rules_digest()
        self._feed()

    # --- what pages show

    @property
    def laid(self) -> Laid | None:
        """What stands on the bench, None until something was calculated or prepared."""
        return self.file.bench.laid

    @property
    def is_open(self) -> bool:
        """False in a sealed audit, which is only read."""
        return self.situation.known.is_open

    @property
    def known_on(self) -> date | None:
        """Day until which the rules were known in the calculation on the bench."""
        return None if self.laid is None else self.laid.known.on

    @property
    def days(self) -> tuple[date, ...]:
        """Days settled: those on the bench, else those of what was brought."""
        if self.laid is not None:
            return self.laid.days
        return self.situation.inputs.days if self.situation.inputs is not None else ()

    @property
    def title(self) -> str:
        """`SPPO, 1ª quinzena de janeiro · 01/01/2026 a 15/01/2026`."""
        name, days = self.situation.known.name, self.days
        if not days:
            return name
        return self.desk.say("SUBSIDIO_TELA.TITULO", nome=name, dias=self._period())

    @property
    def standing(self) -> str:
        """One line under the title: with which rules it was calculated and against what it is compared."""
        say, kept = self.desk.say, self.situation
        if kept.inputs is None:
            return say("SUBSIDIO_TELA.SEM_TABELAS")
        if self.known_on is None:
            return say("SUBSIDIO_TELA.POR_PREPARAR" if kept.runs else "SUBSIDIO_TELA.SEM_CALCULO")
        code = "SUBSIDIO_TELA.CALCULADO" if kept.paid is None else "SUBSIDIO_TELA.CALCULADO_E_PAGO"
        return say(code, conhecido=self.known_on)

    @property
    def sealed_words(self) -> str:
        """What the strip over a sealed audit says; "" in an open one."""
        known = self.situation.known
        if known.is_open or known.sealed is None:
            return ""
        return self.desk.say("SUBSIDIO_TELA.SO_LEITURA", quando=known.sealed, lacre=short_hash(known.seal or ""))

    @property
    def reason(self) -> str:
        """Why nothing can be calculated now, in words; "" when it can."""
        if self.situation.inputs is None:
            return self.desk.say("AUDITORIA_SEM_TABELAS")
        return self.desk.reason("subsidios.calcular") or ""

    def search(self, typed: str) -> Sequence[Hit]:
        """Stages whose name has what was typed."""
        if self.laid is None:
            return ()
        named = [(each.name, self.desk.say(f"SUB_ETAPA.{each.name}")) for each in self.desk.ask("subsidios.etapas")]
        area = self.desk.say("SUBSIDIO_TELA.ETAPA")
        return [
            Hit(title, area, partial(self._open_stage, name))
            for name, title in named
            if found_in(title, typed) or typed.casefold() in name
        ]

    def _open_stage(self, name: str) -> None:
        self.desk.shell.go("subsidios", "etapas")
        self.stage_wanted.emit(name)

    # --- its one long work

    def prepare(self) -> None:
        """Puts the last calculation on the bench, when there is one and it is not there yet."""
        if self.laid is None and self.situation.runs and not self.running:
            self.writing = False
            job = self.desk.work_on_bench("subsidios.preparar", CALCULATION)
            self._follow(job, lambda _there: None, self._refused)

    def calculate(self, known_on: date) -> None:
        """Calculates every stage with the rules known on a day; the run is kept."""
        if not self.running:
            self.writing = False
            job = self.desk.work_on_bench("subsidios.calcular", CALCULATION, known_on=known_on)
            self._follow(job, lambda _made: self._calculated(known_on), self._refused)

    def publish(self, id: str, path: Path) -> None:
        """Writes a paper of the audit (report or workbook) where it was asked."""
        if not self.running:
            self.writing = True
            self._follow(self.desk.work_on_bench(id, path=path), self._written, self._refused)

    @property
    def paper_name(self) -> str:
        """Name proposed for a paper, without its ending."""
        return self.desk.house.store.path.stem

    def _written(self, paper: AuditPaper) -> None:
        told = {"arquivo": paper.path.name, "sinais": paper.signs}
        self.result, self.result_state = self.desk.say("SUBSIDIO_TELA.PAPEL", **told), State.OK

    def _calculated(self, known_on: date) -> None:
        self.result, self.result_state = self.desk.say("SUBSIDIO_TELA.CALCULOU", conhecido=known_on), State.OK

    def _refused(self, error: KnownError) -> None:
        self.result, self.result_state = self.desk.say_error(error), State.ERRO

    def _counted(self, progress: Progress | None) -> str:
        """What is being calculated, by the name of the stage where it has one."""
        code = f"SUB_ETAPA.{progress.args.get('etapa', '')}" if progress is not None else ""
        return self.desk.say(code) if self.desk.house.texts.knows(code) else super()._counted(progress)

    def _progress(self, progress: Progress) -> None:
        places = _places()
        self.share = places.get(str(progress.args.get("etapa", "")), 0) / len(places)
        self.counts = self._counted(progress)
        self.progressed.emit()

    # --- the frame around

    def _told(self, _changed: Changed) -> None:
        self.situation = self.desk.ask("subsidios.situacao")
        self._digest = self._rules_digest()
        self._feed()
        self.situation_changed.emit()

    def _feed(self) -> None:
        shell, known, say = self.desk.shell, self.situation.known, self.desk.say
        state, word = (State.EM_CURSO, "ABERTA") if known.is_open else (State.OK, "INTEGRA")
        choices = [ContextChoice(self._path, known.name)]
        if self.desk.can_return:
            choices.append(ContextChoice(LEAVE, say("SUBSIDIO_TELA.FECHAR")))
        word = say(f"SUBSIDIO_TELA.{word}")
        shell.set_context(ContextView(say("SUBSIDIO_TELA.AUDITORIA"), self._path, tuple(choices), state, word))
        shell.set_sync(Status(State.OK, say("SUBSIDIO_TELA.SEM_REDE")))
        shell.set_proof(tuple(self._proof()))

    @property
    def _path(self) -> str:
        return str(self.desk.house.store.path)

    def _choose(self, key: str) -> None:
        """The audit is left for what was open before it."""
        if key == LEAVE:
            self.desk.switching.emit("")

    def _proof(self) -> Iterator[ProofItem]:
        say = self.desk.say
        yield ProofItem(say("SUBSIDIO_TELA.AUDITORIA"), self.desk.house.store.path.name)
        yield ProofItem(say("TELA.MOTOR"), self.situation.runs[0].code_version if self.situation.runs else VERSION)
        yield ProofItem(say("TELA.REGRAS"), f"{self._digest[:4]} {self._digest[4:8]}", self._digest)
        yield ProofItem(say("SUBSIDIO_TELA.SEM_REDE_AQUI"), "")

    def _rules_digest(self) -> str:
        """Hash of every text the calculation stands on: those its run froze, else those this program ships."""
        if not self.situation.runs:
            return sha256_text(canonical_json(dict(shipped_texts())))
        with self.desk.house.store.read() as connection:
            return sha256_text(canonical_json(dict(texts_of(connection, self.situation.runs[0].id))))

    def _period(self) -> str:
        first, last = min(self.days), max(self.days)
        if first == last:
            return self.desk.say("SUBSIDIO_TELA.UM_DIA", dia=first)
        return self.desk.say("SUBSIDIO_TELA.DE_ATE", de=first, ate=last)


@cache
def _places() -> Mapping[str, int]:
    """Which of the steps each one is, as this program ships them: how far a calculation is."""
    return {step.name: at for at, step in enumerate(shipped_chain(()).steps)}
