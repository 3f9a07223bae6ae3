-- The routine of the month: what a person ticked, which run repeats which after a correction, what was purged.

-- The present tick of one item of the monthly checklist (seed 003 §15.1.A); who and when it changed is in the journal.
CREATE TABLE routine_tick (
    client TEXT NOT NULL REFERENCES client (id),
    vigencia TEXT NOT NULL CHECK (vigencia GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
    item TEXT NOT NULL,
    ticked TEXT NOT NULL,
    ticked_by TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (client, vigencia, item)
) STRICT, WITHOUT ROWID;

-- A run made again with corrected data, and the run it corrects (seed 003 §10.3).
CREATE TABLE recalculation (
    run INTEGER PRIMARY KEY REFERENCES run (id),
    client TEXT NOT NULL REFERENCES client (id),
    original INTEGER NOT NULL REFERENCES run (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    asked TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    CHECK (original < run)
) STRICT;

CREATE INDEX recalculation_original ON recalculation (original);

CREATE TRIGGER recalculation_no_update BEFORE UPDATE ON recalculation
BEGIN
    SELECT RAISE(ABORT, 'recalculation: a link is never changed');
END;

CREATE TRIGGER recalculation_no_delete BEFORE DELETE ON recalculation
BEGIN
    SELECT RAISE(ABORT, 'recalculation: a link is never deleted');
END;

-- A run whose stored data went by an act of retention; its heading and its journal entries stay.
CREATE TABLE purged_run (
    run INTEGER PRIMARY KEY REFERENCES run (id),
    client TEXT NOT NULL REFERENCES client (id),
    purged TEXT NOT NULL,
    purged_by TEXT NOT NULL
) STRICT;

CREATE TRIGGER purged_run_no_update BEFORE UPDATE ON purged_run
BEGIN
    SELECT RAISE(ABORT, 'purged_run: a mark is never changed');
END;

CREATE TRIGGER purged_run_no_delete BEFORE DELETE ON purged_run
BEGIN
    SELECT RAISE(ABORT, 'purged_run: a mark is never deleted');
END;
