"""Audits made of worked cases, for tests: the file, its house, its person."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from storage.auditoria.workspace import create_audit
from storage.clock import Clock
from storage.secrets import SessionSecrets
from viewmodels.audit_house import audit_scope
from viewmodels.carried_house import open_any
from viewmodels.jobs import drive
from viewmodels.opening import Surroundings
from viewmodels.operations.house import House
from viewmodels.operations.registry import load_all, perform
from viewmodels.operations.scope import Scope

CASES = Path(__file__).parents[2] / "subsidy_cases"
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


def around(folder: Path, os_user: str = "ana") -> Surroundings:
    """What main.py would bring: a stopped clock, no keyring, a folder of one's own."""
    load_all()
    return Surroundings(Clock(lambda: NOW, time.monotonic), SessionSecrets(), folder, os_user)


def new_audit(folder: Path, name: str = "SPPO de teste") -> Path:
    """The file of an audit led by Ana."""
    return create_audit(folder / "auditoria.prova", around(folder).clock, name, "ana", "Ana Auditora")


@contextmanager
def sitting(path: Path, os_user: str = "ana") -> Iterator[tuple[House, Scope]]:
    """The house of an audit, and who sits at it."""
    with open_any(around(path.parent, os_user), path) as house:
        yield house, audit_scope(house)


def bring(house: House, scope: Scope, case: str, paid: str = "") -> None:
    """Brings a case's inputs and, of another case, the referee's tables as what was published."""
    drive(perform(house, scope, "subsidios.importar", path=CASES / case / "inputs"))
    if paid:
        drive(perform(house, scope, "subsidios.importar_pago", path=CASES / paid / "expected"))


def calculate(house: House, scope: Scope, known_on: str) -> int:
    """Run of the calculation with the rules known on a day."""
    return int(drive(perform(house, scope, "subsidios.calcular", known_on=date.fromisoformat(known_on))).run)


def with_bench(house: House, scope: Scope) -> House:
    """The same house with its last calculation on the bench."""
    drive(perform(house, scope, "subsidios.preparar"))
    return replace(house)
