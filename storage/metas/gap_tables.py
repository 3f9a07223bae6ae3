"""Tables of the choices made where data is missing; their truth is `migrations/0003_dados_que_faltam.sql`."""

from sqlalchemy import Column, Integer, Table, Text

from storage.metas.tables import GOALS
from storage.store.types import InstantText, RatioText

data_choice = Table(
    "data_choice",
    GOALS,
    Column("client", Text, primary_key=True),
    Column("vigencia", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("sector", Text, primary_key=True),
    Column("item", Text, primary_key=True),
    Column("value", RatioText),
    Column("why", Text, nullable=False),
    Column("given", InstantText, nullable=False),
    Column("given_by", Text, nullable=False),
)
approval_consent = Table(
    "approval_consent",
    GOALS,
    Column("client", Text, nullable=False),
    Column("run", Integer, primary_key=True),
    Column("finding", Text, primary_key=True),
    Column("sentence", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("given", InstantText, nullable=False),
    Column("given_by", Text, nullable=False),
)
