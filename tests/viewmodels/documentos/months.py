"""A published month of the sample company, and files carried from it, made once for all tests of carried files."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from engines.goals.approval import Decision
from storage.secrets import SessionSecrets
from storage.workspace import signing
from tests.sample_house import VIGENCIA, calculated, real_clock, sample_house, scope_of
from viewmodels.carried_house import carried_scope, open_carried
from viewmodels.opening import Surroundings
from viewmodels.operations.house import House
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope

PHRASE = "uma frase bem comprida de teste"
signing.SCRYPT_COST = 2**4


def around(folder: Path) -> Surroundings:
    """A machine without anything of ours but what is in `folder`."""
    return Surroundings(real_clock(), SessionSecrets(), folder, "testes")


def choices(view: Any) -> dict[tuple[str, str], Decision]:
    """Every goal approved as calculated; the blocked ones adjusted."""
    adjusted = Decision(True, Decimal("40000.00"), "Ajuste combinado na reunião")
    return {g.key: adjusted if g.blocked else Decision(True, None, "") for g in view.goals}


@lru_cache(maxsize=1)
def ground() -> Path:
    """Folder with the sample company after August was published, `agosto.prova`, `agosto.pdf`; and the waiting
    month, before it was decided, in `espera`, with `decidir.prova` that left from it."""
    folder = Path(tempfile.mkdtemp(prefix="prova-real-meses-"))
    with sample_house(folder) as house:
        scope = scope_of(house)
        run = calculated(house, scope)
        perform(house, scope, "documentos.criar_chave", password=PHRASE)
        decide = folder / "decidir.prova"
        perform(house, scope, "documentos.para_decidir", run=run, user=scope.user, path=decide)
    shutil.copytree(folder / "exemplo", folder / "espera" / "exemplo", ignore=shutil.ignore_patterns("*lock*"))
    with sample_house(folder) as house:
        view = perform(house, scope, "metas.resultados", run=run)
        assert perform(house, scope, "metas.decidir", run=run, digest=view.digest, chosen=choices(view)) == ()
        perform(house, scope, "metas.aprovar", run=run, digest=view.digest)
        perform(house, scope, "metas.relatorio", run=run, path=folder / "agosto.pdf")
        perform(house, scope, "documentos.exportar_mes", vigencia=VIGENCIA, path=folder / "agosto.prova")
    return folder


@contextmanager
def home(folder: Path, name: str = "") -> Iterator[tuple[House, Scope]]:
    """The director at home, in a copy of the published company or of the one that waits (`espera`)."""
    if not (folder / "exemplo").exists():
        shutil.copytree(ground() / name / "exemplo", folder / "exemplo", ignore=shutil.ignore_patterns("*lock*"))
    with sample_house(folder) as house:
        yield house, scope_of(house)


def carried(folder: Path, name: str) -> Path:
    """A copy of one of the files that left."""
    return Path(shutil.copyfile(ground() / name, folder / name))


@contextmanager
def away(folder: Path, path: Path) -> Iterator[tuple[House, Scope]]:
    """A carried file opened on another machine."""
    with open_carried(around(folder / "outra-maquina"), path) as house:
        yield house, carried_scope(house)
