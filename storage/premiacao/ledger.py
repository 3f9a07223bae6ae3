"""What left for the bonus system and what was answered, as the store keeps it: added to, never changed."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from storage.premiacao.parcel import Answer, Item, ItemKey, Kind, Part, Receipt, Shipment, Source
from storage.premiacao.tables import receipt_item, shipment, shipment_item, shipment_receipt
from storage.store.canonical import canonical_json


@dataclass(frozen=True)
class Sent:
    """A shipment as it is remembered, with its last receipt: None while nobody answered."""

    number: int
    kind: Kind
    run: int
    vigencia: str
    file: str
    digest: str
    sent: datetime
    sent_by: str
    items: tuple[Item, ...]
    receipt: Receipt | None = None
    received: datetime | None = None

    @property
    def stem(self) -> str:
        """Name of its files without ending."""
        return self.file.removesuffix(".json")


def next_number(connection: Connection) -> int:
    """Number the next shipment takes: asked and used inside one write."""
    last = connection.execute(select(shipment.c.id).order_by(shipment.c.id.desc()).limit(1)).scalar()
    return (last or 0) + 1


def keep_shipment(connection: Connection, client: str, made: Shipment, door: str, file: str, who: str) -> None:
    """Remembers a shipment with every record it carries."""
    connection.execute(
        insert(shipment).values(
            id=made.number, client=client, run=made.run, vigencia=made.vigencia, kind=str(made.kind), door=door,
            file=file, digest=made.digest, sent=made.sent, sent_by=who,
        )
    )  # fmt: skip
    rows = [
        {
            "client": client, "shipment": made.number, "part": str(item.part), "criterion": item.criterion,
            "sector": item.sector, "record": canonical_json(dict(item.record)),
        }
        for item in made.items
    ]  # fmt: skip
    connection.execute(insert(shipment_item), rows)


def keep_receipt(connection: Connection, client: str, number: int, receipt: Receipt, at: datetime, who: str) -> None:
    """Adds an answer to a shipment; the last one counts."""
    made = insert(shipment_receipt).values(
        client=client, shipment=number, source=str(receipt.source), status=receipt.status,
        answered_by=receipt.answered_by, received=at, received_by=who,
    )  # fmt: skip
    key = connection.execute(made).inserted_primary_key
    assert key is not None
    rows = [
        {
            "client": client, "receipt": key[0], "part": answer.part, "criterion": answer.criterion,
            "sector": answer.sector, "accepted": int(answer.accepted), "reason": answer.reason,
        }
        for answer in receipt.answers
    ]  # fmt: skip
    connection.execute(insert(receipt_item), rows)


def shipments(connection: Connection, client: str, vigencia: str | None = None) -> tuple[Sent, ...]:
    """Shipments of a client, or of one vigência, newest first, each with its last receipt."""
    chosen = select(shipment).where(shipment.c.client == client).order_by(shipment.c.id.desc())
    if vigencia is not None:
        chosen = chosen.where(shipment.c.vigencia == vigencia)
    return tuple(_sent(connection, row) for row in connection.execute(chosen).all())


def standing(listed: Iterable[Sent], run: int) -> Mapping[ItemKey, tuple[Sent, Answer | None]]:
    """Of every item a run ever sent, the shipment that carried it last and what was answered to it."""
    found: dict[ItemKey, tuple[Sent, Answer | None]] = {}
    for each in sorted((s for s in listed if s.run == run), key=lambda s: s.number):
        answers = {a.key: a for a in each.receipt.answers} if each.receipt else {}
        found.update({item.key: (each, answers.get(item.key)) for item in each.items})
    return found


def _sent(connection: Connection, row: Row[Any]) -> Sent:
    chosen = select(shipment_item).where(shipment_item.c.shipment == row.id)
    items = tuple(
        Item(Part(r.part), r.criterion, r.sector, json.loads(r.record)) for r in connection.execute(chosen).all()
    )
    receipt, received = _last_receipt(connection, row.id)
    return Sent(
        row.id, Kind(row.kind), row.run, row.vigencia, row.file, row.digest, row.sent, row.sent_by, items, receipt,
        received,
    )  # fmt: skip


def _last_receipt(connection: Connection, number: int) -> tuple[Receipt | None, datetime | None]:
    c = shipment_receipt.c
    chosen = select(shipment_receipt).where(c.shipment == number).order_by(c.id.desc()).limit(1)
    row = connection.execute(chosen).first()
    if row is None:
        return None, None
    items = connection.execute(select(receipt_item).where(receipt_item.c.receipt == row.id)).all()
    answers = tuple(Answer(r.part, r.criterion, r.sector, bool(r.accepted), r.reason) for r in items)
    return Receipt(Source(row.source), answers, row.answered_by), row.received
