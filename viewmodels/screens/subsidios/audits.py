"""The audits of this machine: those opened lately, the sample one, and making another."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject

from storage.auditoria.glance import glance
from storage.errors import KnownError
from storage.recent import Recent, recent_files
from storage.store.locks import user_of_system
from storage.workspace.looking import SUFFIX
from viewmodels.desk import Desk
from viewmodels.operations.subsidios.sample_audit import sample_audit_of
from viewmodels.screens.job_page import OneJob
from viewmodels.state import State


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One audit of the list: file, name it was given, when it was last opened, its state in words."""

    path: Path
    name: str
    when: datetime
    state: State
    word: str
    here: bool


class AuditsViewModel(OneJob):
    """What the page Auditorias lists and does; its one long work makes the sample audit, on the first visit."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """The audits of the desk's machine."""
        super().__init__(desk, parent)
        self.entries: tuple[AuditEntry, ...] = ()
        self.sample: Path | None = None
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        folder = self.desk.house.paths
        listed = recent_files(Path(folder)) if folder else ()
        self.entries = tuple(entry for each in listed if (entry := self._entry(each)) is not None)
        self.sample = sample_audit_of(self.desk.house)
        self.changed.emit()

    @property
    def reason(self) -> str:
        """Why an audit cannot be made from here, in words; "" when it can."""
        return self.desk.reason("subsidios.criar") or ""

    @property
    def lead(self) -> str:
        """Who would lead a new audit, until somebody else is named."""
        return self.desk.user_name()

    def open(self, path: Path) -> None:
        """Puts an audit in the place of what is on the desk."""
        self.desk.file_wanted.emit(str(path))

    def open_sample(self) -> None:
        """Makes the sample audit the first time, then opens it."""
        if not self.running:
            job = self.desk.work("subsidios.criar_exemplo", os_user=user_of_system())
            self._follow(job, self.open, self.desk.refused.emit)

    def create(self, path: Path, name: str, person: str) -> str:
        """Makes an audit and opens it; the sentence of what refused it, "" when nothing did."""
        given = {"path": path, "name": name, "person": person, "os_user": user_of_system()}
        try:
            made = self.desk.act("subsidios.criar", **given)
        except KnownError as error:
            return self.desk.say_error(error)
        self.desk.switching.emit(str(made))
        return ""

    def file_name(self, name: str) -> str:
        """`sppo-jan-2026.prova`: the file a new audit of this name would have."""
        kept = "".join(sign if sign.isalnum() else " " for sign in name.casefold())
        return f"{'-'.join(kept.split()) or self.desk.say('SUBSIDIO_TELA.ARQUIVO_NOVO')}{SUFFIX}"

    def _entry(self, recent: Recent) -> AuditEntry | None:
        if recent.path.suffix.lower() != SUFFIX:
            return None
        seen, say = glance(recent.path), self.desk.say
        if seen is None:
            return None
        state, word = (State.OK, "LACRADA") if seen.sealed else (State.EM_CURSO, "ABERTA")
        return AuditEntry(recent.path, seen.name, recent.at, state, say(f"SUBSIDIO_TELA.{word}"), recent.here)
