"""The audit that comes with the sample company: made on the first visit, by the same acts as any other."""

import tempfile
from datetime import UTC, datetime, time
from pathlib import Path

from storage.auditoria.bench import AuditBench
from storage.auditoria.workspace import CLIENT, audit_of, create_audit, person_at
from storage.clock import Clock
from storage.errors import KnownError
from storage.sample.auditoria.city import KNOWN_NOW, KNOWN_THEN
from storage.sample.auditoria.writing import alter_payment, write_inputs
from storage.store import Store
from viewmodels.jobs import Progress, Work
from viewmodels.operations.gate import StoreGate
from viewmodels.operations.house import AuditFile, House
from viewmodels.operations.registry import AUDIT_AREA, operation, perform
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.folder_audit import audit_folder

FILE, NAME, LEAD = "auditoria-exemplo.prova", "SPPO, semana de exemplo", "Beatriz Lima"


def sample_audit_of(house: House) -> Path | None:
    """Where the sample company's audit is, or will be; None in a house that is not the sample's."""
    return house.store.path.parent / FILE if house.sample else None


@operation(
    "subsidios.criar_exemplo", right="subsidios.ver", mode="write", area=AUDIT_AREA, verb="subsidios.criar",
    whole_company=True,
)  # fmt: skip
def make_sample_audit(house: House, scope: Scope, *, os_user: str) -> Work[Path]:
    """Makes the sample audit beside the sample company and returns where it is; one already there is left as it is.

    Raises KnownError AUDITORIA_SEM_EXEMPLO in a house that is not the sample's.
    """
    target = sample_audit_of(house)
    if target is None:
        raise KnownError("AUDITORIA_SEM_EXEMPLO")
    if target.exists():
        return target
    yield Progress("SUBSIDIO.EXEMPLO")
    with tempfile.TemporaryDirectory(prefix="prova-real-") as room:
        made = yield from sample_audit_in(house, Path(room), os_user)
        made.replace(target)
    return target


def sample_audit_in(house: House, room: Path, os_user: str) -> Work[Path]:
    """Makes the sample audit in a folder of its own: tables, what was paid under the older code, calculation."""
    inputs, paid = room / "tabelas", room / "pago"
    inputs.mkdir()
    write_inputs(inputs)
    yield from audit_folder(inputs, paid, KNOWN_THEN)
    alter_payment(paid)
    clock = _clock_of(house)
    path = create_audit(room / FILE, clock, NAME, os_user, LEAD)
    with Store.open(path, clock) as store:
        bench = AuditBench(store)
        try:
            desk = _house(house, store, bench, os_user)
            scope = Scope(CLIENT, desk.audit.person if desk.audit else "")
            yield from perform(desk, scope, "subsidios.importar", path=inputs)
            yield from perform(desk, scope, "subsidios.importar_pago", path=paid)
            yield from perform(desk, scope, "subsidios.calcular", known_on=KNOWN_NOW)
        finally:
            bench.close()
    return path


def _clock_of(house: House) -> Clock:
    """Noon of the day of its calculation: the sample company's own present comes before the days that are audited."""
    noon = datetime.combine(KNOWN_NOW, time(12), UTC)
    return Clock(lambda: noon, house.clock.monotonic, house.clock.zone)


def _house(house: House, store: Store, bench: AuditBench, os_user: str) -> House:
    gate = StoreGate(store)
    with store.read() as connection:
        known = audit_of(connection)
    assert known is not None
    audit = AuditFile(known, bench, person_at(store, os_user))
    return House(store, store.clock, house.texts, gate, gate.refused, paths=house.paths, audit=audit)
