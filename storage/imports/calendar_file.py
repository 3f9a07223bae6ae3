"""Days of a calendar file (ICS, RFC 5545) or of a table (CSV, XLSX): whole days with a name, nothing else of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from storage.errors import KnownError
from storage.imports.content import content_of, fingerprint
from storage.imports.delimited import decoded
from storage.imports.table_file import ColumnSpec, RowFault, Table, read_table
from storage.imports.values import Kind, Reading

CALENDAR = b"BEGIN:VCALENDAR"
MOST_DAYS = 1000
LONGEST_EVENT = 31
"""Days one event may last: a holiday of months is a mistake, or another kind of calendar."""
LONGEST_NAME = 100
COLUMNS = (
    ColumnSpec("dia", ("Data", "Dia", "Date"), Reading(Kind.DAY)),
    ColumnSpec("nome", ("Nome", "Feriado", "Descrição", "Name"), Reading(longest=LONGEST_NAME)),
)
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_ESCAPED = re.compile(r"\\([\\;,nN])")
_PROPERTY = re.compile(r"([A-Za-z0-9-]+)(;(?:[^:\"]|\"[^\"]*\")*)?:(.*)", re.DOTALL)
"""Each sign of a parameter can be read in one way only: a line of `;` must not be tried in all its divisions."""


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day of the file, its name and the line it stands on."""

    day: date
    name: str
    line: int


@dataclass(frozen=True, slots=True)
class DaysFile:
    """The days of a file in their order, or what is wrong with it."""

    file: str
    sha256: str
    days: tuple[NamedDay, ...] = ()
    faults: tuple[RowFault, ...] = ()


def read_days(source: Path | bytes, name: str = "") -> DaysFile:
    """Days of an ICS, CSV or XLSX file; with any fault, no day. Raises KnownError IMPORTACAO.* as `read_table`."""
    content, shown = content_of(source, name)
    head = content.removeprefix(b"\xef\xbb\xbf").lstrip()[: len(CALENDAR)]
    if head.upper() == CALENDAR:
        days, faults = _events(decoded(content, shown), shown)
        return _file(shown, content, days, faults)
    read = read_table(content, shown, COLUMNS)
    if not isinstance(read, Table):
        return _file(shown, content, [], read)
    listed = [NamedDay(row.values["dia"], str(row.values["nome"]), row.line) for row in read.rows]  # type: ignore[arg-type]
    return _file(shown, content, listed, [])


def _file(name: str, content: bytes, days: list[NamedDay], faults: list[RowFault]) -> DaysFile:
    if len(days) > MOST_DAYS:
        raise KnownError("IMPORTACAO.DIAS_DEMAIS", arquivo=name, dias=MOST_DAYS)
    if not days and not faults:
        raise KnownError("IMPORTACAO.SEM_LINHAS", arquivo=name)
    ordered = tuple(sorted(days, key=lambda each: (each.day, each.line)))
    return DaysFile(name, fingerprint(content), () if faults else ordered, tuple(faults))


# --- ICS


@dataclass(slots=True)
class _Event:
    line: int
    start: str = ""
    end: str = ""
    name: str = ""
    repeats: bool = False
    cancelled: bool = False


def _events(text: str, name: str) -> tuple[list[NamedDay], list[RowFault]]:
    days: list[NamedDay] = []
    faults: list[RowFault] = []
    event: _Event | None = None
    for line, said in _unfolded(text):
        word = said.strip().upper()
        if word == "BEGIN:VEVENT":
            event = _Event(line)
        elif word == "END:VEVENT" and event is not None:
            found = list(_days(event, name, faults))
            days += found
            event = None
            if len(days) > MOST_DAYS:
                break
        elif event is not None:
            _keep(event, said)
    if event is not None:
        faults.append(RowFault(name, "", event.line, "VEVENT", "IMPORTACAO.EVENTO_ABERTO"))
    return days, faults


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their continuations joined (RFC 5545 §3.1), each with the number of its first line."""
    at, held = 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        if line[:1] in (" ", "\t") and at:
            held += line[1:]
            continue
        if at:
            yield at, held
        at, held = number, line
    if at:
        yield at, held


def _keep(event: _Event, said: str) -> None:
    found = _PROPERTY.fullmatch(said)
    if found is None:
        return
    key, value = found[1].upper(), found[3]
    if key == "DTSTART":
        event.start = value.strip()
    elif key == "DTEND":
        event.end = value.strip()
    elif key == "SUMMARY":
        event.name = " ".join(_ESCAPED.sub(lambda m: " " if m[1] in "nN" else m[1], value).split())
    elif key in ("RRULE", "RDATE"):
        event.repeats = True
    elif key == "STATUS":
        event.cancelled = value.strip().upper() == "CANCELLED"


def _days(event: _Event, file: str, faults: list[RowFault]) -> Iterator[NamedDay]:
    """Each day of an event; its end is the day after the last one (§3.6.1)."""
    if event.cancelled:
        return
    start, end = _day(event.start), _day(event.end) if event.end else None
    code = _refusal(event, start, end)
    if code or start is None:
        column = "SUMMARY" if code == "IMPORTACAO.EVENTO_SEM_NOME" else "DTSTART"
        faults.append(RowFault(file, "", event.line, column, code, {"valor": (event.start or event.name)[:40]}))
        return
    for offset in range((end - start).days if end else 1):
        yield NamedDay(start + timedelta(days=offset), event.name, event.line)


def _refusal(event: _Event, start: date | None, end: date | None) -> str:
    if start is None or (event.end and end is None):
        return "IMPORTACAO.EVENTO_DIA"
    if not 1 <= len(event.name) <= LONGEST_NAME:
        return "IMPORTACAO.EVENTO_SEM_NOME"
    if event.repeats:
        return "IMPORTACAO.EVENTO_REPETE"
    if end is not None and not 1 <= (end - start).days <= LONGEST_EVENT:
        return "IMPORTACAO.EVENTO_LONGO"
    return ""


def _day(text: str) -> date | None:
    """The day of a DATE; an instant (with `T`) is no whole day, and nobody guesses its zone."""
    found = _DAY.fullmatch(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
