-- Debts divided in instalments (F-11): a plan is born with the publication of a run and is undone with it, never
-- changed; each instalment falls due in one vigência and stands in the sheet of every run of that vigência.
CREATE TABLE instalment_plan (
    id INTEGER PRIMARY KEY,
    client TEXT NOT NULL REFERENCES client (id),
    run INTEGER NOT NULL REFERENCES run (id),
    origin TEXT NOT NULL CHECK (origin GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
    criterion TEXT NOT NULL,
    sector TEXT NOT NULL,
    debt INTEGER NOT NULL CHECK (debt > 0),
    instalments INTEGER NOT NULL CHECK (instalments BETWEEN 2 AND 12),
    justification TEXT NOT NULL CHECK (justification <> ''),
    created TEXT NOT NULL,
    created_by TEXT NOT NULL,
    removed TEXT,
    removed_by TEXT,
    CHECK ((removed IS NULL) = (removed_by IS NULL))
) STRICT;

CREATE UNIQUE INDEX instalment_plan_in_force ON instalment_plan (client, origin, criterion, sector)
WHERE removed IS NULL;

CREATE TABLE instalment (
    client TEXT NOT NULL REFERENCES client (id),
    plan INTEGER NOT NULL REFERENCES instalment_plan (id),
    number INTEGER NOT NULL CHECK (number > 0),
    due TEXT NOT NULL CHECK (due GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
    value INTEGER NOT NULL CHECK (value >= 0),
    still_due INTEGER NOT NULL CHECK (still_due >= 0),
    PRIMARY KEY (plan, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX instalment_due ON instalment (client, due);

CREATE TRIGGER instalment_plan_no_update BEFORE UPDATE ON instalment_plan
BEGIN
    SELECT RAISE(ABORT, 'instalment plans only change by being removed')
    WHERE OLD.removed IS NOT NULL OR NEW.removed IS NULL
       OR NEW.id IS NOT OLD.id OR NEW.client IS NOT OLD.client OR NEW.run IS NOT OLD.run
       OR NEW.origin IS NOT OLD.origin OR NEW.criterion IS NOT OLD.criterion OR NEW.sector IS NOT OLD.sector
       OR NEW.debt IS NOT OLD.debt OR NEW.instalments IS NOT OLD.instalments
       OR NEW.justification IS NOT OLD.justification
       OR NEW.created IS NOT OLD.created OR NEW.created_by IS NOT OLD.created_by;
END;

CREATE TRIGGER instalment_plan_no_delete BEFORE DELETE ON instalment_plan
BEGIN
    SELECT RAISE(ABORT, 'instalment plans are never deleted');
END;

CREATE TRIGGER instalment_no_update BEFORE UPDATE ON instalment
BEGIN
    SELECT RAISE(ABORT, 'instalments are never changed');
END;

CREATE TRIGGER instalment_no_delete BEFORE DELETE ON instalment
BEGIN
    SELECT RAISE(ABORT, 'instalments are never deleted');
END;
