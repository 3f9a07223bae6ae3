-- The history of each parameter, never changed: a value holds from the vigência it starts in until the start of the
-- next one (half-open). `seq` is the journal entry of the act; none for values given before acts told their start.
CREATE TABLE parameter_history (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client TEXT NOT NULL REFERENCES client (id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    value TEXT NOT NULL,
    previous TEXT,
    starts TEXT NOT NULL CHECK (starts GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
    written TEXT NOT NULL,
    written_by TEXT NOT NULL,
    justification TEXT NOT NULL,
    seq INTEGER
) STRICT;

CREATE INDEX parameter_history_of ON parameter_history (client, name, starts);

-- What the journal told of each parameter so far; a value no act told of comes from its register.
INSERT INTO parameter_history (client, name, value, previous, starts, written, written_by, justification, seq)
SELECT client, substr(entity, 17), json_extract(body, '$.after'), json_extract(body, '$.before'), '0001-01',
    at, actor, json_extract(body, '$.why'), seq
FROM journal_body
WHERE verb = 'PARAMETER_CHANGED' AND entity GLOB 'metas/parametro/*' AND json_type(body, '$.after') = 'text'
ORDER BY client, seq;

INSERT INTO parameter_history (client, name, value, previous, starts, written, written_by, justification, seq)
SELECT client, name, value, NULL, '0001-01', updated, updated_by, justification, NULL
FROM goal_parameter
WHERE NOT EXISTS (
    SELECT 1 FROM parameter_history AS told
    WHERE told.client = goal_parameter.client AND told.name = goal_parameter.name
);

DROP TABLE goal_parameter;

CREATE TRIGGER parameter_history_no_update BEFORE UPDATE ON parameter_history
BEGIN
    SELECT RAISE(ABORT, 'parameter_history: what was given is never changed, a later value is added');
END;

CREATE TRIGGER parameter_history_no_delete BEFORE DELETE ON parameter_history
BEGIN
    SELECT RAISE(ABORT, 'parameter_history: what was given is never forgotten');
END;
