"""The store's tables as SQLAlchemy Core sees them; their truth is the SQL of the migrations (a test compares)."""

from sqlalchemy import Column, Computed, Integer, LargeBinary, MetaData, Table, Text

from storage.store.types import DateText, InstantText

METADATA = MetaData()


def _text(name: str, key: bool = False) -> "Column[str]":
    return Column(name, Text, primary_key=key, nullable=False)


def _integer(name: str, key: bool = False) -> "Column[int]":
    return Column(name, Integer, primary_key=key, nullable=False, autoincrement=False)


def _bytes(name: str) -> "Column[bytes]":
    return Column(name, LargeBinary, nullable=False)


def _instant(name: str, nullable: bool = False) -> "Column[object]":
    return Column(name, InstantText, nullable=nullable)


client = Table(
    "client", METADATA, _text("id", True), _text("name"), _text("document"), _instant("created"), _integer("active")
)
app_user = Table(
    "app_user",
    METADATA,
    _text("id", True),
    _text("client"),
    _text("login"),
    _text("name"),
    _text("kind"),
    _text("password_hash"),
    _integer("active"),
    _integer("failed_attempts"),
    _instant("locked_until", nullable=True),
    _integer("must_change"),
    _instant("created"),
    _instant("last_sign_in", nullable=True),
)
role = Table("role", METADATA, _text("id", True), _integer("shipped"))
role_right = Table("role_right", METADATA, _text("role", True), _text("right_id", True))
user_role = Table(
    "user_role",
    METADATA,
    _text("user", True),
    _text("role", True),
    _text("client", True),
    _text("area", True),
    _text("sector", True),
    _instant("granted"),
    _text("granted_by"),
)
recovery_key = Table("recovery_key", METADATA, _text("client", True), _text("key_hash"), _instant("created"))
journal = Table(
    "journal",
    METADATA,
    _text("client", True),
    _integer("seq", True),
    _text("previous"),
    _text("body_hash"),
    _text("hash"),
)
journal_body = Table(
    "journal_body",
    METADATA,
    _text("client", True),
    _integer("seq", True),
    _text("body"),
    Column("at", InstantText, Computed("json_extract(body, '$.at')")),
    Column("actor", Text, Computed("json_extract(body, '$.actor')")),
    Column("verb", Text, Computed("json_extract(body, '$.verb')")),
    Column("entity", Text, Computed("json_extract(body, '$.entity')")),
)
setting = Table(
    "setting",
    METADATA,
    _text("client", True),
    _text("key", True),
    _text("value"),
    _instant("updated"),
    _text("updated_by"),
)
snapshot = Table(
    "snapshot",
    METADATA,
    _text("id", True),
    _text("client"),
    _text("source"),
    _text("query"),
    _text("binds"),
    Column("window_start", DateText),
    Column("window_end", DateText),
    _instant("extracted_at"),
    _integer("row_count"),
    _text("data_hash"),
)
snapshot_table = Table(
    "snapshot_table",
    METADATA,
    _text("snapshot", True),
    _text("name", True),
    _text("columns"),
    _integer("row_count"),
    _text("rows_hash"),
)
snapshot_bytes = Table("snapshot_bytes", METADATA, _text("client", True), _text("sha256", True), _bytes("bytes"))
snapshot_part = Table(
    "snapshot_part",
    METADATA,
    _text("snapshot", True),
    _text("table_name", True),
    _integer("position", True),
    _text("client"),
    _text("sha256"),
    _text("split_value"),
    _integer("row_count"),
)
run = Table(
    "run",
    METADATA,
    Column("id", Integer, primary_key=True, nullable=True),
    _text("client"),
    _text("area"),
    _text("context"),
    _text("status"),
    _text("author"),
    _text("owner"),
    _instant("started"),
    _instant("ended", nullable=True),
    _text("code_version"),
    _text("grammar_version"),
    Column("error_code", Text),
)
frozen_text = Table("frozen_text", METADATA, _text("hash", True), _text("text"))
run_text = Table("run_text", METADATA, _integer("run", True), _text("name", True), _text("hash"))
run_snapshot = Table("run_snapshot", METADATA, _integer("run", True), _text("name", True), _text("snapshot"))
run_input = Table(
    "run_input",
    METADATA,
    _integer("run", True),
    _text("key", True),
    _text("member", True),
    _text("kind"),
    _text("value"),
    _text("unit"),
    _text("who"),
    _instant("given", nullable=True),
    _text("why"),
)
run_cell = Table(
    "run_cell",
    METADATA,
    _integer("run", True),
    _text("line", True),
    _text("member", True),
    _text("kind"),
    Column("value", Text),
    Column("missing", Text),
    Column("missing_args", Text),
    _text("unit"),
    _integer("position"),
)
run_finding = Table(
    "run_finding",
    METADATA,
    _integer("run", True),
    _integer("position", True),
    _text("code"),
    _text("severity"),
    _text("detail"),
    _text("place"),
    _text("args"),
)
document = Table(
    "document",
    METADATA,
    _text("client", True),
    _text("hash", True),
    _text("kind"),
    Column("run", Integer),
    _text("path"),
    _integer("journal_seq"),
    _text("journal_head"),
    _instant("created"),
    _text("created_by"),
)
sealed_key = Table(
    "sealed_key",
    METADATA,
    _text("client", True),
    _text("area", True),
    _text("key_id"),
    _bytes("salt"),
    _bytes("nonce"),
    _bytes("wrapped"),
    _instant("created"),
)
sealed_payload = Table(
    "sealed_payload",
    METADATA,
    _text("client", True),
    _text("area", True),
    _text("name", True),
    _bytes("nonce"),
    _bytes("ciphertext"),
    _text("key_id"),
    _instant("sealed"),
)
draft = Table(
    "draft",
    METADATA,
    _text("client", True),
    _text("user", True),
    _text("kind", True),
    _text("key", True),
    _text("content"),
    _instant("updated"),
)
