"""Papers of an audit: report and workbook, recorded under the hash of their content, made again byte for byte."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engines.report.canonical import content_hash
from storage.auditoria.report_queries import service_days
from storage.departures import record_departure
from storage.errors import KnownError
from storage.exports.audit_workbook import audit_workbook_bytes
from storage.exports.delivery import deliver
from storage.exports.hashing import signs
from storage.exports.pdf import pdf_bytes
from storage.journal import Act, append, entries, head
from storage.runs import Document, find_document, list_runs, read_run, record_document
from storage.store import Connection
from storage.texts.sentences import Texts
from viewmodels.jobs import Progress, Work, drive
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.calculating import asked_of, prepare_bench
from viewmodels.operations.subsidios.report_figures import AuditFigures, Summary
from viewmodels.operations.subsidios.report_gathering import gather, summed
from viewmodels.operations.subsidios.workspace import open_audit_of
from viewmodels.papers.content import PDF, XLSX
from viewmodels.papers.matter import Copy
from viewmodels.papers.subsidios.book import audit_workbook
from viewmodels.papers.subsidios.report import audit_report

PUBLISHED = "DOCUMENT_PUBLISHED"
FORMAT = 1
"""Number of this form of content; another form would be another number, and old papers keep theirs."""
ABSENT = "AUDITORIA_PAPEL_AUSENTE"


@dataclass(frozen=True, slots=True)
class AuditPaper:
    """A paper that was written: where, the hash of its content, its kind, and whether it is the same one again."""

    path: Path
    hash: str
    kind: str
    again: bool = False

    @property
    def signs(self) -> str:
        """The signs a reader finds on its pages."""
        return signs(self.hash)


@dataclass(frozen=True)
class _Draft:
    figures: AuditFigures
    copy: Copy
    language: str


@operation(
    "subsidios.relatorio", right="subsidios.exportar", mode="write", area=AUDIT_AREA, verb=PUBLISHED, whole_company=True
)
def publish_report(house: House, scope: Scope, *, path: Path) -> Work[AuditPaper]:
    """Writes the report of the audit as PDF; while nothing changes it is the same file, byte for byte.

    Raises KnownError AUDITORIA_NENHUMA, AUDITORIA_SEM_CALCULO, AUDITORIA_OCUPADA, EXPORTAR_ABERTO, EXPORTAR_RECUSADO:
    then nothing is recorded.
    """
    return (yield from _published(house, scope, path, PDF))


@operation(
    "subsidios.planilha", right="subsidios.exportar", mode="write", area=AUDIT_AREA, verb=PUBLISHED, whole_company=True
)
def publish_workbook(house: House, scope: Scope, *, path: Path) -> Work[AuditPaper]:
    """Writes the workbook of the audit, its summaries live; as `subsidios.relatorio`. Raises PLANILHA_CHEIA too."""
    return (yield from _published(house, scope, path, XLSX))


@operation("subsidios.resumo", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def summary(house: House, scope: Scope) -> Summary:
    """What the days pay by consórcio and by day, and what was not paid and why, of what stands on the bench.

    What the city paid is there once the comparison was run. Raises AUDITORIA_NENHUMA, AUDITORIA_SEM_CALCULO.
    """
    bench = open_audit_of(house).bench
    laid, cursor = bench.standing(), bench.cursor()
    with house.store.read() as connection:
        asked = asked_of(connection, list_runs(connection, scope.client, AUDIT_AREA, limit=1)[0].id)
    return summed(cursor, service_days(cursor), asked, bool(laid.published))


def regenerate(house: House, scope: Scope, run: int, kind: str) -> bytes:
    """The bytes of the newest recorded paper of a run, from its file alone; the tables are put on the bench if needed.

    Raises KnownError AUDITORIA_PAPEL_AUSENTE when no paper of that kind says what the run says now.
    """
    audit = open_audit_of(house)
    if audit.bench.laid is None:
        drive(prepare_bench(house, scope))
    figures = drive(gather(house, scope))
    with house.store.read() as connection:
        read_run(connection, run)
        draft = next(_recorded(connection, scope.client, figures, kind), None)
    if draft is None or figures.run != run:
        raise KnownError(ABSENT, calculo=run, tipo=kind)
    return drive(_printed(house, draft, kind))


def document_hash(figures: AuditFigures, kind: str, previous: str) -> str:
    """SHA-256 of a paper's content, in 64 hex digits: the same for every copy of it."""
    return content_hash({"formato": FORMAT, "papel": kind, "anterior": previous, "auditoria": figures})


def _published(house: House, scope: Scope, path: Path, kind: str) -> Work[AuditPaper]:
    figures = yield from gather(house, scope)
    at = house.clock.now()
    with house.store.read() as connection:
        before = next(_recorded(connection, scope.client, figures, kind, house.texts.locale), None)
        draft = before or _first(connection, house, scope.client, figures, kind)
    yield Progress("SUB_RELATORIO.ESCREVENDO")
    content = yield from _printed(house, draft, kind)
    with house.store.write() as connection:
        _record(connection, scope, draft, kind, path, at, before is not None)
        own = hashlib.sha256(content).hexdigest()
        record_departure(connection, scope, kind, path.name, own, str(path.parent), at, draft.copy.hash)
        deliver(path, content)
    return AuditPaper(path, draft.copy.hash, kind, before is not None)


def _first(connection: Connection, house: House, client: str, figures: AuditFigures, kind: str) -> _Draft:
    standing = head(connection, client)
    assert standing is not None, "a client's journal begins with the client"
    previous = _last_hash(connection, client)
    own = document_hash(figures, kind, previous)
    return _Draft(figures, Copy(own, house.clock.now(), standing, previous), house.texts.locale)


def _recorded(
    connection: Connection, client: str, figures: AuditFigures, kind: str, language: str = ""
) -> Iterator[_Draft]:
    """Papers recorded of what the audit says now, newest first, as they were printed; of one language when given."""
    for line in entries(connection, client, entity=_entity(figures.run), verb=PUBLISHED):
        told: Mapping[str, Any] | None = None if line.body is None else line.body["after"]
        if told is None or told["tipo"] != kind or told["segunda_via"] or language not in ("", told["idioma"]):
            continue
        found = find_document(connection, client, told["hash"])
        if found is not None and document_hash(figures, kind, told["anterior"]) == found.hash:
            yield _Draft(figures, Copy(found.hash, found.created, found.head, told["anterior"]), told["idioma"])


def _last_hash(connection: Connection, client: str) -> str:
    for line in entries(connection, client, verb=PUBLISHED, limit=1):
        if line.body is not None:
            return str(line.body["after"]["hash"])
    return ""


def _record(connection: Connection, scope: Scope, draft: _Draft, kind: str, path: Path, at: Any, again: bool) -> None:
    """The act in the journal; the document under its hash, the first time only."""
    copy = draft.copy
    told = {
        "hash": copy.hash, "tipo": kind, "anterior": copy.previous, "segunda_via": again, "arquivo": path.name,
        "idioma": draft.language,
    }  # fmt: skip
    if not again:
        run = draft.figures.run
        paper = Document(scope.client, copy.hash, kind, path.name, copy.head, copy.generated, scope.user, run)
        record_document(connection, paper)
    entity = _entity(draft.figures.run)
    append(connection, Act(scope.client, scope.user, PUBLISHED, entity, at, None, told, "", scope.origin))


def _entity(run: int) -> str:
    return f"{AUDIT_AREA}/calculo/{run}"


def _printed(house: House, draft: _Draft, kind: str) -> Work[bytes]:
    """Bytes of a paper in its language; the workbook reads its bands off the bench."""
    texts = Texts(draft.language, house.texts.zone)
    yield Progress("SUB_RELATORIO.ESCREVENDO")
    if kind == PDF:
        return pdf_bytes(audit_report(texts, draft.figures, draft.copy))
    cursor = open_audit_of(house).bench.cursor()
    return audit_workbook_bytes(audit_workbook(texts, draft.figures, draft.copy, cursor))
