"""The journal: what an entry is, and every attack on it that we know of."""

import hashlib
import json
import sqlite3
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from storage.errors import KnownError
from storage.journal import Act, Anchor, Entry, append, drop_body, entries, head, paper_anchors, verify
from storage.runs import Document, record_document
from storage.store import Store
from tests.storage.store.opening import CLIENT, LOCAL_MOUNTS, NOON

ZEROS = "0" * 64


def write_acts(store: Store, count: int) -> list[Entry]:
    with store.write() as connection:
        return [append(connection, act(number)) for number in range(count)]


def act(number: int) -> Act:
    at = NOON + timedelta(seconds=number)
    return Act(CLIENT, "u1", "teste.mudar", f"coisa/{number}", at, before=None, after={"valor": Decimal(number)})


def codes(store: Store, *anchors: Anchor) -> list[tuple[str, object]]:
    with store.read() as connection:
        return [(f.code, f.args["seq"]) for f in verify(connection, CLIENT, anchors)]


def outside(store: Store, *statements: str) -> None:
    """What somebody with the file and any SQLite program can do: our triggers dropped, no authorizer."""
    raw = sqlite3.connect(store.path, isolation_level=None)
    for name in ("journal_no_update", "journal_no_delete", "journal_next", "journal_body_once"):
        raw.execute(f"DROP TRIGGER {name}")
    for name in ("journal_body_no_update", "journal_body_drop"):
        raw.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        raw.execute(statement)
    raw.close()


def test_the_hash_is_the_one_the_design_names(empty: Store) -> None:
    with empty.write() as connection:
        connection.execute(text("INSERT INTO client (id, name, created) VALUES ('c', 'C', '2025-01-01')"))
        entry = append(connection, Act("c", "u", "v", "e", NOON, before={"b": 1, "a": Decimal("1.50")}, why="sim"))
        body = connection.execute(text("SELECT body FROM journal_body")).scalar_one()
    expected = (
        '{"actor":"u","after":null,"at":"2025-08-02T15:00:00.000000Z","before":{"a":"1.50","b":1},'
        '"client":"c","entity":"e","origin":"","verb":"v","why":"sim"}'
    )
    assert body == expected
    body_hash = hashlib.sha256(expected.encode()).hexdigest()
    chained = f"prova-real:diario:1:c|{ZEROS}|1|{body_hash}"
    assert entry == Entry(1, hashlib.sha256(chained.encode()).hexdigest())


def test_an_act_goes_with_its_transaction(store: Store) -> None:
    with store.read() as connection:
        before = head(connection, CLIENT)
    with pytest.raises(ZeroDivisionError), store.write() as connection:
        append(connection, act(1))
        raise ZeroDivisionError
    with store.read() as connection:
        assert head(connection, CLIENT) == before
        assert head(connection, "outro") is None


def test_a_float_has_no_canonical_text(store: Store) -> None:
    with pytest.raises(TypeError), store.write() as connection:
        append(connection, Act(CLIENT, "u", "v", "e", NOON, after={"valor": 1.5}))


def test_a_whole_journal_verifies_and_each_client_has_its_own_chain(store: Store) -> None:
    last = write_acts(store, 20)[-1]
    with store.write() as connection:
        connection.execute(text("INSERT INTO client (id, name, created) VALUES ('c2', 'C', '2025-01-01')"))
        other = append(connection, Act("c2", "u1", "v", "e", NOON))
    assert (last.seq, other.seq) == (21, 1)
    assert codes(store, Anchor(last.seq, last.hash)) == []


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE journal SET hash = :zeros WHERE seq = 3",
        "UPDATE OR REPLACE journal SET seq = 2 WHERE seq = 3",
        "UPDATE OR IGNORE journal_body SET body = '{}' WHERE seq = 3",
        "DELETE FROM journal WHERE seq = 3",
        "DELETE FROM journal",
        "DELETE FROM journal_body WHERE seq = 3",
        "INSERT OR REPLACE INTO journal VALUES (:client, 3, :zeros, :zeros, :zeros)",
        "INSERT OR IGNORE INTO journal VALUES (:client, 9, :zeros, :zeros, :zeros)",
        "INSERT INTO journal VALUES (:client, 6, :zeros, :zeros, :zeros)",
        "INSERT OR REPLACE INTO journal_body (client, seq, body) VALUES (:client, 3, '{}')",
        "INSERT OR REPLACE INTO journal_body (client, seq, body) VALUES (:client, 5, '{}')",
        "REPLACE INTO journal (client, seq, previous, body_hash, hash) SELECT client, seq, previous, body_hash, hash"
        " FROM journal",
    ],
)
def test_the_triggers_refuse(store: Store, attack: str) -> None:
    write_acts(store, 4)
    with pytest.raises(IntegrityError, match="journal: "), store.write() as connection:
        connection.execute(text(attack), {"client": CLIENT, "zeros": ZEROS})
    assert codes(store) == []


def test_there_is_no_second_unique_key_to_replace_through(store: Store) -> None:
    write_acts(store, 4)
    with pytest.raises(OperationalError, match="no column named rowid"), store.write() as connection:
        columns = "(rowid, client, seq, previous, body_hash, hash)"
        values = {"c": CLIENT, "z": ZEROS}
        connection.execute(text(f"INSERT OR REPLACE INTO journal {columns} VALUES (3, :c, 6, :z, :z, :z)"), values)
    with store.read() as connection:
        indexes = connection.execute(text("PRAGMA index_list(journal)")).all()
    assert [(row.unique, row.origin) for row in indexes] == [(1, "pk")]


@pytest.mark.parametrize(
    "attack",
    [
        "DROP TRIGGER journal_no_delete",
        "DROP TABLE journal",
        "ALTER TABLE journal RENAME TO old_journal",
        "CREATE TEMP TRIGGER t AFTER INSERT ON journal BEGIN SELECT 1; END",
        "CREATE TABLE another (a)",
        "PRAGMA writable_schema = ON",
        "PRAGMA recursive_triggers = OFF",
        "PRAGMA foreign_keys = OFF",
        "PRAGMA ignore_check_constraints = ON",
        "PRAGMA user_version = 7",
        "DELETE FROM sqlite_master WHERE name = 'journal_no_delete'",
        "ATTACH DATABASE 'other.db' AS other",
    ],
)
def test_the_authorizer_denies(store: Store, attack: str) -> None:
    with pytest.raises(DatabaseError, match="not authorized|may not be modified"), store.write() as connection:
        connection.execute(text(attack))


def test_recursive_triggers_are_on_everywhere(store: Store) -> None:
    with store.read() as reading:
        assert reading.execute(text("PRAGMA recursive_triggers")).scalar() == 1
    with store.write() as writing:
        assert writing.execute(text("PRAGMA recursive_triggers")).scalar() == 1


def test_a_changed_body_is_found(store: Store) -> None:
    write_acts(store, 6)
    outside(store, "UPDATE journal_body SET body = replace(body, 'u1', 'u2') WHERE seq = 4")
    assert codes(store) == [("DIARIO_CORPO", 4)]


def test_a_changed_header_is_found(store: Store) -> None:
    write_acts(store, 6)
    outside(store, f"UPDATE journal SET body_hash = '{ZEROS}' WHERE seq = 4")
    assert codes(store) == [("DIARIO_ELO", 4), ("DIARIO_CORPO", 4)]


def test_a_body_and_hash_recomputed_break_the_next_link(store: Store) -> None:
    write_acts(store, 6)
    with store.read() as connection:
        row = connection.execute(text("SELECT previous FROM journal WHERE seq = 4")).one()
    body_hash = hashlib.sha256(b"{}").hexdigest()
    forged = hashlib.sha256(f"prova-real:diario:1:{CLIENT}|{row.previous}|4|{body_hash}".encode()).hexdigest()
    outside(
        store,
        "UPDATE journal_body SET body = '{}' WHERE seq = 4",
        f"UPDATE journal SET body_hash = '{body_hash}', hash = '{forged}' WHERE seq = 4",
    )
    assert codes(store) == [("DIARIO_ELO", 5)]


def test_a_removed_entry_is_a_gap(store: Store) -> None:
    write_acts(store, 6)
    outside(store, "DELETE FROM journal_body WHERE seq IN (3, 4)", "DELETE FROM journal WHERE seq IN (3, 4)")
    with store.read() as connection:
        found = verify(connection, CLIENT)
    assert [(f.code, f.args["seq"], f.args["ate"]) for f in found] == [("DIARIO_LACUNA", 3, 4)]


def test_a_body_gone_without_an_act_is_found(store: Store) -> None:
    write_acts(store, 6)
    outside(store, "DELETE FROM journal_body WHERE seq = 4")
    assert codes(store) == [("DIARIO_CORPO_AUSENTE", 4)]


def test_a_cut_tail_is_found_only_by_an_anchor(store: Store) -> None:
    printed = write_acts(store, 100)[-1]
    outside(store, "DELETE FROM journal_body WHERE seq > 50", "DELETE FROM journal WHERE seq > 50")
    assert codes(store) == []
    with store.read() as connection:
        found = verify(connection, CLIENT, [Anchor(printed.seq, printed.hash, "relatorio.pdf")])
    assert [(f.code, dict(f.args)) for f in found] == [
        ("DIARIO_CAUDA", {"seq": 101, "fim": 50, "fonte": "relatorio.pdf"})
    ]


def test_a_rewritten_journal_is_found_by_an_anchor(store: Store) -> None:
    printed = write_acts(store, 5)[2]
    assert codes(store, Anchor(printed.seq, "f" * 64)) == [("DIARIO_ANCORA", printed.seq)]


def test_the_papers_of_the_store_are_anchors(store: Store) -> None:
    printed = write_acts(store, 3)[-1]
    with store.write() as connection:
        paper = Document(CLIENT, "a" * 64, "pdf", "meta.pdf", printed, NOON, "u1")
        record_document(connection, paper)
    with store.read() as connection:
        anchors = paper_anchors(connection, CLIENT)
    assert anchors == (Anchor(printed.seq, printed.hash, "meta.pdf"),)
    outside(store, "DELETE FROM journal_body WHERE seq > 1", "DELETE FROM journal WHERE seq > 1")
    assert codes(store, *anchors) == [("DIARIO_CAUDA", printed.seq)]


def test_dropped_triggers_are_noticed_at_the_next_opening(store: Store) -> None:
    outside(store)
    with pytest.raises(KnownError, match="LOJA_GATILHOS"):
        Store.open(store.path, store.clock, mounts=LOCAL_MOUNTS)


def test_erasing_a_body_leaves_the_chain_whole(store: Store) -> None:
    erased = write_acts(store, 5)[1]
    with store.write() as connection:
        drop_body(connection, CLIENT, erased.seq, "u9", "pedido do titular", NOON)
    assert codes(store) == []
    with store.read() as connection:
        lines = {line.seq: line for line in entries(connection, CLIENT)}
    newest, lost = lines[max(lines)], lines[erased.seq]
    assert newest.body is not None
    assert (newest.body["verb"], newest.body["entity"]) == ("diario.apagar", f"diario/{erased.seq}")
    assert (lost.seq, lost.hash, lost.body, lost.at) == (erased.seq, erased.hash, None, None)


def test_an_erasure_cannot_be_erased_nor_a_body_twice(store: Store) -> None:
    first = write_acts(store, 2)[0]
    with store.write() as connection:
        told = drop_body(connection, CLIENT, first.seq, "u9", "", NOON)
    for seq in (told.seq, first.seq, 99):
        with pytest.raises(ValueError, match="no body"), store.write() as connection:
            drop_body(connection, CLIENT, seq, "u9", "", NOON)
    with pytest.raises(IntegrityError), store.write() as connection:
        connection.execute(text("DELETE FROM journal_body WHERE seq = :seq"), {"seq": told.seq})


def test_reading_filters_and_pages(store: Store) -> None:
    write_acts(store, 6)
    with store.read() as connection:
        page = entries(connection, CLIENT, limit=2)
        rest = entries(connection, CLIENT, before_seq=page[-1].seq, limit=2)
        one = entries(connection, CLIENT, entity="coisa/3", verb="teste.mudar", actor="u1")
        none = entries(connection, CLIENT, actor="u2")
    assert [line.seq for line in (*page, *rest)] == [7, 6, 5, 4]
    assert [(line.seq, line.at) for line in one] == [(5, NOON + timedelta(seconds=3))]
    assert none == ()


def test_a_chain_moved_to_another_client_does_not_verify(store: Store) -> None:
    write_acts(store, 1)
    outside(
        store,
        "INSERT INTO client (id, name, created) VALUES ('c2', 'C', '2025-01-01')",
        "PRAGMA foreign_keys = OFF",
        "UPDATE journal SET client = 'c2'",
        "UPDATE journal_body SET client = 'c2'",
    )
    with store.read() as connection:
        assert [f.code for f in verify(connection, "c2")] == ["DIARIO_ELO", "DIARIO_ELO"]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.text(max_size=20)
    | st.decimals(allow_nan=False, allow_infinity=False, places=4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(after=st.lists(JSON, min_size=1, max_size=5))
def test_whatever_is_told_verifies_and_is_one_text(store: Store, after: list[object]) -> None:
    with store.write() as connection:
        for told in after:
            appended = append(connection, Act(CLIENT, "u", "v", "e", NOON, after=told))
            kept = connection.execute(
                text("SELECT body FROM journal_body WHERE client = :c AND seq = :s"), {"c": CLIENT, "s": appended.seq}
            ).scalar_one()
            again = json.dumps(json.loads(kept), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            assert again == kept
    assert codes(store) == []


def test_the_file_of_a_closed_store_carries_its_journal(store: Store, tmp_path: Path) -> None:
    write_acts(store, 3)
    store.close()
    with Store.open(store.path, store.clock, mounts=LOCAL_MOUNTS) as again:
        assert codes(again) == []
