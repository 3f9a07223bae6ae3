"""A desk on the sample company: two templates made once (empty month, calculated month), one copy per test."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from storage.clock import Clock
from storage.metas.sample_store import CLIENT
from storage.people import list_people
from storage.secrets import SessionSecrets
from viewmodels.desk import Desk
from viewmodels.jobs import drive
from viewmodels.opening import Surroundings, open_house
from viewmodels.operations import registry
from viewmodels.operations.house import House
from viewmodels.operations.scope import Scope
from viewmodels.shell import ShellViewModel

MONTH = "2025-08"


@dataclass(frozen=True)
class Templates:
    """Folders with the sample company: nothing read yet, and August calculated once."""

    empty: Path
    calculated: Path


def _around(folder: Path) -> Surroundings:
    return Surroundings(Clock(lambda: datetime.now(UTC), time.monotonic), SessionSecrets(), folder, "teste")


def scope_of(house: House, login: str) -> Scope:
    """Scope of a person of the sample company."""
    with house.store.read() as connection:
        return Scope(CLIENT, next(p.id for p in list_people(connection, CLIENT) if p.login == login))


@cache
def templates() -> Templates:
    """The templates, made the first time they are asked for."""
    registry.load_all()
    root = Path(tempfile.mkdtemp(prefix="prova-real-telas-"))
    made = Templates(root / "vazio", root / "calculado")
    with open_house(_around(made.empty), None):
        pass
    shutil.copytree(made.empty, made.calculated)
    with open_house(_around(made.calculated), None) as house:
        scope = scope_of(house, "diretor")
        read = drive(registry.perform(house, scope, "metas.ler_erp", vigencia=MONTH))
        drive(registry.perform(house, scope, "metas.calcular", vigencia=MONTH, snapshot=read.snapshot))
    return made


@contextmanager
def desk_on(template: Path, folder: Path, login: str = "diretor") -> Iterator[Desk]:
    """A desk of one person on a copy of a template."""
    shutil.copytree(template, folder)
    with open_house(_around(folder), None) as house:
        desk = Desk(house, scope_of(house, login), ShellViewModel())
        desk.refresh_context()
        try:
            yield desk
        finally:
            desk.close()
            desk.deleteLater()
