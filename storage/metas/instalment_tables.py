"""The tables of instalment plans as SQLAlchemy Core sees them; their truth is `migrations/0004_parcelamento.sql`."""

from sqlalchemy import Column, Table

from storage.metas.tables import HUNDREDTHS
from storage.store.columns import METADATA, instant, integer, numbered, text

instalment_plan = Table(
    "instalment_plan",
    METADATA,
    numbered(),
    text("client"),
    integer("run"),
    text("origin"),
    text("criterion"),
    text("sector"),
    Column("debt", HUNDREDTHS, nullable=False),
    integer("instalments"),
    text("justification"),
    instant("created"),
    text("created_by"),
    instant("removed", nullable=True),
    text("removed_by", nullable=True),
)
instalment = Table(
    "instalment",
    METADATA,
    text("client"),
    integer("plan", key=True),
    integer("number", key=True),
    text("due"),
    Column("value", HUNDREDTHS, nullable=False),
    Column("still_due", HUNDREDTHS, nullable=False),
)
