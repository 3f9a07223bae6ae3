"""The ERP's password is in the keyring and nowhere else, whatever is done and however it fails."""

import logging
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import oracledb
import pytest

from storage.secrets import KeyringSecrets
from storage.version import VERSION
from tests.conftest import MemoryKeyring
from tests.faults.ground import Ground, prepare
from tests.sample_house import real_clock, scope_of
from tests.secrets.searching import places_of, stands_in
from tests.secrets.simplest import Setting
from tests.secrets.walking import Heard, walk
from tests.storage.erp.oracle_script import USER, Script, month_answers, oracle_script
from viewmodels.jobs import drive
from viewmodels.opening import Surroundings, open_house, sample_clock
from viewmodels.operations.casa.erp import ErpAddress
from viewmodels.operations.crash import write_crash_report
from viewmodels.operations.house import House
from viewmodels.operations.registry import load_all, perform

SECRET = "Zx81-nunca/dito-Kq77"


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return prepare(tmp_path_factory.mktemp("chao"))


@pytest.fixture
def everything_logged(tmp_path: Path) -> Iterator[None]:
    """The most talkative log there could be, kept among the user's files."""
    root, level = logging.getLogger(), logging.getLogger().level
    handler = logging.FileHandler(tmp_path / "registro.log", encoding="utf-8")
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield
    root.setLevel(level)
    root.removeHandler(handler)
    handler.close()


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@contextmanager
def connected(ground: Ground, folder: Path, keyring: MemoryKeyring) -> Iterator[House]:
    """The company's own house over an Oracle: the ground's runs, no sample about it."""
    base = folder / "empresa.prova-loja"
    shutil.copy2(ground.folder / "exemplo" / "exemplo.prova-loja", base)
    around = Surroundings(sample_clock(real_clock()), KeyringSecrets(keyring), folder, "testes")
    with open_house(around, base) as house:
        yield house


def walked(ground: Ground, folder: Path, keyring: MemoryKeyring, port: int) -> Heard:
    """Everything done once over an Oracle at a port, and the files looked through while the store is still open."""
    address = ErpAddress("127.0.0.1", "ERP", USER, port)
    with connected(ground, folder, keyring) as house:
        scope = scope_of(house)
        perform(house, scope, "erp.guardar", address=address, password=SECRET)
        assert SECRET in keyring.secrets.values(), "nothing was planted"
        heard = walk(house, scope, Setting(ground, folder, address, SECRET))
        assert places_of(SECRET, folder) == ()
    return heard


def assert_unsaid(folder: Path, heard: Heard, capture: pytest.CaptureFixture[str]) -> None:
    printed = capture.readouterr()
    assert not stands_in((printed.out + printed.err).encode(), SECRET)
    assert [line for line in heard.said if stands_in(line.encode(), SECRET)] == []
    assert places_of(SECRET, folder) == ()


@pytest.mark.usefixtures("everything_logged")
def test_over_a_port_where_nobody_answers(
    ground: Ground, tmp_path: Path, memory_keyring: MemoryKeyring, capfd: pytest.CaptureFixture[str]
) -> None:
    heard = walked(ground, tmp_path, memory_keyring, free_port())
    assert heard.refused["metas.ler_erp"].startswith("ORG_001")
    assert len(heard.well) > len(load_all()) / 2, heard.refused
    assert_unsaid(tmp_path, heard, capfd)


@pytest.mark.usefixtures("everything_logged")
@pytest.mark.parametrize("case", ["right", "wrong"])
def test_over_a_server_of_oracles_wire(
    ground: Ground, tmp_path: Path, memory_keyring: MemoryKeyring, capfd: pytest.CaptureFixture[str], case: str
) -> None:
    script = Script(users={USER: "outra" if case == "wrong" else SECRET})
    script.begin_again(month_answers())
    with oracle_script(script) as port:
        heard = walked(ground, tmp_path, memory_keyring, port)
    assert script.logins, "the server was never asked: the password never travelled"
    assert case == "right" or heard.refused["metas.ler_erp"].startswith("ORG_001")
    assert len(heard.well) > len(load_all()) / 2, heard.refused
    assert_unsaid(tmp_path, heard, capfd)


def test_a_library_that_tells_it_is_not_repeated_by_the_crash_report(
    ground: Ground, tmp_path: Path, memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def telling(**options: object) -> None:
        raise RuntimeError(f"cannot connect with {options}")

    monkeypatch.setattr(oracledb, "connect", telling)
    address = ErpAddress("127.0.0.1", "ERP", USER, free_port())
    with connected(ground, tmp_path, memory_keyring) as house:
        scope = scope_of(house)
        perform(house, scope, "erp.guardar", address=address, password=SECRET)
        with pytest.raises(RuntimeError, match=SECRET) as bug:
            drive(perform(house, scope, "metas.ler_erp", vigencia="2025-08"))
        report = write_crash_report(bug.value, tmp_path / "falhas", house.clock.now(), VERSION)
    assert "RuntimeError" in report.read_text(encoding="utf-8")
    assert places_of(SECRET, tmp_path) == ()


def test_the_walk_would_notice(ground: Ground, tmp_path: Path, memory_keyring: MemoryKeyring) -> None:
    """A draft with the password in it is what a careless wizard would leave behind."""
    with connected(ground, tmp_path, memory_keyring) as house:
        content = {"senha": SECRET}
        perform(house, scope_of(house), "metas.rascunho", vigencia="2025-08", content=content)
        assert any("table draft" in place for place in places_of(SECRET, tmp_path))
