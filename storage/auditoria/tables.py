"""Tables of an audit's file as SQLAlchemy Core sees them (migration 0009)."""

from sqlalchemy import Table

from storage.store.columns import METADATA, instant, integer, numbered, text

audit = Table(
    "audit",
    METADATA,
    numbered(),
    text("client"),
    text("name"),
    text("status"),
    instant("created"),
    text("created_by"),
    instant("sealed", nullable=True),
    text("sealed_by", nullable=True),
    text("seal", nullable=True),
)
audit_source = Table(
    "audit_source",
    METADATA,
    numbered(),
    text("client"),
    text("kind"),
    text("snapshot"),
    text("days"),
    text("absent"),
    text("files"),
    text("warnings"),
    instant("brought"),
    text("brought_by"),
)
audit_finding = Table(
    "audit_finding",
    METADATA,
    numbered(),
    text("client"),
    integer("run", nullable=True),
    text("code"),
    text("title"),
    text("severity"),
    text("status"),
    text("effect"),
    text("note"),
    text("evidence", nullable=True),
    integer("evidence_rows"),
    instant("created"),
    text("created_by"),
    instant("reviewed", nullable=True),
    text("reviewed_by", nullable=True),
    text("review_note"),
)
source_analysis = Table(
    "source_analysis",
    METADATA,
    text("client", key=True),
    text("digest", key=True),
    text("change"),
    text("conclusion"),
    text("effect"),
    instant("analysed", key=True),
    text("analysed_by"),
)
