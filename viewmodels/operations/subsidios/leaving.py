"""What leaves an audit through a screen, noted in the audit's own file as a company's is in its store."""

from viewmodels.operations.documentos.leaving import LEFT, noted
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope


@operation("subsidios.anotar_saida", right="subsidios.ver", mode="write", area=AUDIT_AREA, verb=LEFT)
def note_departure_of_audit(house: House, scope: Scope, *, kind: str, name: str, sha256: str, destination: str) -> int:
    """Notes that something left the audit (rows, a table, a print-out); its number in the log of what left.

    Raises KnownError AUDITORIA_LACRADA: a sealed audit is only read, and nothing can be noted in it.
    """
    return noted(house, scope, kind, name, sha256, destination)
