"""The store's tables as SQLAlchemy Core sees them; their truth is the SQL of the migrations (a test compares)."""

from sqlalchemy import Column, Computed, Table, Text

from storage.store.columns import METADATA, blob, instant, integer, numbered, text
from storage.store.types import DateText, InstantText

client = Table(
    "client", METADATA, text("id", key=True), text("name"), text("document"), instant("created"), integer("active")
)
app_user = Table(
    "app_user",
    METADATA,
    text("id", key=True),
    text("client"),
    text("login"),
    text("name"),
    text("kind"),
    text("password_hash"),
    integer("active"),
    integer("failed_attempts"),
    instant("locked_until", nullable=True),
    integer("must_change"),
    instant("created"),
    instant("last_sign_in", nullable=True),
)
role = Table("role", METADATA, text("id", key=True), integer("shipped"))
role_right = Table("role_right", METADATA, text("role", key=True), text("right_id", key=True))
user_role = Table(
    "user_role",
    METADATA,
    text("user", key=True),
    text("role", key=True),
    text("client", key=True),
    text("area", key=True),
    text("sector", key=True),
    instant("granted"),
    text("granted_by"),
)
recovery_key = Table("recovery_key", METADATA, text("client", key=True), text("key_hash"), instant("created"))
journal = Table(
    "journal",
    METADATA,
    text("client", key=True),
    integer("seq", key=True),
    text("previous"),
    text("body_hash"),
    text("hash"),
)
journal_body = Table(
    "journal_body",
    METADATA,
    text("client", key=True),
    integer("seq", key=True),
    text("body"),
    Column("at", InstantText, Computed("json_extract(body, '$.at')")),
    Column("actor", Text, Computed("json_extract(body, '$.actor')")),
    Column("verb", Text, Computed("json_extract(body, '$.verb')")),
    Column("entity", Text, Computed("json_extract(body, '$.entity')")),
)
setting = Table(
    "setting",
    METADATA,
    text("client", key=True),
    text("key", key=True),
    text("value"),
    instant("updated"),
    text("updated_by"),
)
snapshot = Table(
    "snapshot",
    METADATA,
    text("id", key=True),
    text("client"),
    text("source"),
    text("query"),
    text("binds"),
    Column("window_start", DateText),
    Column("window_end", DateText),
    instant("extracted_at"),
    integer("row_count"),
    text("data_hash"),
)
snapshot_table = Table(
    "snapshot_table",
    METADATA,
    text("snapshot", key=True),
    text("name", key=True),
    text("columns"),
    integer("row_count"),
    text("rows_hash"),
)
snapshot_bytes = Table("snapshot_bytes", METADATA, text("client", key=True), text("sha256", key=True), blob("bytes"))
snapshot_part = Table(
    "snapshot_part",
    METADATA,
    text("snapshot", key=True),
    text("table_name", key=True),
    integer("position", key=True),
    text("client"),
    text("sha256"),
    text("split_value"),
    integer("row_count"),
)
run = Table(
    "run",
    METADATA,
    numbered(),
    text("client"),
    text("area"),
    text("context"),
    text("status"),
    text("author"),
    text("owner"),
    instant("started"),
    instant("ended", nullable=True),
    text("code_version"),
    text("grammar_version"),
    text("error_code", nullable=True),
)
frozen_text = Table("frozen_text", METADATA, text("hash", key=True), text("text"))
run_text = Table("run_text", METADATA, integer("run", key=True), text("name", key=True), text("hash"))
run_snapshot = Table("run_snapshot", METADATA, integer("run", key=True), text("name", key=True), text("snapshot"))
run_input = Table(
    "run_input",
    METADATA,
    integer("run", key=True),
    text("key", key=True),
    text("member", key=True),
    text("kind"),
    text("value"),
    text("unit"),
    text("who"),
    instant("given", nullable=True),
    text("why"),
)
run_cell = Table(
    "run_cell",
    METADATA,
    integer("run", key=True),
    text("line", key=True),
    text("member", key=True),
    text("kind"),
    text("value", nullable=True),
    text("missing", nullable=True),
    text("missing_args", nullable=True),
    text("unit"),
    integer("position"),
)
run_finding = Table(
    "run_finding",
    METADATA,
    integer("run", key=True),
    integer("position", key=True),
    text("code"),
    text("severity"),
    text("detail"),
    text("place"),
    text("args"),
)
document = Table(
    "document",
    METADATA,
    text("client", key=True),
    text("hash", key=True),
    text("kind"),
    integer("run", nullable=True),
    text("path"),
    integer("journal_seq"),
    text("journal_head"),
    instant("created"),
    text("created_by"),
)
sealed_key = Table(
    "sealed_key",
    METADATA,
    text("client", key=True),
    text("area", key=True),
    text("key_id"),
    blob("salt"),
    blob("nonce"),
    blob("wrapped"),
    instant("created"),
)
sealed_payload = Table(
    "sealed_payload",
    METADATA,
    text("client", key=True),
    text("area", key=True),
    text("name", key=True),
    blob("nonce"),
    blob("ciphertext"),
    text("key_id"),
    instant("sealed"),
)
draft = Table(
    "draft",
    METADATA,
    text("client", key=True),
    text("user", key=True),
    text("kind", key=True),
    text("key", key=True),
    text("content"),
    instant("updated"),
)
