"""What left this machine: noted by every door that lets something out, listed for the auditor, and taken out itself."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from storage.departures import Departure, departures, record_departure
from storage.exports.csv_text import csv_bytes
from storage.exports.delivery import deliver
from storage.journal import Act, append
from storage.people import names_of
from viewmodels.operations.house import House
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

LEFT = "DOCUMENT_LEFT"
ALL = 100_000
"""Lines of the CSV: more than a company prints in seven years."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A line of the log with the name behind its pseudonym."""

    line: Departure
    who: str


@operation("documentos.anotar_saida", right="metas.ver", mode="write", area="metas", verb=LEFT)
def note_departure(house: House, scope: Scope, *, kind: str, name: str, sha256: str, destination: str) -> int:
    """Notes that something a person made on a screen left (a print-out, rows copied to CSV); returns its number."""
    return noted(house, scope, kind, name, sha256, destination)


def noted(house: House, scope: Scope, kind: str, name: str, sha256: str, destination: str) -> int:
    """The line in the log of what left and its entry in the journal, together; the number of the line."""
    at = house.clock.now()
    with house.store.write() as connection:
        seq = record_departure(connection, scope, kind, name, sha256, destination, at)
        told = {"tipo": kind, "nome": name, "sha256": sha256, "destino": destination}
        append(connection, Act(scope.client, scope.user, LEFT, f"saidas/{seq}", at, None, told, "", scope.origin))
    return seq


@operation("documentos.saidas", right="auditoria.ver", mode="read", area="metas")
def what_left(house: House, scope: Scope, *, before_seq: int | None = None) -> tuple[Gone, ...]:
    """What left this machine for the client, newest first, a page at a time."""
    with house.store.read() as connection:
        listed = departures(connection, scope.client, before_seq)
        names = names_of(connection, {line.user for line in listed})
    return tuple(Gone(line, names.get(line.user, line.user)) for line in listed)


@operation("documentos.saidas_csv", right="auditoria.ver", mode="write", area="metas", verb=LEFT)
def departures_csv(house: House, scope: Scope, *, path: Path) -> Path:
    """The whole log as CSV; its own leaving is in the log afterwards. Raises KnownError EXPORTAR_…"""
    at = house.clock.now()
    with house.store.read() as connection:
        listed = departures(connection, scope.client, limit=ALL)
        names = names_of(connection, {line.user for line in listed})
    content = csv_bytes(_titles(house), (_told(house, line, names.get(line.user, line.user)) for line in listed))
    own = hashlib.sha256(content).hexdigest()
    with house.store.write() as connection:
        seq = record_departure(connection, scope, "csv", path.name, own, str(path.parent), at)
        told = {"tipo": "csv", "nome": path.name, "sha256": own, "destino": str(path.parent)}
        append(connection, Act(scope.client, scope.user, LEFT, f"saidas/{seq}", at, None, told, "", scope.origin))
        deliver(path, content)
    return path


def _titles(house: House) -> list[str]:
    keys = ("NUMERO", "QUANDO", "TIPO", "NOME", "DESTINO", "QUEM", "HASH")
    return [house.texts.say(f"SAIDA.COLUNA.{key}") for key in keys]


def _told(house: House, line: Departure, who: str) -> list[str]:
    at = house.texts.numbers.instant(line.at, house.texts.zone)
    return [str(line.seq), at, kind_words(house, line.kind), line.name, line.destination, who, line.sha256]


def kind_words(house: House, kind: str) -> str:
    """Name of a kind of departure; the kind itself where another door brought a word of its own."""
    code = f"SAIDA.TIPO.{kind}"
    return house.texts.say(code) if house.texts.knows(code) else kind
