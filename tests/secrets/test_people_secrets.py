"""Passwords of people and recovery keys: never in a file as they were typed, nor in anything that is said."""

import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.errors import KnownError
from storage.people import Passwords
from storage.secrets import SessionSecrets
from storage.store import Store
from storage.version import VERSION
from tests.sample_house import real_clock
from tests.secrets.searching import places_of, stands_in
from tests.storage.people.cast import CHEAP
from viewmodels.opening import Surroundings, open_house
from viewmodels.operations.crash import write_crash_report
from viewmodels.operations.house import House
from viewmodels.operations.pessoas import entering
from viewmodels.operations.registry import load_all, perform

FIRST, SECOND, THIRD = "primeira-Zx81-senha", "segunda-Zx82-senha", "terceira-Zx83-senha"
OF_CARLA, GIVEN, GUESSED = "inicial-Kq77-dela-mesma", "nova-Kq78-dela-mesma", "tentada-Wv55-errada"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    load_all()
    base = tmp_path / "empresa.prova-loja"
    Store.create(base, real_clock()).close()
    with open_house(Surroundings(real_clock(), SessionSecrets(), tmp_path, "testes"), base) as opened:
        yield opened


def refused(house: House, said: list[str], sign_in: str, password: str) -> None:
    with pytest.raises(KnownError) as refusal:
        entering.enter(house, login=sign_in, password=password, passwords=CHEAP)
    error = refusal.value
    said += [*traceback.format_exception(error), house.texts.say_error(error), repr(error.args_shown)]
    write_crash_report(error, house.paths / "falhas" / str(len(said)), house.clock.now(), VERSION)


def a_life_of_passwords(house: House, passwords: Passwords, said: list[str]) -> list[str]:
    """Everything that is ever done with a password or a key; returns every secret that took part."""
    begun = entering.begin_company(
        house, company="Viação Segredo", login="ana", name="Ana Lima", password=FIRST, passwords=passwords
    )
    refused(house, said, "ana", GUESSED)
    refused(house, said, GUESSED, "typed in the wrong field")
    entered = entering.enter(house, login="ana", password=FIRST, passwords=passwords)
    said.append(repr(entered))
    entering.change_own_password(house, login="ana", password=FIRST, new=SECOND, passwords=passwords)
    scope = entered.scope(begun.client, "desktop")
    carla = perform(house, scope, "pessoas.criar", login="carla", name="Carla", password=OF_CARLA, passwords=passwords)
    perform(house, scope, "pessoas.redefinir_senha", user=carla, password=GIVEN, passwords=passwords)
    said.append(repr(perform(house, scope, "pessoas.listar")))
    next_key = entering.recover_administrator(
        house, login="ana", key=begun.recovery_key, password=THIRD, passwords=passwords
    )
    perform(house, scope, "loja.copiar")
    keys = [begun.recovery_key, next_key]
    return [FIRST, SECOND, THIRD, OF_CARLA, GIVEN, GUESSED, *keys, *(key.replace("-", "") for key in keys)]


def test_no_password_and_no_key_is_ever_kept_as_typed(
    house: House, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said: list[str] = []
    secrets = a_life_of_passwords(house, CHEAP, said)
    printed = capfd.readouterr()
    spoken = "\n".join([*said, printed.out, printed.err]).encode()
    assert [secret for secret in secrets if stands_in(spoken, secret)] == []
    assert {secret: places for secret in secrets if (places := places_of(secret, tmp_path))} == {}
    assert len(list(tmp_path.rglob("*.json"))) == 2, "no crash report was looked through"


def test_what_is_kept_lets_the_right_one_in(house: House) -> None:
    """The search above would also be satisfied by a program that keeps nothing."""
    a_life_of_passwords(house, CHEAP, [])
    assert entering.enter(house, login="ana", password=THIRD, passwords=CHEAP).person.login == "ana"
    assert entering.enter(house, login="carla", password=GIVEN, passwords=CHEAP).person.must_change
