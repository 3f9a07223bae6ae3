"""One fault, alone in its process: prints as JSON what the reading said, how long it took and what leaked.

Run as `python -m tests.storage.erp.fault_case NAME`; the parent kills it when it hangs, so a hang fails one test.
"""

import io
import json
import logging
import os
import ssl
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from seerdb.server import Result

from storage.erp.lane import Cancel, Deadline
from storage.erp.oracle_source import Limits, OracleAddress, OracleSource, Tls
from storage.erp.profile import default_profile
from storage.erp.source import read_month
from storage.errors import KnownError
from storage.texts.sentences import LOCALES, Texts
from tests.storage.erp import hostile_ends as ends
from tests.storage.erp.oracle_script import PASSWORD, USER, Script, lock_after, month_answers, oracle_script
from tests.storage.erp.support import AUGUST, CLOCK, REFERENCE

CONNECT_SECONDS = 1.5
DEADLINE_SECONDS = 3.0


def at(end: AbstractContextManager[int]) -> Callable[[], AbstractContextManager[OracleSource]]:
    @contextmanager
    def opened() -> Iterator[OracleSource]:
        with end as port:
            yield source(port)

    return opened


def source(port: int, **changes: object) -> OracleSource:
    """A source on the loopback with short limits."""
    host = str(changes.get("host", "127.0.0.1"))
    secret = str(changes.get("password", PASSWORD))
    tls = changes.get("tls")
    address = OracleAddress(host, "ERP", USER, port, tls if isinstance(tls, Tls) else None)
    round_trip = float(str(changes.get("round_trip", 5.0)))
    return OracleSource(address, lambda: secret, default_profile(), Limits(CONNECT_SECONDS, round_trip))


@contextmanager
def no_such_host() -> Iterator[OracleSource]:
    yield source(1521, host="x.invalid")


@contextmanager
def wrong_password() -> Iterator[OracleSource]:
    with oracle_script(Script()) as port:
        yield source(port, password=PASSWORD + "-errada")


@contextmanager
def locked_account() -> Iterator[OracleSource]:
    """A refused password locks the account; then even the right one hears that it is locked."""
    lock_after(1)
    with oracle_script(Script()) as port:
        refused = run_reading(source(port, password="nada"))
        assert refused["code"] == "ORG_001.WRONG_PASSWORD"
        yield source(port)


@contextmanager
def through(proxy: ends.Proxy, **changes: object) -> Iterator[OracleSource]:
    with ends.listening(proxy) as port:
        yield source(port, **changes)
    print(json.dumps({"connections": proxy.connections}), file=sys.stderr)


def many_rows() -> Script:
    """A month whose first answer is long, so that a cut falls in the middle of the fetch."""
    answers = month_answers()
    piece, first = answers[0]
    assert isinstance(first, Result)
    rows = [first.rows[0]] * 4000
    return Script([(piece, Result(columns=first.columns, rows=rows)), *answers[1:]])


@contextmanager
def cut(times: int = 1000) -> Iterator[OracleSource]:
    script = many_rows() if times > 1 else Script(month_answers())
    after = 30_000 if times > 1 else 5_000
    with oracle_script(script) as port, through(ends.Proxy(port, after, times=times)) as erp:
        yield erp


@contextmanager
def stalled() -> Iterator[OracleSource]:
    with oracle_script(many_rows()) as port, through(ends.Proxy(port, 30_000, stall=True), round_trip=0.4) as erp:
        yield erp


@contextmanager
def stalled_past_the_deadline() -> Iterator[OracleSource]:
    with oracle_script(many_rows()) as port, through(ends.Proxy(port, 30_000, stall=True), round_trip=60) as erp:
        yield erp


@contextmanager
def slow_query() -> Iterator[OracleSource]:
    script = Script(month_answers(), pause={"por_instante": 0.7})
    with oracle_script(script) as port:
        yield source(port, round_trip=0.5)


@contextmanager
def tls(name: str, trusted: bool) -> Iterator[OracleSource]:
    folder = Path(tempfile.mkdtemp())
    key, certificate = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2",
         "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with oracle_script(Script(month_answers()), context) as port:
        yield source(port, host="localhost", tls=Tls(authorities=certificate if trusted else None))


@contextmanager
def no_wallet() -> Iterator[OracleSource]:
    with ends.listening(ends.silence) as port:
        yield source(port, tls=Tls(wallet_folder=Path(tempfile.mkdtemp())))


@contextmanager
def tls_to_a_plain_port() -> Iterator[OracleSource]:
    with oracle_script(Script()) as port:
        yield source(port, tls=Tls())


CASES: dict[str, Callable[[], AbstractContextManager[OracleSource]]] = {
    "closed_port": lambda: at(ends.closed_port())(),
    "no_such_host": no_such_host,
    "full_backlog": lambda: at(ends.full_backlog())(),
    "silent_server": lambda: at(ends.listening(ends.silence))(),
    "service_unknown": lambda: at(ends.listening(ends.refusing(12514)))(),
    "sid_unknown": lambda: at(ends.listening(ends.refusing(12505)))(),
    "listener_refuses": lambda: at(ends.listening(ends.refusing(12516)))(),
    "peer_closes": lambda: at(ends.listening(ends.hang_up))(),
    "peer_resets": lambda: at(ends.listening(ends.reset))(),
    "web_server": lambda: at(ends.listening(ends.web_server))(),
    "too_old": lambda: at(ends.listening(ends.too_old))(),
    "native_encryption": lambda: at(ends.listening(ends.native_encryption))(),
    "wrong_password": wrong_password,
    "locked_account": locked_account,
    "dropped_mid_fetch": cut,
    "dropped_once": lambda: cut(times=1),
    "stalled_mid_fetch": stalled,
    "stalled_past_the_deadline": stalled_past_the_deadline,
    "slow_query": slow_query,
    "tls_unknown_authority": lambda: tls("localhost", trusted=False),
    "tls_other_name": lambda: tls("erp.exemplo", trusted=True),
    "tls_good": lambda: tls("localhost", trusted=True),
    "tls_no_wallet": no_wallet,
    "tls_to_a_plain_port": tls_to_a_plain_port,
}


def run_reading(erp: OracleSource) -> dict[str, object]:
    """What one reading said: its code or its extract, how long it took, and every word of the error.

    Each error is also said in the three languages: an argument its sentence misses fails the case.
    """
    told: dict[str, object] = {"code": None, "extract": False, "text": ""}
    began = time.monotonic()
    reading = read_month(erp, AUGUST, (240, 31), REFERENCE, Deadline.after(CLOCK, DEADLINE_SECONDS), Cancel())
    try:
        while True:
            next(reading)
    except StopIteration as end:
        told["extract"] = end.value is not None
    except KnownError as error:
        whole = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format(chain=True))
        for locale in LOCALES:
            Texts(locale).say_with(error.code, error.args_shown)
            Texts(locale).say_with(f"ACAO.{error.code}", error.args_shown)
        told |= {"code": error.code, "text": f"{whole}{error!r}{error.__context__!r}{error.__cause__!r}"}
    told["seconds"] = round(time.monotonic() - began, 2)
    return told


def run(name: str) -> dict[str, object]:
    """What happened in one case; `leaked` when the password shows in error, log or environment."""
    log = io.StringIO()
    logging.basicConfig(stream=log, level=logging.DEBUG, force=True)
    with CASES[name]() as erp:
        told = run_reading(erp)
    everything = (str(told.pop("text")), log.getvalue(), *os.environ.values())
    return {**told, "leaked": any(PASSWORD in each for each in everything), "logged": len(log.getvalue())}


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1])))
