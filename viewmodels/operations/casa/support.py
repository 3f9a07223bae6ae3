"""The package for the support desk: how the house is, without any value, name, address or password of the user's."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PureWindowsPath
from typing import Any

from storage.departures import record_departure
from storage.exports.delivery import deliver
from storage.journal import Act, append
from storage.logbook import ALLOWED, FILE, HIDDEN
from storage.metas.erp_connection import address_of
from storage.routine.contacts import contacts
from storage.routine.limits import limits, rule_of
from storage.store.migrations import shipped_migrations
from storage.surroundings import versions
from viewmodels.operations.diagnostico import see
from viewmodels.operations.house import House
from viewmodels.operations.plain_json import json_text
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

VERB = "suporte.pacote"
LOGS, CRASHES = "registro", "falha-*.json"
MOST_LINES, MOST_CRASHES = 2000, 10
ALWAYS = frozenset({"instante", "evento"})
CRASH_FIELDS = frozenset({"instante", "programa", "python", "sistema", "erros"})
PATHS = frozenset({"arquivo", "pasta"})


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of the package: its name and its text, which the preview shows whole."""

    name: str
    text: str


@operation("suporte.previa", right="metas.ver", mode="read", area="administracao")
def pieces(house: House, scope: Scope) -> tuple[Piece, ...]:
    """Everything that would go into the package, to be looked at before it is saved."""
    return (
        Piece("versoes.json", json_text(dict(versions()))),
        Piece("diagnostico.json", json_text(_diagnosis(house, scope))),
        Piece("ajustes.json", json_text(_settings(house, scope))),
        Piece("formato.json", json_text(_format())),
        Piece("registro.jsonl", "\n".join(_log_lines(house))),
        *_crashes(house),
    )


@operation("suporte.pacote", right="metas.ver", mode="write", area="administracao", verb=VERB)
def package(house: House, scope: Scope, *, path: Path) -> Path:
    """Writes the package as a zip, journalled with the names of what went in.

    Raises KnownError EXPORTAR_ABERTO or EXPORTAR_RECUSADO: then nothing is recorded.
    """
    found, at = pieces(house, scope), house.clock.now()
    content = _zipped(found, at)
    with house.store.write() as connection:
        told = {"arquivo": path.name, "partes": [piece.name for piece in found]}
        append(connection, Act(scope.client, scope.user, VERB, "suporte", at, None, told, "", scope.origin))
        own = hashlib.sha256(content).hexdigest()
        record_departure(connection, scope, "pacote", path.name, own, str(path.parent), at)
        deliver(path, content)
    return path


def _zipped(found: tuple[Piece, ...], at: datetime) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for piece in found:
            entry = zipfile.ZipInfo(piece.name, at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, piece.text.encode())
    return out.getvalue()


def _diagnosis(house: House, scope: Scope) -> list[dict[str, object]]:
    """Lines of the diagnosis; of a path only the file's name, for folders bear people's names."""
    return [
        {"codigo": row.code, "bem": row.well, "valores": {key: _named(key, value) for key, value in row.args.items()}}
        for row in see(house, scope)
    ]


def _named(key: str, value: object) -> object:
    if key in PATHS:
        return PureWindowsPath(str(value)).name
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value


def _settings(house: House, scope: Scope) -> dict[str, object]:
    """Limits that are numbers and choices; of what may name somebody, only whether it was written."""
    with house.store.read() as connection:
        held = limits(connection, scope.client)
        known = address_of(connection, scope.client) is not None
        own = contacts(connection, scope.client).own
    shown = {k: HIDDEN if rule_of(k).kind == "texto" and not rule_of(k).fixed else v for k, v in held.items()}
    return {"limites": shown, "erp_configurado": known, "contatos_proprios": own, "exemplo": house.sample}


def _format() -> dict[str, object]:
    listed = shipped_migrations()
    return {"formato": listed[-1].number, "migracoes": [migration.number for migration in listed]}


def _log_lines(house: House) -> Iterator[str]:
    """The newest lines of the log, redacted once more: what an older program let through stops here."""
    folder = Path(house.paths) / LOGS
    files = sorted(folder.glob(f"{FILE}*"), key=lambda each: each.stat().st_mtime)
    lines = [line for file in files for line in file.read_text(encoding="utf-8", errors="replace").splitlines()]
    for line in lines[-MOST_LINES:]:
        yield _redacted(line)


def _redacted(line: str) -> str:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return json.dumps({"evento": HIDDEN})
    fields = told.items() if isinstance(told, dict) else ()
    kept = {key: value if key in ALLOWED | ALWAYS else HIDDEN for key, value in fields}
    return json.dumps(kept, ensure_ascii=False)


def _crashes(house: House) -> Iterator[Piece]:
    """The newest crash reports; they hold places in our code, never a value."""
    files = sorted(Path(house.paths).glob(CRASHES))[-MOST_CRASHES:]
    for file in files:
        yield Piece(f"falhas/{file.name}", _crash(file.read_text(encoding="utf-8", errors="replace")))


def _crash(text: str) -> str:
    try:
        told: Mapping[str, Any] = json.loads(text)
    except (ValueError, RecursionError):
        return HIDDEN
    if not isinstance(told, dict):
        return HIDDEN
    return json.dumps({key: told[key] for key in told if key in CRASH_FIELDS}, ensure_ascii=False, indent=2)
