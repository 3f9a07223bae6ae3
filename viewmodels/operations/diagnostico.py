"""How the house is: store, journal, copies, disk, versions, last calculation; and, asked apart, the ERP."""

from collections.abc import Generator, Iterator

from storage.backup import copies
from storage.erp.doctor import DoctorRow, diagnose
from storage.erp.lane import Cancel, Deadline, ReadProgress
from storage.journal import head, paper_anchors, verify
from storage.runs import Run, list_runs
from storage.store.migrations import shipped_migrations
from storage.surroundings import SYSTEM, free_bytes, versions
from viewmodels.jobs import Progress
from viewmodels.operations.casa.watchdog import watch_rows
from viewmodels.operations.copias import folder_of
from viewmodels.operations.diagnosis_row import Row
from viewmodels.operations.house import House
from viewmodels.operations.pessoas.roles import AREAS
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

MIB = 1024 * 1024
ROOM_MIB = 1024
"""Free disk below which a warning is due: a copy and a migration each need the store's size once more."""
COPY_DAYS = 2
"""Age of the newest copy above which a warning is due."""
ERP_SECONDS = 120.0


@operation("diagnostico.ver", right="metas.ver", mode="read", area="administracao")
def see(house: House, scope: Scope) -> tuple[Row, ...]:
    """The house's own diagnosis, for the client of the scope; touches no network."""
    return (
        _store(house), _journal(house, scope), _copies(house), _disk(house), *_versions(), *_last_run(house, scope),
        *watch_rows(house, scope),
    )  # fmt: skip


@operation("diagnostico.erp", right="metas.calcular", mode="read", area="administracao")
def see_erp(house: House, scope: Scope) -> Generator[Progress, None, tuple[Row, ...]]:
    """Job that visits the client's ERP: connection, version, format, privileges, columns, rows, timings.

    Raises KnownError ORG_001.… when no session can be had at all, ERP.SEM_… when it was never set up.
    """
    cancel = Cancel()
    work = diagnose(house.erp(scope.client), Deadline.after(house.clock, ERP_SECONDS), cancel)
    try:
        rows = yield from _told(work)
    except GeneratorExit:
        cancel.request()
        raise
    return tuple(Row(row.code, row.well, row.args) for row in rows)


def _told(
    work: Generator[ReadProgress, None, tuple[DoctorRow, ...]],
) -> Generator[Progress, None, tuple[DoctorRow, ...]]:
    while True:
        try:
            step = next(work)
        except StopIteration as end:
            return tuple(end.value)
        yield Progress(step.step, step.done, step.total, step.args)


def _store(house: House) -> Row:
    path = house.store.path
    size = path.stat().st_size // MIB
    found = {"arquivo": str(path), "formato": shipped_migrations()[-1].number, "mib": size}
    return Row("DIAGNOSTICO.LOJA", True, found)


def _journal(house: House, scope: Scope) -> Row:
    with house.store.read() as connection:
        last = head(connection, scope.client)
        found = verify(connection, scope.client, paper_anchors(connection, scope.client))
    args = {"registros": last.seq if last else 0, "falhas": len(found), "cabeca": last.hash[:16] if last else "-"}
    return Row("DIAGNOSTICO.DIARIO", not found, args)


def _copies(house: House) -> Row:
    kept = copies(house.store.path, folder_of(house))
    if not kept:
        return Row("DIAGNOSTICO.SEM_COPIA", False, {"pasta": str(folder_of(house))})
    newest, path = kept[0]
    well = (house.clock.now() - newest).days < COPY_DAYS
    return Row("DIAGNOSTICO.COPIA", well, {"quando": newest, "arquivo": str(path), "n": len(kept)})


def _disk(house: House) -> Row:
    free = free_bytes(house.store.path.parent) // MIB
    return Row("DIAGNOSTICO.DISCO", free >= ROOM_MIB, {"mib": free, "pasta": str(house.store.path.parent)})


def _versions() -> Iterator[Row]:
    for part, version in versions().items():
        code = "DIAGNOSTICO.SISTEMA" if part == SYSTEM else "DIAGNOSTICO.VERSAO"
        yield Row(code, None, {"parte": part, "versao": version})


def _last_run(house: House, scope: Scope) -> Iterator[Row]:
    with house.store.read() as connection:
        listed = [run for area in AREAS for run in list_runs(connection, scope.client, area, limit=1)]
    last: Run | None = max(listed, key=lambda run: run.id, default=None)
    if last is None:
        yield Row("DIAGNOSTICO.SEM_CALCULO", None, {})
        return
    state = house.texts.say(f"ESTADO.{last.status}")
    args = {"calculo": last.id, "contexto": last.context, "quando": last.started, "situacao": state}
    yield Row("DIAGNOSTICO.ULTIMO_CALCULO", last.error_code is None, args)
