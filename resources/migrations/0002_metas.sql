-- Monthly goals: sectors, periods, parameters, typed holidays, decisions, approved values, targets and spending.
-- Values of goals are INTEGER hundredths of litres or reais; parameters are TEXT, every digit kept.

CREATE TABLE sector (
    client TEXT NOT NULL REFERENCES client (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    erp_code TEXT,
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    PRIMARY KEY (client, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE period (
    client TEXT NOT NULL REFERENCES client (id),
    vigencia TEXT NOT NULL CHECK (vigencia GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
    status TEXT NOT NULL CHECK (status IN ('PLANEJAMENTO', 'ATIVA', 'FECHADA')),
    opened TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    closed TEXT,
    closed_by TEXT,
    PRIMARY KEY (client, vigencia)
) STRICT, WITHOUT ROWID;

CREATE TABLE goal_parameter (
    client TEXT NOT NULL REFERENCES client (id),
    name TEXT NOT NULL CHECK (length(name) <= 100),
    value TEXT NOT NULL,
    updated TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    justification TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (client, name)
) STRICT, WITHOUT ROWID;

-- A holiday belongs to its month's period by its date; two names on one date stand in one row (F-25).
CREATE TABLE holiday (
    client TEXT NOT NULL REFERENCES client (id),
    day TEXT NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    kind TEXT NOT NULL CHECK (kind IN ('NACIONAL', 'DISTRITAL', 'FACULTATIVO', 'MANUAL')),
    source TEXT NOT NULL,
    day_type TEXT CHECK (day_type IS NULL OR day_type IN ('UTIL', 'SABADO', 'DOMINGO_FERIADO')),
    typed TEXT,
    typed_by TEXT,
    PRIMARY KEY (client, day)
) STRICT, WITHOUT ROWID;

-- A decision on one goal of one run; it has no effect until the run is approved.
CREATE TABLE goal_decision (
    run INTEGER NOT NULL REFERENCES run (id),
    criterion TEXT NOT NULL,
    sector TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('APROVADA', 'AJUSTADA', 'RECUSADA')),
    calculated INTEGER,
    value INTEGER,
    justification TEXT NOT NULL DEFAULT '',
    decided TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    PRIMARY KEY (run, criterion, sector)
) STRICT, WITHOUT ROWID;

-- Values the bonus system reads; removing one is a mark, never a DELETE (seed 003 §10.3).
CREATE TABLE parameter_value (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client TEXT NOT NULL REFERENCES client (id),
    vigencia TEXT NOT NULL,
    criterion TEXT NOT NULL,
    sector TEXT NOT NULL,
    value INTEGER NOT NULL,
    calculated INTEGER,
    unit TEXT NOT NULL CHECK (unit IN ('LITROS', 'REAIS')),
    method TEXT NOT NULL DEFAULT 'manual',
    justification TEXT NOT NULL,
    metadata TEXT NOT NULL CHECK (json_valid(metadata)),
    run INTEGER REFERENCES run (id),
    created TEXT NOT NULL,
    created_by TEXT NOT NULL,
    removed TEXT,
    removed_by TEXT
) STRICT;

CREATE UNIQUE INDEX parameter_value_one_active ON parameter_value (client, vigencia, criterion, sector)
WHERE removed IS NULL;
CREATE INDEX parameter_value_run ON parameter_value (run);

CREATE TABLE performance (
    client TEXT NOT NULL REFERENCES client (id),
    vigencia TEXT NOT NULL,
    criterion TEXT NOT NULL,
    sector TEXT NOT NULL,
    target INTEGER,
    realized INTEGER,
    realized_source TEXT NOT NULL DEFAULT '',
    realized_until TEXT,
    updated TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    PRIMARY KEY (client, vigencia, criterion, sector)
) STRICT, WITHOUT ROWID;

-- What each approval found in a target before it wrote: rollback puts exactly this back (F-07).
CREATE TABLE target_before (
    run INTEGER NOT NULL REFERENCES run (id),
    vigencia TEXT NOT NULL,
    criterion TEXT NOT NULL,
    sector TEXT NOT NULL,
    existed INTEGER NOT NULL CHECK (existed IN (0, 1)),
    target INTEGER,
    PRIMARY KEY (run, criterion, sector)
) STRICT, WITHOUT ROWID;
