"""The routine's tables as SQLAlchemy Core sees them; their truth is `migrations/0005_rotina.sql`."""

from sqlalchemy import Column, Integer, MetaData, Table, Text

from storage.store.types import InstantText

ROUTINE = MetaData()

routine_tick = Table(
    "routine_tick",
    ROUTINE,
    Column("client", Text, primary_key=True),
    Column("vigencia", Text, primary_key=True),
    Column("item", Text, primary_key=True),
    Column("ticked", InstantText, nullable=False),
    Column("ticked_by", Text, nullable=False),
    Column("note", Text, nullable=False),
)
recalculation = Table(
    "recalculation",
    ROUTINE,
    Column("run", Integer, primary_key=True),
    Column("client", Text, nullable=False),
    Column("original", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("asked", InstantText, nullable=False),
    Column("asked_by", Text, nullable=False),
)
purged_run = Table(
    "purged_run",
    ROUTINE,
    Column("run", Integer, primary_key=True),
    Column("client", Text, nullable=False),
    Column("purged", InstantText, nullable=False),
    Column("purged_by", Text, nullable=False),
)
