"""Verifying a paper: known hash, then the run made again and compared; without a store, only within itself."""

import importlib
import importlib.util
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from engines.finding import Finding
from storage.departures import paper_of_bytes
from storage.errors import KnownError
from storage.exports.comparing import Differing, carries_hash, differences
from storage.exports.hashing import Carried, carried_by, parse_signs
from storage.exports.hashing import signs as grouped
from storage.journal import Anchor, entries, paper_anchors, verify
from storage.people import names_of
from storage.runs import Document, Run, Status, find_document, read_run
from storage.runs.published import documents_by_signs
from storage.store import Connection
from storage.workspace.looking import hash_of_file, is_carried
from viewmodels.operations.documentos.alone import agrees_with_itself, verify_store
from viewmodels.operations.documentos.carried_files import carried_alone, verify_carried
from viewmodels.operations.documentos.proofs import LEFT_OUT
from viewmodels.operations.documentos.second_copy import is_second_copy
from viewmodels.operations.documentos.verdict import (
    AUTHENTIC,
    DIFFERS,
    INCONSISTENT,
    KNOWN_SIGNS,
    RECORDED,
    SAME_AS_RUN,
    SAME_CONTENT,
    SECOND,
    UNKNOWN,
    UNPROVED,
    RunAct,
    Verdict,
)
from viewmodels.operations.house import House
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

LARGEST = 200 * 1024 * 1024
"""Bytes of a paper."""
_CHAIN = re.compile(r"(\d{1,12})\D+([0-9a-f]{64})")
_STORE = b"SQLite format 3\x00"
_AREA_PAPERS = "viewmodels.operations.{area}.papers"
_ACTS = {
    Status.APPROVED: ("CALCULATION_APPROVED", "VERIFICAR.APROVADO"),
    Status.ROLLED_BACK: ("CALCULATION_ROLLBACK", "VERIFICAR.REVERTIDO"),
}
NO_SUCH_PAPER = frozenset({"METAS.PAPEL_AUSENTE", "AUDITORIA_PAPEL_AUSENTE", "CORRIDA_SEM_DADOS"})
"""What an area says when the run, as it stands now, has no such paper, or only its heading is kept."""
_NOBODYS = frozenset({"DIARIO_CAUDA", "DIARIO_ANCORA"})


Regenerate = Callable[[House, Scope, int, str], bytes]
"""Makes the paper of a run again, of a kind (`pdf`, `xlsx`), from what the run froze: the same bytes it had."""


@dataclass(frozen=True, slots=True)
class Again:
    """What came of making a paper again: differences, whether it is the same paper by hash, whether a second copy."""

    differences: tuple[Differing, ...]
    same_hash: bool
    second: bool


@operation("documentos.verificar", right="documentos.verificar", mode="read", area="administracao")
def verify_file(house: House, scope: Scope, *, path: Path) -> Verdict:
    """What a PDF, workbook or store file proves to be.

    Raises KnownError DOCUMENTO_ILEGIVEL, DOCUMENTO_ALHEIO or VERIFICAR.GRANDE.
    """
    if _is_store(path):
        return verify_carried(house, scope, path) if is_carried(path) else verify_store(path, house)
    carried = _carried(path)
    with house.store.read() as connection:
        known = find_document(connection, scope.client, carried.hash)
        anchor = _anchor(carried, path)
        journal = _journal(house, connection, scope.client, anchor)
        run = _run_of(connection, scope.client, known, carried)
        author, act = _author(connection, known), _act(connection, scope.client, run)
        printed = known is not None and paper_of_bytes(connection, scope.client, hash_of_file(path)) == known.hash
    strange = known is None and any(f.code in _NOBODYS and f.args.get("fonte") == path.name for f in journal)
    if known is not None and run is None:
        return _recorded(carried, known, author, journal, None, printed=printed)
    if run is None or strange:
        return verify_alone(path)
    if known is not None:
        again = _again(house, scope, run, carried, path)
        return replace(_recorded(carried, known, author, journal, run, again, printed), act=act)
    try:
        again = _again(house, scope, run, carried, path)
    except KnownError:
        again = None  # a run without papers proves nothing about a file that only names it
    if again is None:
        return verify_alone(path)
    code = DIFFERS if again.differences else SAME_AS_RUN
    found = again.differences
    return Verdict(code, carried.kind, carried.hash, str(run.id), run.context, None, "", found, journal, act=act)


@operation("documentos.verificar_sinais", right="documentos.verificar", mode="read", area="administracao")
def verify_signs(house: House, scope: Scope, *, signs: str) -> Verdict:
    """What the 16 signs read off a paper say. Raises KnownError SINAIS_INCOMPLETOS."""
    wanted = parse_signs(signs)
    with house.store.read() as connection:
        found = documents_by_signs(connection, scope.client, wanted)
        if not found:
            return Verdict(UNKNOWN, "sinais", wanted, args={"sinais": grouped(wanted)})
        known = found[0]
        journal = _journal(house, connection, scope.client)
        run = None if known.run is None else read_run(connection, known.run)
        author, act = _author(connection, known), _act(connection, scope.client, run)
    told = _recorded(Carried("sinais", known.hash), known, author, journal, run)
    return replace(told, code=KNOWN_SIGNS, act=act, args={"tipo": known.kind.upper()})


def verify_alone(path: Path) -> Verdict:
    """What a file proves without any store: whether its parts agree. Raises KnownError as `verify_file`."""
    if _is_store(path):
        return carried_alone(path) if is_carried(path) else verify_store(path)
    carried = _carried(path)
    code = UNPROVED if agrees_with_itself(carried, path) else INCONSISTENT
    return Verdict(code, carried.kind, carried.hash, carried.run)


def _recorded(
    carried: Carried,
    known: Document,
    author: str,
    journal: tuple[Finding, ...],
    run: Run | None,
    again: Again | None = None,
    printed: bool = False,
) -> Verdict:
    code, found = _weighed(again, printed)
    named = "" if run is None else str(run.id)
    context = "" if run is None else run.context
    return Verdict(code, carried.kind, known.hash, named, context, known, author, found, journal)


def _weighed(again: Again | None, printed: bool) -> tuple[str, tuple[Differing, ...]]:
    """Answer for a recorded paper, with the differences it rests on.

    `printed` says that these very bytes left from here: when the run gives the same content and other pages, it is
    the layout that changed since.
    """
    if again is None or not again.same_hash:
        return (AUTHENTIC if printed else RECORDED), ()
    if again.second:
        return SECOND, ()
    if again.differences and printed:
        return SAME_CONTENT, ()
    return (DIFFERS if again.differences else AUTHENTIC), again.differences


def _is_store(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_STORE)) == _STORE
    except OSError as error:
        raise KnownError("DOCUMENTO_ILEGIVEL", arquivo=path.name, motivo=error.strerror or "") from error


def _carried(path: Path) -> Carried:
    if path.stat().st_size > LARGEST:
        raise KnownError("VERIFICAR.GRANDE", arquivo=path.name, limite=LARGEST // (1024 * 1024))
    return carried_by(path)


def _anchor(carried: Carried, path: Path) -> tuple[Anchor, ...]:
    found = _CHAIN.search(carried.chain)
    return (Anchor(int(found[1]), found[2], path.name),) if found else ()


def _journal(house: House, connection: Connection, client: str, more: tuple[Anchor, ...] = ()) -> tuple[Finding, ...]:
    """What is wrong with the chain a paper rests on; in a carried file the bodies of other months stayed at home."""
    found = verify(connection, client, (*paper_anchors(connection, client), *more))
    return tuple(each for each in found if house.workspace is None or each.code != LEFT_OUT)


def _author(connection: Connection, known: Document | None) -> str:
    if known is None:
        return ""
    return names_of(connection, {known.created_by}).get(known.created_by, known.created_by)


def _act(connection: Connection, client: str, run: Run | None) -> RunAct | None:
    """The approval of a run, or its undoing, by name."""
    if run is None or run.status not in _ACTS:
        return None
    verb, code = _ACTS[run.status]
    lines = entries(connection, client, entity=f"{run.area}/calculo/{run.id}", verb=verb, limit=1)
    if not lines or lines[0].body is None or lines[0].at is None:
        return None
    who = str(lines[0].body["actor"])
    return RunAct(code, lines[0].at, names_of(connection, {who}).get(who, who))


def _run_of(connection: Connection, client: str, known: Document | None, carried: Carried) -> Run | None:
    """The run of a recorded paper, else the one the file names, if it is of this client."""
    digits = re.search(r"\d{1,12}", carried.run)
    number = known.run if known is not None else int(digits[0]) if digits else None
    if number is None:
        return None
    try:
        run = read_run(connection, number)
    except KnownError:
        return None
    return run if run.client == client else None


def _again(house: House, scope: Scope, run: Run, carried: Carried, path: Path) -> Again | None:
    """The file against the paper made again; None when its area cannot make it, or makes another by now."""
    regenerate = _regenerate_of(run.area)
    if regenerate is None:
        return None
    try:
        ours = regenerate(house, scope, run.id, carried.kind)
    except KnownError as error:
        if error.code in NO_SUCH_PAPER:
            return None
        raise
    theirs = path.read_bytes()
    found = differences(carried.kind, ours, theirs, path.name)
    same_hash = carries_hash(carried.kind, ours, carried.hash)
    return Again(found, same_hash, is_second_copy(house.texts, run.id, carried.kind, found, ours, theirs))


def _regenerate_of(area: str) -> Regenerate | None:
    name = _AREA_PAPERS.format(area=area)
    if importlib.util.find_spec(name.rpartition(".")[0]) is None or importlib.util.find_spec(name) is None:
        return None
    found: Regenerate = importlib.import_module(name).regenerate
    return found
