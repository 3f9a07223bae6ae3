"""The way in: signing in, the first administrator, the lost password. Nobody is there yet, so no right is asked."""

from dataclasses import dataclass

from storage import people
from storage.errors import KnownError
from storage.journal import Act, append
from storage.people import Client, Passwords, SignedIn, grants_of, hashed_password, list_clients
from viewmodels.operations.house import House
from viewmodels.operations.pessoas.companies import LONGEST
from viewmodels.operations.scope import Scope

INSTALLATION = "instalacao"
"""Author of what is done before there is anybody."""


@dataclass(frozen=True, slots=True)
class Entered:
    """Who is at the desk, and the clients where they may do anything, by name."""

    person: SignedIn
    clients: tuple[Client, ...]

    def scope(self, client: str, origin: str) -> Scope:
        """Scope of this person's acts on one of their clients. Raises KnownError CLIENTE_AUSENTE for another."""
        if client not in {each.id for each in self.clients}:
            raise KnownError("CLIENTE_AUSENTE")
        return Scope(client, self.person.user, origin)


@dataclass(frozen=True, slots=True)
class Begun:
    """A store just begun: its client, and the recovery key to be shown once and printed."""

    client: str
    recovery_key: str


def has_anybody(house: House) -> bool:
    """False while nobody can sign in: the first run."""
    with house.store.read() as connection:
        return people.has_people(connection)


def enter(
    house: House, *, login: str, password: str, origin: str = "desktop", passwords: Passwords | None = None
) -> Entered:
    """Signs a person in (`pessoas.entrar`); a first password must be changed before anything else is done.

    Raises KnownError PESSOA_CREDENCIAL or PESSOA_BLOQUEADA (ate), whatever was wrong with the pair.
    """
    person = people.sign_in(house.store, login, password, passwords, origin=origin)
    return Entered(person, clients_of(house, person.user))


def clients_of(house: House, user: str) -> tuple[Client, ...]:
    """Clients in use where a user holds a role, by name."""
    with house.store.read() as connection:
        held = {grant.client for grant in grants_of(connection, user)}
        return tuple(each for each in list_clients(connection) if each.active and each.id in held)


def create_first_administrator(
    house: House, *, client: str, login: str, name: str, password: str, passwords: Passwords | None = None
) -> str:
    """Makes the first administrator and returns the recovery key, to be shown once and printed.

    Raises KnownError PRIMEIRO_EXISTE, LOGIN_INVALIDO or SENHA_….
    """
    return people.create_first_administrator(house.store, client, login, name, password, passwords)


def begin_company(
    house: House,
    *,
    company: str,
    login: str,
    name: str,
    password: str,
    document: str = "",
    passwords: Passwords | None = None,
) -> Begun:
    """An empty store's first client with its first administrator; repeated after a crash half way, it goes on.

    Raises KnownError PRIMEIRO_EXISTE, CLIENTE_NOME, LOGIN_INVALIDO or SENHA_….
    """
    wanted = " ".join(company.split())
    if has_anybody(house):
        raise KnownError("PRIMEIRO_EXISTE")
    if not wanted or len(wanted) > LONGEST:
        raise KnownError("CLIENTE_NOME", maximo=LONGEST)
    hashed_password(passwords or Passwords(), login, password)  # a weak password leaves no client behind
    with house.store.write() as connection:
        found = [each.id for each in list_clients(connection) if each.name == wanted]
        client = found[0] if found else people.create_client(
            connection, wanted, house.clock.now(), actor=INSTALLATION, document=document.strip()
        )  # fmt: skip
    key = create_first_administrator(
        house, client=client, login=login, name=name, password=password, passwords=passwords
    )
    return Begun(client, key)


def recover_administrator(
    house: House, *, login: str, key: str, password: str, passwords: Passwords | None = None
) -> str:
    """New password for an administrator who shows the recovery key; returns the next key, the old one is spent.

    Raises KnownError CHAVE_RECUSADA or SENHA_….
    """
    return people.recover_administrator(house.store, login, key, password, passwords)


def change_own_password(
    house: House, *, login: str, password: str, new: str, origin: str = "desktop", passwords: Passwords | None = None
) -> None:
    """A person's own new password, after the old one was shown once more.

    Raises KnownError PESSOA_CREDENCIAL, PESSOA_BLOQUEADA, SENHA_REPETIDA or SENHA_….
    """
    person = people.sign_in(house.store, login, password, passwords, origin=origin)
    if new == password:
        raise KnownError("SENHA_REPETIDA")
    kept = hashed_password(passwords or Passwords(), login, new)
    with house.store.write() as connection:
        people.change_password(connection, person.user, kept, at=house.clock.now())


def leave(house: House, scope: Scope) -> None:
    """Journals that a person left the desk."""
    act = Act(
        scope.client, scope.user, "usuario.sair", f"usuario/{scope.user}", house.clock.now(), origin=scope.origin
    )  # fmt: skip
    with house.store.write() as connection:
        append(connection, act)
