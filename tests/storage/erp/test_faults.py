"""L3: each fault of the wire in a process of its own: right code, bounded wait, clean exit, nothing half-read."""

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.storage.erp.fault_case import CASES, CONNECT_SECONDS, DEADLINE_SECONDS
from tests.storage.erp.oracle_script import PASSWORD

ROOT = Path(__file__).parents[3]
HARD_LIMIT_SECONDS = 40
SLACK_SECONDS = 8.0
"""Room for a machine at work; a hang is far beyond it."""

AT_ONCE = 0.0
LIMITED = {"stalled_past_the_deadline": DEADLINE_SECONDS + 1.0, "stalled_mid_fetch": 2.0, "slow_query": 2.0}
SILENT = {"full_backlog", "silent_server", "tls_to_a_plain_port"}

EXPECTED: dict[str, set[str | None]] = {
    "closed_port": {"REFUSED"},
    "no_such_host": {"DNS"},
    "full_backlog": {"SILENT"},
    "silent_server": {"SILENT"},
    "service_unknown": {"SERVICE_UNKNOWN"},
    "sid_unknown": {"SERVICE_UNKNOWN"},
    "listener_refuses": {"LISTENER_REFUSED"},
    "peer_closes": {"NOT_ORACLE"},
    "peer_resets": {"NOT_ORACLE"},
    "web_server": {"NOT_ORACLE"},
    "too_old": {"NEEDS_CLIENT"},
    "native_encryption": {"NEEDS_CLIENT"},
    "wrong_password": {"WRONG_PASSWORD"},
    "locked_account": {"LOCKED"},
    "dropped_mid_fetch": {"DROPPED"},
    "dropped_once": {None},
    "stalled_mid_fetch": {"QUERY_TIMEOUT", "DROPPED"},
    "stalled_past_the_deadline": {"DEADLINE"},
    "slow_query": {"QUERY_TIMEOUT"},
    "tls_unknown_authority": {"TLS_UNTRUSTED"},
    "tls_other_name": {"TLS_NAME"},
    "tls_good": {None},
    "tls_no_wallet": {"TLS_WALLET"},
    "tls_to_a_plain_port": {"SILENT"},
}
"""Kinds each case may say; None is a whole extract. A stalled network is told by either side of the break."""

Ended = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def ended() -> Iterator[dict[str, Future[Ended]]]:
    """Every case started a few at a time; a test waits for its own."""
    with ThreadPoolExecutor(max_workers=3) as pool:
        yield {name: pool.submit(_process, name) for name in CASES}


def _process(name: str) -> Ended:
    command = [sys.executable, "-m", "tests.storage.erp.fault_case", name]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=HARD_LIMIT_SECONDS, check=False)


def test_every_case_has_its_expectation() -> None:
    assert set(EXPECTED) == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_fault_is_named_in_time_and_leaves_nothing(name: str, ended: dict[str, Future[Ended]]) -> None:
    process = ended[name].result()
    assert process.returncode == 0, process.stderr
    told = json.loads(process.stdout)
    kinds = {None if kind is None else f"ORG_001.{kind}" for kind in EXPECTED[name]}
    assert told["code"] in kinds, process.stderr
    assert told["extract"] is (told["code"] is None)
    limit = LIMITED.get(name, CONNECT_SECONDS if name in SILENT else AT_ONCE) + SLACK_SECONDS
    assert told["seconds"] < limit
    assert told["leaked"] is False and PASSWORD not in process.stdout + process.stderr


def test_a_dropped_connection_is_tried_once_more_and_no_more(ended: dict[str, Future[Ended]]) -> None:
    for name in ("dropped_mid_fetch", "dropped_once"):
        assert '{"connections": 2}' in ended[name].result().stderr
