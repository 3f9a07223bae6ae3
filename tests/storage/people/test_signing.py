"""Signing in, being locked out, coming back: what a password and a key can do."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from storage.errors import KnownError
from storage.people import (
    Passwords,
    all_rights,
    change_password,
    create_first_administrator,
    deactivate,
    find_person,
    has_people,
    hashed_password,
    provision_service,
    recover_administrator,
    reset_password,
    rights_of,
    sign_in,
)
from storage.store import Store
from tests.storage.people.cast import CHEAP, OTHER, PASSWORD, at_clock, person, refused, verbs
from tests.storage.store.opening import CLIENT, NOON


def test_the_first_administrator_may_do_everything(store: Store) -> None:
    with store.read() as connection:
        assert not has_people(connection)
    create_first_administrator(store, CLIENT, " Ana ", "Ana Lima", PASSWORD, CHEAP)
    signed = sign_in(store, "ANA", PASSWORD, CHEAP, origin="mesa")
    assert (signed.client, signed.login, signed.name, signed.must_change) == (CLIENT, "ana", "Ana Lima", False)
    with store.read() as connection:
        assert has_people(connection)
        assert rights_of(connection, signed.user, CLIENT) == frozenset(all_rights())
        assert rights_of(connection, signed.user, "outro") == frozenset()
        assert find_person(connection, signed.user).last_sign_in == NOON
    assert verbs(store) == [
        "cliente.criar",
        "usuario.criar",
        "usuario.dar_papel",
        "cliente.nova_chave_recuperacao",
        "usuario.entrar",
    ]
    with pytest.raises(KnownError, match="PRIMEIRO_EXISTE"):
        create_first_administrator(store, CLIENT, "bia", "Bia", PASSWORD, CHEAP)


def test_no_secret_and_no_name_reaches_the_journal(store: Store) -> None:
    key = create_first_administrator(store, CLIENT, "ana", "Ana Lima", PASSWORD, CHEAP)
    sign_in(store, "ana", PASSWORD, CHEAP)
    with store.read() as connection:
        everything = "".join(connection.execute(text("SELECT body FROM journal_body WHERE seq > 1")).scalars())
        kept = "".join(connection.execute(text("SELECT password_hash FROM app_user")).scalars())
        kept_key = connection.execute(text("SELECT key_hash FROM recovery_key")).scalar_one()
    for secret in (PASSWORD, "Ana", "ana", key, key.replace("-", ""), "argon2"):
        assert secret not in everything
    assert kept.startswith("$argon2id$") and kept_key.startswith("$argon2id$")


def test_every_wrong_pair_has_the_same_answer(store: Store, ana: str) -> None:
    with store.write() as connection:
        gone = person(connection, "bia")
        deactivate(connection, gone, actor=ana, at=NOON)
        provision_service(connection, CLIENT, "robo", ("metas.ver",), actor=ana, at=NOON)
    wrong = [("ana", OTHER), ("ninguem", PASSWORD), ("bia", PASSWORD), ("terminal:robo", ""), ("", "")]
    wrong += [("ana", "x" * 999), ("ana", "")]
    assert {refused(store, *pair) for pair in wrong} == {"PESSOA_CREDENCIAL"}


def test_five_wrong_attempts_lock_for_a_while(store: Store, ana: str) -> None:
    assert [refused(store, "ana", OTHER) for _ in range(5)] == ["PESSOA_CREDENCIAL"] * 4 + ["PESSOA_BLOQUEADA"]
    with pytest.raises(KnownError) as caught:
        sign_in(store, "ana", PASSWORD, CHEAP)
    assert (caught.value.code, caught.value.args_shown) == ("PESSOA_BLOQUEADA", {"ate": NOON + timedelta(minutes=15)})
    assert verbs(store)[-1] == "usuario.bloquear"
    at_clock(store, NOON + timedelta(minutes=14, seconds=59))
    assert refused(store, "ana", PASSWORD) == "PESSOA_BLOQUEADA"
    at_clock(store, NOON + timedelta(minutes=15))
    assert sign_in(store, "ana", PASSWORD, CHEAP).user == ana


def test_a_right_password_forgives_the_wrong_ones(store: Store, ana: str) -> None:
    for _ in range(3):
        assert [refused(store, "ana", OTHER) for _ in range(4)] == ["PESSOA_CREDENCIAL"] * 4
        sign_in(store, "ana", PASSWORD, CHEAP)
    with store.read() as connection:
        assert find_person(connection, ana).locked_until is None


def test_stronger_parameters_reach_old_hashes_at_the_next_sign_in(store: Store, ana: str) -> None:
    stronger = Passwords(passes=2, memory_kib=16, lanes=1)
    sign_in(store, "ana", PASSWORD, stronger)
    with store.read() as connection:
        kept = connection.execute(text("SELECT password_hash FROM app_user")).scalar_one()
    assert "m=16,t=2" in kept
    assert sign_in(store, "ana", PASSWORD, stronger).user == ana


def test_the_default_parameters_are_those_of_the_standard() -> None:
    assert "$argon2id$v=19$m=65536,t=3,p=4$" in Passwords().hash(PASSWORD)


@pytest.mark.parametrize(
    ("password", "code"),
    [("curta", "SENHA_CURTA"), ("x" * 257, "SENHA_LONGA"), ("minha-ANA-senha", "SENHA_IGUAL_AO_LOGIN")],
)
def test_weak_passwords(store: Store, password: str, code: str) -> None:
    with pytest.raises(KnownError, match=code):
        create_first_administrator(store, CLIENT, "ana", "Ana", password, CHEAP)
    with store.read() as connection:
        assert not has_people(connection)


def test_the_recovery_key_works_once_and_is_replaced(store: Store) -> None:
    first = create_first_administrator(store, CLIENT, "ana", "Ana", PASSWORD, CHEAP)
    assert len(first.replace("-", "")) == 32
    for _ in range(5):
        refused(store, "ana", OTHER)
    second = recover_administrator(store, "ANA", f" {first.lower()} ", OTHER, CHEAP)
    assert not sign_in(store, "ana", OTHER, CHEAP).must_change
    assert refused(store, "ana", PASSWORD) == "PESSOA_CREDENCIAL"
    with pytest.raises(KnownError, match="CHAVE_RECUSADA"):
        recover_administrator(store, "ana", first, PASSWORD, CHEAP)
    recover_administrator(store, "ana", second, PASSWORD, CHEAP)
    assert sign_in(store, "ana", PASSWORD, CHEAP).login == "ana"
    assert "usuario.recuperar_senha" in verbs(store)


class MeanwhilePasswords(Passwords):
    """Something happens while the slow hash is being computed."""

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        super().__init__(passes=1, memory_kib=8, lanes=1)
        self._meanwhile: Callable[[], object] | None = meanwhile

    def matches(self, kept: str, secret: str) -> bool:
        found = super().matches(kept, secret)
        if self._meanwhile is not None:
            meanwhile, self._meanwhile = self._meanwhile, None
            meanwhile()
        return found


def test_a_password_changed_while_it_was_being_checked_does_not_enter(store: Store, ana: str) -> None:
    def change() -> None:
        with store.write() as connection:
            change_password(connection, ana, hashed_password(CHEAP, "ana", OTHER), at=NOON)

    with pytest.raises(KnownError, match="PESSOA_CREDENCIAL"):
        sign_in(store, "ana", PASSWORD, MeanwhilePasswords(change))
    assert sign_in(store, "ana", OTHER, CHEAP).user == ana


def test_a_recovery_key_is_not_spent_twice_at_once(store: Store) -> None:
    key = create_first_administrator(store, CLIENT, "ana", "Ana", PASSWORD, CHEAP)
    racing = MeanwhilePasswords(lambda: recover_administrator(store, "ana", key, OTHER, CHEAP))
    with pytest.raises(KnownError, match="CHAVE_RECUSADA"):
        recover_administrator(store, "ana", key, "uma senha de intruso", racing)
    assert sign_in(store, "ana", OTHER, CHEAP).login == "ana"


def test_the_recovery_key_is_for_administrators(store: Store) -> None:
    key = create_first_administrator(store, CLIENT, "ana", "Ana", PASSWORD, CHEAP)
    with store.write() as connection:
        person(connection, "bia", "operador")
        person(connection, "caio", "administrador", area="metas")
    for login in ("bia", "caio", "ninguem"):
        with pytest.raises(KnownError, match="CHAVE_RECUSADA"):
            recover_administrator(store, login, key, OTHER, CHEAP)


def test_a_reset_password_must_be_changed(store: Store, ana: str) -> None:
    with store.write() as connection:
        user = person(connection, "bia")
    for _ in range(5):
        refused(store, "bia", OTHER)
    with store.write() as connection:
        reset_password(connection, user, hashed_password(CHEAP, "bia", OTHER), actor=ana, at=NOON)
    assert sign_in(store, "bia", OTHER, CHEAP).must_change
    with store.write() as connection:
        change_password(connection, user, hashed_password(CHEAP, "bia", "a terceira senha"), at=NOON)
    assert not sign_in(store, "bia", "a terceira senha", CHEAP).must_change


def test_a_service_user_acts_with_given_rights_and_no_password(store: Store, ana: str) -> None:
    with store.write() as connection:
        user = provision_service(connection, CLIENT, "Robo", ("metas.ver", "metas.calcular"), actor=ana, at=NOON)
        assert rights_of(connection, user, CLIENT) == {"metas.ver", "metas.calcular"}
        assert provision_service(connection, CLIENT, "robo", ("metas.ver",), actor=ana, at=NOON) == user
        assert rights_of(connection, user, CLIENT) == {"metas.ver"}
        found = find_person(connection, user)
        assert (found.login, found.service) == ("terminal:robo", True)
        with pytest.raises(KnownError, match="SERVICO_SEM_SENHA"):
            reset_password(connection, user, "h", actor=ana, at=NOON)
        with pytest.raises(ValueError, match="unknown rights"):
            provision_service(connection, CLIENT, "robo", ("voar",), actor=ana, at=NOON)
