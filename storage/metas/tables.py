"""The goals' tables as SQLAlchemy Core sees them; their truth is `migrations/0002_metas.sql` and `0006`."""

from sqlalchemy import Column, Table

from storage.store.columns import METADATA, instant, integer, numbered, text
from storage.store.types import DateText, RatioText, ScaledInteger

HUNDREDTHS = ScaledInteger(2)

sector = Table(
    "sector",
    METADATA,
    text("client", key=True),
    text("id", key=True),
    text("name"),
    text("erp_code", nullable=True),
    integer("active"),
    instant("created"),
    instant("updated"),
)
period = Table(
    "period",
    METADATA,
    text("client", key=True),
    text("vigencia", key=True),
    text("status"),
    instant("opened"),
    text("opened_by"),
    instant("closed", nullable=True),
    text("closed_by", nullable=True),
)
parameter_history = Table(
    "parameter_history",
    METADATA,
    numbered(),
    text("client"),
    text("name"),
    Column("value", RatioText, nullable=False),
    Column("previous", RatioText),
    text("starts"),
    instant("written"),
    text("written_by"),
    text("justification"),
    integer("seq", nullable=True),
)
holiday = Table(
    "holiday",
    METADATA,
    text("client", key=True),
    Column("day", DateText, primary_key=True),
    text("name"),
    text("kind"),
    text("source"),
    text("day_type", nullable=True),
    instant("typed", nullable=True),
    text("typed_by", nullable=True),
)
goal_decision = Table(
    "goal_decision",
    METADATA,
    integer("run", key=True),
    text("criterion", key=True),
    text("sector", key=True),
    text("decision"),
    Column("calculated", HUNDREDTHS),
    Column("value", HUNDREDTHS),
    text("justification"),
    instant("decided"),
    text("decided_by"),
)
parameter_value = Table(
    "parameter_value",
    METADATA,
    numbered(),
    text("client"),
    text("vigencia"),
    text("criterion"),
    text("sector"),
    Column("value", HUNDREDTHS, nullable=False),
    Column("calculated", HUNDREDTHS),
    text("unit"),
    text("method"),
    text("justification"),
    text("metadata"),
    integer("run", nullable=True),
    instant("created"),
    text("created_by"),
    instant("removed", nullable=True),
    text("removed_by", nullable=True),
)
performance = Table(
    "performance",
    METADATA,
    text("client", key=True),
    text("vigencia", key=True),
    text("criterion", key=True),
    text("sector", key=True),
    Column("target", HUNDREDTHS),
    Column("realized", HUNDREDTHS),
    text("realized_source"),
    Column("realized_until", DateText),
    instant("updated"),
    text("updated_by"),
)
target_before = Table(
    "target_before",
    METADATA,
    integer("run", key=True),
    text("vigencia"),
    text("criterion", key=True),
    text("sector", key=True),
    integer("existed"),
    Column("target", HUNDREDTHS),
)
