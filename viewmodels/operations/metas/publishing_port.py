"""Published goals into the bonus system: sent whole, answered by a receipt, sent again, taken back (F-56, G-066)."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from engines.calendar import Month
from storage.departures import record_departure
from storage.errors import KnownError
from storage.journal import Act, append
from storage.metas.rulebook import shipped
from storage.metas.targets import approved_values
from storage.people import list_clients, names_of
from storage.premiacao.files import LARGEST, read_receipt, shipment_csv, shipment_json
from storage.premiacao.folder import FolderDoor
from storage.premiacao.ledger import Sent, keep_receipt, keep_shipment, next_number, shipments, standing
from storage.premiacao.parcel import Item, ItemKey, Kind, Part, Receipt, Shipment
from storage.runs import Status
from storage.store import Connection
from storage.store.settings import read_settings, write_setting
from viewmodels.operations.house import House
from viewmodels.operations.metas.bonus_items import goal_items, taken_back, undone_runs
from viewmodels.operations.metas.results import usable_run
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

RIGHT = "metas.exportar"
SETTING = "premiacao.porta"
LONGEST = 100
NOTHING_TO_WITHDRAW = "PREMIACAO.NADA_A_RETIRAR"


@dataclass(frozen=True, slots=True)
class BonusDoor:
    """Where goals are left for the bonus system, and the criterion ids it knows them by."""

    folder: Path
    criteria: Mapping[str, str]


@dataclass(frozen=True)
class BonusView:
    """What left of a vigência and what was answered; `waiting` items of the run in force were never accepted."""

    door: BonusDoor | None
    criteria: tuple[tuple[str, str], ...]
    sent: tuple[Sent, ...]
    names: Mapping[str, str]
    run: int | None
    waiting: tuple[ItemKey, ...]
    first: bool
    withdrawals: tuple[int, ...]

    @property
    def status(self) -> str:
        """integrationStatus of the run in force: of its items, how many were accepted; "" before any was sent."""
        if self.run is None or self.first:
            return ""
        items = standing(self.sent, self.run)
        if len(self.waiting) == len(items):
            return "FAILED"
        return "PARTIAL" if self.waiting else "SUCCESS"


@operation("metas.premiacao", right="metas.ver", mode="read", area="metas")
def bonus_view(house: House, scope: Scope, *, vigencia: str) -> BonusView:
    """Door, shipments and receipts of a vigência, and what still has to leave."""
    with house.store.read() as connection:
        door = _door(connection, scope.client)
        sent = shipments(connection, scope.client, vigencia)
        approved = approved_values(connection, scope.client, Month.parse(vigencia))
        run = next((v.run for v in approved.values() if v.run is not None), None)
        names = names_of(connection, {each.sent_by for each in sent})
        back = tuple(undone_runs(connection, scope.client, sent, frozenset(approved)))
    criteria = tuple((c.key, c.label) for c in shipped().rules.criteria)
    carried = standing(sent, run) if run is not None else {}
    waiting = tuple(key for key, (_, answer) in carried.items() if answer is None or not answer.accepted)
    return BonusView(door, criteria, sent, names, run, waiting, not carried, back)


@operation(
    "metas.porta_premiacao",
    right="configuracoes.alterar",
    mode="write",
    area="metas",
    verb="BONUS_DOOR_SET",
    whole_company=True,
)
def set_door(house: House, scope: Scope, *, folder: Path, criteria: Mapping[str, str] | None = None) -> None:
    """Says in which folder goals are left, and the bonus system's id of each criterion.

    Raises KnownError PREMIACAO.SEM_PASTA, or PREMIACAO.CRITERIO for an id that is empty, long or given twice.
    """
    folder, given = Path(folder), {k: v.strip() for k, v in (criteria or {}).items()}
    if not folder.is_dir():
        raise KnownError("PREMIACAO.SEM_PASTA", pasta=str(folder))
    known = {c.key: given.get(c.key, c.key) for c in shipped().rules.criteria}
    if len(set(known.values())) != len(known) or not all(0 < len(v) <= LONGEST for v in known.values()):
        raise KnownError("PREMIACAO.CRITERIO", maximo=LONGEST)
    at = house.clock.now()
    with house.store.write() as connection:
        before = read_settings(connection, scope.client).get(SETTING)
        after = {"pasta": str(folder), "criterios": known}
        write_setting(connection, SETTING, after, actor=scope.user, at=at, client=scope.client)
        act = Act(scope.client, scope.user, "BONUS_DOOR_SET", "metas/premiacao", at, before, after, "", scope.origin)
        append(connection, act)


@operation("metas.enviar", right=RIGHT, mode="write", area="metas", verb="BONUS_SENT", whole_company=True)
def send(house: House, scope: Scope, *, run: int) -> Sent:
    """Leaves a published run's goals at the door: all of them first, later only what was not accepted.

    What earlier runs of the vigência left and is no longer in force is withdrawn first. Everything is written whole
    or nothing is. Raises KnownError PREMIACAO.NAO_PUBLICADO, PREMIACAO.NADA_A_ENVIAR, PREMIACAO.SEM_PORTA or what
    the door says.
    """
    with _shipping(house, scope) as (connection, left):
        found = usable_run(connection, scope.client, "", run)
        if found.status is not Status.APPROVED:
            raise KnownError("PREMIACAO.NAO_PUBLICADO", calculo=run)
        sent = shipments(connection, scope.client, found.context)
        items = tuple(goal_items(connection, scope.client, found.context, run, _ids(connection, scope.client)))
        kind, due = _due(items, sent, run)
        if not due:
            raise KnownError("PREMIACAO.NADA_A_ENVIAR", calculo=run)
        for old in undone_runs(connection, scope.client, sent, frozenset((i.criterion, i.sector) for i in items)):
            back = taken_back(connection, scope.client, old, sent)
            left.append(_leave(connection, house, scope, Kind.WITHDRAWAL, old, found.context, back))
        left.append(_leave(connection, house, scope, kind, run, found.context, due))
    return left[-1]


@operation("metas.retirar", right=RIGHT, mode="write", area="metas", verb="BONUS_WITHDRAWN", whole_company=True)
def withdraw(house: House, scope: Scope, *, run: int) -> Sent:
    """Leaves the file that takes back an undone run's goals: values removed, targets as they are now.

    Raises KnownError PREMIACAO.NADA_A_RETIRAR when the run left nothing that still stands.
    """
    with _shipping(house, scope) as (connection, left):
        found = usable_run(connection, scope.client, "", run)
        sent = shipments(connection, scope.client, found.context)
        approved = approved_values(connection, scope.client, Month.parse(found.context))
        if run not in undone_runs(connection, scope.client, sent, frozenset(approved)):
            raise KnownError(NOTHING_TO_WITHDRAW, calculo=run)
        items = taken_back(connection, scope.client, run, sent)
        left.append(_leave(connection, house, scope, Kind.WITHDRAWAL, run, found.context, items))
    return left[-1]


def withdraw_undone(house: House, scope: Scope, run: int) -> str:
    """After an undoing: takes back what the run left. A door that fails leaves it waiting; its code is returned."""
    try:
        withdraw(house, scope, run=run)
    except KnownError as error:
        if error.code == NOTHING_TO_WITHDRAW:
            return ""
        house.log("operacao", operacao="metas.retirar", cliente=scope.client, rosto=scope.origin, codigo=error.code)
        return error.code
    return ""


@operation("metas.recibo_premiacao", right=RIGHT, mode="write", area="metas", verb="BONUS_RECEIPT", whole_company=True)
def take_receipt(house: House, scope: Scope, *, shipment: int, path: Path | None = None) -> Sent:
    """Takes in the answer to a shipment: from the file given, or from the folder where it is waited for.

    Raises KnownError PREMIACAO.SEM_RECIBO, PREMIACAO.ENVIO_AUSENTE, and what `read_receipt` refuses.
    """
    with house.store.read() as connection:
        mine = _sent(connection, scope.client, shipment)
        door = None if path is not None else _open_door(connection, scope.client)
    content = _bytes_of(path) if path is not None else door.answer_to(mine.stem) if door is not None else None
    if content is None:
        raise KnownError("PREMIACAO.SEM_RECIBO", arquivo=f"{mine.stem}-recibo.json")
    receipt = read_receipt(content, mine.number, mine.digest, mine.items)
    at = house.clock.now()
    with house.store.write() as connection:
        keep_receipt(connection, scope.client, mine.number, receipt, at, scope.user)
        _journal(connection, scope, "BONUS_RECEIPT", mine.run, mine.number, receipt, at)
        return _sent(connection, scope.client, shipment)


def _due(items: tuple[Item, ...], sent: tuple[Sent, ...], run: int) -> tuple[Kind, tuple[Item, ...]]:
    """What still has to leave, and whether some of the run left before."""
    carried = standing(sent, run)
    due = tuple(i for i in items if not (found := carried.get(i.key)) or not found[1] or not found[1].accepted)
    return (Kind.AGAIN if carried else Kind.SEND), due


@contextmanager
def _shipping(house: House, scope: Scope) -> Iterator[tuple[Connection, list[Sent]]]:
    """One act of shipping: files get their names after the store kept their records, or are never seen.

    What an earlier act kept and could not name gets its name first. Raises KnownError EXPORTAR_RECUSADO when a file
    could not be named after all: it is kept, and named by the next act.
    """
    left: list[Sent] = []
    with house.store.write() as connection:
        door = _open_door(connection, scope.client)
        _settle(door, [each.stem for each in shipments(connection, scope.client)])
        before = door.aside()
        try:
            yield connection, left
        except BaseException:
            door.discard_since(before)
            raise
    _settle(door, [each.stem for each in left])


def _settle(door: FolderDoor, stems: Iterable[str]) -> None:
    for stem in stems:
        door.settle(stem)


def _leave(
    connection: Connection, house: House, scope: Scope, kind: Kind, run: int, vigencia: str, items: tuple[Item, ...]
) -> Sent:
    """One shipment: remembered, delivered, read back and journalled, all inside the caller's transaction."""
    door, at = _open_door(connection, scope.client), house.clock.now()
    company = next(c.name for c in list_clients(connection) if c.id == scope.client)
    made = Shipment(next_number(connection), kind, run, vigencia, company, at, items)
    file = door.send(made)
    keep_shipment(connection, scope.client, made, door.name, file, scope.user)
    receipt = door.read_back(made)
    keep_receipt(connection, scope.client, made.number, receipt, at, scope.user)
    for name, content in ((file, shipment_json(made)), (f"{made.stem}.csv", shipment_csv(made))):
        told = hashlib.sha256(content).hexdigest()
        record_departure(connection, scope, "premiacao", name, told, str(door.folder), at)
    verb = "BONUS_WITHDRAWN" if kind is Kind.WITHDRAWAL else "BONUS_SENT"
    _journal(connection, scope, verb, run, made.number, receipt, at, made.digest)
    return _sent(connection, scope.client, made.number)


def _door(connection: Connection, client: str) -> BonusDoor | None:
    kept = read_settings(connection, client).get(SETTING)
    return None if kept is None else BonusDoor(Path(kept["pasta"]), kept["criterios"])


def _open_door(connection: Connection, client: str) -> FolderDoor:
    door = _door(connection, client)
    if door is None:
        raise KnownError("PREMIACAO.SEM_PORTA")
    return FolderDoor(door.folder)


def _ids(connection: Connection, client: str) -> Mapping[str, str]:
    door = _door(connection, client)
    if door is None:
        raise KnownError("PREMIACAO.SEM_PORTA")
    return {c.key: door.criteria.get(c.key, c.key) for c in shipped().rules.criteria}


def _sent(connection: Connection, client: str, number: int) -> Sent:
    found = next((s for s in shipments(connection, client) if s.number == number), None)
    if found is None:
        raise KnownError("PREMIACAO.ENVIO_AUSENTE", envio=number)
    return found


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise KnownError("PREMIACAO.RECIBO_NAO_ABRE", arquivo=path.name, motivo=error.strerror or "") from error


def _journal(
    connection: Connection, scope: Scope, verb: str, run: int, number: int, receipt: Receipt, at: datetime,
    digest: str = "",
) -> None:  # fmt: skip
    refused = {"/".join(a.key): a.reason for a in receipt.answers if not a.accepted}
    after = {
        "envio": number,
        "hash": digest,
        "situacao": receipt.status,
        "fonte": str(receipt.source),
        "aceitos": sum(a.accepted for a in receipt.answers),
        "alvos": sum(a.accepted for a in receipt.answers if a.part == Part.TARGET),
        "recusados": refused,
    }
    entity = f"metas/calculo/{run}"
    append(connection, Act(scope.client, scope.user, verb, entity, at, None, after, "", scope.origin))


def sent_told(sent: Sent) -> Mapping[str, object]:
    """A shipment and its receipt as JSON carries them."""
    receipt = sent.receipt
    answers = receipt.answers if receipt else ()
    return {
        "shipment": sent.number,
        "kind": str(sent.kind),
        "calculationId": sent.run,
        "competitionPeriod": sent.vigencia,
        "file": sent.file,
        "digest": sent.digest,
        "sentAt": sent.sent,
        "savedParameters": [dict(i.record) for i in sent.items if i.part is Part.PARAMETER],
        "updatedPerformanceData": sum(a.accepted for a in answers if a.part == Part.TARGET),
        "integrationStatus": receipt.status if receipt else None,
        "receiptSource": str(receipt.source) if receipt else None,
        "errors": [
            {"part": a.part, "criterion": a.criterion, "sectorId": a.sector, "reason": a.reason}
            for a in answers
            if not a.accepted
        ],
    }


def sent_words(house: House, sent: Sent) -> tuple[str, ...]:
    """A shipment and its receipt in one line."""
    receipt, say = sent.receipt, house.texts.say
    answers = receipt.answers if receipt else ()
    line = say(
        "PREMIACAO.LINHA",
        envio=sent.number,
        calculo=sent.run,
        n=len(sent.items),
        aceitos=sum(a.accepted for a in answers),
        alvos=sum(a.accepted for a in answers if a.part == Part.TARGET),
        situacao=say(f"PREMIACAO.SITUACAO.{receipt.status if receipt else 'NENHUM'}"),
        fonte=say(f"PREMIACAO.FONTE.{receipt.source}") if receipt else "-",
    )
    return (line,)
