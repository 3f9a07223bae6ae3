"""The way in: first run, signing in, choosing the client, changing and recovering the password."""

import pytest

from storage.errors import KnownError
from storage.journal import entries, verify
from tests.viewmodels.pessoas.conftest import CHEAP, HERE, PASSWORD, THERE, Town
from viewmodels.operations.house import House
from viewmodels.operations.pessoas.entering import (
    begin_company,
    change_own_password,
    enter,
    has_anybody,
    leave,
    recover_administrator,
)


def begin(house: House, password: str = PASSWORD) -> tuple[str, str]:
    begun = begin_company(
        house, company=" Viação  Um ", document="1", login="Ana", name="Ana Lima", password=password, passwords=CHEAP
    )
    return begun.client, begun.recovery_key


def test_the_first_run_makes_client_and_administrator_once(empty_house: House) -> None:
    assert not has_anybody(empty_house)
    with pytest.raises(KnownError, match="SENHA_CURTA"):
        begin(empty_house, "curta")
    client, _ = begin(empty_house)
    entered = enter(empty_house, login="ANA ", password=PASSWORD, passwords=CHEAP)
    assert [(each.id, each.name) for each in entered.clients] == [(client, "Viação Um")]
    assert not entered.person.must_change
    scope = entered.scope(client, "desktop")
    assert empty_house.rights.allows(scope.client, scope.user, "usuarios.gerir")
    with pytest.raises(KnownError, match="PRIMEIRO_EXISTE"):
        begin(empty_house)
    with empty_house.store.read() as connection:
        assert verify(connection, client) == ()


def test_a_recovery_key_opens_once(empty_house: House) -> None:
    _, key = begin(empty_house)
    recover = lambda typed, new: recover_administrator(  # noqa: E731
        empty_house, login="ana", key=typed, password=new, passwords=CHEAP
    )
    with pytest.raises(KnownError, match="CHAVE_RECUSADA"):
        recover("AAAA-BBBB", "senha-nova-inteira")
    with pytest.raises(KnownError, match="SENHA_IGUAL_AO_LOGIN"):
        recover(key, "senha-nova-de-ana-x")
    following = recover(key.lower(), "senha-nova-inteira")
    with pytest.raises(KnownError, match="CHAVE_RECUSADA"):
        recover(key, "senha-nova-segunda")
    assert enter(empty_house, login="ana", password="senha-nova-inteira", passwords=CHEAP).clients
    assert recover(following, "senha-nova-segunda") != following


def test_a_scope_is_only_of_a_client_with_a_role(town: Town) -> None:
    entered = enter(town.house, login="ana", password=PASSWORD, origin="terminal", passwords=CHEAP)
    assert entered.scope(HERE, "terminal").user == town.ids["ana"]
    with pytest.raises(KnownError, match="CLIENTE_AUSENTE"):
        entered.scope(THERE, "terminal")


def test_wrong_pairs_all_sound_the_same_and_then_lock(town: Town) -> None:
    for login, password in (("ana", "errada"), ("ninguem", PASSWORD), ("ana", "x" * 10_000)):
        with pytest.raises(KnownError, match="PESSOA_CREDENCIAL"):
            enter(town.house, login=login, password=password, passwords=CHEAP)
    for _ in range(2):
        with pytest.raises(KnownError, match="PESSOA_CREDENCIAL"):
            enter(town.house, login="ana", password="errada", passwords=CHEAP)
    with pytest.raises(KnownError, match="PESSOA_BLOQUEADA"):
        enter(town.house, login="ana", password="errada", passwords=CHEAP)
    with pytest.raises(KnownError, match="PESSOA_BLOQUEADA"):
        enter(town.house, login="ana", password=PASSWORD, passwords=CHEAP)


def test_one_changes_the_own_password_with_the_old_one(town: Town) -> None:
    change = lambda old, new: change_own_password(  # noqa: E731
        town.house, login="ana", password=old, new=new, passwords=CHEAP
    )
    for old, new, code in (
        ("errada", "outra-senha-boa", "PESSOA_CREDENCIAL"),
        (PASSWORD, PASSWORD, "SENHA_REPETIDA"),
        (PASSWORD, "curta", "SENHA_CURTA"),
    ):
        with pytest.raises(KnownError, match=code):
            change(old, new)
    change(PASSWORD, "outra-senha-boa")
    assert enter(town.house, login="ana", password="outra-senha-boa", passwords=CHEAP).person.login == "ana"


def test_leaving_is_in_the_journal(town: Town) -> None:
    leave(town.house, town.scope("ana"))
    with town.house.store.read() as connection:
        body = entries(connection, HERE, limit=1)[0].body
    assert body is not None
    assert (body["verb"], body["actor"]) == ("usuario.sair", town.ids["ana"])
