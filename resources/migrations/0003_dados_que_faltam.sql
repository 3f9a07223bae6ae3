-- What the director decides where data is missing: months left out of the means, means typed by hand, and consents
-- asked at the approval. A choice may be taken back; the journal keeps every turn of it, the run what it stood on.
CREATE TABLE data_choice (
    client TEXT NOT NULL REFERENCES client (id),
    vigencia TEXT NOT NULL CHECK (vigencia GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
    kind TEXT NOT NULL CHECK (kind IN ('MES_FORA', 'MEDIA_DIGITADA')),
    sector TEXT NOT NULL,
    item TEXT NOT NULL,
    value TEXT,
    why TEXT NOT NULL CHECK (why <> ''),
    given TEXT NOT NULL,
    given_by TEXT NOT NULL,
    PRIMARY KEY (client, vigencia, kind, sector, item),
    CHECK ((kind = 'MEDIA_DIGITADA') = (value IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- A consent to approve a run as it is (calculated on data kept from before): given once, never changed.
CREATE TABLE approval_consent (
    client TEXT NOT NULL REFERENCES client (id),
    run INTEGER NOT NULL REFERENCES run (id),
    finding TEXT NOT NULL,
    sentence TEXT NOT NULL,
    why TEXT NOT NULL CHECK (why <> ''),
    given TEXT NOT NULL,
    given_by TEXT NOT NULL,
    PRIMARY KEY (run, finding)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER approval_consent_no_update BEFORE UPDATE ON approval_consent
BEGIN
    SELECT RAISE(ABORT, 'approval consents are never changed');
END;

CREATE TRIGGER approval_consent_no_delete BEFORE DELETE ON approval_consent
BEGIN
    SELECT RAISE(ABORT, 'approval consents are never deleted');
END;
