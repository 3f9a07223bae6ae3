"""What left this machine: numbered lines that nothing changes, found again by the bytes that left."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from storage.departures import departures, paper_of_bytes, record_departure
from storage.store import Store
from tests.sample_house import sample_house, scope_of

AT = datetime(2025, 8, 2, 12, tzinfo=UTC)
BYTES, PAPER = "a" * 64, "b" * 64


def test_lines_are_numbered_found_by_their_bytes_and_never_changed(tmp_path: Path) -> None:
    with sample_house(tmp_path) as house:
        scope = scope_of(house)
        with house.store.write() as connection:
            assert record_departure(connection, scope, "pdf", "r.pdf", BYTES, "/tmp", AT, PAPER) == 1
            assert record_departure(connection, scope, "csv", "g.csv", "c" * 64, "/tmp", AT) == 2
        with house.store.read() as connection:
            told = departures(connection, scope.client)
            assert [(line.seq, line.kind, line.name, line.user) for line in told] == [
                (2, "csv", "g.csv", scope.user),
                (1, "pdf", "r.pdf", scope.user),
            ]
            assert paper_of_bytes(connection, scope.client, BYTES) == PAPER
            assert paper_of_bytes(connection, scope.client, "c" * 64) == ""
            assert departures(connection, "outro") == ()
        _nothing_changes_them(house.store)


def _nothing_changes_them(store: Store) -> None:
    for attack in (
        "UPDATE departure SET name = 'x'",
        "DELETE FROM departure",
        "INSERT OR REPLACE INTO departure SELECT client, 1, kind, 'x', sha256, document, destination, at, user, origin "
        "FROM departure WHERE seq = 2",
    ):
        with pytest.raises(IntegrityError, match="departure"), store.write() as connection:
            connection.execute(text(attack))
