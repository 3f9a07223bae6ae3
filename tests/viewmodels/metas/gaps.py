"""A sample house with something missing, and the short way through its month."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engines.goals.approval import Decision
from engines.report.blocks import texts_of
from storage.journal import head
from storage.sample.scenarios import SCENARIOS, Scenario, Spoil, apply_to_erp
from tests.sample_house import VIGENCIA, original, sample_house, scope_of
from viewmodels.jobs import drive
from viewmodels.opening import SAMPLE_ERP
from viewmodels.operations.house import House
from viewmodels.operations.metas.calculating import Consent
from viewmodels.operations.metas.checking import Checked, consent_key
from viewmodels.operations.metas.results import RunView
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope
from viewmodels.papers.basis import Basis, basis_of
from viewmodels.papers.matter import Copy
from viewmodels.papers.transparency import report

WHY = "A carga de julho chega só na segunda"


@dataclass
class Month:
    """August of the sample company, seen by its director."""

    house: House
    scope: Scope
    snapshot: str = ""

    def do(self, operation: str, **arguments: Any) -> Any:
        """An operation, as the director."""
        return perform(self.house, self.scope, operation, **arguments)

    def read(self) -> str:
        """A fresh reading of the ERP."""
        self.snapshot = drive(self.do("metas.ler_erp", vigencia=VIGENCIA)).snapshot
        return self.snapshot

    @property
    def checked(self) -> Checked:
        """The month as it stands."""
        found: Checked = self.do("metas.conferir_dados", vigencia=VIGENCIA, snapshot=self.snapshot)
        return found

    @property
    def codes(self) -> list[str]:
        """Text codes of what was found."""
        return [f.text_code for f in self.checked.findings]

    def calculate(self) -> int:
        """The number of a run, every consent given."""
        given = [Consent(consent_key(f), WHY) for f in self.checked.consents]
        work = self.do("metas.calcular", vigencia=VIGENCIA, snapshot=self.snapshot, consents=given)
        return int(drive(work))

    def view(self, run: int) -> RunView:
        """A run."""
        found: RunView = self.do("metas.resultados", run=run)
        return found

    def decide(self, run: int, **changes: Decision) -> None:
        """Every goal as calculated, but those told otherwise (`PNEUS_1`)."""
        seen = self.view(run)
        chosen = {g.key: changes.get("_".join(g.key), Decision(True)) for g in seen.goals}
        assert self.do("metas.decidir", run=run, digest=seen.digest, chosen=chosen) == ()

    def publish(self, run: int) -> Any:
        """Publishes a decided run."""
        return self.do("metas.aprovar", run=run, digest=self.view(run).digest)

    def basis(self, run: int) -> Basis:
        """What the papers of a run say besides it."""
        with self.house.store.read() as connection:
            standing = head(connection, self.scope.client)
            assert standing is not None
            return basis_of(connection, self.scope.client, self.view(run), standing, None)

    def report(self, run: int) -> str:
        """Every text of the report."""
        basis = self.basis(run)
        with self.house.store.read() as connection:
            standing = head(connection, self.scope.client)
        assert standing is not None
        document = report(self.house.texts, self.view(run), basis, Copy("0" * 64, self.house.clock.now(), standing))
        return " ".join(
            " ¦ ".join(t for block in document.blocks for t in texts_of(block)).replace("\u00a0", " ").split()
        )


@contextmanager
def month_with(folder: Path, *keys: str, spoils: Sequence[Spoil] = ()) -> Iterator[Month]:
    """August with these switches of the ERP on."""
    shutil.copytree(original() / "exemplo", folder / "exemplo", ignore=shutil.ignore_patterns("*lock*"))
    for scenario in (*(SCENARIOS[key] for key in keys), *(Scenario("", "", spoil=each) for each in spoils)):
        apply_to_erp(folder / "exemplo" / SAMPLE_ERP, scenario)
    with sample_house(folder) as house:
        yield Month(house, scope_of(house))
