"""Accounts as an administrator handles them: made, switched off and on, given a password, given hands for commands."""

from collections.abc import Sequence

from storage import people
from storage.errors import KnownError
from storage.people import NewUser, Passwords, hashed_password
from viewmodels.operations.house import House
from viewmodels.operations.pessoas.listing import AREA
from viewmodels.operations.pessoas.reach import MANAGE, reachable, refuse_partial, whole_rights
from viewmodels.operations.pessoas.roles import RoleAt, give
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

PERSONS_ONLY = frozenset({"metas.aprovar", "metas.reverter", "prudencial.enviar", "usuarios.gerir", "clientes.gerir"})
"""Rights no service user may hold: deciding and giving rights ask for somebody's password."""


@operation("pessoas.criar", right=MANAGE, mode="write", area=AREA, verb="usuario.criar")
def create(
    house: House,
    scope: Scope,
    *,
    login: str,
    name: str,
    password: str,
    roles: Sequence[RoleAt] = (),
    passwords: Passwords | None = None,
) -> str:
    """Adds a person, with roles here, who must change the password at the first sign-in; returns the pseudonym id.

    Raises KnownError LOGIN_EXISTE, LOGIN_INVALIDO, SENHA_… and those of giving a role; then nothing is made.
    """
    kept = hashed_password(passwords or Passwords(), login, password)
    at = house.clock.now()
    with house.store.write() as connection:
        refuse_partial(connection, scope.user, scope.client)
        user = people.create_user(connection, NewUser(scope.client, login, name, kept), actor=scope.user, at=at)
        for role in roles:
            give(connection, scope, user, role, at, "")
    return user


@operation("pessoas.desativar", right=MANAGE, mode="write", area=AREA, verb="usuario.desativar")
def deactivate(house: House, scope: Scope, *, user: str, why: str = "") -> None:
    """Switches an account off; its past stays. Raises KnownError of `reachable` or ULTIMO_ADMINISTRADOR."""
    with house.store.write() as connection:
        reachable(connection, scope.user, scope.client, user)
        people.deactivate(connection, user, actor=scope.user, at=house.clock.now(), why=why)


@operation("pessoas.reativar", right=MANAGE, mode="write", area=AREA, verb="usuario.reativar")
def reactivate(house: House, scope: Scope, *, user: str, why: str = "") -> None:
    """Switches an account on again, unlocked. Raises KnownError of `reachable`."""
    with house.store.write() as connection:
        reachable(connection, scope.user, scope.client, user)
        people.reactivate(connection, user, actor=scope.user, at=house.clock.now(), why=why)


@operation("pessoas.redefinir_senha", right=MANAGE, mode="write", area=AREA, verb="usuario.redefinir_senha")
def reset_password(
    house: House, scope: Scope, *, user: str, password: str, why: str = "", passwords: Passwords | None = None
) -> None:
    """A new password for somebody, to be changed at the next sign-in; unlocks too.

    Raises KnownError of `reachable`, PESSOA_INATIVA (what that person may do shows only once active), SENHA_… or
    SERVICO_SEM_SENHA.
    """
    with house.store.read() as connection:
        login = reachable(connection, scope.user, scope.client, user).login
    kept = hashed_password(passwords or Passwords(), login, password)
    with house.store.write() as connection:
        if not reachable(connection, scope.user, scope.client, user).active:
            raise KnownError("PESSOA_INATIVA")
        people.reset_password(connection, user, kept, actor=scope.user, at=house.clock.now(), why=why)


@operation("pessoas.definir_servico", right=MANAGE, mode="write", area=AREA, verb="usuario.direitos_servico")
def provision_commands(house: House, scope: Scope, *, os_user: str, rights: Sequence[str]) -> str:
    """Gives the commands of a user of the system their rights here, replacing earlier ones; returns the id.

    Raises KnownError SERVICO_DIREITO when a right is unknown, is for persons only, or is not held by who gives it.
    """
    if not os_user.strip() or not rights:
        raise KnownError("SERVICO_INCOMPLETO")
    with house.store.write() as connection:
        refuse_partial(connection, scope.user, scope.client)
        held = whole_rights(connection, scope.user, scope.client) - PERSONS_ONLY
        for right in rights:
            if right not in held:
                raise KnownError("SERVICO_DIREITO", direito=right)
        at = house.clock.now()
        return people.provision_service(connection, scope.client, os_user, tuple(rights), actor=scope.user, at=at)
