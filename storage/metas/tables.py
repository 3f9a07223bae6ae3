"""The goals' tables as SQLAlchemy Core sees them; their truth is `migrations/0002_metas.sql` and `0006`."""

from sqlalchemy import Column, Integer, MetaData, Table, Text

from storage.store.types import DateText, InstantText, RatioText, ScaledInteger

GOALS = MetaData()
HUNDREDTHS = ScaledInteger(2)

sector = Table(
    "sector",
    GOALS,
    Column("client", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("erp_code", Text),
    Column("active", Integer, nullable=False),
    Column("created", InstantText, nullable=False),
    Column("updated", InstantText, nullable=False),
)
period = Table(
    "period",
    GOALS,
    Column("client", Text, primary_key=True),
    Column("vigencia", Text, primary_key=True),
    Column("status", Text, nullable=False),
    Column("opened", InstantText, nullable=False),
    Column("opened_by", Text, nullable=False),
    Column("closed", InstantText),
    Column("closed_by", Text),
)
parameter_history = Table(
    "parameter_history",
    GOALS,
    Column("id", Integer, primary_key=True),
    Column("client", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("value", RatioText, nullable=False),
    Column("previous", RatioText),
    Column("starts", Text, nullable=False),
    Column("written", InstantText, nullable=False),
    Column("written_by", Text, nullable=False),
    Column("justification", Text, nullable=False),
    Column("seq", Integer),
)
holiday = Table(
    "holiday",
    GOALS,
    Column("client", Text, primary_key=True),
    Column("day", DateText, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("day_type", Text),
    Column("typed", InstantText),
    Column("typed_by", Text),
)
goal_decision = Table(
    "goal_decision",
    GOALS,
    Column("run", Integer, primary_key=True),
    Column("criterion", Text, primary_key=True),
    Column("sector", Text, primary_key=True),
    Column("decision", Text, nullable=False),
    Column("calculated", HUNDREDTHS),
    Column("value", HUNDREDTHS),
    Column("justification", Text, nullable=False),
    Column("decided", InstantText, nullable=False),
    Column("decided_by", Text, nullable=False),
)
parameter_value = Table(
    "parameter_value",
    GOALS,
    Column("id", Integer, primary_key=True),
    Column("client", Text, nullable=False),
    Column("vigencia", Text, nullable=False),
    Column("criterion", Text, nullable=False),
    Column("sector", Text, nullable=False),
    Column("value", HUNDREDTHS, nullable=False),
    Column("calculated", HUNDREDTHS),
    Column("unit", Text, nullable=False),
    Column("method", Text, nullable=False),
    Column("justification", Text, nullable=False),
    Column("metadata", Text, nullable=False),
    Column("run", Integer),
    Column("created", InstantText, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("removed", InstantText),
    Column("removed_by", Text),
)
performance = Table(
    "performance",
    GOALS,
    Column("client", Text, primary_key=True),
    Column("vigencia", Text, primary_key=True),
    Column("criterion", Text, primary_key=True),
    Column("sector", Text, primary_key=True),
    Column("target", HUNDREDTHS),
    Column("realized", HUNDREDTHS),
    Column("realized_source", Text, nullable=False),
    Column("realized_until", DateText),
    Column("updated", InstantText, nullable=False),
    Column("updated_by", Text, nullable=False),
)
target_before = Table(
    "target_before",
    GOALS,
    Column("run", Integer, primary_key=True),
    Column("vigencia", Text, nullable=False),
    Column("criterion", Text, primary_key=True),
    Column("sector", Text, primary_key=True),
    Column("existed", Integer, nullable=False),
    Column("target", HUNDREDTHS),
)
