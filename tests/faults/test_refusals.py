"""A full disk, a folder turned read-only, a second desktop, a newer store: said clearly, and nothing is lost."""

import hashlib
import os
import resource
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path as FilePath

import pytest

from storage.errors import KnownError
from storage.runs import Status, list_runs
from storage.store import Seat, connection
from storage.store.migrations import shipped_migrations
from storage.texts.sentences import Texts
from tests.faults.child import Tell, told_by
from tests.faults.ground import VIGENCIA, Ground, prepare
from tests.faults.paths import PATHS, Path
from tests.faults.proofs import violations
from viewmodels.operations.house import House
from viewmodels.operations.scope import Scope

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="forks, users and limits of POSIX")
ROOT = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs to become another user")
NOBODY = 65534
TRACES = ("run", "sqlite_sequence")
"""What a failed calculation leaves: a run in ERROR, and its number spent."""
STORE = FilePath("exemplo", "exemplo.prova-loja")


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return prepare(tmp_path_factory.mktemp("chao"))


@pytest.fixture
def here(ground: Ground, tmp_path: FilePath) -> Ground:
    return ground.copied(tmp_path / "aqui")


def rows_of(ground: Ground, *, but: tuple[str, ...] = ()) -> str:
    """Hash of every row of every table of the store, save those of some tables."""
    with closing(sqlite3.connect(ground.folder / STORE)) as raw:
        names = [n for (n,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        told = [(name, sorted(map(repr, raw.execute(f"SELECT * FROM {name}")))) for name in names if name not in but]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def refusal_of(act: Callable[[], object]) -> str:
    """Code of the refusal, which has its sentence in each language; "" when there was none."""
    try:
        act()
    except KnownError as error:
        for locale in ("pt", "en", "es"):
            assert "{" not in Texts(locale).say_error(error)
        return error.code
    return ""


def sound_and_resumes(path: Path, ground: Ground) -> None:
    with ground.opened() as (house, scope):
        assert violations(house, scope, ground) == ()
        path.resume(house, scope, ground)
        assert violations(house, scope, ground) == ()


@POSIX
@pytest.mark.parametrize("kilobytes", [0, 100, 200])
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_a_full_disk_refuses_and_loses_nothing(path: Path, here: Ground, kilobytes: int) -> None:
    before = rows_of(here, but=TRACES), rows_of(here)

    def fill(tell: Tell) -> None:
        with here.opened() as (house, scope):
            hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
            resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, hard))
            code = refusal_of(lambda: path.act(house, scope, here))
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
            tell(code.encode())

    assert told_by(fill) == ("SYS_003.DISCO", False)
    # A calculation leaves its failed run behind as a trace; publishing and undoing leave nothing at all.
    assert rows_of(here, but=TRACES) == before[0]
    assert path.name == "calcular" or rows_of(here) == before[1]
    sound_and_resumes(path, here)


@POSIX
def test_room_made_the_calculation_goes_on_in_the_same_window(here: Ground) -> None:
    (calculate,) = (path for path in PATHS if path.name == "calcular")

    def fill(tell: Tell) -> None:
        with here.opened() as (house, scope):
            hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
            resource.setrlimit(resource.RLIMIT_FSIZE, (200 * 1024, hard))
            refusal_of(lambda: calculate.act(house, scope, here))
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
            tell(refusal_of(lambda: calculate.act(house, scope, here)).encode())

    assert told_by(fill) == ("", False)


def test_no_page_left_refuses_and_loses_nothing(here: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit of pages stands in for a quota: SQLite itself says the disk is full, and the run says why it failed."""
    calculate, arm = PATHS[0], connection.arm

    def armed(opened: sqlite3.Connection) -> None:
        arm(opened)
        opened.execute("PRAGMA max_page_count = 1")  # SQLite raises it to the pages there are

    with monkeypatch.context() as patched:
        patched.setattr(connection, "arm", armed)
        with here.opened() as (house, scope):
            for _ in range(20):  # the free room inside the pages is used up first
                before = rows_of(here, but=TRACES)
                if (code := refusal_of(lambda: calculate.act(house, scope, here))) != "":
                    break
            with house.store.read() as reading:
                last = list_runs(reading, scope.client, "metas", VIGENCIA)[0]
    assert code == "SYS_003.DISCO"
    assert (last.status, last.error_code) == (Status.ERROR, "SYS_003.DISCO")
    assert rows_of(here, but=TRACES) == before
    sound_and_resumes(calculate, here)


def let_others_through(folder: FilePath) -> None:
    """Opens the folders on the way, which pytest keeps to its own user."""
    for each in (folder, *folder.parents):
        mode = each.stat().st_mode
        if not mode & 0o001:
            each.chmod(mode | 0o055)


@POSIX
@ROOT
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_a_folder_turned_read_only_refuses_and_loses_nothing(path: Path, here: Ground) -> None:
    before = rows_of(here)
    let_others_through(here.folder)
    held = here.folder / "exemplo"

    def lose_the_right(tell: Tell) -> None:
        with here.opened(Seat.COMMAND) as (house, scope):
            for file in held.iterdir():
                file.chmod(0o444)
            held.chmod(0o555)
            os.setgroups([])
            os.setegid(NOBODY)
            os.seteuid(NOBODY)
            code = refusal_of(lambda: path.act(house, scope, here))
            os.seteuid(0)
            os.setegid(0)
            tell(code.encode())

    assert told_by(lose_the_right) == ("LOJA_SO_LEITURA", False)
    held.chmod(0o755)
    for file in held.iterdir():
        file.chmod(0o644)
    assert rows_of(here) == before
    sound_and_resumes(path, here)


def test_a_second_desktop_is_refused_and_the_first_works_on(here: Ground) -> None:
    def enter(seat: Seat) -> None:
        with here.opened(seat):
            return

    with here.opened(Seat.DESKTOP) as (house, scope):
        with pytest.raises(KnownError) as refused:
            enter(Seat.DESKTOP)
        assert refused.value.code == "LOJA_JA_ABERTA"
        said = Texts("pt").say_error(refused.value)
        assert all(str(refused.value.args_shown[name]) in said for name in ("usuario", "maquina"))
        enter(Seat.COMMAND)
        _every_path(house, scope, here)
    enter(Seat.DESKTOP)


def _every_path(house: House, scope: Scope, ground: Ground) -> None:
    calculate, publish, _ = PATHS
    calculate.act(house, scope, ground)
    publish.act(house, scope, ground)
    assert violations(house, scope, ground) == ()


def test_a_newer_store_is_refused_and_not_touched(here: Ground) -> None:
    file = here.folder / STORE
    with closing(sqlite3.connect(file)) as raw:
        raw.execute(f"PRAGMA user_version = {len(shipped_migrations()) + 1}")
    whole = file.read_bytes()
    with pytest.raises(KnownError) as refused, here.opened():
        pytest.fail("a newer store was opened")
    assert refused.value.code == "LOJA_MAIS_NOVA"
    assert file.read_bytes() == whole
