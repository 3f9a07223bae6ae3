"""Signing in: one answer for every wrong pair, and a growing patience between wrong ones."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select, update

from storage.errors import KnownError
from storage.journal import Act, append
from storage.people.accounts import normal_login
from storage.people.passwords import Passwords
from storage.store import Store
from storage.store.tables import app_user

ATTEMPTS = 5
LOCK = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is at the desk: pseudonym id, home client, name, and whether the password must be changed first."""

    user: str
    client: str
    login: str
    name: str
    must_change: bool


def sign_in(
    store: Store, login: str, password: str, passwords: Passwords | None = None, *, origin: str = ""
) -> SignedIn:
    """The person behind a login and password.

    Raises KnownError PESSOA_CREDENCIAL (unknown login, wrong password, inactive, service: all the same answer) or
    PESSOA_BLOQUEADA (ate=instant) after ATTEMPTS wrong ones. The hash is computed outside the lane of writers.
    """
    checker = passwords or Passwords()
    wanted = normal_login(login)
    with store.read() as connection:
        row = _row(connection, wanted)
    matched = checker.matches(row.password_hash if row else "", password)
    renewed = checker.hash(password) if row and matched and checker.outdated(row.password_hash) else None
    if row is None or not row.active or row.kind != "person":
        raise KnownError("PESSOA_CREDENCIAL")
    with store.write() as connection:
        outcome = _settle(connection, row, matched, renewed, store.clock.now(), origin)
    if isinstance(outcome, KnownError):
        raise outcome
    return outcome


def _row(connection: Connection, login: str) -> Row[Any] | None:
    return connection.execute(select(app_user).where(app_user.c.login == login)).first()


def _settle(
    connection: Connection, seen: Row[Any], matched: bool, renewed: str | None, now: datetime, origin: str
) -> SignedIn | KnownError:
    # The refusal is returned, not raised: raising here would roll back the count of wrong attempts.
    row = _row(connection, seen.login)
    if row is None or not row.active or row.password_hash != seen.password_hash:
        return KnownError("PESSOA_CREDENCIAL")  # changed by somebody else while the hash was being computed
    if row.locked_until is not None and now < row.locked_until:
        return KnownError("PESSOA_BLOQUEADA", ate=row.locked_until)
    if not matched:
        return _count_failure(connection, row, now, origin)
    changes: dict[str, object] = {"failed_attempts": 0, "locked_until": None, "last_sign_in": now}
    if renewed is not None:
        changes["password_hash"] = renewed
    connection.execute(update(app_user).where(app_user.c.id == row.id).values(**changes))
    append(connection, Act(row.client, row.id, "usuario.entrar", f"usuario/{row.id}", now, origin=origin))
    return SignedIn(row.id, row.client, row.login, row.name, bool(row.must_change))


def _count_failure(connection: Connection, row: Row[Any], now: datetime, origin: str) -> KnownError:
    failed = row.failed_attempts + 1
    if failed < ATTEMPTS:
        connection.execute(update(app_user).where(app_user.c.id == row.id).values(failed_attempts=failed))
        return KnownError("PESSOA_CREDENCIAL")
    until = now + LOCK
    locked = {"failed_attempts": 0, "locked_until": until}
    connection.execute(update(app_user).where(app_user.c.id == row.id).values(**locked))
    told = {"ate": until, "tentativas": failed}
    append(connection, Act(row.client, row.id, "usuario.bloquear", f"usuario/{row.id}", now, after=told, origin=origin))
    return KnownError("PESSOA_BLOQUEADA", ate=until)
