"""The tables of carried files as SQLAlchemy Core sees them; their truth is `migrations/0007_documentos.sql`."""

from sqlalchemy import Table

from storage.store.columns import METADATA, instant, integer, text

departure = Table(
    "departure",
    METADATA,
    text("client", key=True),
    integer("seq", key=True),
    text("kind"),
    text("name"),
    text("sha256"),
    text("document"),
    text("destination"),
    instant("at"),
    text("user"),
    text("origin"),
)
signing_key = Table(
    "signing_key",
    METADATA,
    text("client", key=True),
    text("id", key=True),
    text("user"),
    text("public"),
    text("salt"),
    text("nonce"),
    text("sealed"),
    instant("created"),
    integer("seq"),
)
carried_file = Table(
    "carried_file",
    METADATA,
    text("client", key=True),
    text("id", key=True),
    text("mode"),
    integer("run"),
    text("run_digest"),
    integer("left_seq"),
    text("left_head"),
    text("signer"),
    instant("made"),
    text("made_by"),
)
carried_return = Table(
    "carried_return",
    METADATA,
    text("client", key=True),
    text("id", key=True),
    text("sha256"),
    text("head"),
    text("signer"),
    instant("received"),
    text("received_by"),
)
workspace = Table(
    "workspace",
    METADATA,
    integer("id", key=True),
    text("mode"),
    text("manifest"),
    text("seal"),
)
