"""Accounts: made, switched off and on, given a new password; each act in the journal, no secret ever in it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from storage.errors import KnownError
from storage.journal import Act, append
from storage.people.listing import find_person
from storage.people.passwords import Passwords, refuse_weak
from storage.people.rights import Grant, administered_clients, assign, refuse_last_administrator
from storage.people.roles import define_role
from storage.store.tables import app_user

SERVICE_PREFIX = "terminal:"


@dataclass(frozen=True, slots=True)
class NewUser:
    """An account to be made: home client, login, name, and the hash of a password checked by `hashed_password`."""

    client: str
    login: str
    name: str
    password_hash: str
    must_change: bool = True


def hashed_password(passwords: Passwords, login: str, password: str) -> str:
    """Hash of an acceptable password; slow, so call it outside `store.write()`. Raises KnownError SENHA_…."""
    refuse_weak(password, normal_login(login))
    return passwords.hash(password)


def normal_login(login: str) -> str:
    """Login as compared: without outer spaces, in lower case."""
    return login.strip().casefold()


def create_user(connection: Connection, new: NewUser, *, actor: str, at: datetime) -> str:
    """Adds a person without roles and returns the pseudonym id. Raises KnownError LOGIN_EXISTE or LOGIN_INVALIDO."""
    login = normal_login(new.login)
    if not login or login.startswith(SERVICE_PREFIX) or not new.name.strip():
        raise KnownError("LOGIN_INVALIDO")
    columns = {"password_hash": new.password_hash, "must_change": int(new.must_change), "kind": "person"}
    return _insert(connection, new.client, login, new.name.strip(), columns, actor or "", at)


def provision_service(
    connection: Connection, client: str, os_user: str, rights: tuple[str, ...], *, actor: str, at: datetime
) -> str:
    """User under which the commands of `os_user` act, with the given rights and no password; returns its id.

    Called again, it replaces the rights. Raises ValueError on an unknown right.
    """
    login = normal_login(SERVICE_PREFIX + os_user)
    found = connection.execute(select(app_user.c.id).where(app_user.c.login == login)).scalar()
    columns = {"password_hash": "", "must_change": 0, "kind": "service"}
    user = found or _insert(connection, client, login, login, columns, actor, at)
    own_role = f"{login}@{client}"
    define_role(connection, own_role, rights)
    assign(connection, user, Grant(own_role, client), actor=actor, at=at)
    told = {"direitos": sorted(rights)}
    append(connection, Act(client, actor, "usuario.direitos_servico", f"usuario/{user}", at, after=told))
    return user


def deactivate(connection: Connection, user: str, *, actor: str, at: datetime, why: str = "") -> None:
    """Switches an account off; its past stays. Raises KnownError ULTIMO_ADMINISTRADOR for the last one standing."""
    refuse_last_administrator(connection, user, administered_clients(connection, user))
    _change(connection, user, {"active": 0}, "usuario.desativar", actor, at, why)


def reactivate(connection: Connection, user: str, *, actor: str, at: datetime, why: str = "") -> None:
    """Switches an account on again, unlocked."""
    changes = {"active": 1, "failed_attempts": 0, "locked_until": None}
    _change(connection, user, changes, "usuario.reativar", actor, at, why)


def reset_password(
    connection: Connection, user: str, password_hash: str, *, actor: str, at: datetime, why: str = ""
) -> None:
    """An administrator's new password for somebody, who must change it at the next sign-in; also unlocks."""
    changes = {"password_hash": password_hash, "must_change": 1, "failed_attempts": 0, "locked_until": None}
    _change(connection, user, changes, "usuario.redefinir_senha", actor, at, why)


def rename(connection: Connection, user: str, name: str, *, actor: str, at: datetime) -> None:
    """Changes the shown name; the journal tells that it changed, not to what. Raises KnownError LOGIN_INVALIDO."""
    if not name.strip():
        raise KnownError("LOGIN_INVALIDO")
    _change(connection, user, {"name": name.strip()}, "usuario.renomear", actor, at, "")


def forget_person(connection: Connection, user: str, *, actor: str, at: datetime, why: str = "") -> None:
    """Erases name, login and password of somebody for good (LGPD); the pseudonym stays in the journal.

    Raises KnownError ULTIMO_ADMINISTRADOR for the last one standing.
    """
    refuse_last_administrator(connection, user, administered_clients(connection, user))
    changes = {"name": user, "login": f"#{user}", "password_hash": "", "active": 0}
    _change(connection, user, changes, "usuario.esquecer", actor, at, why)


def change_password(connection: Connection, user: str, password_hash: str, *, at: datetime) -> None:
    """A person's own new password, after the old one was checked by `sign_in`."""
    _change(connection, user, {"password_hash": password_hash, "must_change": 0}, "usuario.trocar_senha", user, at, "")


def recover_password(connection: Connection, user: str, password_hash: str, *, at: datetime) -> None:
    """An administrator's own new password after showing the recovery key; also unlocks."""
    changes = {"password_hash": password_hash, "must_change": 0, "failed_attempts": 0, "locked_until": None}
    _change(connection, user, changes, "usuario.recuperar_senha", user, at, "")


def _insert(
    connection: Connection,
    client: str,
    login: str,
    name: str,
    columns: Mapping[str, object],
    actor: str,
    at: datetime,
) -> str:
    if connection.execute(select(app_user.c.id).where(app_user.c.login == login)).first() is not None:
        raise KnownError("LOGIN_EXISTE", login=login)
    user = secrets.token_hex(8)
    row = {"id": user, "client": client, "login": login, "name": name, "created": at, **columns}
    connection.execute(insert(app_user), {**row, "active": 1, "failed_attempts": 0})
    # The first administrator has nobody to be made by: it is its own author.
    told = {"tipo": columns["kind"]}
    append(connection, Act(client, actor or user, "usuario.criar", f"usuario/{user}", at, after=told))
    return user


def _change(
    connection: Connection,
    user: str,
    changes: Mapping[str, object],
    verb: str,
    actor: str,
    at: datetime,
    why: str,
) -> None:
    person = find_person(connection, user)
    if person.service and "password_hash" in changes:
        raise KnownError("SERVICO_SEM_SENHA")
    connection.execute(update(app_user).where(app_user.c.id == user).values(**changes))
    append(connection, Act(person.client, actor, verb, f"usuario/{user}", at, why=why))
