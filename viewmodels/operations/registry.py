"""The one list of what the program can do: menus, commands, disabled reasons and tests all walk over it."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import viewmodels.operations as package
from storage.errors import KnownError
from storage.workspace.manifest import DECIDING
from viewmodels.operations.house import AuditFile, House
from viewmodels.operations.scope import Scope

Mode = Literal["read", "write"]
Guard = Callable[[House, Scope], KnownError | None]
Body = TypeVar("Body", bound=Callable[..., Any])

NO_RIGHT = "ACESSO.SEM_DIREITO"
PARTIAL = "PESSOA_ALCANCE_PARCIAL"
IN_A_CARRIED_FILE = frozenset({"metas.decidir", "documentos.assinar"})
"""The only acts that write in a carried file, and only in one that left to be decided."""


AUDIT_AREA = "subsidios"
"""The area whose acts an audit's file takes."""


class UnknownOperation(LookupError):
    """An id nobody registered: our own fault."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One user intention: its id, the right it asks, what it does to data, and the function that does it.

    `verb` is the journal's word for the act ("" for reads that leave no entry), `title` the text code of its name in
    menus, `guard` a reason why it cannot be done now (rendered beside a disabled button), None when it can.
    `whole_company` says the act holds for every sector: a role limited to some of them does not reach it.
    """

    id: str
    right: str
    mode: Mode
    verb: str
    area: str
    title: str
    function: Callable[..., Any]
    guard: Guard | None = None
    whole_company: bool = False


class Registry:
    """Operations by id, each registered once."""

    def __init__(self) -> None:
        self._operations: dict[str, Operation] = {}

    def operation(
        self, id: str, *, right: str, mode: Mode, area: str, verb: str = "", title: str = "",
        guard: Guard | None = None, whole_company: bool = False,
    ) -> Callable[[Body], Body]:  # fmt: skip
        """Decorator that registers `function(house, scope, **arguments)`; the title defaults to `OPERACAO.<id>`.

        Raises ValueError when the id is taken or a write names no journal verb.
        """

        def register(function: Body) -> Body:
            self.add(Operation(id, right, mode, verb, area, title or f"OPERACAO.{id}", function, guard, whole_company))
            return function

        return register

    def add(self, new: Operation) -> None:
        """Registers one operation. Raises ValueError when the id is taken or a write names no journal verb."""
        if new.id in self._operations:
            raise ValueError(f"operation {new.id} is registered twice")
        if new.mode == "write" and not new.verb:
            raise ValueError(f"operation {new.id} writes and names no journal verb")
        self._operations[new.id] = new

    def all(self) -> tuple[Operation, ...]:
        """Every operation, in order of area and id."""
        return tuple(sorted(self._operations.values(), key=lambda each: (each.area, each.id)))

    def get(self, id: str) -> Operation:
        """The operation with that id. Raises UnknownOperation."""
        try:
            return self._operations[id]
        except KeyError:
            raise UnknownOperation(id) from None

    def perform(self, house: House, scope: Scope, id: str, **arguments: Any) -> Any:
        """Result of the operation, after asking the right, its reach and the guard; nothing it raises is swallowed.

        Raises KnownError ACESSO.SEM_DIREITO or PESSOA_ALCANCE_PARCIAL (the refusal is journalled first), the guard's
        reason, or ARQUIVO_SOMENTE_LEITURA and ARQUIVO_SO_DECIDE in a carried file.
        """
        chosen = self.get(id)
        if (shut := _shut(house, chosen)) is not None:
            raise shut
        if (refusal := _not_allowed(house, scope, chosen)) is not None:
            house.refused(scope, chosen.id, chosen.right)
            house.log("operacao", operacao=chosen.id, cliente=scope.client, rosto=scope.origin, codigo=refusal.code)
            raise refusal
        reason = chosen.guard(house, scope) if chosen.guard else None
        if reason is not None:
            raise reason
        return _told(house, scope, chosen, arguments)

    def disabled_reason(self, house: House, scope: Scope, id: str) -> str | None:
        """Sentence saying why the operation cannot be done now; None when it can. Leaves no trace."""
        chosen = self.get(id)
        if (shut := _shut(house, chosen)) is not None:
            return house.texts.say_error(shut)
        if (refusal := _not_allowed(house, scope, chosen)) is not None:
            return house.texts.say_error(refusal)
        reason = chosen.guard(house, scope) if chosen.guard else None
        return None if reason is None else house.texts.say_error(reason)


def _shut(house: House, chosen: Operation) -> KnownError | None:
    """A carried file takes no act but those it left for, an audit only its own; None when this one may be asked."""
    if house.audit is not None and chosen.mode != "read":
        return _shut_in_audit(house.audit, chosen)
    if house.workspace is None or chosen.mode == "read":
        return None
    if house.workspace.mode != DECIDING:
        return KnownError("ARQUIVO_SOMENTE_LEITURA")
    return None if chosen.id in IN_A_CARRIED_FILE else KnownError("ARQUIVO_SO_DECIDE")


def _shut_in_audit(audit: AuditFile, chosen: Operation) -> KnownError | None:
    if not audit.known.is_open:
        return KnownError("AUDITORIA_LACRADA")
    return None if chosen.area in (AUDIT_AREA, "configuracoes") else KnownError("AUDITORIA_SO_SUBSIDIOS")


def _not_allowed(house: House, scope: Scope, chosen: Operation) -> KnownError | None:
    """The right or the reach that is missing; None when both are there."""
    if not house.rights.allows(scope.client, scope.user, chosen.right):
        return _no_right(house, chosen)
    if chosen.whole_company and not house.rights.reaches_all(scope.client, scope.user, chosen.right):
        return KnownError(PARTIAL)
    return None


def _told(house: House, scope: Scope, chosen: Operation, arguments: dict[str, Any]) -> Any:
    """Result of the operation, with a line in the log for every write and every refusal."""
    started, code = house.clock.monotonic(), "ok"
    try:
        return chosen.function(house, scope, **arguments)
    except KnownError as error:
        code = error.code
        raise
    finally:
        if chosen.mode == "write" or code != "ok":
            spent = round((house.clock.monotonic() - started) * 1000)
            told = {"operacao": chosen.id, "cliente": scope.client, "rosto": scope.origin}
            house.log("operacao", **told, codigo=code, ms=spent)


def _no_right(house: House, refused: Operation) -> KnownError:
    right, title = house.texts.say(f"DIREITO.{refused.right}"), house.texts.say(refused.title)
    return KnownError(NO_RIGHT, direito=right, operacao=title)


OPERATIONS = Registry()
"""The program's own registry; tests build others."""

operation = OPERATIONS.operation
all = OPERATIONS.all
get = OPERATIONS.get
perform = OPERATIONS.perform
disabled_reason = OPERATIONS.disabled_reason


def load_all() -> tuple[Operation, ...]:
    """Imports every module of this package, so that none can be forgotten, and returns what they registered."""
    for found in pkgutil.walk_packages(package.__path__, prefix=f"{package.__name__}."):
        importlib.import_module(found.name)
    return OPERATIONS.all()
