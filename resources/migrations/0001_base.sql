-- The store's first shape: clients, people, journal, snapshots, runs, documents, sealed payloads.
-- Every table is STRICT; decimals are INTEGER (scaled) or TEXT, never NUMERIC, which SQLite keeps as a float.
-- Text keys are opaque identifiers; instants are UTC text to the microsecond; dates are ISO text.

CREATE TABLE client (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    document TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT, WITHOUT ROWID;

-- People. `id` is the pseudonym the journal carries; the name and the login live only here (LGPD).
CREATE TABLE app_user (
    id TEXT PRIMARY KEY,
    client TEXT NOT NULL REFERENCES client (id),
    login TEXT NOT NULL UNIQUE CHECK (login <> ''),
    name TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'service')),
    password_hash TEXT NOT NULL DEFAULT '',
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    failed_attempts INTEGER NOT NULL DEFAULT 0,
    locked_until TEXT,
    must_change INTEGER NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1)),
    created TEXT NOT NULL,
    last_sign_in TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE role (
    id TEXT PRIMARY KEY,
    shipped INTEGER NOT NULL CHECK (shipped IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE role_right (
    role TEXT NOT NULL REFERENCES role (id) ON DELETE CASCADE,
    right_id TEXT NOT NULL,
    PRIMARY KEY (role, right_id)
) STRICT, WITHOUT ROWID;

-- A role held inside a client; area '' is every area, sector '' every sector.
CREATE TABLE user_role (
    user TEXT NOT NULL REFERENCES app_user (id),
    role TEXT NOT NULL REFERENCES role (id),
    client TEXT NOT NULL REFERENCES client (id),
    area TEXT NOT NULL DEFAULT '',
    sector TEXT NOT NULL DEFAULT '',
    granted TEXT NOT NULL,
    granted_by TEXT NOT NULL,
    PRIMARY KEY (user, role, client, area, sector)
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_key (
    client TEXT PRIMARY KEY REFERENCES client (id),
    key_hash TEXT NOT NULL,
    created TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Journal: headers for ever, one chain per client. WITHOUT ROWID because a hidden rowid would be a second
-- unique key, through which INSERT OR REPLACE could delete a row.
CREATE TABLE journal (
    client TEXT NOT NULL REFERENCES client (id),
    seq INTEGER NOT NULL,
    previous TEXT NOT NULL CHECK (length(previous) = 64),
    body_hash TEXT NOT NULL CHECK (length(body_hash) = 64),
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    PRIMARY KEY (client, seq)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER journal_next BEFORE INSERT ON journal
BEGIN
    SELECT RAISE(ABORT, 'journal: seq is not the next one')
    WHERE NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal WHERE client = NEW.client);
    SELECT RAISE(ABORT, 'journal: previous is not the head')
    WHERE NEW.seq > 1
      AND NEW.previous IS NOT (SELECT hash FROM journal WHERE client = NEW.client AND seq = NEW.seq - 1);
END;

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN
    SELECT RAISE(ABORT, 'journal: entries are never changed');
END;

CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'journal: entries are never deleted');
END;

-- Bodies apart from headers: erasure and sealing drop bodies. The readable columns are computed from the
-- body itself, so that they can never disagree with what the hash covers.
CREATE TABLE journal_body (
    client TEXT NOT NULL,
    seq INTEGER NOT NULL,
    body TEXT NOT NULL CHECK (json_valid(body)),
    at TEXT GENERATED ALWAYS AS (json_extract(body, '$.at')) VIRTUAL,
    actor TEXT GENERATED ALWAYS AS (json_extract(body, '$.actor')) VIRTUAL,
    verb TEXT GENERATED ALWAYS AS (json_extract(body, '$.verb')) VIRTUAL,
    entity TEXT GENERATED ALWAYS AS (json_extract(body, '$.entity')) VIRTUAL,
    PRIMARY KEY (client, seq),
    FOREIGN KEY (client, seq) REFERENCES journal (client, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX journal_body_entity ON journal_body (client, entity, seq);
CREATE INDEX journal_body_verb ON journal_body (client, verb, seq);

CREATE TRIGGER journal_body_once BEFORE INSERT ON journal_body
BEGIN
    SELECT RAISE(ABORT, 'journal: a body is written only with its new header')
    WHERE NEW.seq IS NOT (SELECT max(seq) FROM journal WHERE client = NEW.client)
       OR EXISTS (SELECT 1 FROM journal_body WHERE client = NEW.client AND seq = NEW.seq);
END;

CREATE TRIGGER journal_body_no_update BEFORE UPDATE ON journal_body
BEGIN
    SELECT RAISE(ABORT, 'journal: bodies are never changed');
END;

-- A body goes only after the journal itself says so (verb diario.apagar on diario/<seq>), and that saying stays.
CREATE TRIGGER journal_body_drop BEFORE DELETE ON journal_body
BEGIN
    SELECT RAISE(ABORT, 'journal: a body is dropped only by an act of the journal')
    WHERE OLD.verb = 'diario.apagar'
       OR NOT EXISTS (
            SELECT 1 FROM journal_body AS act
            WHERE act.client = OLD.client AND act.entity = 'diario/' || OLD.seq AND act.verb = 'diario.apagar'
       );
END;

-- client '' is the installation's own setting.
CREATE TABLE setting (
    client TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL CHECK (json_valid(value)),
    updated TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    PRIMARY KEY (client, key)
) STRICT, WITHOUT ROWID;

-- What was read, frozen. Parts are addressed by the SHA-256 of their bytes and shared between snapshots.
CREATE TABLE snapshot (
    id TEXT PRIMARY KEY CHECK (length(id) = 64),
    client TEXT NOT NULL REFERENCES client (id),
    source TEXT NOT NULL,
    query TEXT NOT NULL,
    binds TEXT NOT NULL CHECK (json_valid(binds)),
    window_start TEXT,
    window_end TEXT,
    extracted_at TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    data_hash TEXT NOT NULL CHECK (length(data_hash) = 64)
) STRICT, WITHOUT ROWID;

CREATE INDEX snapshot_by_client ON snapshot (client, source, extracted_at);

CREATE TABLE snapshot_table (
    snapshot TEXT NOT NULL REFERENCES snapshot (id),
    name TEXT NOT NULL,
    columns TEXT NOT NULL CHECK (json_valid(columns)),
    row_count INTEGER NOT NULL,
    rows_hash TEXT NOT NULL CHECK (length(rows_hash) = 64),
    PRIMARY KEY (snapshot, name)
) STRICT, WITHOUT ROWID;

-- Rowid tables hold the BLOBs: large rows make WITHOUT ROWID trees slow.
CREATE TABLE snapshot_bytes (
    client TEXT NOT NULL REFERENCES client (id),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    bytes BLOB NOT NULL,
    PRIMARY KEY (client, sha256)
) STRICT;

CREATE TABLE snapshot_part (
    snapshot TEXT NOT NULL,
    table_name TEXT NOT NULL,
    position INTEGER NOT NULL,
    client TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    split_value TEXT NOT NULL DEFAULT '',
    row_count INTEGER NOT NULL,
    PRIMARY KEY (snapshot, table_name, position),
    FOREIGN KEY (snapshot, table_name) REFERENCES snapshot_table (snapshot, name),
    FOREIGN KEY (client, sha256) REFERENCES snapshot_bytes (client, sha256)
) STRICT, WITHOUT ROWID;

-- Runs: inputs, texts and result tables, never trees.
CREATE TABLE run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client TEXT NOT NULL REFERENCES client (id),
    area TEXT NOT NULL,
    context TEXT NOT NULL,
    status TEXT NOT NULL,
    author TEXT NOT NULL,
    owner TEXT NOT NULL,
    started TEXT NOT NULL,
    ended TEXT,
    code_version TEXT NOT NULL,
    grammar_version TEXT NOT NULL,
    error_code TEXT
) STRICT;

CREATE UNIQUE INDEX run_one_active ON run (client, area, context)
WHERE status IN (
    'PENDING', 'VALIDATING', 'LOADING_ORACLE_DATA', 'CALCULATING_KM_PREVISTA', 'CALCULATING_COMBUSTIVEL',
    'CALCULATING_PNEUS', 'CALCULATING_PECAS', 'SAVING_RESULTS'
);
CREATE INDEX run_by_context ON run (client, area, context, id);

CREATE TABLE frozen_text (
    hash TEXT PRIMARY KEY CHECK (length(hash) = 64),
    text TEXT NOT NULL
) STRICT;

CREATE TABLE run_text (
    run INTEGER NOT NULL REFERENCES run (id),
    name TEXT NOT NULL,
    hash TEXT NOT NULL REFERENCES frozen_text (hash),
    PRIMARY KEY (run, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_snapshot (
    run INTEGER NOT NULL REFERENCES run (id),
    name TEXT NOT NULL,
    snapshot TEXT NOT NULL REFERENCES snapshot (id),
    PRIMARY KEY (run, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_input (
    run INTEGER NOT NULL REFERENCES run (id),
    key TEXT NOT NULL,
    member TEXT NOT NULL CHECK (json_valid(member)),
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    unit TEXT NOT NULL DEFAULT '',
    who TEXT NOT NULL DEFAULT '',
    given TEXT,
    why TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (run, key, member)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_cell (
    run INTEGER NOT NULL REFERENCES run (id),
    line TEXT NOT NULL,
    member TEXT NOT NULL CHECK (json_valid(member)),
    kind TEXT NOT NULL,
    value TEXT,
    missing TEXT,
    missing_args TEXT CHECK (missing_args IS NULL OR json_valid(missing_args)),
    unit TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL,
    PRIMARY KEY (run, line, member),
    CHECK ((value IS NULL) <> (missing IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE run_finding (
    run INTEGER NOT NULL REFERENCES run (id),
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    detail TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL CHECK (json_valid(place)),
    args TEXT NOT NULL CHECK (json_valid(args)),
    PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;

-- A published paper: its (journal_seq, journal_head) is the anchor that catches a cut tail.
CREATE TABLE document (
    client TEXT NOT NULL REFERENCES client (id),
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    kind TEXT NOT NULL,
    run INTEGER REFERENCES run (id),
    path TEXT NOT NULL,
    journal_seq INTEGER NOT NULL,
    journal_head TEXT NOT NULL CHECK (length(journal_head) = 64),
    created TEXT NOT NULL,
    created_by TEXT NOT NULL,
    PRIMARY KEY (client, hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX document_by_run ON document (run);

-- Sealed payloads: AES-GCM under an area's key; the key itself is in the system's keyring, here only wrapped.
CREATE TABLE sealed_key (
    client TEXT NOT NULL REFERENCES client (id),
    area TEXT NOT NULL,
    key_id TEXT NOT NULL,
    salt BLOB NOT NULL,
    nonce BLOB NOT NULL,
    wrapped BLOB NOT NULL,
    created TEXT NOT NULL,
    PRIMARY KEY (client, area)
) STRICT, WITHOUT ROWID;

CREATE TABLE sealed_payload (
    client TEXT NOT NULL REFERENCES client (id),
    area TEXT NOT NULL,
    name TEXT NOT NULL,
    nonce BLOB NOT NULL,
    ciphertext BLOB NOT NULL,
    key_id TEXT NOT NULL,
    sealed TEXT NOT NULL,
    PRIMARY KEY (client, area, name)
) STRICT;

CREATE TABLE draft (
    client TEXT NOT NULL REFERENCES client (id),
    user TEXT NOT NULL REFERENCES app_user (id),
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    content TEXT NOT NULL CHECK (json_valid(content)),
    updated TEXT NOT NULL,
    PRIMARY KEY (client, user, kind, key)
) STRICT, WITHOUT ROWID;
