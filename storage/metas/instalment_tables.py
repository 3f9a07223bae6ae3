"""The tables of instalment plans as SQLAlchemy Core sees them; their truth is `migrations/0004_parcelamento.sql`."""

from sqlalchemy import Column, Integer, Table, Text

from storage.metas.tables import GOALS, HUNDREDTHS
from storage.store.types import InstantText

instalment_plan = Table(
    "instalment_plan",
    GOALS,
    Column("id", Integer, primary_key=True),
    Column("client", Text, nullable=False),
    Column("run", Integer, nullable=False),
    Column("origin", Text, nullable=False),
    Column("criterion", Text, nullable=False),
    Column("sector", Text, nullable=False),
    Column("debt", HUNDREDTHS, nullable=False),
    Column("instalments", Integer, nullable=False),
    Column("justification", Text, nullable=False),
    Column("created", InstantText, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("removed", InstantText),
    Column("removed_by", Text),
)
instalment = Table(
    "instalment",
    GOALS,
    Column("client", Text, nullable=False),
    Column("plan", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("due", Text, nullable=False),
    Column("value", HUNDREDTHS, nullable=False),
    Column("still_due", HUNDREDTHS, nullable=False),
)
