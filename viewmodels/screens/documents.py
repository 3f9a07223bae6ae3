"""The page Documentos without widgets: a paper verified, a month taken out, a decision sent away and brought back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from storage.errors import KnownError
from storage.metas.decisions import Taken
from storage.runs import FINISHED, Status
from viewmodels.changes import Changed
from viewmodels.desk import Desk
from viewmodels.operations.documentos import Verdict
from viewmodels.operations.documentos.carrying import Carried
from viewmodels.operations.documentos.receiving import Decided
from viewmodels.operations.documentos.signing import MaySign
from viewmodels.operations.documentos.verdict import (
    CARRIED_WHOLE,
    RECORDED,
    UNPROVED,
)
from viewmodels.state import State
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row

_DOUBT = frozenset({UNPROVED, CARRIED_WHOLE, RECORDED})
SHOWN = 8
"""Differences and proofs shown under a verdict; the command lists them all."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line under a verdict: its state and its sentence."""

    state: State
    words: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page says of a paper: state, file, sentence, who approved, what it rests on."""

    state: State
    title: str
    sentence: str
    approval: str = ""
    lines: tuple[Line, ...] = ()


class DocumentsViewModel(QObject):
    """Verifying, carrying and signing, for the vigência on the desk."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """The page of one desk."""
        super().__init__(parent)
        self.desk = desk
        self.answer: Answer | None = None
        desk.changes.subscribe(self._heard, "metas.publicacao", "metas.calculo", "metas.decisoes", "documentos")
        desk.vigencia_changed.connect(self.changed.emit)

    def _heard(self, change: Changed) -> None:
        self.changed.emit()

    # --- a paper

    def verify(self, path: Path) -> None:
        """Says what a file proves to be."""
        self._answered(path.name, lambda: self.desk.ask("documentos.verificar", path=path))

    def verify_signs(self, typed: str) -> None:
        """Says what the 16 signs read off a paper prove."""
        self._answered(typed.strip(), lambda: self.desk.ask("documentos.verificar_sinais", signs=typed))

    def _answered(self, title: str, ask: Callable[[], Verdict]) -> None:
        try:
            self.answer = self._told(title, ask())
        except KnownError as error:
            self.answer = Answer(State.ERRO, title, self.desk.say_error(error))
        self.changed.emit()

    def _told(self, title: str, verdict: Verdict) -> Answer:
        texts = self.desk.house.texts
        lines = [
            Line(State.CRITICO, texts.say("DIFERENCA.LINHA", onde=texts.say_with(d.code, d.place), nosso=d.ours or "-",
                                          deles=d.theirs or "-"))
            for d in verdict.differences[:SHOWN]
        ]  # fmt: skip
        lines += [Line(State.CRITICO, texts.say_finding(finding)) for finding in verdict.findings[:SHOWN]]
        lines += [Line(_held(p.holds), texts.say_with(p.code, p.args)) for p in verdict.proofs]
        return Answer(_state(verdict), title, verdict.sentence(texts), verdict.approval(texts), tuple(lines))

    # --- a month

    @property
    def export_reason(self) -> str:
        """Why the month cannot be taken out now; "" when it can."""
        reason = self.desk.reason("documentos.exportar_mes")
        if not self.desk.vigencia:
            return reason or self.desk.say("TELA.SEM_VIGENCIA")
        if reason is not None or Status.APPROVED in self._statuses():
            return reason or ""
        return self.desk.say("ARQUIVO_SEM_APROVADO", vigencia=self.desk.vigencia)

    def _statuses(self) -> list[Status]:
        """States of the calculations of the vigência, newest first."""
        listed = self.desk.ask("metas.historico", vigencia=self.desk.vigencia) if self.desk.vigencia else ()
        return [each.run.status for each in listed]

    def month_file(self) -> str:
        """Name to propose for the month's file."""
        return self.desk.say("DOCUMENTOS.NOME_MES", vigencia=self.desk.vigencia, empresa=_plain(self.desk.company()))

    def export(self, path: Path) -> str:
        """Takes the approved month out and says where it is; "" after telling the window why not."""
        done: Carried | None = self._act(
            "documentos.exportar_mes", "documentos", vigencia=self.desk.vigencia, path=path
        )
        return "" if done is None else self.desk.say("DOCUMENTOS.EXPORTADO", lugar=done.path.parent.name or str(path))

    # --- a decision

    @property
    def send_reason(self) -> str:
        """Why no calculation can be sent to be decided; "" when it can."""
        reason = self.desk.reason("documentos.para_decidir")
        waits = next((status for status in self._statuses() if status in FINISHED | {Status.APPROVED}), None)
        if reason is not None or waits in FINISHED:
            return reason or ""
        return self.desk.say("DOCUMENTOS.NADA_A_DECIDIR")

    @property
    def receive_reason(self) -> str:
        """Why a decision cannot be received; "" when it can."""
        return self.desk.reason("documentos.receber_decisao") or ""

    @property
    def key_reason(self) -> str:
        """Why the person cannot make a signing key; "" when they can."""
        return self.desk.reason("documentos.criar_chave") or ""

    def signers(self) -> tuple[MaySign, ...]:
        """Who may be sent a file to decide in."""
        able = self.desk.allowed("documentos.assinantes")
        found: tuple[MaySign, ...] = self.desk.ask("documentos.assinantes") if able else ()
        return found

    @property
    def has_key(self) -> bool:
        """True when the person at the desk has a signing key."""
        return any(each.user == self.desk.scope.user for each in self.signers())

    @property
    def key_words(self) -> str:
        """Whether the person at the desk has a key, and since when."""
        own = next((each for each in self.signers() if each.user == self.desk.scope.user), None)
        if own is None:
            return self.desk.say("DOCUMENTOS.CHAVE_FALTA")
        return self.desk.say("DOCUMENTOS.CHAVE_TEM", quando=own.since)

    def make_key(self, phrase: str) -> str:
        """Makes the person's signing key; returns the sentence of a refusal, "" when it is made."""
        try:
            self.desk.act("documentos.criar_chave", "documentos", password=phrase)
        except KnownError as error:
            return self.desk.say_error(error)
        self.changed.emit()
        return ""

    def decide_file(self, signer: str) -> str:
        """Name to propose for a file to be decided in by somebody."""
        name = next((each.name for each in self.signers() if each.user == signer), "")
        return self.desk.say("DOCUMENTOS.NOME_DECIDIR", vigencia=self.desk.vigencia, pessoa=_plain(name))

    def send(self, signer: str, path: Path) -> str:
        """Writes the file in which `signer` decides on the run on the table; "" after telling why not."""
        try:
            run = self.desk.ask("metas.resultados", vigencia=self.desk.vigencia).run.id
        except KnownError as error:
            self.desk.refused.emit(error)
            return ""
        done = self._act("documentos.para_decidir", "documentos", run=run, user=signer, path=path)
        name = next((each.name for each in self.signers() if each.user == signer), "")
        lugar = path.parent.name or str(path)
        return "" if done is None else self.desk.say("DOCUMENTOS.LEVADO", pessoa=name, lugar=lugar)

    def arriving(self, path: Path) -> Decided | None:
        """What a file that came back would change; None after telling the window why it is refused."""
        try:
            found: Decided = self.desk.ask("documentos.conferir_decisao", path=path)
        except KnownError as error:
            self.desk.refused.emit(error)
            return None
        return found

    def receive(self, path: Path) -> str:
        """Merges the decisions of a file; "" after telling the window why not."""
        done: Decided | None = self._act("documentos.receber_decisao", "metas.decisoes", path=path)
        if done is None:
            return ""
        return self.desk.say("DOCUMENTOS.RECEBIDA", n=sum(g.changes for g in done.goals), pessoa=done.signer)

    def _act(self, id: str, kind: str, **arguments: Any) -> Any:
        try:
            return self.desk.act(id, kind, **arguments)
        except KnownError as error:
            self.desk.refused.emit(error)
            return None


def arriving_table(desk: Desk, found: Decided) -> tuple[tuple[ColumnSpec, ...], tuple[Row, ...]]:
    """Before and after of every goal a file decides, those that change first."""
    say = desk.say
    columns = (
        ColumnSpec("meta", say("TELA.COLUNA.META_NOME"), stretch=2, sortable=False),
        ColumnSpec("antes", say("DOCUMENTOS.ANTES"), stretch=2, sortable=False, quiet=True),
        ColumnSpec("depois", say("DOCUMENTOS.DEPOIS"), stretch=2, sortable=False),
        ColumnSpec("motivo", say("DIARIO.MOTIVO"), stretch=2, sortable=False, kind=Kind.TEXT),
    )
    listed = sorted(found.goals, key=lambda goal: not goal.changes)
    rows = tuple(
        Row(
            "/".join(goal.key),
            {
                "meta": Cell(say("ONDE.SETOR_CRITERIO", criterio=goal.criterion, setor=goal.sector)),
                "antes": Cell(_decision(desk, goal.before, goal.unit)),
                "depois": Cell(_decision(desk, goal.after, goal.unit)),
                "motivo": Cell(goal.after.justification if goal.after else ""),
            },
        )
        for goal in listed
    )
    return columns, rows


def _decision(desk: Desk, taken: Taken | None, unit: str) -> str:
    if taken is None:
        return desk.say("DOCUMENTOS.SEM_DECISAO")
    word = desk.say(f"DECISAO.{taken.decision}")
    return word if taken.value is None else f"{word}: {desk.house.texts.figure_text(taken.value, unit, 2)}"


def _state(verdict: Verdict) -> State:
    if verdict.good and verdict.code not in _DOUBT:
        return State.OK
    return State.ATENCAO if verdict.code in _DOUBT and not verdict.findings else State.CRITICO


def _held(holds: bool) -> State:
    return State.OK if holds else State.CRITICO


def _plain(name: str) -> str:
    """A name with what a file name cannot hold left out."""
    return " ".join("".join(sign if sign.isalnum() or sign in " -" else " " for sign in name).split())
