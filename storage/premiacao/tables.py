"""Tables of what left for the bonus system, as SQLAlchemy Core sees them; truth is `migrations/0008_saidas.sql`."""

from sqlalchemy import Column, Integer, MetaData, Table, Text

from storage.store.types import InstantText

OUTGOING = MetaData()


def _text(name: str, key: bool = False) -> "Column[str]":
    return Column(name, Text, primary_key=key, nullable=False)


shipment = Table(
    "shipment",
    OUTGOING,
    Column("id", Integer, primary_key=True),
    _text("client"),
    Column("run", Integer, nullable=False),
    _text("vigencia"),
    _text("kind"),
    _text("door"),
    _text("file"),
    _text("digest"),
    Column("sent", InstantText, nullable=False),
    _text("sent_by"),
)
shipment_item = Table(
    "shipment_item",
    OUTGOING,
    _text("client"),
    Column("shipment", Integer, primary_key=True),
    _text("part", True),
    _text("criterion", True),
    _text("sector", True),
    _text("record"),
)
shipment_receipt = Table(
    "shipment_receipt",
    OUTGOING,
    Column("id", Integer, primary_key=True),
    _text("client"),
    Column("shipment", Integer, nullable=False),
    _text("source"),
    _text("status"),
    _text("answered_by"),
    Column("received", InstantText, nullable=False),
    _text("received_by"),
)
receipt_item = Table(
    "receipt_item",
    OUTGOING,
    _text("client"),
    Column("receipt", Integer, primary_key=True),
    _text("part", True),
    _text("criterion", True),
    _text("sector", True),
    Column("accepted", Integer, nullable=False),
    _text("reason"),
)
