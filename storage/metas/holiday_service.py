"""The holidays a public service tells for a year: asked only when a person asks, and given up within its limit."""

import http.client
import json
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from socket import SHUT_RDWR
from threading import Timer
from urllib.parse import urlsplit

from storage.clock import Clock
from storage.errors import KnownError

LARGEST = 256 * 1024
MOST_DAYS = 100
LONGEST_NAME = 100
HERE = ("127.0.0.1", "localhost", "::1")
"""Without encryption only this machine is asked."""


@dataclass(frozen=True, slots=True)
class ServiceDay:
    """A day the service lists: its name and what it calls its kind."""

    day: date
    name: str
    kind: str


Fetch = Callable[[str, int, float], tuple[ServiceDay, ...]]
"""(address, year, seconds) -> days: the door the house plugs in."""


def service(clock: Clock) -> Fetch:
    """The door to a service in the shape of BrasilAPI, timed by `clock`."""

    def fetch(address: str, year: int, seconds: float) -> tuple[ServiceDay, ...]:
        return days_of(_body(clock, f"{address.rstrip('/')}/{year}", seconds), year)

    return fetch


def days_of(body: bytes, year: int) -> tuple[ServiceDay, ...]:
    """Days of an answer: a JSON list of {date, name, type}. Raises KnownError FERIADOS_ONLINE.RESPOSTA on any other."""
    try:
        listed = json.loads(body)
        days = [_day(each) for each in listed] if isinstance(listed, list) else []
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise KnownError("FERIADOS_ONLINE.RESPOSTA", ano=str(year)) from error
    right = [d for d in days if 1 <= len(d.name) <= LONGEST_NAME and d.name.isprintable() and d.day.year == year]
    if not 0 < len(days) <= MOST_DAYS or len(right) < len(days):
        raise KnownError("FERIADOS_ONLINE.RESPOSTA", ano=str(year))
    return tuple(sorted(days, key=lambda each: (each.day, each.name)))


def _day(said: dict[str, str]) -> ServiceDay:
    return ServiceDay(date.fromisoformat(said["date"][:10]), " ".join(said["name"].split()), str(said["type"]))


def _body(clock: Clock, address: str, seconds: float) -> bytes:
    """Bytes of the answer within `seconds` in all; redirects are not followed.

    Raises KnownError FERIADOS_ONLINE.ENDERECO, .SEM_RESPOSTA, .RECUSOU or .GRANDE.
    """
    limit = clock.monotonic() + seconds
    try:
        where, host = urlsplit(address), urlsplit(address).hostname or ""
        connection = _connection(where.scheme, host, where.port, seconds, address)
        address.encode("ascii")
    except ValueError as error:  # a port that is no number, an open bracket, a sign no address has
        raise KnownError("FERIADOS_ONLINE.ENDERECO", endereco=address[:80]) from error
    # A server may drip its answer for ever, one byte inside each wait: at the limit the line is cut.
    watch = Timer(seconds, _cut, (connection,))
    watch.start()
    try:
        connection.request("GET", where.path or "/", headers={"Accept": "application/json", "User-Agent": "ProvaReal"})
        with connection.getresponse() as answer:
            if answer.status != http.client.OK:
                raise KnownError("FERIADOS_ONLINE.RECUSOU", endereco=host, codigo=str(answer.status))
            body = answer.read(LARGEST + 1)
        if clock.monotonic() >= limit:
            raise TimeoutError
    except (OSError, http.client.HTTPException) as error:
        raise KnownError("FERIADOS_ONLINE.SEM_RESPOSTA", endereco=host, segundos=str(int(seconds))) from error
    finally:
        watch.cancel()
        connection.close()
    if len(body) > LARGEST:
        raise KnownError("FERIADOS_ONLINE.GRANDE", endereco=host, limite=LARGEST // 1024)
    return body


def _cut(connection: http.client.HTTPConnection) -> None:
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(SHUT_RDWR)


def _connection(scheme: str, host: str, port: int | None, seconds: float, address: str) -> http.client.HTTPConnection:
    if scheme == "https" and host:
        return http.client.HTTPSConnection(host, port, timeout=seconds, context=ssl.create_default_context())
    if scheme == "http" and host in HERE:
        return http.client.HTTPConnection(host, port, timeout=seconds)
    raise KnownError("FERIADOS_ONLINE.ENDERECO", endereco=address[:80])
