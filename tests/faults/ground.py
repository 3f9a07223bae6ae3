"""The ground a killed path stands on: a sample company with one run published and one just calculated."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from engines.calendar import Month
from engines.finding import Severity
from engines.goals.approval import Decision, GoalKey
from storage.metas.targets import performances, set_target
from storage.store import Seat
from storage.store.drafts import DraftKey, save_draft
from tests.sample_house import VIGENCIA, read_erp, sample_house, scope_of
from viewmodels.jobs import drive
from viewmodels.operations.house import House
from viewmodels.operations.metas.calculating import Consent
from viewmodels.operations.metas.checking import consent_key
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope

MONTH = Month.parse(VIGENCIA)
FUEL_4, PARTS_2, TYRES_1 = ("COMBUSTIVEL", "4"), ("PECAS", "2"), ("PNEUS", "1")
TARGETS_BEFORE = {FUEL_4: Decimal("81000.00"), PARTS_2: Decimal("55555.55")}
OLD_DRAFT = {"pagina": "dados", "valor": Decimal("1.00")}
NEW_DRAFT = {"pagina": "aprovacao", "valor": Decimal("40000.10"), "texto": "Compra já contratada · número 7"}


@dataclass(frozen=True)
class Ground:
    """A folder to copy for each kill, and what is known of it.

    `published` is the run in force, `run` the one calculated after it (from the same snapshot), `digest` its cells'.
    `targets` are those of the vigência before any run wrote them.
    """

    folder: Path
    snapshot: str
    consents: tuple[Consent, ...]
    published: int
    run: int
    digest: str
    targets: Mapping[GoalKey, Decimal | None]

    def copied(self, folder: Path) -> "Ground":
        """The same ground in another folder; the ERP, which nobody writes, is linked."""
        there = folder / "exemplo"
        there.mkdir(parents=True)
        for file in (self.folder / "exemplo").iterdir():
            if file.suffix == ".sqlite":
                os.link(file, there / file.name)
            elif not file.name.endswith("lock"):
                shutil.copy2(file, there / file.name)
        return replace(self, folder=folder)

    @contextmanager
    def opened(self, seat: Seat = Seat.DESKTOP) -> Iterator[tuple[House, Scope]]:
        """The house on this ground, with the director at the desk."""
        with sample_house(self.folder, seat) as house:
            yield house, scope_of(house)


def draft_place(scope: Scope) -> DraftKey:
    """Where the wizard of the month keeps what was typed."""
    return DraftKey(scope.client, scope.user, "metas.aprovacao", VIGENCIA)


def keep_draft(house: House, scope: Scope, content: object) -> None:
    """What the wizard does as somebody types."""
    with house.store.write() as connection:
        save_draft(connection, draft_place(scope), content, house.clock.now())


def calculation(house: House, scope: Scope, snapshot: str, consents: tuple[Consent, ...]) -> int:
    """Number of a run calculated now."""
    work = perform(house, scope, "metas.calcular", vigencia=VIGENCIA, snapshot=snapshot, consents=consents)
    return int(drive(work))


def digest_of(house: House, scope: Scope, run: int) -> str:
    """Hash of a run's cells, as screens send it back."""
    return str(perform(house, scope, "metas.resultados", run=run).digest)


def decide(house: House, scope: Scope, run: int, chosen: Mapping[GoalKey, Decision]) -> None:
    """Every goal of the run decided: approved unless `chosen` says otherwise."""
    view = perform(house, scope, "metas.resultados", run=run)
    decisions = {g.key: chosen.get(g.key, Decision(True)) for g in view.goals}
    assert perform(house, scope, "metas.decidir", run=run, digest=view.digest, chosen=decisions) == ()


def prepare(folder: Path) -> Ground:
    """Makes the ground: one run published whole, a second decided with one goal adjusted and one refused."""
    with sample_house(folder) as house:
        scope = scope_of(house)
        with house.store.write() as connection:
            for key, target in TARGETS_BEFORE.items():
                set_target(connection, scope.client, MONTH, key, target, house.clock.now(), scope.user)
            held = performances(connection, scope.client, MONTH)
        snapshot = read_erp(house, scope)
        seen = perform(house, scope, "metas.conferir_dados", vigencia=VIGENCIA, snapshot=snapshot)
        consents = tuple(Consent(consent_key(f), "teste") for f in seen.findings if f.severity is Severity.CONSENT)
        first = calculation(house, scope, snapshot, consents)
        decide(house, scope, first, {})
        perform(house, scope, "metas.aprovar", run=first, digest=digest_of(house, scope, first))
        second = calculation(house, scope, snapshot, consents)
        adjusted = Decision(True, Decimal("40000.00"), "Compra extraordinária de pneus já contratada")
        decide(house, scope, second, {TYRES_1: adjusted, PARTS_2: Decision(False)})
        keep_draft(house, scope, OLD_DRAFT)
        digest = digest_of(house, scope, second)
    targets = {key: found.target for key, found in held.items()}
    return Ground(folder, snapshot, consents, first, second, digest, targets)
