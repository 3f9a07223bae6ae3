"""The door to a public calendar, against a real server of this machine: slow, huge, wrong, moved, silent."""

import json
import socket
import time
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from storage.clock import Clock
from storage.errors import KnownError
from storage.metas.holiday_service import LARGEST, ServiceDay, service
from storage.texts.sentences import LOCALES, Texts
from tests.sample_house import real_clock

GOOD = [
    {"date": "2025-04-21", "name": "Tiradentes", "type": "national"},
    {"date": "2025-01-01", "name": "Confraternização  mundial", "type": "national"},
]


class Answers(BaseHTTPRequestHandler):
    """What the server of a test says."""

    answer: Callable[[BaseHTTPRequestHandler], None]
    asked: list[str] = []

    def do_GET(self) -> None:  # noqa: N802
        Answers.asked.append(self.path)
        Answers.answer(self)

    def log_message(self, *_: object) -> None:
        """Nothing on the screen of tests."""


def says(body: bytes, status: int = 200, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            to.send_header(name, value)
        to.end_headers()
        to.wfile.write(body)

    return answer


def drips(to: BaseHTTPRequestHandler) -> None:
    """One byte of a header at a time, for longer than anybody waits."""
    try:
        for _ in range(100):
            to.wfile.write(b"H")
            to.wfile.flush()
            time.sleep(0.05)
    except OSError:
        return


@pytest.fixture
def address() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        worker = Thread(target=server.serve_forever, args=(0.01,))
        worker.start()
        Answers.asked = []
        yield f"http://127.0.0.1:{server.server_port}/api/feriados/v1"
        server.shutdown()
        worker.join()


@pytest.fixture
def clock() -> Clock:
    return real_clock()


def refused(clock: Clock, address: str, seconds: float = 5.0) -> str:
    with pytest.raises(KnownError) as error:
        service(clock)(address, 2025, seconds)
    for locale in LOCALES:
        assert Texts(locale).say_error(error.value)
    return error.value.code.removeprefix("FERIADOS_ONLINE.")


def test_a_year_is_asked_and_read_in_order(clock: Clock, address: str) -> None:
    Answers.answer = says(json.dumps(GOOD).encode())
    assert service(clock)(address + "/", 2025, 5.0) == (
        ServiceDay(date(2025, 1, 1), "Confraternização mundial", "national"),
        ServiceDay(date(2025, 4, 21), "Tiradentes", "national"),
    )
    assert Answers.asked == ["/api/feriados/v1/2025"]


@pytest.mark.parametrize(
    "body",
    [
        b"<html>",
        b"{}",
        b"[]",
        b"[1]",
        b'[{"date": "2025-13-01", "name": "X", "type": "national"}]',
        b'[{"date": "2024-01-01", "name": "X", "type": "national"}]',
        b'[{"date": "2025-01-01", "name": "", "type": "national"}]',
        b'[{"date": "2025-01-01", "name": "a\\u0007", "type": "national"}]',
        b"[" * 100_000,
        json.dumps(GOOD * 51).encode(),
    ],
)
def test_an_answer_that_is_no_list_of_the_years_holidays_is_not_used(clock: Clock, address: str, body: bytes) -> None:
    Answers.answer = says(body)
    assert refused(clock, address) == "RESPOSTA"


def test_a_redirect_is_not_followed_nor_an_error_read(clock: Clock, address: str) -> None:
    Answers.answer = says(b"", 302, Location=f"{address}/outro")
    assert refused(clock, address) == "RECUSOU"
    assert len(Answers.asked) == 1
    Answers.answer = says(b"[]", 500)
    assert refused(clock, address) == "RECUSOU"


def test_a_huge_answer_is_left(clock: Clock, address: str) -> None:
    Answers.answer = says(b" " * (LARGEST + 2))
    assert refused(clock, address) == "GRANDE"


def test_a_slow_answer_is_left_at_the_limit(clock: Clock, address: str) -> None:
    Answers.answer = drips
    started = time.monotonic()
    assert refused(clock, address, 0.3) == "SEM_RESPOSTA"
    assert time.monotonic() - started < 2


MALFORMED = ("https://[::1", "https://x.com:abc", "http://127.0.0.1:99999/", "http://127.0.0.1/ação")


def test_where_nobody_answers_or_without_encryption_nothing_is_asked(clock: Clock) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert refused(clock, f"http://127.0.0.1:{port}/x") == "SEM_RESPOSTA"
    for address in ("http://brasilapi.com.br/x", "file:///etc/passwd", "ftp://127.0.0.1/x", "nada", *MALFORMED):
        assert refused(clock, address) == "ENDERECO"
