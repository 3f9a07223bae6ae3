"""The way in, step by step, without a window."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.clock import stopped_clock
from storage.errors import KnownError
from storage.people import Grant, NewUser, Passwords, assign, create_client, create_user
from storage.store import Store
from storage.texts.sentences import Texts
from viewmodels.entrance import Entrance, Step, sample_scope
from viewmodels.operations.gate import StoreGate
from viewmodels.operations.house import House

NOON = datetime(2025, 8, 2, 15, 0, tzinfo=UTC)
CHEAP = Passwords(passes=1, memory_kib=8, lanes=1)
PASSWORD, OTHER = "correta-cavalo-bateria", "outra-frase-bem-comprida"
COMPANY = {"company": "Viação Sol", "login": "ana", "name": "Ana Prado"}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with Store.create(tmp_path / "loja.sqlite", stopped_clock(NOON)) as store:
        gate = StoreGate(store)
        yield House(store=store, clock=store.clock, texts=Texts(), rights=gate, refused=gate.refused)


def begun(house: House) -> Entrance:
    door = Entrance(house, CHEAP)
    door.begin(**COMPANY, password=PASSWORD)
    return door


def test_first_run_makes_company_and_administrator_and_shows_the_key(house: House) -> None:
    door = Entrance(house, CHEAP)
    assert door.step is Step.FIRST
    door.begin(**COMPANY, password=PASSWORD)
    assert (door.step, len(door.key)) == (Step.KEY, 39)
    door.key_kept()
    assert (door.step, door.key) == (Step.DONE, "")
    assert door.scope is not None
    assert house.rights.allows(door.scope.client, door.scope.user, "usuarios.gerir")


def test_weak_password_stays_on_the_first_page_and_makes_nothing(house: House) -> None:
    door = Entrance(house, CHEAP)
    with pytest.raises(KnownError, match="SENHA_CURTA"):
        door.begin(**COMPANY, password="curta")
    assert door.step is Step.FIRST
    assert Entrance(house, CHEAP).step is Step.FIRST


def test_second_time_asks_for_the_password(house: House) -> None:
    begun(house)
    door = Entrance(house, CHEAP)
    assert door.step is Step.SIGN_IN
    with pytest.raises(KnownError, match="PESSOA_CREDENCIAL"):
        door.sign_in("ana", "errada-mas-comprida")
    assert door.step is Step.SIGN_IN
    door.sign_in("ana", PASSWORD)
    assert door.step is Step.DONE


def test_five_wrong_ones_lock_and_say_until_when(house: House) -> None:
    begun(house)
    door = Entrance(house, CHEAP)
    for _ in range(4):
        with pytest.raises(KnownError, match="PESSOA_CREDENCIAL"):
            door.sign_in("ana", "errada-mas-comprida")
    with pytest.raises(KnownError) as refusal:
        door.sign_in("ana", "errada-mas-comprida")
    assert house.texts.say_error(refusal.value).startswith("Acesso bloqueado até 02/08/2025 às 12:15")


def test_lost_password_by_the_key_which_is_spent(house: House) -> None:
    key = begun(house).key
    door = Entrance(house, CHEAP)
    door.ask_recovery()
    with pytest.raises(KnownError, match="CHAVE_RECUSADA"):
        door.recover(login="ana", key="AAAA-BBBB", password=OTHER)
    assert door.step is Step.RECOVER
    door.recover(login="ana", key=key.lower(), password=OTHER)
    assert (door.step, door.key != key) == (Step.KEY, True)
    door.key_kept()
    assert door.step is Step.DONE
    again = Entrance(house, CHEAP)
    again.ask_recovery()
    with pytest.raises(KnownError, match="CHAVE_RECUSADA"):
        again.recover(login="ana", key=key, password=PASSWORD)


def add(house: House, login: str, clients: tuple[str, ...]) -> None:
    with house.store.write() as connection:
        user = create_user(connection, NewUser(clients[0], login, login, CHEAP.hash(PASSWORD)), actor="", at=NOON)
        for client in clients[1:]:
            assign(connection, user, Grant("operador", client), actor="", at=NOON)


def test_first_password_must_be_changed_before_anything(house: House) -> None:
    scope = _inside(begun(house))
    add(house, "bia", (scope, scope))
    door = Entrance(house, CHEAP)
    door.sign_in("bia", PASSWORD)
    assert (door.step, door.scope) == (Step.CHANGE, None)
    with pytest.raises(KnownError, match="SENHA_REPETIDA"):
        door.change_password(PASSWORD)
    door.change_password(OTHER)
    assert door.step is Step.DONE
    Entrance(house, CHEAP).sign_in("bia", OTHER)


def _inside(door: Entrance) -> str:
    door.key_kept()
    assert door.scope is not None
    return door.scope.client


def test_two_companies_are_offered_and_no_other_is_entered(house: House) -> None:
    home = _inside(begun(house))
    with house.store.write() as connection:
        create_client(connection, "Viação Lua", NOON, actor="", client_id="lua")
        create_client(connection, "Viação Mar", NOON, actor="", client_id="mar")
    add(house, "bia", (home, home, "lua"))
    door = Entrance(house, CHEAP)
    door.sign_in("bia", PASSWORD)
    door.change_password(OTHER)
    assert (door.step, [each.name for each in door.clients]) == (Step.CHOOSE, ["Viação Lua", "Viação Sol"])
    with pytest.raises(KnownError, match="CLIENTE_AUSENTE"):
        door.choose("mar")
    door.choose("lua")
    assert door.scope is not None and door.scope.client == "lua"


def test_person_without_any_role_is_told(house: House) -> None:
    home = _inside(begun(house))
    add(house, "bia", (home,))
    door = Entrance(house, CHEAP)
    door.sign_in("bia", PASSWORD)
    with pytest.raises(KnownError, match="CLIENTE_AUSENTE"):
        door.change_password(OTHER)
    assert door.step is Step.SIGN_IN


def test_a_store_that_is_not_the_sample_never_signs_in_alone(house: House) -> None:
    begun(house)
    assert sample_scope(house) is None
