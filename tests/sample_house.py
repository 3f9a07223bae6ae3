"""The sample company for tests: made once per run, copied for each test, opened with its own clock."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from engines.finding import Severity
from storage.clock import Clock
from storage.metas.sample_store import CLIENT
from storage.people import list_people
from storage.secrets import SessionSecrets
from storage.store import Seat
from viewmodels.jobs import drive
from viewmodels.opening import Surroundings, open_house
from viewmodels.operations.house import House
from viewmodels.operations.metas.calculating import Consent
from viewmodels.operations.metas.checking import consent_key
from viewmodels.operations.registry import load_all, perform
from viewmodels.operations.scope import Scope

VIGENCIA = "2025-08"


def real_clock() -> Clock:
    """The machine's clock."""
    return Clock(wall=lambda: datetime.now(UTC), monotonic=time.monotonic)


@lru_cache(maxsize=1)
def original() -> Path:
    """Folder with the untouched sample company."""
    load_all()
    folder = Path(tempfile.mkdtemp(prefix="prova-real-exemplo-"))
    with open_house(_around(folder), None):
        return folder


def _around(folder: Path) -> Surroundings:
    return Surroundings(real_clock(), SessionSecrets(), folder, "testes")


@contextmanager
def sample_house(folder: Path, seat: Seat = Seat.COMMAND) -> Iterator[House]:
    """A house of its own on a copy of the sample company in `folder` (made there unless it is already)."""
    if not (folder / "exemplo").exists():
        shutil.copytree(original() / "exemplo", folder / "exemplo", ignore=shutil.ignore_patterns("*lock*"))
    with open_house(_around(folder), None, seat) as house:
        yield house


def scope_of(house: House, login: str = "diretor", client: str = CLIENT) -> Scope:
    """Scope of one of the sample's people."""
    with house.store.read() as connection:
        user = next(p.id for p in list_people(connection, client) if p.login == login)
    return Scope(client, user)


def read_erp(house: House, scope: Scope, vigencia: str = VIGENCIA) -> str:
    """Snapshot of a fresh reading of the sample ERP."""
    return str(drive(perform(house, scope, "metas.ler_erp", vigencia=vigencia)).snapshot)


def calculated(house: House, scope: Scope, vigencia: str = VIGENCIA) -> int:
    """Number of a run calculated now, every consent given."""

    snapshot = read_erp(house, scope, vigencia)
    seen = perform(house, scope, "metas.conferir_dados", vigencia=vigencia, snapshot=snapshot)
    consents = [Consent(consent_key(f), "teste") for f in seen.findings if f.severity is Severity.CONSENT]
    work = perform(house, scope, "metas.calcular", vigencia=vigencia, snapshot=snapshot, consents=consents)
    return int(drive(work))
