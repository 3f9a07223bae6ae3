"""A decision that comes back: checked whole against the run and the chain it left from, then merged or refused."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from engines.goals.approval import Decision, Goal, refusal
from storage.errors import KnownError
from storage.journal import Act, Entry, append, entries, verify
from storage.metas.decisions import ADJUSTED, REFUSED, Taken, decisions, save_decision, withdraw
from storage.people import names_of, sectors_of
from storage.runs import FINISHED
from storage.store import Connection
from storage.workspace.chain import hash_at
from storage.workspace.evidence import changed_tables, digests_of_file
from storage.workspace.looking import hash_of_file
from storage.workspace.manifest import DECIDING, Manifest
from storage.workspace.register import Left, Returned, find_left, find_return, record_return
from storage.workspace.sealed_store import SealedStore
from storage.workspace.signing import is_signed, key_of
from viewmodels.operations.documentos.proofs import LEFT_OUT
from viewmodels.operations.documentos.signing import SIGNED, GoalKey, message_of
from viewmodels.operations.house import House
from viewmodels.operations.metas.deciding import RIGHT, refuse_unless_planning
from viewmodels.operations.metas.results import RunView, goals_of, usable_run, view_of
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

RECEIVED, DECIDED = "DECISION_RECEIVED", "GOAL_DECIDED"


@dataclass(frozen=True, slots=True)
class Arriving:
    """One goal in a file that came back: what stood here, and what the signer decided; None is undecided."""

    key: GoalKey
    criterion: str
    sector: str
    unit: str
    before: Taken | None
    after: Taken | None

    @property
    def changes(self) -> bool:
        """True when receiving it would write something."""
        return self.before != self.after


@dataclass(frozen=True)
class Decided:
    """A signed file read and found good: whose, when signed, its bytes' hash, the head of its chain, its goals."""

    id: str
    run: int
    vigencia: str
    signer: str
    signed: datetime
    key: str
    sha256: str
    head: Entry
    goals: tuple[Arriving, ...]


@dataclass(frozen=True)
class _Carried:
    """What the file says, read once."""

    manifest: Manifest
    taken: Mapping[GoalKey, Taken]
    head: Entry
    signed: datetime
    signature: str
    message: str
    broken: bool


@operation("documentos.conferir_decisao", right="metas.calcular", mode="read", area="metas")
def check_decision(house: House, scope: Scope, *, path: Path) -> Decided:
    """What a file that came back would change here, without changing it.

    Raises KnownError ARQUIVO_… saying why it cannot be received: another company's, unknown here, received already,
    altered, not signed or signed by somebody else; or the run or its decisions changed since it left.
    """
    carried = _read(house, path)
    with house.store.read() as connection:
        return _checked(connection, scope, carried, path)


@operation("documentos.receber_decisao", right="metas.calcular", mode="write", area="metas", verb=RECEIVED)
def receive_decision(house: House, scope: Scope, *, path: Path) -> Decided:
    """Merges the decisions of a signed file, all or nothing: each in the signer's name, and one entry for the file.

    Raises KnownError as `documentos.conferir_decisao`.
    """
    carried, at = _read(house, path), house.clock.now()
    with house.store.write() as connection:
        found = _checked(connection, scope, carried, path)
        for goal in found.goals:
            if goal.changes:
                _merge(connection, scope, found, carried.manifest.signer, goal, at)
        told = {
            "arquivo": found.sha256,
            "cadeia": {"seq": found.head.seq, "hash": found.head.hash},
            "assinante": carried.manifest.signer,
            "chave": found.key,
            "assinatura": carried.signature,
            "decisoes": sum(goal.changes for goal in found.goals),
        }
        entity = f"documentos/{found.id}"
        append(connection, Act(scope.client, scope.user, RECEIVED, entity, at, None, told, "", scope.origin))
        row = Returned(found.id, found.sha256, found.head.hash, carried.manifest.signer, at, scope.user)
        record_return(connection, scope.client, row)
    return found


def _read(house: House, path: Path) -> _Carried:
    """The file by itself: whole, to be decided in, its seal and its chain."""
    with closing(SealedStore.of(path, house.clock)) as store:
        manifest = store.manifest
        if manifest.mode != DECIDING:
            raise KnownError("ARQUIVO_NAO_E_DECISAO", arquivo=path.name)
        with store.read() as connection:
            taken = decisions(connection, manifest.run)
            broken = [f for f in verify(connection, manifest.client) if f.code != LEFT_OUT]
            lines = entries(connection, manifest.client, limit=1)
            last = lines[0] if lines and lines[0].body and lines[0].body["verb"] == SIGNED else None
            if last is None or last.body is None or last.at is None:
                raise KnownError("ARQUIVO_SEM_ASSINATURA", arquivo=path.name)
            left = hash_at(connection, manifest.client, manifest.seq)
            message = message_of(connection, manifest, taken, last.seq)
    altered = bool(changed_tables(digests_of_file(path), manifest))
    signature = str((last.body.get("after") or {}).get("assinatura", ""))
    head = Entry(last.seq, last.hash)
    return _Carried(
        manifest, taken, head, last.at, signature, message, bool(broken) or altered or left != manifest.head
    )


def _checked(connection: Connection, scope: Scope, carried: _Carried, path: Path) -> Decided:
    left = _expected(connection, scope, carried, path)
    key = _signed_here(connection, scope, carried, left, path)
    run = usable_run(connection, scope.client, "", left.run)
    refuse_unless_planning(connection, scope, run)
    view = view_of(connection, scope.client, run)
    if run.status not in FINISHED or view.digest != left.run_digest:
        raise KnownError("ARQUIVO_CALCULO_MUDOU", calculo=left.run)
    _refuse_decided_here(connection, scope, left, view)
    held = decisions(connection, left.run)
    _refuse_unfit(connection, scope, carried, view, held)
    goals = tuple(
        Arriving(g.key, g.criterion_label, g.sector_label, g.unit, held.get(g.key), carried.taken.get(g.key))
        for g in view.goals
    )
    name = names_of(connection, {left.signer}).get(left.signer, left.signer)
    own = hash_of_file(path)
    return Decided(left.id, left.run, run.context, name, carried.signed, key, own, carried.head, goals)


def _expected(connection: Connection, scope: Scope, carried: _Carried, path: Path) -> Left:
    """The file as it left from here, not changed on the way, not received yet."""
    manifest = carried.manifest
    if manifest.client != scope.client:
        raise KnownError("ARQUIVO_OUTRA_EMPRESA", arquivo=path.name, empresa=manifest.company)
    left = find_left(connection, scope.client, manifest.id)
    if left is None or left.mode != DECIDING:
        raise KnownError("ARQUIVO_DESCONHECIDO", arquivo=path.name)
    before = find_return(connection, scope.client, manifest.id)
    if before is not None:
        raise KnownError("ARQUIVO_JA_RECEBIDO", arquivo=path.name, quando=before.received)
    told = (manifest.run, manifest.run_digest, manifest.seq, manifest.head, manifest.signer)
    if carried.broken or told != (left.run, left.run_digest, left.left_seq, left.left_head, left.signer):
        raise KnownError("ARQUIVO_ALTERADO", arquivo=path.name)
    return left


def _signed_here(connection: Connection, scope: Scope, carried: _Carried, left: Left, path: Path) -> str:
    """Name of the key, after the signature was checked with the public half kept here, not the one in the file."""
    signer = key_of(connection, scope.client, left.signer)
    if signer is None or signer.key.id != carried.manifest.key.get("id"):
        raise KnownError("ARQUIVO_CHAVE_TROCADA", arquivo=path.name)
    strange = any(taken.decided_by != left.signer for taken in _new(connection, carried, left))
    if strange or not is_signed(signer.key.public, carried.message, carried.signature):
        raise KnownError("ARQUIVO_ASSINATURA_FALSA", arquivo=path.name)
    return signer.key.id


def _new(connection: Connection, carried: _Carried, left: Left) -> Iterator[Taken]:
    held = decisions(connection, left.run)
    return (taken for key, taken in carried.taken.items() if held.get(key) != taken)


def _refuse_decided_here(connection: Connection, scope: Scope, left: Left, view: RunView) -> None:
    here = f"metas/calculo/{left.run}"
    for goal in view.goals:
        lines = entries(connection, scope.client, entity=f"{here}/{goal.criterion}/{goal.sector}", verb=DECIDED)
        if any(line.seq > left.left_seq for line in lines):
            raise KnownError("ARQUIVO_DECIDIDO_AQUI", criterio=goal.criterion_label, setor=goal.sector_label)


def _refuse_unfit(
    connection: Connection, scope: Scope, carried: _Carried, view: RunView, held: Mapping[GoalKey, Taken]
) -> None:
    """The signer may still decide what changed, taking a decision back included; each decision is one this program
    accepts, and on what the run calculated."""
    reach = sectors_of(connection, carried.manifest.signer, scope.client, RIGHT)
    goals, labels = goals_of(view), {g.key: g for g in view.goals}
    if carried.taken.keys() - goals.keys():
        raise KnownError("ARQUIVO_CALCULO_MUDOU", calculo=view.run.id)
    for key, goal in goals.items():
        taken = carried.taken.get(key)
        if taken == held.get(key):
            continue
        if taken is not None and taken.calculated != goal.value:
            raise KnownError("ARQUIVO_CALCULO_MUDOU", calculo=view.run.id)
        if (reach is not None and key[1] not in reach) or (taken is not None and not _acceptable(goal, taken)):
            row = labels[key]
            raise KnownError("ARQUIVO_DECISAO_RECUSADA", criterio=row.criterion_label, setor=row.sector_label)


def _acceptable(goal: Goal, taken: Taken) -> bool:
    """True for a decision that could have been taken here, its value the one such a decision has."""
    if taken.decision == REFUSED:
        return taken.value is None
    custom = taken.value if taken.decision == ADJUSTED else None
    whole = taken.value is not None and (taken.decision == ADJUSTED or taken.value == goal.value)
    return whole and not refusal(goal, Decision(True, custom, taken.justification))


def _merge(connection: Connection, scope: Scope, found: Decided, signer: str, goal: Arriving, at: datetime) -> None:
    before = goal.before.decision if goal.before else None
    after: dict[str, str | Decimal | None] | None = None
    if goal.after is None:
        withdraw(connection, found.run, goal.key)
    else:
        save_decision(connection, found.run, goal.after)
        told = goal.after
        after = {"decisao": told.decision, "valor": told.value, "calculado": told.calculated}
    why = goal.after.justification if goal.after else ""
    entity = f"metas/calculo/{found.run}/{goal.key[0]}/{goal.key[1]}"
    append(connection, Act(scope.client, signer, DECIDED, entity, at, before, after, why, f"arquivo:{found.id[:16]}"))
