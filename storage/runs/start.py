"""Starting a run and moving it on, one allowed step at a time."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from storage.errors import KnownError
from storage.runs.status import ACTIVE, Status, may_follow, path_between
from storage.store.tables import run

CONCURRENT = "SYS_002"


@dataclass(frozen=True, slots=True)
class NewRun:
    """What a run is of: `context` is the thing calculated within the area (the vigência `2025-08`).

    `owner` is `Owner.token` of the process that will carry it to its end.
    """

    client: str
    area: str
    context: str
    author: str
    owner: str
    at: datetime
    code_version: str
    grammar_version: str


def start(connection: Connection, new: NewRun) -> int:
    """Adds a run in state PENDING and returns its number.

    Raises KnownError SYS_002 when the same context is already being calculated (F-47), naming that run.
    """
    if not new.owner:
        raise ValueError("a run needs the token of its owner")
    row = {
        "client": new.client,
        "area": new.area,
        "context": new.context,
        "status": Status.PENDING.value,
        "author": new.author,
        "owner": new.owner,
        "started": new.at,
        "code_version": new.code_version,
        "grammar_version": new.grammar_version,
    }
    _refuse_concurrent(connection, new)
    try:
        return int(connection.execute(insert(run).returning(run.c.id), row).scalar_one())
    except IntegrityError as error:
        if "run.client, run.area, run.context" in str(error.orig):
            raise KnownError(CONCURRENT, contexto=new.context, corrida="?") from error
        raise


def _refuse_concurrent(connection: Connection, new: NewRun) -> None:
    active = select(run.c.id).where(
        (run.c.client == new.client)
        & (run.c.area == new.area)
        & (run.c.context == new.context)
        & run.c.status.in_([status.value for status in ACTIVE])
    )
    found = connection.execute(active).scalar()
    if found is not None:
        raise KnownError(CONCURRENT, contexto=new.context, corrida=found)


def set_status(
    connection: Connection, run_id: int, status: Status, at: datetime, error_code: str | None = None
) -> None:
    """Moves a run one allowed step; leaving the active states writes `ended`, ERROR writes its code.

    Raises KnownError CORRIDA_AUSENTE, or CORRIDA_TRANSICAO when the step is not allowed (G-085): somebody else
    may have approved, cancelled or undone it meanwhile.
    """
    here = connection.execute(select(run.c.status).where(run.c.id == run_id)).scalar()
    if here is None:
        raise KnownError("CORRIDA_AUSENTE", corrida=run_id)
    if not may_follow(Status(here), status):
        raise KnownError("CORRIDA_TRANSICAO", corrida=run_id, de=here, para=status.value)
    changes: dict[str, object] = {"status": status.value}
    if Status(here) in ACTIVE and status not in ACTIVE:
        changes["ended"] = at
    if status is Status.ERROR:
        changes["error_code"] = error_code
    connection.execute(update(run).where(run.c.id == run_id).values(changes))


def walk_to(connection: Connection, run_id: int, status: Status, at: datetime) -> None:
    """Moves a run through every state on the way to `status`: one whose work is done before it is written.

    Raises KnownError CORRIDA_AUSENTE or CORRIDA_TRANSICAO.
    """
    here = connection.execute(select(run.c.status).where(run.c.id == run_id)).scalar()
    for step in path_between(Status(here), status) if here is not None else (status,):
        set_status(connection, run_id, step, at)


def fail(connection: Connection, run_id: int, error_code: str, at: datetime) -> None:
    """Ends an active run in ERROR with the code of what stopped it."""
    set_status(connection, run_id, Status.ERROR, at, error_code)
