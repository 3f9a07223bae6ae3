"""Another copy of the audit: what it has that this one has not, and why the two are not joined."""

from pathlib import Path

from storage.auditoria.merging import Apart, apart
from storage.errors import KnownError
from viewmodels.jobs import Progress, Work
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.workspace import open_audit_of


@operation("subsidios.juntar", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def join(house: House, scope: Scope, *, path: Path) -> Work[None]:
    """Looks at another copy of this audit and refuses to join it, saying what it has; writes nothing, ever.

    Two journals that went on apart cannot be one chain again without rewriting what one of them swore to.
    Raises KnownError AUDITORIA_NENHUMA, AUDITORIA_NAO_JUNTA and its details, those of a file that cannot be read.
    """
    open_audit_of(house)
    yield Progress("SUB_ACHADO.OLHANDO", args={"arquivo": path.name})
    with house.store.read() as connection:
        found = apart(connection, house.store.path, path)
    raise refusal(found, path.name)


def refusal(found: Apart, file: str) -> KnownError:
    """Why a copy that is of the same audit is not joined."""
    told = {"arquivo": file, "comum": found.common, "atos": found.acts, "nossos": found.ours}
    if not found.acts:
        return KnownError("AUDITORIA_NAO_JUNTA.NADA_NOVO", **told)
    runs, titles = {"calculos": found.runs, "achados": found.findings}, "; ".join(found.titles)
    told |= {**runs, "titulos": titles or "–"}
    code = "AUDITORIA_NAO_JUNTA" if found.ours else "AUDITORIA_NAO_JUNTA.ADIANTE"
    return KnownError(code, **told)
