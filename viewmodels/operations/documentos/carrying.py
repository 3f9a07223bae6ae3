"""Taking a month out in a file of its own: sealed to be read and verified, or open for one person's decisions."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from engines.calendar import Month, window_before
from engines.goals.month import FAR
from storage.departures import record_departure
from storage.errors import KnownError
from storage.journal import Act, Entry, append
from storage.journal import head as current
from storage.people import list_clients, names_of, sectors_of
from storage.runs import FINISHED, Run, Status, cells_of, latest_run, list_runs
from storage.store import Connection
from storage.version import VERSION
from storage.workspace.cargo import Cargo, Wanted, load_cargo
from storage.workspace.evidence import content_told
from storage.workspace.looking import hash_of_file
from storage.workspace.manifest import DECIDING, SEALED, Manifest
from storage.workspace.packing import Chain, deliver_packed, load_chain, names_for, packed
from storage.workspace.register import Left, record_left
from viewmodels.operations.documentos.proofs import EXPORTED
from viewmodels.operations.house import House
from viewmodels.operations.metas.gathering import AREA, previous_period
from viewmodels.operations.metas.results import digest_of, usable_run
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

PROVA = "prova"
PAST = frozenset({Status.APPROVED, Status.ROLLED_BACK})
NO_KEY: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Carried:
    """A file that left: where, its bytes' hash and size, its identity, and where the chain stood."""

    path: Path
    sha256: str
    size: int
    id: str
    head: Entry
    run: int


@dataclass(frozen=True)
class _Load:
    """Everything that goes into a file, read in one state of the store."""

    run: Run
    cargo: Cargo
    head: Entry
    manifest: Manifest
    people: Mapping[str, str]


@operation("documentos.exportar_mes", right="metas.exportar", mode="write", area="metas", verb=EXPORTED)
def export_month(house: House, scope: Scope, *, vigencia: str, path: Path) -> Carried:
    """Writes the approved month as a sealed file that opens anywhere, without the ERP, and proves itself.

    Raises KnownError ARQUIVO_SEM_APROVADO when nothing is approved, EXPORTAR_RECUSADO, EXPORTAR_ABERTO or LOJA_….
    """
    with house.store.read() as connection:
        run = latest_run(connection, scope.client, AREA, vigencia, frozenset({Status.APPROVED}))
    if run is None:
        raise KnownError("ARQUIVO_SEM_APROVADO", vigencia=Month.parse(vigencia))
    return export(house, scope, run, path, SEALED)


def export(
    house: House, scope: Scope, run: Run, path: Path, mode: str, signer: str = "", key: dict[str, str] = NO_KEY
) -> Carried:
    """Journals the departure, packs the month as the journal was told, and gives the file its name.

    The journal's entry comes first: a file may fail to arrive, never leave untold.
    """
    at = house.clock.now()
    with house.store.write() as connection:
        load = _loaded(connection, house, scope, run, mode, at, signer, key)
    with house.store.read() as connection:
        chain = load_chain(connection, scope.client, load.head.seq, _goes(load.manifest, load.cargo))
    return _written(house, scope, path, load, chain, at)


def _written(house: House, scope: Scope, path: Path, load: _Load, chain: Chain, at: datetime) -> Carried:
    with packed(path, load.cargo, chain, load.people, load.manifest) as (partial, manifest):
        own, size = hash_of_file(partial), partial.stat().st_size
        with house.store.write() as connection:
            record_departure(connection, scope, PROVA, path.name, own, str(path.parent), at)
            deliver_packed(partial, path)
    return Carried(path, own, size, manifest.id, load.head, load.run.id)


def _loaded(
    connection: Connection,
    house: House,
    scope: Scope,
    run: Run,
    mode: str,
    at: datetime,
    signer: str,
    key: dict[str, str],
) -> _Load:
    cargo = load_cargo(connection, _wanted(connection, scope.client, run, mode))
    own, digest = secrets.token_hex(32), digest_of(cells_of(connection, run.id))
    reach = sectors_of(connection, signer, scope.client, "metas.aprovar") if signer else frozenset()
    manifest = Manifest(
        id=own,
        mode=mode,
        client=scope.client,
        company=next(c.name for c in list_clients(connection) if c.id == scope.client),
        vigencia=run.context,
        run=run.id,
        run_digest=digest,
        seq=0,
        head="",
        content=content_told(cargo.digest()),
        signer=signer,
        sectors=("",) if reach is None else tuple(sorted(reach)),
        key=key,
        made=at,
        made_by=names_of(connection, {scope.user}).get(scope.user, ""),
        program=VERSION,
        salt=secrets.token_hex(32),
        tables={},
    )
    people = _people(connection, scope, manifest, cargo)
    head = _tell(connection, scope, manifest, people)
    record_left(connection, scope.client, Left(own, mode, run.id, digest, head.seq, head.hash, signer, at, scope.user))
    return _Load(run, cargo, head, replace(manifest, seq=head.seq, head=head.hash), people)


def _people(connection: Connection, scope: Scope, manifest: Manifest, cargo: Cargo) -> Mapping[str, str]:
    """Whom the file will name: everybody in its rows and entries, who takes it out, who may decide in it."""
    standing = current(connection, scope.client)
    chain = load_chain(connection, scope.client, standing.seq if standing else 0, _goes(manifest, cargo))
    return names_for(connection, cargo, chain, {scope.user, manifest.signer} - {""})


def _tell(connection: Connection, scope: Scope, manifest: Manifest, people: Mapping[str, str]) -> Entry:
    told = {
        "arquivo": manifest.id,
        "modo": manifest.mode,
        "calculo": manifest.run,
        "conteudo": manifest.content,
        "identidade": manifest.face(people),
        "assinante": manifest.signer,
    }
    entity = f"documentos/{manifest.id}"
    act = Act(scope.client, scope.user, EXPORTED, entity, manifest.made, None, told, "", scope.origin)
    return append(connection, act)


def _wanted(connection: Connection, client: str, run: Run, mode: str) -> Wanted:
    """A sealed month takes every run that was in force; one to decide in, the run on the table alone."""
    month = Month.parse(run.context)
    before = previous_period(connection, client, month)
    past = list_runs(connection, client, AREA, run.context, statuses=PAST) if mode == SEALED else (run,)
    vigencias = (str(month), *((str(before),) if before else ()))
    window = window_before(month, FAR)[0].first.isoformat(), month.end.isoformat()
    return Wanted(client, vigencias, tuple(sorted(r.id for r in past)), window)


def _goes(manifest: Manifest, cargo: Cargo) -> Callable[[str], bool]:
    """Bodies a month cannot do without: its runs, its readings, who typed its days and parameters, this departure."""
    runs = {str(row[0]) for row in cargo.rows["run"]}

    def goes(entity: str) -> bool:
        head, _, rest = entity.partition("/")
        kind, _, key = rest.partition("/")
        if head == "documentos":
            return key == "" and kind == manifest.id
        if head != "metas":
            return head == "diario"
        if kind == "calculo":
            return key.partition("/")[0] in runs
        return kind in ("parametro", "feriado") or kind == manifest.vigencia

    return goes


def export_to_decide(house: House, scope: Scope, run: int, path: Path, signer: str, key: dict[str, str]) -> Carried:
    """Writes a file in which one person decides on a run that is waiting.

    Raises KnownError METAS.CALCULO_NAO_APROVAVEL when the run does not wait for decisions.
    """
    with house.store.read() as connection:
        found = usable_run(connection, scope.client, "", run)
    if found.status not in FINISHED:
        state = house.texts.say(f"ESTADO.{found.status}")
        raise KnownError("METAS.CALCULO_NAO_APROVAVEL", calculo=run, situacao=state)
    return export(house, scope, found, path, DECIDING, signer, key)
