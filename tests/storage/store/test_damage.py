"""What the world does to files: cut, foreign, newer, full disk, read-only, network, another desktop."""

import os
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from storage.clock import Clock
from storage.errors import KnownError
from storage.store import Seat, Store
from storage.store.migrations import shipped_migrations
from storage.store.places import is_unc, mount_type, refuse_network
from storage.texts.sentences import Texts
from tests.storage.store.opening import LOCAL_MOUNTS

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="forks, users and limits of POSIX")


def refusal(path: Path, clock: Clock) -> str:
    with pytest.raises(KnownError) as caught:
        Store.open(path, clock, mounts=LOCAL_MOUNTS).close()
    for locale in ("pt", "en", "es"):
        assert path.name in Texts(locale).say_error(caught.value)
    return caught.value.code


def add_text(store: Store, key: int, size: int) -> None:
    with store.write() as connection:
        row = {"k": f"{key:064d}", "t": "x" * size}
        connection.execute(text("INSERT INTO frozen_text VALUES (:k, :t)"), row)


def in_child(work: object) -> str:
    """What `work()` returns, run in a forked child; its exit code and output never reach the test runner."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        answer = "?"
        try:
            answer = str(work())  # type: ignore[operator]
        except BaseException as error:  # noqa: BLE001 - the child must never return into pytest
            answer = f"{type(error).__name__} {error}"
        finally:
            os.write(writing, answer.encode())
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        return pipe.read().decode()


def test_no_file(path: Path, clock: Clock) -> None:
    assert refusal(path, clock) == "LOJA_AUSENTE"
    assert not path.exists()


def test_a_file_is_never_overwritten(path: Path, clock: Clock) -> None:
    path.write_bytes(b"precious")
    with pytest.raises(KnownError, match="LOJA_EXISTE"):
        Store.create(path, clock, mounts=LOCAL_MOUNTS)
    assert path.read_bytes() == b"precious"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a workbook", b"SQLite format 3\x00", os.urandom(5000)])
def test_not_a_database(path: Path, clock: Clock, content: bytes) -> None:
    path.write_bytes(content)
    assert refusal(path, clock) == "LOJA_ESTRANHA"
    assert path.read_bytes() == content


def test_another_programs_database(path: Path, clock: Clock) -> None:
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE theirs (a)")
    raw.close()
    before = path.read_bytes()
    assert refusal(path, clock) == "LOJA_ESTRANHA"
    assert path.read_bytes() == before


def test_a_newer_format(empty: Store, clock: Clock) -> None:
    newer = len(shipped_migrations()) + 1
    empty.close()
    raw = sqlite3.connect(empty.path)
    raw.execute(f"PRAGMA user_version = {newer}")
    raw.close()
    assert refusal(empty.path, clock) == "LOJA_MAIS_NOVA"


def test_a_format_below_none_is_foreign_not_older(empty: Store, clock: Clock) -> None:
    empty.close()
    raw = sqlite3.connect(empty.path)
    raw.execute("PRAGMA user_version = -1")
    raw.close()
    before = empty.path.read_bytes()
    assert refusal(empty.path, clock) == "LOJA_ESTRANHA"
    assert empty.path.read_bytes() == before


@pytest.mark.parametrize("keep", [150, 40_000, -1])
def test_a_truncated_file(empty: Store, clock: Clock, keep: int) -> None:
    empty.close()
    whole = empty.path.read_bytes()
    empty.path.write_bytes(whole[:keep])
    assert refusal(empty.path, clock) == "LOJA_DANIFICADA"


def test_scribbled_pages(empty: Store, clock: Clock) -> None:
    for key in range(8):
        add_text(empty, key, 200_000)
    empty.close()
    size = empty.path.stat().st_size
    with empty.path.open("r+b") as file:
        for page in range(3, size // 32768):
            file.seek(page * 32768)
            file.write(b"\xa5" * 512)
    assert refusal(empty.path, clock) == "LOJA_DANIFICADA"


@POSIX
def test_a_full_disk_by_file_size_limit(empty: Store, clock: Clock) -> None:
    empty.close()

    def fill() -> str:
        with Store.open(empty.path, clock, mounts=LOCAL_MOUNTS) as store:
            add_text(store, 1, 100_000)
            resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
            try:
                add_text(store, 2, 4_000_000)
            except KnownError as error:
                return error.code
            return "written"

    assert in_child(fill) == "SYS_003.DISCO"
    with Store.open(empty.path, clock, mounts=LOCAL_MOUNTS) as store, store.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM frozen_text")).scalar() == 1


@POSIX
def test_what_was_reported_as_written_is_there_when_the_disk_fills_up(empty: Store, clock: Clock) -> None:
    empty.close()

    def fill() -> int:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
        with Store.open(empty.path, clock, mounts=LOCAL_MOUNTS) as store:
            for key in range(100):
                try:
                    add_text(store, key, 150_000)
                except KnownError:
                    return key
        return 100

    reported = int(in_child(fill))
    with Store.open(empty.path, clock, mounts=LOCAL_MOUNTS) as store, store.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM frozen_text")).scalar() == reported
    assert 5 < reported < 100


def test_a_full_disk_by_page_count(empty: Store) -> None:
    with empty.write() as connection:
        connection.execute(text("PRAGMA max_page_count = 60"))
    with pytest.raises(KnownError, match="SYS_003.DISCO"):
        add_text(empty, 1, 4_000_000)
    add_text(empty, 2, 1000)
    with empty.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM frozen_text")).scalar() == 1


@POSIX
def test_a_full_disk_while_creating_leaves_nothing(path: Path, clock: Clock) -> None:
    def create() -> str:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        try:
            Store.create(path, clock, mounts=LOCAL_MOUNTS)
        except KnownError as error:
            return error.code
        return "created"

    assert in_child(create) == "SYS_003.DISCO"
    assert [left.name for left in path.parent.iterdir()] == ["empresa.db.write-lock"]


@POSIX
@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs to become another user")
@pytest.mark.parametrize(("folder", "file"), [(0o755, 0o666), (0o777, 0o444)])
def test_a_folder_or_file_one_may_not_write(empty: Store, clock: Clock, folder: int, file: int) -> None:
    empty.close()
    for parent in empty.path.parents[:3]:
        parent.chmod(0o755)
    empty.path.parent.chmod(folder)
    empty.path.chmod(file)

    def open_as_nobody() -> str:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
        try:
            Store.open(empty.path, clock, mounts=LOCAL_MOUNTS)
        except KnownError as error:
            return error.code
        return "opened"

    assert in_child(open_as_nobody) == "LOJA_SO_LEITURA"


SECOND_DESKTOP = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from storage.clock import stopped_clock
from storage.store import Seat, Store
clock = stopped_clock(datetime(2025, 8, 2, 15, tzinfo=UTC))
store = Store.open(Path(sys.argv[1]), clock, Seat.DESKTOP, mounts="/dev/sda1 / ext4 rw 0 0")
print("open", flush=True)
sys.stdin.read()
"""


def test_a_second_desktop_is_refused_until_the_first_dies(empty: Store, clock: Clock) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SECOND_DESKTOP, str(empty.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"open"
        with pytest.raises(KnownError) as caught:
            Store.open(empty.path, clock, Seat.DESKTOP, mounts=LOCAL_MOUNTS)
        other.kill()
        other.wait()
    assert caught.value.code == "LOJA_JA_ABERTA"
    assert "?" not in str(caught.value.args_shown["usuario"])
    with Store.open(empty.path, clock, Seat.DESKTOP, mounts=LOCAL_MOUNTS) as store:
        assert store.data_version() > 0


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/export /srv/dados nfs4 rw 0 0
//server/share /srv/com\\040espaco cifs rw 0 0
/dev/sdb1 /srv/dados/local ext4 rw 0 0
tmpfs /srv/coberto tmpfs rw 0 0
user@host: /srv/coberto fuse.sshfs rw 0 0
broken line
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/var/ana/empresa.db", "ext4"),
        ("/srv/dados/empresa.db", "nfs4"),
        ("/srv/dadosx/empresa.db", "ext4"),
        ("/srv/com espaco/empresa.db", "cifs"),
        ("/srv/dados/local/empresa.db", "ext4"),
        ("/srv/coberto/empresa.db", "fuse.sshfs"),
    ],
)
def test_the_mount_of_a_path(place: str, kind: str) -> None:
    assert mount_type(Path(place), MOUNTS) == kind


def test_network_paths_are_refused_before_anything_is_touched(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "empresa.db"
    mounts = f"/dev/sda1 / ext4 rw 0 0\nserver:/x {tmp_path} nfs rw 0 0\n"
    for opening in (Store.create, Store.open):
        with pytest.raises(KnownError, match="LOJA_REDE"):
            opening(path, clock, mounts=mounts)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(KnownError, match="LOJA_REDE"):
        refuse_network(Path(r"\\server\share\empresa.db"), LOCAL_MOUNTS)
    refuse_network(path, "")


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        (r"\\server\share\a.db", True),
        ("//server/share/a.db", False),
        (r"\\?\UNC\server\share\a.db", True),
        (r"\\?\C:\a.db", False),
        (r"C:\dados\a.db", False),
        ("/var/a.db", False),
    ],
)
def test_unc_paths(path: str, remote: bool) -> None:
    assert is_unc(path) is remote


def test_this_machines_own_mounts_are_read(path: Path, clock: Clock) -> None:
    Store.create(path, clock).close()
    assert path.exists()


@pytest.mark.parametrize(("kind", "remote"), [(4, True), (3, False)])
def test_a_mapped_drive_of_windows(monkeypatch: pytest.MonkeyPatch, kind: int, remote: bool) -> None:
    kernel = SimpleNamespace(GetDriveTypeW=lambda drive: kind)
    monkeypatch.setattr("ctypes.windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr("storage.store.places.sys.platform", "win32")
    if remote:
        with pytest.raises(KnownError, match="LOJA_REDE"):
            refuse_network(Path("Z:/empresa.db"))
    else:
        refuse_network(Path("Z:/empresa.db"))
