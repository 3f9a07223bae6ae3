-- Carried files, recent files and what left this machine.

-- What left this machine: every paper, table or file a person or a command took out, never changed afterwards.
-- `document` is the content hash of the published paper whose bytes these are, '' for what is not a paper.
CREATE TABLE departure (
    client TEXT NOT NULL REFERENCES client (id),
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind <> ''),
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    document TEXT NOT NULL DEFAULT '' CHECK (length(document) IN (0, 64)),
    destination TEXT NOT NULL,
    at TEXT NOT NULL,
    user TEXT NOT NULL,
    origin TEXT NOT NULL,
    PRIMARY KEY (client, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX departure_by_bytes ON departure (client, sha256);

CREATE TRIGGER departure_next BEFORE INSERT ON departure
BEGIN
    SELECT RAISE(ABORT, 'departure: seq is not the next one')
    WHERE NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM departure WHERE client = NEW.client);
END;

CREATE TRIGGER departure_no_update BEFORE UPDATE ON departure
BEGIN
    SELECT RAISE(ABORT, 'departure: lines are never changed');
END;

CREATE TRIGGER departure_no_delete BEFORE DELETE ON departure
BEGIN
    SELECT RAISE(ABORT, 'departure: lines are never deleted');
END;

-- Who may decide away from the store: the public half of a person's key, and the private half sealed by a phrase.
-- `seq` is the journal entry of its making: the newest key is the one in use, whatever the clock said.
CREATE TABLE signing_key (
    client TEXT NOT NULL REFERENCES client (id),
    id TEXT NOT NULL CHECK (length(id) = 64),
    user TEXT NOT NULL REFERENCES app_user (id),
    public TEXT NOT NULL CHECK (length(public) = 64),
    salt TEXT NOT NULL,
    nonce TEXT NOT NULL,
    sealed TEXT NOT NULL,
    created TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (client, id)
) STRICT, WITHOUT ROWID;

-- A file of ours that left to be read (SELADO) or decided (DECIDIR): the run it carries and where the journal stood.
CREATE TABLE carried_file (
    client TEXT NOT NULL REFERENCES client (id),
    id TEXT NOT NULL CHECK (length(id) = 64),
    mode TEXT NOT NULL CHECK (mode IN ('SELADO', 'DECIDIR')),
    run INTEGER NOT NULL REFERENCES run (id),
    run_digest TEXT NOT NULL CHECK (length(run_digest) = 64),
    left_seq INTEGER NOT NULL,
    left_head TEXT NOT NULL CHECK (length(left_head) = 64),
    signer TEXT NOT NULL DEFAULT '',
    made TEXT NOT NULL,
    made_by TEXT NOT NULL,
    PRIMARY KEY (client, id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER carried_file_no_update BEFORE UPDATE ON carried_file
BEGIN
    SELECT RAISE(ABORT, 'carried_file: lines are never changed');
END;

CREATE TRIGGER carried_file_no_delete BEFORE DELETE ON carried_file
BEGIN
    SELECT RAISE(ABORT, 'carried_file: lines are never deleted');
END;

-- A carried file that came back with decisions; once, which its key enforces.
CREATE TABLE carried_return (
    client TEXT NOT NULL,
    id TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    head TEXT NOT NULL CHECK (length(head) = 64),
    signer TEXT NOT NULL,
    received TEXT NOT NULL,
    received_by TEXT NOT NULL,
    PRIMARY KEY (client, id),
    FOREIGN KEY (client, id) REFERENCES carried_file (client, id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER carried_return_no_update BEFORE UPDATE ON carried_return
BEGIN
    SELECT RAISE(ABORT, 'carried_return: lines are never changed');
END;

CREATE TRIGGER carried_return_no_delete BEFORE DELETE ON carried_return
BEGIN
    SELECT RAISE(ABORT, 'carried_return: lines are never deleted');
END;

-- Only inside a carried file: what it says of itself, and the digest of everything else in it.
CREATE TABLE workspace (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    mode TEXT NOT NULL CHECK (mode IN ('SELADO', 'DECIDIR')),
    manifest TEXT NOT NULL CHECK (json_valid(manifest)),
    seal TEXT NOT NULL CHECK (length(seal) = 64)
) STRICT;
