"""Days brought from a calendar file: shown beside what is known, then added as candidates, all of them or none."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from engines.calendar import Month
from storage.errors import KnownError
from storage.imports.calendar_file import DaysFile, NamedDay, read_days
from storage.imports.table_file import RowFault, same_word
from storage.journal import Act, append
from storage.metas.holiday_book import MANUAL, Holiday, add_candidates, holidays, joined, rename
from storage.metas.holiday_source import candidates_of
from storage.store import Connection
from viewmodels.operations.house import House
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

RIGHT = "metas.feriados"
YEARS_AROUND = 3
"""Years before and after today a day may be: a history of three, and what is already decreed."""


class Standing(StrEnum):
    """What a day of the file would do."""

    NEW = "NOVO"
    KNOWN = "CONHECIDO"
    OTHER_NAME = "OUTRO_NOME"


@dataclass(frozen=True, slots=True)
class FileDay:
    """One day of the file: its name there, what it would do, and the name and type it has here."""

    day: date
    name: str
    line: int
    standing: Standing
    here: Holiday | None = None


@dataclass(frozen=True)
class HolidayFile:
    """What a file would add; its faults, with which nothing is added."""

    file: str
    sha256: str
    days: tuple[FileDay, ...] = ()
    faults: tuple[RowFault, ...] = ()

    @property
    def new(self) -> tuple[FileDay, ...]:
        """Days not known yet."""
        return tuple(d for d in self.days if d.standing is Standing.NEW)

    @property
    def renamed(self) -> tuple[FileDay, ...]:
        """Known days that would gain a second name (F-25)."""
        return tuple(d for d in self.days if d.standing is Standing.OTHER_NAME)


@operation("metas.conferir_arquivo_de_feriados", right="metas.ver", mode="read", area="metas")
def check_holiday_file(house: House, scope: Scope, *, path: Path) -> HolidayFile:
    """What an ICS, CSV or XLSX of days would add; nothing is written. Raises KnownError IMPORTACAO.*."""
    with house.store.read() as connection:
        return _checked(connection, scope.client, path, house.clock.today())


@operation(
    "metas.importar_feriados", right=RIGHT, mode="write", area="metas", verb="HOLIDAYS_IMPORTED", whole_company=True
)
def import_holidays(house: House, scope: Scope, *, path: Path, sha256: str) -> HolidayFile:
    """Adds the days of a file as candidates, none of them typed; one entry with the file's SHA-256.

    Raises KnownError METAS.ARQUIVO_COM_FALHAS, METAS.ARQUIVO_MUDOU (another file than the one shown) or IMPORTACAO.*.
    """
    with house.store.write() as connection:
        found = _checked(connection, scope.client, path, house.clock.today())
        if found.faults:
            raise KnownError("METAS.ARQUIVO_COM_FALHAS", arquivo=found.file, n=len(found.faults))
        if found.sha256 != sha256:
            raise KnownError("METAS.ARQUIVO_MUDOU", arquivo=found.file)
        add_days(connection, scope.client, found.days, f"arquivo {found.file}")
        told = {
            "arquivo": found.file,
            "sha256": found.sha256,
            "novos": [f"{d.day.isoformat()} {d.name}" for d in found.new],
            "nomes": [f"{d.day.isoformat()} {d.name}" for d in found.renamed],
        }
        entity, at = f"metas/feriados/{found.sha256[:16]}", house.clock.now()
        append(connection, Act(scope.client, scope.user, "HOLIDAYS_IMPORTED", entity, at, None, told, "", scope.origin))
    return found


def add_days(connection: Connection, client: str, days: tuple[FileDay, ...], source: str) -> None:
    """New days as candidates of `source`; known ones of another name keep both names. No day gets a type."""
    detected = [d.here for d in days if d.here is not None]
    add_candidates(connection, client, detected)
    add_candidates(
        connection, client, [Holiday(d.day, d.name, MANUAL, source) for d in days if d.standing is Standing.NEW]
    )
    for each in days:
        if each.standing is Standing.OTHER_NAME and each.here is not None:
            rename(connection, client, each.day, joined(each.here.name, each.name))


def compared(connection: Connection, client: str, days: tuple[NamedDay, ...]) -> tuple[FileDay, ...]:
    """Days beside what the client has, or the program's calendar knows; one day twice becomes one, its names joined."""
    if not days:
        return ()
    first, last = min(d.day for d in days), max(d.day for d in days)
    months = {Month.of(d.day) for d in days}
    known = {h.day: h for h in candidates_of(tuple(sorted(months)))}
    known.update({h.day: h for h in holidays(connection, client, first, last + timedelta(days=1))})
    names: dict[date, NamedDay] = {}
    for each in days:
        held = names.get(each.day)
        names[each.day] = each if held is None else NamedDay(each.day, joined(held.name, each.name), held.line)
    return tuple(_standing(names[day], known.get(day)) for day in sorted(names))


def _standing(day: NamedDay, here: Holiday | None) -> FileDay:
    if here is None:
        return FileDay(day.day, day.name, day.line, Standing.NEW)
    said = {same_word(part) for part in here.name.split(";")}
    new = [part for part in day.name.split(";") if same_word(part) not in said]
    standing = Standing.OTHER_NAME if new else Standing.KNOWN
    return FileDay(day.day, "; ".join(part.strip() for part in new) or day.name, day.line, standing, here)


def _checked(connection: Connection, client: str, path: Path, today: date) -> HolidayFile:
    read = read_days(path)
    faults = [*read.faults, *(_far(read, d, today) for d in read.days if abs(d.day.year - today.year) > YEARS_AROUND)]
    if faults:
        return HolidayFile(read.file, read.sha256, (), tuple(faults))
    return HolidayFile(read.file, read.sha256, compared(connection, client, read.days))


def _far(read: DaysFile, day: NamedDay, today: date) -> RowFault:
    years = {"de": str(today.year - YEARS_AROUND), "ate": str(today.year + YEARS_AROUND), "dia": day.day}
    return RowFault(read.file, "", day.line, "Data", "METAS.ARQUIVO.DIA_LONGE", years)
