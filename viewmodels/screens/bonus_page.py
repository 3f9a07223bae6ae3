"""The bonus system on screen: the folder, what left and what was answered, and what still has to leave."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from storage.errors import KnownError
from storage.premiacao.ledger import Sent
from viewmodels.changes import Changed
from viewmodels.desk import Desk
from viewmodels.operations.metas.publishing_port import BonusView
from viewmodels.papers.narration import member_label
from viewmodels.state import State
from viewmodels.table import TableModel
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row

SENT = "metas.premiacao"
KINDS = (SENT, "metas.publicacao")
STATES = {"SUCCESS": State.OK, "PARTIAL": State.ATENCAO, "FAILED": State.CRITICO, "": State.A_FAZER}
TAKE = "recibo"


class BonusViewModel(QObject):
    """What went to the bonus system of the vigência in front."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """Reads what left so far."""
        super().__init__(parent)
        self.desk = desk
        self.view: BonusView | None = None
        self.table = TableModel(self._columns())
        desk.changes.subscribe(self._told, *KINDS)
        desk.vigencia_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Reads it again."""
        vigencia = self.desk.vigencia
        self.view = self.desk.ask("metas.premiacao", vigencia=vigencia) if vigencia else None
        self.table.set_rows([self._row(each) for each in (self.view.sent if self.view else ())])
        self.changed.emit()

    # --- acts

    def choose_folder(self, folder: Path, criteria: Mapping[str, str] | None = None) -> str:
        """Says where goals are left; the sentence that refuses it, "" when kept."""
        kept = criteria if criteria is not None else (self.view.door.criteria if self.view and self.view.door else None)
        return self._do("metas.porta_premiacao", folder=folder, criteria=kept)

    def give_codes(self, criteria: Mapping[str, str]) -> str:
        """Gives the codes of the criteria; the sentence that refuses them, "" when kept."""
        if self.view is None or self.view.door is None:
            return self.desk.say("PREMIACAO.SEM_PORTA")
        return self._do("metas.porta_premiacao", folder=self.view.door.folder, criteria=criteria)

    def send(self) -> str:
        """Sends what was not accepted yet; the sentence of the refusal, "" when it left."""
        assert self.view is not None
        return self._do("metas.enviar", run=self.view.run)

    def withdraw(self) -> str:
        """Sends the withdrawal that waits."""
        assert self.view is not None and self.view.withdrawals
        return self._do("metas.retirar", run=self.view.withdrawals[0])

    def take_receipt(self, number: int, path: Path | None = None) -> str:
        """Takes in the answer to a shipment, from a file or from the folder."""
        return self._do("metas.recibo_premiacao", shipment=number, path=path)

    def _do(self, operation: str, **arguments: object) -> str:
        try:
            self.desk.act(operation, SENT, **arguments)
        except KnownError as error:
            return self.desk.say_error(error)
        return ""

    # --- what the page shows

    @property
    def state(self) -> State:
        """State of the run in force on the other side."""
        return STATES[self.view.status if self.view else ""]

    @property
    def line(self) -> str:
        """The situation in one sentence."""
        if self.view is None:
            return self.desk.say("TELA.SEM_VIGENCIA")
        if self.view.withdrawals:
            return self.desk.say("PREMIACAO.FALTA_RETIRAR", n=len(self.view.withdrawals))
        if self.view.run is None:
            return self.desk.say("PREMIACAO.SEM_PUBLICADAS")
        if self.view.first:
            return self.desk.say("PREMIACAO.FALTA_ENVIAR")
        waiting = len(self.view.waiting)
        return self.desk.say("PREMIACAO.FALTAM_ITENS", n=waiting) if waiting else self.desk.say("PREMIACAO.TUDO_ACEITO")

    @property
    def folder(self) -> str:
        """The folder chosen, "" before any."""
        return str(self.view.door.folder) if self.view and self.view.door else ""

    @property
    def codes(self) -> tuple[tuple[str, str, str], ...]:
        """Criterion, its name and its code in the bonus system."""
        if self.view is None:
            return ()
        given = self.view.door.criteria if self.view.door else {}
        texts = self.desk.house.texts
        return tuple((k, member_label(texts, "criterio", k, name), given.get(k, k)) for k, name in self.view.criteria)

    @property
    def send_reason(self) -> str:
        """Why nothing can be sent now, or ""."""
        reason = self.desk.reason("metas.enviar")
        if reason or self.view is None:
            return reason or self.desk.say("TELA.SEM_VIGENCIA")
        if self.view.run is None:
            return self.desk.say("PREMIACAO.SEM_PUBLICADAS")
        if self.view.door is None:
            return self.desk.say("PREMIACAO.SEM_PORTA")
        return "" if self.view.first or self.view.waiting else self.desk.say("PREMIACAO.TUDO_ACEITO")

    @property
    def door_reason(self) -> str:
        """Why this person may not choose the folder, or ""."""
        return self.desk.reason("metas.porta_premiacao") or ""

    @property
    def refused(self) -> tuple[str, ...]:
        """What the last receipt of each shipment refused, with the reason given."""
        found = []
        for sent in self.view.sent if self.view else ():
            for answer in sent.receipt.answers if sent.receipt else ():
                if not answer.accepted:
                    reason = f"PREMIACAO.MOTIVO.{answer.reason}"
                    told = self.desk.say(reason) if self.desk.house.texts.knows(reason) else answer.reason
                    meta = f"{sent.number} · {self._criterion(answer.criterion)}, {self._sector(answer.sector)}"
                    part = self.desk.say(f"PREMIACAO.PARTE.{answer.part}")
                    found.append(self.desk.say("PREMIACAO.RECUSADO", meta=meta, parte=part, motivo=told or "–"))
        return tuple(found)

    # --- inside

    def _told(self, _changed: Changed) -> None:
        self.refresh()

    def _criterion(self, key: str) -> str:
        return next((name for known, name, _ in self.codes if known == key), key)

    def _sector(self, key: str) -> str:
        return next((s.name for s in self.desk.ask("metas.setores") if s.id == key), key)

    def _columns(self) -> tuple[ColumnSpec, ...]:
        say = self.desk.say
        return (
            ColumnSpec("envio", say("PREMIACAO.COL_ENVIO"), strong=True),
            ColumnSpec("tipo", say("PREMIACAO.COL_TIPO"), stretch=1),
            ColumnSpec("calculo", say("TELA.COLUNA.CALCULO"), stretch=1),
            ColumnSpec("quando", say("TELA.COLUNA.DATA"), stretch=1),
            ColumnSpec("quem", say("PREMIACAO.COL_QUEM"), stretch=1),
            ColumnSpec("aceitos", say("PREMIACAO.COL_ACEITOS"), kind=Kind.NUMBER, places=0, stretch=1),
            ColumnSpec("situacao", say("TELA.COLUNA.SITUACAO"), kind=Kind.CHIP, stretch=1),
            ColumnSpec("fonte", say("PREMIACAO.COL_FONTE"), stretch=1),
            ColumnSpec(TAKE, "", kind=Kind.ACTION, sortable=False, stretch=1),
        )

    def _row(self, sent: Sent) -> Row:
        assert self.view is not None
        texts, say = self.desk.house.texts, self.desk.say
        status = sent.receipt.status if sent.receipt else ""
        word = say(f"PREMIACAO.SITUACAO.{status or 'NENHUM'}")
        accepted = sum(a.accepted for a in sent.receipt.answers) if sent.receipt else 0
        who = self.view.names.get(sent.sent_by, sent.sent_by)
        cells = {
            "envio": Cell(str(sent.number), sent.number),
            "tipo": Cell(say(f"PREMIACAO.TIPO.{sent.kind}")),
            "calculo": Cell(str(sent.run), sent.run),
            "quando": Cell(texts.numbers.instant(sent.sent, texts.zone), str(sent.sent)),
            "quem": Cell(who),
            "aceitos": Cell(say("PREMIACAO.ACEITOS", n=accepted, de=len(sent.items)), accepted),
            "situacao": Cell(word, word, state=STATES[status]),
            "fonte": Cell(say(f"PREMIACAO.FONTE.{sent.receipt.source}") if sent.receipt else "–"),
            TAKE: Cell(say("PREMIACAO.TRAZER_RECIBO"), "", action=True),
        }
        return Row(str(sent.number), cells)
