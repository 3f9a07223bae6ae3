-- An audit of the subsidy in a file of its own: what it is, what was brought in, its findings, what was analysed upstream.

-- One row in the file of an audit, none in a company's store.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    client TEXT NOT NULL REFERENCES client (id),
    name TEXT NOT NULL CHECK (name <> ''),
    status TEXT NOT NULL CHECK (status IN ('ABERTA', 'LACRADA')),
    created TEXT NOT NULL,
    created_by TEXT NOT NULL,
    sealed TEXT,
    sealed_by TEXT,
    seal TEXT,
    CHECK ((status = 'LACRADA') = (sealed IS NOT NULL AND sealed_by IS NOT NULL AND seal IS NOT NULL))
) STRICT;

-- Tables brought in: those the payment was calculated from (ENTRADA) or those the city published (PAGO). The last of
-- each kind is the one in force; the others stay, since runs stand on them.
CREATE TABLE audit_source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client TEXT NOT NULL REFERENCES client (id),
    kind TEXT NOT NULL CHECK (kind IN ('ENTRADA', 'PAGO')),
    snapshot TEXT NOT NULL REFERENCES snapshot (id),
    days TEXT NOT NULL CHECK (json_valid(days)),
    absent TEXT NOT NULL CHECK (json_valid(absent)),
    files TEXT NOT NULL CHECK (json_valid(files)),
    warnings TEXT NOT NULL CHECK (json_valid(warnings)),
    brought TEXT NOT NULL,
    brought_by TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_source_no_update BEFORE UPDATE ON audit_source
BEGIN
    SELECT RAISE(ABORT, 'audit_source: what was brought is never changed, another is brought');
END;

CREATE TRIGGER audit_source_no_delete BEFORE DELETE ON audit_source
BEGIN
    SELECT RAISE(ABORT, 'audit_source: what was brought is never forgotten');
END;

-- A finding of the auditor: evidence frozen as a snapshot, effect as text of a decimal ("" while unknown).
CREATE TABLE audit_finding (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client TEXT NOT NULL REFERENCES client (id),
    run INTEGER REFERENCES run (id),
    code TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    severity TEXT NOT NULL CHECK (severity IN ('ERROR', 'CONSENT', 'WARNING', 'INFO')),
    status TEXT NOT NULL CHECK (status IN ('ABERTO', 'EM_ANALISE', 'CONFIRMADO', 'DESCARTADO')),
    effect TEXT NOT NULL,
    note TEXT NOT NULL,
    evidence TEXT REFERENCES snapshot (id),
    evidence_rows INTEGER NOT NULL CHECK (evidence_rows >= 0),
    created TEXT NOT NULL,
    created_by TEXT NOT NULL,
    reviewed TEXT,
    reviewed_by TEXT,
    review_note TEXT NOT NULL DEFAULT '',
    CHECK ((reviewed IS NULL) = (reviewed_by IS NULL))
) STRICT;

CREATE TRIGGER audit_finding_keeps_its_evidence BEFORE UPDATE ON audit_finding
BEGIN
    SELECT RAISE(ABORT, 'audit_finding: the evidence of a finding is never changed')
    WHERE OLD.evidence IS NOT NEW.evidence OR OLD.code IS NOT NEW.code OR OLD.run IS NOT NEW.run
       OR OLD.created IS NOT NEW.created OR OLD.created_by IS NOT NEW.created_by;
END;

CREATE TRIGGER audit_finding_no_delete BEFORE DELETE ON audit_finding
BEGIN
    SELECT RAISE(ABORT, 'audit_finding: a finding is discarded with its reason, never deleted');
END;

-- A change of the upstream source that somebody analysed: the change by its digest, as JSON, and the conclusion.
CREATE TABLE source_analysis (
    client TEXT NOT NULL REFERENCES client (id),
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    change TEXT NOT NULL CHECK (json_valid(change)),
    conclusion TEXT NOT NULL CHECK (conclusion <> ''),
    effect TEXT NOT NULL,
    analysed TEXT NOT NULL,
    analysed_by TEXT NOT NULL,
    PRIMARY KEY (client, digest, analysed)
) STRICT, WITHOUT ROWID;
