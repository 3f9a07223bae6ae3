"""The first administrator, and the way back for one who lost the password: a key printed once."""

from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as upsert

from storage.errors import KnownError
from storage.journal import Act, append
from storage.people.accounts import NewUser, create_user, hashed_password, normal_login, recover_password
from storage.people.passwords import Passwords, new_recovery_key, plain_recovery_key
from storage.people.rights import ADMINISTRATOR, Grant, administered_clients, assign
from storage.people.roles import seed_roles
from storage.store import Store
from storage.store.tables import app_user, recovery_key


def has_people(connection: Connection) -> bool:
    """False on a store nobody can sign in to yet: the first run."""
    return connection.execute(select(app_user.c.id).where(app_user.c.kind == "person")).first() is not None


def create_first_administrator(
    store: Store, client: str, login: str, name: str, password: str, passwords: Passwords | None = None
) -> str:
    """Makes the first person, administrator of `client`, and returns the recovery key, to be shown once and printed.

    Raises KnownError PRIMEIRO_EXISTE when somebody is there already, SENHA_… when the password is weak.
    """
    checker = passwords or Passwords()
    kept = hashed_password(checker, login, password)
    key = new_recovery_key()
    key_hash = checker.hash(plain_recovery_key(key))
    at = store.clock.now()
    with store.write() as connection:
        if has_people(connection):
            raise KnownError("PRIMEIRO_EXISTE")
        seed_roles(connection)
        user = create_user(connection, NewUser(client, login, name, kept, must_change=False), actor="", at=at)
        assign(connection, user, Grant(ADMINISTRATOR, client), actor=user, at=at)
        _keep_recovery_key(connection, client, key_hash, user, at)
    return key


def recover_administrator(
    store: Store, login: str, typed_key: str, password: str, passwords: Passwords | None = None
) -> str:
    """New password for an administrator who shows the recovery key; returns the next key, the old one is spent.

    Raises KnownError CHAVE_RECUSADA (unknown login, not an administrator, wrong or spent key) or SENHA_….
    """
    checker = passwords or Passwords()
    kept = hashed_password(checker, login, password)
    with store.read() as connection:
        user, client, key_hash = _recoverable(connection, normal_login(login))
    if not checker.matches(key_hash, plain_recovery_key(typed_key)):
        raise KnownError("CHAVE_RECUSADA")
    key = new_recovery_key()
    new_hash = checker.hash(plain_recovery_key(key))
    at = store.clock.now()
    with store.write() as connection:
        if _recoverable(connection, normal_login(login))[2] != key_hash:
            raise KnownError("CHAVE_RECUSADA")
        recover_password(connection, user, kept, at=at)
        _keep_recovery_key(connection, client, new_hash, user, at)
    return key


def _recoverable(connection: Connection, login: str) -> tuple[str, str, str]:
    chosen = select(app_user.c.id).where((app_user.c.login == login) & (app_user.c.active == 1))
    user = connection.execute(chosen).scalar() or ""
    for client in administered_clients(connection, user):
        kept = connection.execute(select(recovery_key.c.key_hash).where(recovery_key.c.client == client)).scalar()
        if kept:
            return user, client, kept
    return user, "", ""


def _keep_recovery_key(connection: Connection, client: str, key_hash: str, user: str, at: datetime) -> None:
    row = {"client": client, "key_hash": key_hash, "created": at}
    statement = upsert(recovery_key).values(row)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["client"], set_={"key_hash": key_hash, "created": statement.excluded.created}
        )
    )
    append(connection, Act(client, user, "cliente.nova_chave_recuperacao", f"cliente/{client}", at))
