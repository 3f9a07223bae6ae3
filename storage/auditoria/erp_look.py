"""Looking into an ERP before it is read: which of the tables asked it has, under which names, with which columns."""

from collections.abc import Generator
from dataclasses import dataclass

from storage.auditoria.from_erp import ErpQuestion, ErpReading, Source
from storage.auditoria.one_table import ERP_FAULTS
from storage.erp.again import run_again
from storage.erp.classify import FaultKind
from storage.erp.lane import Cancel, Deadline, ReadProgress, Report
from storage.errors import KnownError

NO_TABLE = f"ORG_001.{FaultKind.NO_TABLE}"


@dataclass(frozen=True, slots=True)
class SeenTable:
    """A table as the ERP has it: our name, its own, its columns; `trouble` is what keeps it from being read."""

    name: str
    theirs: str
    columns: tuple[str, ...]
    trouble: KnownError | None = None


def look_into_erp(
    source: Source, question: ErpQuestion, deadline: Deadline, cancel: Cancel
) -> Generator[ReadProgress, None, tuple[SeenTable, ...]]:
    """Yields progress and returns the tables that are there, in the order they are read; no row is asked.

    One that somebody named and is not there comes with its trouble. Raises KnownError ORG_001.* of the connection.
    """
    return (yield from run_again(lambda report: _look(source, question, deadline, cancel, report), deadline, cancel))


def _look(
    source: Source, question: ErpQuestion, deadline: Deadline, cancel: Cancel, report: Report
) -> tuple[SeenTable, ...]:
    report(ReadProgress("PASSO.ERP.CONNECT"))
    seen, listed = list[SeenTable](), question.names.tables
    with source.open(deadline, cancel) as session:
        for done, (name, theirs) in enumerate(listed.items()):
            report(ReadProgress("IMPORTACAO.TABELA.VENDO", done, len(listed), {"tabela": name}))
            reading = ErpReading(session, question, question.asked.tables[name], theirs)
            try:
                seen.append(SeenTable(name, reading.full_name, reading.names()))
            except KnownError as error:
                if error.code not in ERP_FAULTS:
                    raise
                if theirs.expected or error.code != NO_TABLE:
                    seen.append(SeenTable(name, reading.full_name, (), error))
    return tuple(seen)
