"""The routine's tables as SQLAlchemy Core sees them; their truth is `migrations/0005_rotina.sql`."""

from sqlalchemy import Table

from storage.store.columns import METADATA, instant, integer, text

routine_tick = Table(
    "routine_tick",
    METADATA,
    text("client", key=True),
    text("vigencia", key=True),
    text("item", key=True),
    instant("ticked"),
    text("ticked_by"),
    text("note"),
)
recalculation = Table(
    "recalculation",
    METADATA,
    integer("run", key=True),
    text("client"),
    integer("original"),
    text("reason"),
    instant("asked"),
    text("asked_by"),
)
purged_run = Table(
    "purged_run",
    METADATA,
    integer("run", key=True),
    text("client"),
    instant("purged"),
    text("purged_by"),
)
