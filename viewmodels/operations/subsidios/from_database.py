"""An ERP as the origin of an audit's tables: looked into and read through its gateway, as jobs that may be stopped."""

from collections.abc import Generator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TypeVar

from storage.auditoria.catalogue import Catalogue
from storage.auditoria.erp_look import SeenTable, look_into_erp
from storage.auditoria.erp_origin import ErpOrigin, keep_origin, kept_origin, open_origin
from storage.auditoria.faulted import Faults
from storage.auditoria.from_erp import ErpQuestion, read_erp
from storage.auditoria.matching import ColumnsMap
from storage.auditoria.taking import ReadTables
from storage.erp.lane import Cancel, Deadline, ReadProgress
from storage.erp.oracle_source import Limits, OracleAddress
from storage.errors import KnownError
from storage.journal import Act, append
from storage.routine.limits import limit
from storage.secrets import SessionSecrets, keep_oracle_password, oracle_password
from viewmodels.jobs import Progress, Work
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.workspace import open_audit_of

T = TypeVar("T")
VERB = "subsidios.banco"
LOOKING_SECONDS = 60.0
READING_SECONDS = 12 * 3600.0
"""A city's month over a slow line; who waits may stop it at any moment."""
READING, OURS = "IMPORTACAO.TABELA.LENDO", "SUBSIDIO.LENDO_TABELA"


@dataclass(frozen=True, slots=True)
class KnownDatabase:
    """The ERP the tables were last asked of (None: none yet), whether its password is known now, and kept for later."""

    origin: ErpOrigin | None
    password_known: bool
    remembered: bool


@operation("subsidios.banco", right="subsidios.importar", mode="read", area=AUDIT_AREA)
def see(house: House, scope: Scope) -> KnownDatabase:
    """The ERP this audit's tables were last asked of. Raises KnownError AUDITORIA_NENHUMA."""
    open_audit_of(house)
    with house.store.read() as connection:
        origin = kept_origin(connection, scope.client)
    known = origin is not None and _password_known(house, origin)
    return KnownDatabase(origin, known, not isinstance(house.secrets, SessionSecrets))


def _password_known(house: House, origin: ErpOrigin) -> bool:
    """True for a file, which asks none; a keyring that stays locked knows none."""
    place = origin.place
    if not isinstance(place, OracleAddress):
        return True
    with suppress(KnownError):
        return oracle_password(house.secrets, place.host, place.service, place.user) is not None
    return False


@operation(
    "subsidios.guardar_banco", right="subsidios.importar", mode="write", area=AUDIT_AREA, verb=VERB, whole_company=True
)
def keep(house: House, scope: Scope, *, origin: ErpOrigin, password: str = "") -> None:
    """Remembers where the tables are asked, journalled without the password, which goes to the keyring when given.

    Raises KnownError AUDITORIA_NENHUMA, ORG_001.ADDRESS, IMPORTACAO.TABELA.PERFIL, COFRE_RECUSOU: nothing is kept then.
    """
    open_audit_of(house)
    place, at = origin.checked().place, house.clock.now()
    if password and isinstance(place, OracleAddress):
        keep_oracle_password(house.secrets, place.host, place.service, place.user, password)
    with house.store.write() as connection:
        before = kept_origin(connection, scope.client)
        if before != origin:
            keep_origin(connection, scope.client, origin, at=at, who=scope.user)
            old = None if before is None else told(before)
            append(connection, Act(scope.client, scope.user, VERB, "banco", at, old, told(origin)))


def told(origin: ErpOrigin) -> Mapping[str, object]:
    """What the journal keeps of an ERP."""
    return {
        "origem": origin.where, "usuario": origin.user, "esquema": origin.owner, "nomes": dict(origin.renamed),
        "de": origin.since, "ate": origin.until,
    }  # fmt: skip


def look(house: House, scope: Scope, origin: ErpOrigin, asked: Catalogue, password: str) -> Work[tuple[SeenTable, ...]]:
    """The tables asked that the ERP has. Raises KnownError ORG_001.…, IMPORTACAO.TABELA.…."""
    source = open_origin(origin, house.secrets, password, _limits(house, scope))
    question = ErpQuestion(asked, origin.names(asked, {}))
    deadline = Deadline.after(house.clock, LOOKING_SECONDS)
    seen = yield from _shown(look_into_erp(source, question, deadline, Cancel()))
    if not seen:
        raise KnownError("IMPORTACAO.TABELA.BANCO_VAZIO", banco=origin.name, usuario=origin.user)
    return seen


def read(
    house: House, scope: Scope, origin: ErpOrigin, asked: Catalogue, columns: ColumnsMap
) -> Work[ReadTables | Faults]:
    """Every table the ERP has of those asked, typed, or what is wrong. Raises KnownError IMPORTACAO.…, ORG_001.…"""
    source = open_origin(origin, house.secrets, limits=_limits(house, scope))
    question = ErpQuestion(asked, origin.names(asked, columns), origin.window)
    deadline = Deadline.after(house.clock, READING_SECONDS)
    return (yield from _shown(read_erp(source, question, deadline, Cancel())))


def _limits(house: House, scope: Scope) -> Limits:
    with house.store.read() as connection:
        return Limits(round_trip=float(limit(connection, scope.client, "segundos_erp")))


def _shown(work: Generator[ReadProgress, None, T]) -> Work[T]:
    """The steps of a gateway as those of an import: a table being read is told as one of a folder is."""
    with closing(work):  # who closes us stops the reading beside us now, not when memory is swept
        while True:
            try:
                step = next(work)
            except StopIteration as end:
                result: T = end.value
                return result
            yield Progress(OURS if step.step == READING else step.step, step.done, step.total, step.args)
