"""The tables of carried files as SQLAlchemy Core sees them; their truth is `migrations/0007_documentos.sql`."""

from sqlalchemy import Column, Integer, MetaData, Table, Text

from storage.store.types import InstantText

CARRIED = MetaData()

departure = Table(
    "departure",
    CARRIED,
    Column("client", Text, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("destination", Text, nullable=False),
    Column("at", InstantText, nullable=False),
    Column("user", Text, nullable=False),
    Column("origin", Text, nullable=False),
)
signing_key = Table(
    "signing_key",
    CARRIED,
    Column("client", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("user", Text, nullable=False),
    Column("public", Text, nullable=False),
    Column("salt", Text, nullable=False),
    Column("nonce", Text, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("created", InstantText, nullable=False),
    Column("seq", Integer, nullable=False),
)
carried_file = Table(
    "carried_file",
    CARRIED,
    Column("client", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("run", Integer, nullable=False),
    Column("run_digest", Text, nullable=False),
    Column("left_seq", Integer, nullable=False),
    Column("left_head", Text, nullable=False),
    Column("signer", Text, nullable=False),
    Column("made", InstantText, nullable=False),
    Column("made_by", Text, nullable=False),
)
carried_return = Table(
    "carried_return",
    CARRIED,
    Column("client", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("head", Text, nullable=False),
    Column("signer", Text, nullable=False),
    Column("received", InstantText, nullable=False),
    Column("received_by", Text, nullable=False),
)
workspace = Table(
    "workspace",
    CARRIED,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("mode", Text, nullable=False),
    Column("manifest", Text, nullable=False),
    Column("seal", Text, nullable=False),
)
