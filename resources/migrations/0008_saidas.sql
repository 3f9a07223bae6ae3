-- Column maps of the customer's own workbook and receipts of what was sent to the bonus system.

-- How a company's own workbook is read: columns and labels chosen once (JSON of the layout).
CREATE TABLE own_sheet_map (
    client TEXT NOT NULL REFERENCES client (id),
    layout TEXT NOT NULL CHECK (json_valid(layout)),
    saved TEXT NOT NULL,
    saved_by TEXT NOT NULL,
    PRIMARY KEY (client)
) STRICT, WITHOUT ROWID;

-- A file that left for the bonus system: goals sent, sent again, or withdrawn after an undoing.
CREATE TABLE shipment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client TEXT NOT NULL REFERENCES client (id),
    run INTEGER NOT NULL REFERENCES run (id),
    vigencia TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('ENVIO', 'REENVIO', 'RETIRADA')),
    door TEXT NOT NULL,
    file TEXT NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    sent TEXT NOT NULL,
    sent_by TEXT NOT NULL
) STRICT;

CREATE INDEX shipment_of_period ON shipment (client, vigencia);

-- Each record of a shipment as it was written; `record` is the JSON the bonus system reads.
CREATE TABLE shipment_item (
    client TEXT NOT NULL REFERENCES client (id),
    shipment INTEGER NOT NULL REFERENCES shipment (id),
    part TEXT NOT NULL CHECK (part IN ('PARAMETRO', 'ALVO')),
    criterion TEXT NOT NULL,
    sector TEXT NOT NULL,
    record TEXT NOT NULL CHECK (json_valid(record)),
    PRIMARY KEY (shipment, part, criterion, sector)
) STRICT, WITHOUT ROWID;

-- What was answered to a shipment: by the bonus system, or by reading back what was written.
CREATE TABLE shipment_receipt (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client TEXT NOT NULL REFERENCES client (id),
    shipment INTEGER NOT NULL REFERENCES shipment (id),
    source TEXT NOT NULL CHECK (source IN ('SISTEMA', 'CONFERENCIA')),
    status TEXT NOT NULL CHECK (status IN ('SUCCESS', 'PARTIAL', 'FAILED')),
    answered_by TEXT NOT NULL,
    received TEXT NOT NULL,
    received_by TEXT NOT NULL
) STRICT;

CREATE INDEX shipment_receipt_of ON shipment_receipt (shipment);

CREATE TABLE receipt_item (
    client TEXT NOT NULL REFERENCES client (id),
    receipt INTEGER NOT NULL REFERENCES shipment_receipt (id),
    part TEXT NOT NULL,
    criterion TEXT NOT NULL,
    sector TEXT NOT NULL,
    accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)),
    reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (receipt, part, criterion, sector)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER shipment_no_update BEFORE UPDATE ON shipment
BEGIN
    SELECT RAISE(ABORT, 'shipment: what left is never changed');
END;

CREATE TRIGGER shipment_no_delete BEFORE DELETE ON shipment
BEGIN
    SELECT RAISE(ABORT, 'shipment: what left is never forgotten');
END;

CREATE TRIGGER shipment_item_no_update BEFORE UPDATE ON shipment_item
BEGIN
    SELECT RAISE(ABORT, 'shipment_item: what left is never changed');
END;

CREATE TRIGGER shipment_item_no_delete BEFORE DELETE ON shipment_item
BEGIN
    SELECT RAISE(ABORT, 'shipment_item: what left is never forgotten');
END;

CREATE TRIGGER shipment_receipt_no_update BEFORE UPDATE ON shipment_receipt
BEGIN
    SELECT RAISE(ABORT, 'shipment_receipt: an answer is never changed, a later one is added');
END;

CREATE TRIGGER shipment_receipt_no_delete BEFORE DELETE ON shipment_receipt
BEGIN
    SELECT RAISE(ABORT, 'shipment_receipt: an answer is never forgotten');
END;

CREATE TRIGGER receipt_item_no_update BEFORE UPDATE ON receipt_item
BEGIN
    SELECT RAISE(ABORT, 'receipt_item: an answer is never changed');
END;

CREATE TRIGGER receipt_item_no_delete BEFORE DELETE ON receipt_item
BEGIN
    SELECT RAISE(ABORT, 'receipt_item: an answer is never forgotten');
END;
