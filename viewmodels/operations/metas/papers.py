"""Papers of a run: report and workbook, recorded and delivered together, and made again byte for byte."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from engines.report.canonical import canonical_json
from storage.departures import record_departure
from storage.errors import KnownError
from storage.exports.delivery import deliver
from storage.exports.pdf import pdf_bytes
from storage.exports.workbook import workbook_bytes
from storage.journal import Act, Entry, append, entries, head
from storage.runs import Document, find_document, record_document
from storage.store import Connection
from storage.texts.sentences import Texts
from viewmodels.operations.house import House
from viewmodels.operations.metas.results import RunView, usable_run, view_of
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope
from viewmodels.papers.basis import PUBLISHED, Basis, Registers, basis_of
from viewmodels.papers.content import PDF, XLSX, content_of, document_hash
from viewmodels.papers.matter import Copy
from viewmodels.papers.transparency import report
from viewmodels.papers.workbook import workbook


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that was written: where, the hash of its content, its kind (pdf, xlsx), and whether it is a 2nd copy."""

    path: Path
    hash: str
    kind: str
    second: bool = False


@dataclass(frozen=True)
class _Draft:
    """A paper ready to be printed, in a language."""

    view: RunView
    basis: Basis
    copy: Copy
    language: str


@operation("metas.relatorio", right="metas.exportar", mode="write", area="metas", verb=PUBLISHED)
def publish_report(house: House, scope: Scope, *, run: int, path: Path, raw: bool = False) -> Paper:
    """Writes the transparency report of a run as PDF; `raw` adds the daily data. A second copy keeps the hash.

    Raises KnownError CORRIDA_AUSENTE, EXPORTAR_ABERTO or EXPORTAR_RECUSADO: then nothing is recorded.
    """
    return _publish(house, scope, run, path, PDF, raw)


@operation("metas.planilha", right="metas.exportar", mode="write", area="metas", verb=PUBLISHED)
def publish_workbook(house: House, scope: Scope, *, run: int, path: Path) -> Paper:
    """Writes the transparency workbook of a run; as `metas.relatorio`. Raises KnownError PLANILHA_CHEIA too."""
    return _publish(house, scope, run, path, XLSX, False)


def regenerate(house: House, scope: Scope, run: int, kind: str) -> bytes:
    """The bytes of the newest recorded paper of a run, the same for a run that has not changed since.

    Raises KnownError METAS.PAPEL_AUSENTE when no paper of that kind was recorded for the run as it stands.
    """
    with house.store.read() as connection:
        found = usable_run(connection, scope.client, "", run)
        view = view_of(connection, scope.client, found)
        draft = next((d for d in _recorded(connection, scope.client, view, kind, (False, True))), None)
    if draft is None:
        raise KnownError("METAS.PAPEL_AUSENTE", calculo=run, tipo=kind)
    return PRINTERS[kind](Texts(draft.language, house.texts.zone), draft)


def confirmed_papers(connection: Connection, client: str, view: RunView) -> frozenset[str]:
    """Hashes of the recorded papers that the run, as it stands, still gives by its content."""
    return frozenset(d.copy.hash for kind in PRINTERS for d in _recorded(connection, client, view, kind, (False, True)))


def _publish(house: House, scope: Scope, run: int, path: Path, kind: str, raw: bool) -> Paper:
    at = house.clock.now()
    with house.store.read() as connection:
        draft = _draft(connection, house, scope.client, run, kind, raw, at)
    content = PRINTERS[kind](house.texts, draft)
    with house.store.write() as connection:
        meanwhile = not draft.copy.second and find_document(connection, scope.client, draft.copy.hash) is not None
        if not meanwhile:
            _hand_over(connection, scope, draft, kind, path, content, at)
    if meanwhile:  # another hand published the same paper while this one was composed: this is its second copy
        return _publish(house, scope, run, path, kind, raw)
    return Paper(path, draft.copy.hash, kind, draft.copy.second)


def _hand_over(
    connection: Connection, scope: Scope, draft: _Draft, kind: str, path: Path, content: bytes, at: datetime
) -> None:
    """The act, the paper and what is kept beside it, all or nothing."""
    _record(connection, scope, draft, kind, path, at)
    _leave(connection, scope, draft, kind, path, content, at)
    if kind == PDF:
        _leave(connection, scope, draft, "json", path.with_suffix(".json"), _beside(draft, kind), at)


def _leave(
    connection: Connection, scope: Scope, draft: _Draft, kind: str, path: Path, content: bytes, at: datetime
) -> None:
    """Delivers bytes and notes that they left: an older layout is known again by them."""
    own = hashlib.sha256(content).hexdigest()
    record_departure(connection, scope, kind, path.name, own, str(path.parent), at, draft.copy.hash)
    deliver(path, content)


def _beside(draft: _Draft, kind: str) -> bytes:
    """The content the hash was taken of, for an auditor without the store (reference 7.2, Authenticity)."""
    copy = draft.copy
    return canonical_json(content_of(draft.view, draft.basis, kind, copy.raw, copy.previous))


def _draft(connection: Connection, house: House, client: str, run: int, kind: str, raw: bool, at: datetime) -> _Draft:
    """The paper as recorded before when nothing changed since, else a new one at the end of the chain of papers."""
    view = view_of(connection, client, usable_run(connection, client, "", run))
    before = next(_recorded(connection, client, view, kind, (raw,)), None)
    if before is not None:
        first = before.copy
        copy = Copy(first.hash, first.generated, first.head, first.previous, raw, second=True)
        return _Draft(view, before.basis, copy, house.texts.locale)
    standing = head(connection, client)
    assert standing is not None, "a client's journal begins with the client"
    basis = basis_of(connection, client, view, standing, None)
    previous = _last_hash(connection, client)
    own = document_hash(view, basis, kind, raw, previous)
    return _Draft(view, basis, Copy(own, at, standing, previous, raw), house.texts.locale)


def _recorded(
    connection: Connection, client: str, view: RunView, kind: str, raws: tuple[bool, ...]
) -> Iterator[_Draft]:
    """Papers recorded for the run as it stands, newest first, as they were printed."""
    for line in entries(connection, client, entity=_entity(view), verb=PUBLISHED):
        told = None if line.body is None else line.body["after"]
        if told is None or told["tipo"] != kind or told["anexo"] not in raws or told["segunda_via"]:
            continue
        found = find_document(connection, client, told["hash"])
        if found is not None:
            draft = _as_printed(connection, client, view, kind, told, found)
            if draft.copy.hash == found.hash:
                yield draft


def _as_printed(
    connection: Connection, client: str, view: RunView, kind: str, told: Mapping[str, Any], found: Document
) -> _Draft:
    """A recorded paper composed from what its entry froze; its hash tells whether the run is still the same."""
    registers: Registers = told["registros"]
    basis = basis_of(connection, client, view, found.head, registers)
    own = document_hash(view, basis, kind, told["anexo"], told["anterior"])
    copy = Copy(own, found.created, found.head, told["anterior"], told["anexo"])
    return _Draft(view, basis, copy, told["idioma"])


def _last_hash(connection: Connection, client: str) -> str:
    """Hash of the client's last paper, "" before the first."""
    for line in entries(connection, client, verb=PUBLISHED, limit=1):
        if line.body is not None:
            return str(line.body["after"]["hash"])
    return ""


def _record(connection: Connection, scope: Scope, draft: _Draft, kind: str, path: Path, at: datetime) -> Entry:
    """The act in the journal; the document under its hash, the first time only."""
    copy = draft.copy
    after = {
        "hash": copy.hash,
        "tipo": kind,
        "anexo": copy.raw,
        "anterior": copy.previous,
        "segunda_via": copy.second,
        "arquivo": path.name,
        "idioma": draft.language,
        "registros": {} if copy.second else draft.basis.registers,
    }
    if not copy.second:
        paper = Document(
            scope.client, copy.hash, kind, path.name, copy.head, copy.generated, scope.user, draft.view.run.id
        )
        record_document(connection, paper)
    act = Act(scope.client, scope.user, PUBLISHED, _entity(draft.view), at, None, after, "", scope.origin)
    return append(connection, act)


def _entity(view: RunView) -> str:
    return f"metas/calculo/{view.run.id}"


def _print_report(texts: Texts, draft: _Draft) -> bytes:
    return pdf_bytes(report(texts, draft.view, draft.basis, draft.copy))


def _print_workbook(texts: Texts, draft: _Draft) -> bytes:
    return workbook_bytes(workbook(texts, draft.view, draft.basis, draft.copy))


PRINTERS: Mapping[str, Callable[[Texts, _Draft], bytes]] = {PDF: _print_report, XLSX: _print_workbook}
