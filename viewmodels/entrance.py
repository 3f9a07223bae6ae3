"""The way in, step by step: sample company, first run, sign-in, first password, lost password; no widgets."""

from enum import StrEnum

from storage.errors import KnownError
from storage.metas.sample_store import CLIENT, DIRECTOR
from storage.people import Client, Passwords, list_people
from viewmodels.operations.house import House
from viewmodels.operations.pessoas import entering
from viewmodels.operations.pessoas.entering import Entered
from viewmodels.operations.scope import Scope

ORIGIN = "desktop"


class Step(StrEnum):
    """What the entrance asks for now; DONE when a scope is ready."""

    FIRST = "PRIMEIRO"
    SIGN_IN = "ENTRAR"
    CHANGE = "TROCAR_SENHA"
    CHOOSE = "ESCOLHER_CLIENTE"
    RECOVER = "RECUPERAR"
    KEY = "CHAVE"
    DONE = "DENTRO"


def sample_scope(house: House) -> Scope | None:
    """Scope of the sample company's director, who is never asked; None in any other store, or once switched off."""
    if not house.sample:
        return None
    with house.store.read() as connection:
        found = [p.id for p in list_people(connection, CLIENT) if p.login == DIRECTOR and p.active]
    return Scope(CLIENT, found[0], ORIGIN) if found else None


class Entrance:
    """One conversation at the door. Every act moves `step` on, or raises KnownError and stays."""

    def __init__(self, house: House, passwords: Passwords | None = None) -> None:
        self._house = house
        self._passwords = passwords
        self._entered: Entered | None = None
        self._login = self._password = ""
        self.key = ""
        """The recovery key to be shown once, in step KEY."""
        self.scope: Scope | None = None
        self.step = Step.SIGN_IN if entering.has_anybody(house) else Step.FIRST

    @property
    def clients(self) -> tuple[Client, ...]:
        """Clients the person may work for."""
        return self._entered.clients if self._entered else ()

    def begin(self, *, company: str, login: str, name: str, password: str) -> None:
        """First run: client and administrator; the recovery key is shown next.

        Raises KnownError PRIMEIRO_EXISTE, CLIENTE_NOME, LOGIN_INVALIDO, SENHA_….
        """
        begun = entering.begin_company(
            self._house, company=company, login=login, name=name, password=password, passwords=self._passwords
        )
        self._keep(login, password, begun.recovery_key)

    def sign_in(self, login: str, password: str) -> None:
        """Raises KnownError PESSOA_CREDENCIAL, PESSOA_BLOQUEADA, or CLIENTE_AUSENTE for a person without any role."""
        entered = entering.enter(self._house, login=login, password=password, origin=ORIGIN, passwords=self._passwords)
        self._entered, self._login, self._password = entered, login, password
        if entered.person.must_change:
            self.step = Step.CHANGE
        else:
            self._settle()

    def change_password(self, new: str) -> None:
        """The first password is replaced by the person's own. Raises KnownError SENHA_REPETIDA or SENHA_…."""
        entering.change_own_password(
            self._house, login=self._login, password=self._password, new=new, origin=ORIGIN, passwords=self._passwords
        )
        self._settle()

    def choose(self, client: str) -> None:
        """Which client to work for. Raises KnownError CLIENTE_AUSENTE."""
        assert self._entered is not None
        self.scope = self._entered.scope(client, ORIGIN)
        self._login = self._password = ""
        self.step = Step.DONE

    def ask_recovery(self) -> None:
        """ "Perdi a senha de administrador"."""
        self.step = Step.RECOVER

    def give_up_recovery(self) -> None:
        """Back to the sign-in."""
        self.step = Step.SIGN_IN

    def recover(self, *, login: str, key: str, password: str) -> None:
        """New password by the recovery key; the next key is shown. Raises KnownError CHAVE_RECUSADA or SENHA_…."""
        new_key = entering.recover_administrator(
            self._house, login=login, key=key, password=password, passwords=self._passwords
        )
        self._keep(login, password, new_key)

    def key_kept(self) -> None:
        """The person says the key is kept: the way in goes on with the password just given."""
        self.key = ""
        self.sign_in(self._login, self._password)

    def _keep(self, login: str, password: str, key: str) -> None:
        self._login, self._password, self.key = login, password, key
        self.step = Step.KEY

    def _settle(self) -> None:
        """One client goes straight in; several are offered; none refuses."""
        clients = self.clients
        if len(clients) == 1:
            self.choose(clients[0].id)
        elif clients:
            self.step = Step.CHOOSE
        else:
            self.step = Step.SIGN_IN
            raise KnownError("CLIENTE_AUSENTE")


class Returning:
    """The way back to a desk that locked itself: only for the person who was there."""

    def __init__(self, house: House, scope: Scope, passwords: Passwords | None = None) -> None:
        self._house, self._passwords = house, passwords
        with house.store.read() as connection:
            self.person = next(each for each in list_people(connection, scope.client) if each.id == scope.user)

    def unlock(self, password: str) -> None:
        """Raises KnownError PESSOA_CREDENCIAL or PESSOA_BLOQUEADA; wrong attempts count as at the door."""
        login = self.person.login
        entering.enter(self._house, login=login, password=password, origin=ORIGIN, passwords=self._passwords)
