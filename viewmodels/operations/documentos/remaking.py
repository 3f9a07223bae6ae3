"""A published paper made again from what its run froze, byte for byte; nothing is published by it."""

from pathlib import Path

from storage.exports.delivery import deliver
from viewmodels.operations.house import House
from viewmodels.operations.metas.papers import regenerate
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.papers import regenerate as regenerate_of_audit


@operation("documentos.refazer", right="documentos.verificar", mode="read", area="metas")
def remake(house: House, scope: Scope, *, run: int, kind: str, path: Path) -> Path:
    """Writes the newest recorded paper of a run again (`pdf`, `xlsx`), in an audit's file that of the audit.

    Nothing is recorded. Raises KnownError METAS.PAPEL_AUSENTE or AUDITORIA_PAPEL_AUSENTE when no paper of that kind
    was published for the run as it stands, CORRIDA_AUSENTE, EXPORTAR_….
    """
    made = regenerate if house.audit is None else regenerate_of_audit
    return deliver(path, made(house, scope, run, kind))
