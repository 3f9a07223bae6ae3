"""Tables of what left for the bonus system, as SQLAlchemy Core sees them; truth is `migrations/0008_saidas.sql`."""

from sqlalchemy import Table

from storage.store.columns import METADATA, instant, integer, numbered, text

shipment = Table(
    "shipment",
    METADATA,
    numbered(),
    text("client"),
    integer("run"),
    text("vigencia"),
    text("kind"),
    text("door"),
    text("file"),
    text("digest"),
    instant("sent"),
    text("sent_by"),
)
shipment_item = Table(
    "shipment_item",
    METADATA,
    text("client"),
    integer("shipment", key=True),
    text("part", key=True),
    text("criterion", key=True),
    text("sector", key=True),
    text("record"),
)
shipment_receipt = Table(
    "shipment_receipt",
    METADATA,
    numbered(),
    text("client"),
    integer("shipment"),
    text("source"),
    text("status"),
    text("answered_by"),
    instant("received"),
    text("received_by"),
)
receipt_item = Table(
    "receipt_item",
    METADATA,
    text("client"),
    integer("receipt", key=True),
    text("part", key=True),
    text("criterion", key=True),
    text("sector", key=True),
    integer("accepted"),
    text("reason"),
)
