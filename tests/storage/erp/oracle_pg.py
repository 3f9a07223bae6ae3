"""An Oracle wire whose SQL really runs: seerdb over a private PostgreSQL with orafce, where this machine has them."""

import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest

USER, PASSWORD = "LEITOR", "segredo-Zx81-nunca-dito"
_HOMES = ("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt")
_NO_ROOT = ("postgres", "nobody")


def missing() -> str:
    """What this machine lacks to run it, in words; "" when nothing."""
    if _bin() is None:
        return "no PostgreSQL server (initdb)"
    if not any(_bin_folder().parent.parent.parent.glob("**/orafce.control")) and not _orafce_of_debian():
        return "PostgreSQL without the orafce extension"
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "no psycopg, which seerdb's PostgreSQL backend needs"
    return ""


def _bin() -> Path | None:
    found = [path for home in _HOMES for path in sorted(Path(home).glob("*/bin/initdb"), reverse=True)]
    named = shutil.which("initdb")
    return found[0].parent if found else Path(named).resolve().parent if named else None


def _bin_folder() -> Path:
    folder = _bin()
    assert folder is not None
    return folder


def _orafce_of_debian() -> bool:
    version = _bin_folder().parent.name
    return Path(f"/usr/share/postgresql/{version}/extension/orafce.control").exists()


def _as_nobody() -> dict[str, object]:
    """PostgreSQL refuses to run as root."""
    if os.name == "nt" or os.geteuid() != 0:
        return {}
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    return {"user": next(name for name in _NO_ROOT if name in known)}


@contextmanager
def _cluster() -> Iterator[str]:
    """Conninfo of a fresh database with orafce, on a socket of its own; stopped and removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="prova-real-pg-"))
    who = _as_nobody()
    if who:
        shutil.chown(folder, str(who["user"]))
    data = folder / "dados"

    def run(program: str, *arguments: str) -> None:
        command = [str(_bin_folder() / program), *arguments]
        subprocess.run(command, check=True, capture_output=True, timeout=60, cwd=folder, **who)  # type: ignore[call-overload]

    run("initdb", "-D", str(data), "-U", "dono", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c shared_buffers=16MB"
    run("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "registro"), "-o", options, "start")
    try:
        run("psql", "-h", str(folder), "-U", "dono", "-d", "postgres", "-qc", "CREATE DATABASE erp")
        run("psql", "-h", str(folder), "-U", "dono", "-d", "erp", "-qc", "CREATE EXTENSION orafce")
        yield f"host={folder} dbname=erp user=dono"
    finally:
        run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def oracle_over_postgres() -> Iterator[int]:
    """Port of an Oracle-speaking server whose statements PostgreSQL executes with Oracle's types; else skips."""
    lacking = missing()
    if lacking:
        pytest.skip(f"L4 not run: {lacking}")
    from seerdb.server import Server
    from seerdb.server.backends import postgres

    old = "ELSE $1 IS JSON END"  # PostgreSQL 16 on; nothing of ours stores JSON in the ERP
    ddl = postgres._HELPER_FUNCTIONS_DDL
    assert str(ddl).count(old) == 2
    plain = (
        type(ddl)(part.replace(old, "ELSE true END") for part in ddl)
        if not isinstance(ddl, str)
        else ddl.replace(old, "ELSE true END")
    )
    with _cluster() as conninfo, mock.patch.object(postgres, "_HELPER_FUNCTIONS_DDL", plain):
        server = Server(
            port=0, backend_factory=lambda: postgres.PostgresBackend(conninfo, credentials={USER: PASSWORD})
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.port
        finally:
            server.close()
