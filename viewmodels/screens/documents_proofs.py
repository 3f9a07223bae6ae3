"""The proofs of a carried file on its desk: the list, what the file is, and the signature of whoever decides in it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from storage.errors import KnownError
from storage.people import names_of
from storage.workspace.manifest import DECIDING, Manifest
from viewmodels.changes import Changed
from viewmodels.desk import Desk
from viewmodels.operations.documentos.proofs import Proof
from viewmodels.screens.documents import Line
from viewmodels.state import State


class ProofsViewModel(QObject):
    """What the file on the desk proves of itself, computed when it is opened and again when something is decided."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """The proofs of the desk's file."""
        super().__init__(parent)
        assert desk.house.workspace is not None, "only a carried file has proofs"
        self.desk = desk
        self.manifest: Manifest = desk.house.workspace
        self.proofs: tuple[Proof, ...] = ()
        desk.changes.subscribe(self._heard)
        self.refresh()

    def _heard(self, change: Changed) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Prove everything again."""
        self.proofs = self.desk.ask("documentos.provas")
        self.changed.emit()

    @property
    def failed(self) -> int:
        """How many proofs do not hold."""
        return sum(not each.holds for each in self.proofs)

    @property
    def state(self) -> State:
        """Of the whole file."""
        return State.CRITICO if self.failed else State.OK

    @property
    def verdict(self) -> str:
        """One line about all of them."""
        if self.failed:
            return self.desk.say("DOCUMENTOS.PROVAS_DIFEREM", n=self.failed)
        return self.desk.say("DOCUMENTOS.PROVAS_OK", n=len(self.proofs))

    @property
    def lines(self) -> tuple[Line, ...]:
        """Each proof with its sentence."""
        say = self.desk.house.texts.say_with
        return tuple(Line(State.OK if p.holds else State.CRITICO, say(p.code, p.args)) for p in self.proofs)

    @property
    def about(self) -> str:
        """Whose month, when it left, by whom."""
        told = self.manifest
        return self.desk.say(
            "DOCUMENTOS.SAIU", empresa=told.company, vigencia=told.vigencia, quando=told.made, quem=told.made_by,
            programa=told.program,
        )  # fmt: skip

    @property
    def limit(self) -> str:
        """What the proofs cannot show, and how to see it."""
        return self.desk.say("DOCUMENTOS.LIMITE")

    @property
    def strip(self) -> str:
        """What stands over every page of the file."""
        if self.failed:
            return self.desk.say("DOCUMENTOS.FAIXA_DIFERE", falhas=self.failed)
        if self.deciding:
            return self.desk.say("DOCUMENTOS.FAIXA_DECIDIR", pessoa=self.signer, faltam=self.pending)
        at = self.manifest.made.astimezone(self.desk.house.texts.zone).date()
        return self.desk.say("DOCUMENTOS.FAIXA_SELADO", dia=at)

    # --- papers

    def paper_name(self, kind: str) -> str:
        """Name to propose for a paper made again."""
        return self.desk.say("DOCUMENTOS.NOME_PAPEL", vigencia=self.manifest.vigencia, tipo=kind)

    def remake(self, kind: str, path: Path) -> str:
        """Makes the published paper of the month again; "" after telling the window why not."""
        try:
            self.desk.ask("documentos.refazer", run=self.manifest.run, kind=kind, path=path)
        except KnownError as error:
            self.desk.refused.emit(error)
            return ""
        return self.desk.say("DOCUMENTOS.PAPEL_REFEITO", lugar=path.parent.name or str(path))

    # --- a file to decide in

    @property
    def deciding(self) -> bool:
        """True when the file left to be decided in."""
        return self.manifest.mode == DECIDING

    @property
    def signer(self) -> str:
        """Name of who decides."""
        with self.desk.house.store.read() as connection:
            return names_of(connection, {self.manifest.signer}).get(self.manifest.signer, "")

    @property
    def pending(self) -> int:
        """Goals nobody decided yet."""
        return len(self.desk.ask("metas.resultados", run=self.manifest.run).pending)

    def sign(self, phrase: str) -> tuple[str, str]:
        """Signs what was decided: (what to say, refusal); one of the two is ""."""
        try:
            done = self.desk.act("documentos.assinar", "documentos", password=phrase)
        except KnownError as error:
            return "", self.desk.say_error(error)
        return self.desk.say("DOCUMENTOS.ASSINADO", n=done), ""
