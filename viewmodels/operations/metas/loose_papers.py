"""Papers beside the report: the month's sheet, the minutes, the trail of a run, and the contingency workbook."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from engines.calendar import Month
from engines.figure import Missing, Value
from storage.departures import record_departure
from storage.errors import KnownError
from storage.exports.csv_text import csv_bytes
from storage.exports.delivery import deliver, free_name
from storage.exports.pdf import pdf_bytes
from storage.exports.workbook import workbook_bytes
from storage.journal import Act, Line, append, head
from storage.people import names_of
from storage.runs import Status
from storage.store import Connection
from storage.store.canonical import canonical_json
from viewmodels.operations.house import House
from viewmodels.operations.metas.gathering import typed_window
from viewmodels.operations.metas.papers import Paper
from viewmodels.operations.metas.results import RunView, usable_run, view_of
from viewmodels.operations.metas.step_trail import spent_on
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope
from viewmodels.papers.basis import Basis, basis_of, registers_of, trail_of
from viewmodels.papers.contingency import blank_hash, blank_view, contingency
from viewmodels.papers.loose import Desk
from viewmodels.papers.matter import Copy, Matter
from viewmodels.papers.month_sheet import minutes, month_sheet
from viewmodels.papers.narration import Narrator

RIGHT = "metas.exportar"
FOLDER = "contingencia"
PRINTED = "SHEET_PRINTED"
COLUMNS = (
    "sequencia", "instante", "quem", "passo", "entidade", "antes", "depois", "motivo", "duracao_ms", "origem", "hash",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contingency:
    """The contingency workbook kept: where, for which month; `beside` when the one before was open and stayed."""

    path: Path
    month: Month
    beside: bool = False


@operation("metas.folha_do_mes", right=RIGHT, mode="write", area="metas", verb=PRINTED)
def print_month_sheet(house: House, scope: Scope, *, run: int, path: Path) -> Paper:
    """Writes the one-page sheet of the goals for the operating team, as PDF. Raises KnownError EXPORTAR_*."""
    with house.store.read() as connection:
        matter, desk = _matter(connection, house, scope, run)
    return _leave(house, scope, run, path, pdf_bytes(month_sheet(matter, desk)), "folha")


@operation("metas.ata", right=RIGHT, mode="write", area="metas", verb=PRINTED)
def print_minutes(house: House, scope: Scope, *, run: int, path: Path) -> Paper:
    """Writes the minutes of the approval as PDF. Raises KnownError EXPORTAR_*."""
    with house.store.read() as connection:
        matter, desk = _matter(connection, house, scope, run)
    return _leave(house, scope, run, path, pdf_bytes(minutes(matter, desk)), "ata")


@operation("metas.trilha", right="auditoria.ver", mode="write", area="metas", verb=PRINTED)
def write_trail(house: House, scope: Scope, *, run: int, path: Path) -> Paper:
    """Writes the acts of a run (G-060) as JSON, or as CSV for a file that ends so. Raises KnownError EXPORTAR_*."""
    with house.store.read() as connection:
        view, basis = _view(connection, scope, run)
        standing = head(connection, scope.client)
        assert standing is not None, "a client's journal begins with the client"
        lines = trail_of(connection, scope.client, view, basis.source.id, standing)
        names = names_of(connection, {str(line.body["actor"]) for line in lines if line.body})
    told = [_act(line, view, names) for line in lines]
    if path.suffix.lower() == ".csv":
        content = csv_bytes(COLUMNS, [tuple(_cell(act[name]) for name in COLUMNS) for act in told])
    else:
        whole = {"calculo": run, "vigencia": str(view.vigencia), "cabeca": standing.hash, "atos": told}
        content = json.dumps(whole, ensure_ascii=False, indent=2).encode() + b"\n"
    return _leave(house, scope, run, path, content, "trilha")


@operation("metas.contingencia", right=RIGHT, mode="write", area="metas", verb="CONTINGENCY_KEPT")
def keep_contingency(house: House, scope: Scope, *, run: int) -> Contingency:
    """Renews the contingency workbook for the month after a published one, in the company's folder (G-103).

    The one before is replaced whole; when another program holds it, the new one stands beside it under a free name.
    Raises KnownError METAS.NAO_PUBLICADO_AINDA or EXPORTAR_RECUSADO.
    """
    with house.store.read() as connection:
        content, month = contingency_bytes(connection, house, scope, run)
    folder = contingency_folder(house, scope)
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / house.texts.say("CONTINGENCIA.ARQUIVO")
    try:
        path = deliver(wanted, content)
    except KnownError as error:
        if error.code != "EXPORTAR_ABERTO":
            raise
        path = deliver(free_name(wanted), content)
    told = {"arquivo": path.name, "mes": str(month), "hash": hashlib.sha256(content).hexdigest()}
    with house.store.write() as connection:
        entity, at = f"metas/calculo/{run}", house.clock.now()
        act = Act(scope.client, scope.user, "CONTINGENCY_KEPT", entity, at, None, told, "", scope.origin)
        append(connection, act)
        record_departure(connection, scope, "xlsx", path.name, told["hash"], str(folder), at)
    return Contingency(path, month, path != wanted)


def contingency_folder(house: House, scope: Scope) -> Path:
    """Where the company's contingency workbook is kept."""
    return Path(house.paths) / FOLDER / scope.client


def contingency_bytes(
    connection: Connection, house: House, scope: Scope, run: int, month: Month | None = None
) -> tuple[bytes, Month]:
    """The contingency workbook of a published run, for the month after it unless another is given."""
    view, basis = _view(connection, scope, run)
    if view.run.status is not Status.APPROVED:
        raise KnownError("METAS.NAO_PUBLICADO_AINDA", calculo=run)
    wanted = month or view.vigencia.plus(1)
    blank = blank_view(view, wanted, typed_window(connection, scope.client, wanted))
    standing = head(connection, scope.client)
    assert standing is not None, "a client's journal begins with the client"
    held = Basis(basis.company, basis.source, (), registers_of(connection, scope.client, blank), (), basis.names)
    copy = Copy(blank_hash(blank), house.clock.now(), standing)
    return workbook_bytes(contingency(house.texts, blank, held, copy, view.vigencia)), wanted


def _view(connection: Connection, scope: Scope, run: int) -> tuple[RunView, Basis]:
    view = view_of(connection, scope.client, usable_run(connection, scope.client, "", run))
    standing = head(connection, scope.client)
    assert standing is not None, "a client's journal begins with the client"
    return view, basis_of(connection, scope.client, view, standing, None)


def _matter(connection: Connection, house: House, scope: Scope, run: int) -> tuple[Matter, Desk]:
    view, basis = _view(connection, scope, run)
    standing = head(connection, scope.client)
    assert standing is not None, "a client's journal begins with the client"
    at = house.clock.now()
    author = names_of(connection, {scope.user}).get(scope.user, scope.user)
    matter = Matter(house.texts, view, basis, Copy("", at, standing), Narrator.of(house.texts, view.evaluation))
    return matter, Desk(basis.company, author, at, standing)


def _leave(house: House, scope: Scope, run: int, path: Path, content: bytes, kind: str) -> Paper:
    """The act, the line of what left, and the file, together."""
    at, sha = house.clock.now(), hashlib.sha256(content).hexdigest()
    with house.store.write() as connection:
        told = {"papel": kind, "arquivo": path.name, "hash": sha}
        entity = f"metas/calculo/{run}"
        append(connection, Act(scope.client, scope.user, PRINTED, entity, at, None, told, "", scope.origin))
        record_departure(connection, scope, kind, path.name, sha, str(path.parent), at)
        return Paper(deliver(path, content), sha, kind)


def _act(line: Line, view: RunView, names: Mapping[str, str]) -> Mapping[str, object]:
    """One act with the fields of G-060; an erased one keeps its number and hash."""
    if line.body is None:
        return dict.fromkeys(COLUMNS) | {"sequencia": line.seq, "hash": line.hash}
    body, run = line.body, view.run
    whole = run.ended - run.started if run.ended and body["verb"] == "CALCULATION_COMPLETED" else None
    return {
        "sequencia": line.seq,
        "instante": body["at"],
        "quem": names.get(str(body["actor"]), str(body["actor"])),
        "passo": body["verb"],
        "entidade": body["entity"],
        "antes": body["before"],
        "depois": body["after"],
        "motivo": body["why"],
        "duracao_ms": spent_on(body) if whole is None else int(whole.total_seconds() * 1000),
        "origem": body["origin"],
        "hash": line.hash,
    }


def _cell(value: object) -> Value:
    if value is None:
        return Missing("NOT_GIVEN")
    return value if isinstance(value, str) else canonical_json(value)
