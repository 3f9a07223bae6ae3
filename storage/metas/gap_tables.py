"""Tables of the choices made where data is missing; their truth is `migrations/0003_dados_que_faltam.sql`."""

from sqlalchemy import Column, Table

from storage.store.columns import METADATA, instant, integer, text
from storage.store.types import RatioText

data_choice = Table(
    "data_choice",
    METADATA,
    text("client", key=True),
    text("vigencia", key=True),
    text("kind", key=True),
    text("sector", key=True),
    text("item", key=True),
    Column("value", RatioText),
    text("why"),
    instant("given"),
    text("given_by"),
)
approval_consent = Table(
    "approval_consent",
    METADATA,
    text("client"),
    integer("run", key=True),
    text("finding", key=True),
    text("sentence"),
    text("why"),
    instant("given"),
    text("given_by"),
)
