"""What a company registers before its first month: sectors, and the parameters nobody gave yet (G-013, G-021)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from engines.goals.rules import Parameter
from storage.errors import KnownError
from storage.journal import Act, append
from storage.metas.erp_connection import address_of
from storage.metas.registers import ParameterInForce, Sector, parameters, periods, save_parameter, save_sectors, sectors
from storage.metas.rulebook import shipped
from storage.store import Connection
from viewmodels.operations.house import House
from viewmodels.operations.metas.registers import told
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

RIGHT = "metas.parametrizar"
LONGEST = 100
MOST_DIGITS = 9
"""Digits of a sector's code in the ERP: the seed's integer."""
FROM_PROGRAM = "Valor inicial do programa"


@dataclass(frozen=True, slots=True)
class Registers:
    """What a company has so far: active sectors, those the ERP knows, vigências, parameters to give, the ERP itself."""

    sectors: int
    coded: int
    periods: int
    missing: tuple[Parameter, ...]
    erp: bool


@operation("metas.cadastros", right="metas.ver", mode="read", area="metas")
def registers(house: House, scope: Scope) -> Registers:
    """How far the registers of the client are: what a month cannot be prepared without."""
    with house.store.read() as connection:
        active = sectors(connection, scope.client)
        opened = periods(connection, scope.client)
        missing = _missing(connection, scope.client)
        erp = house.sample or address_of(connection, scope.client) is not None
    return Registers(len(active), sum(1 for s in active if s.erp_code), len(opened), missing, erp)


# --- sectors


@operation("metas.salvar_setor", right=RIGHT, mode="write", area="metas", verb="SECTOR_SAVED", whole_company=True)
def save_sector(
    house: House, scope: Scope, *, name: str, sector: str = "", erp_code: str = "", active: bool = True
) -> str:
    """Writes a sector, a new one when `sector` is empty, and returns its id; nothing is written when nothing changed.

    Raises KnownError METAS.SETOR_AUSENTE, METAS.SETOR_NOME, METAS.SETOR_CODIGO, or METAS.SETOR_REPETIDO and
    METAS.SETOR_CODIGO_REPETIDO when another active sector has the name or the code.
    """
    wanted = (_checked_name(name), _checked_code(erp_code), active)
    at = house.clock.now()
    with house.store.write() as connection:
        held = {s.id: s for s in sectors(connection, scope.client, only_active=False)}
        if sector and sector not in held:
            raise KnownError("METAS.SETOR_AUSENTE", setor=sector)
        new = Sector(sector or _next_id(held), *wanted)
        before = held.get(new.id)
        _refuse_repeated(new, held)
        if new != before:
            save_sectors(connection, scope.client, [new], at)
            entity, old = f"metas/setor/{new.id}", None if before is None else _told_of(before)
            act = Act(scope.client, scope.user, "SECTOR_SAVED", entity, at, old, _told_of(new), "", scope.origin)
            append(connection, act)
    return new.id


def _checked_name(name: str) -> str:
    kept = " ".join(name.split())
    if not 1 <= len(kept) <= LONGEST:
        raise KnownError("METAS.SETOR_NOME", maximo=LONGEST)
    return kept


def _checked_code(code: str) -> str | None:
    kept = code.strip()
    if not kept:
        return None
    if not (kept.isascii() and kept.isdigit() and len(kept) <= MOST_DIGITS):
        raise KnownError("METAS.SETOR_CODIGO", maximo=MOST_DIGITS)
    return str(int(kept))


def _next_id(held: Mapping[str, Sector]) -> str:
    return str(max((int(key) for key in held if key.isdigit()), default=0) + 1)


def _refuse_repeated(new: Sector, held: Mapping[str, Sector]) -> None:
    """Two active sectors of one name cannot be told apart; two of one code would count its data twice."""
    others = [s for s in held.values() if s.active and s.id != new.id] if new.active else []
    if any(s.name.casefold() == new.name.casefold() for s in others):
        raise KnownError("METAS.SETOR_REPETIDO", setor=new.name)
    if new.erp_code and (owner := next((s for s in others if s.erp_code == new.erp_code), None)):
        raise KnownError("METAS.SETOR_CODIGO_REPETIDO", codigo=new.erp_code, setor=owner.name)


def _told_of(sector: Sector) -> dict[str, object]:
    return {"nome": sector.name, "codigo_erp": sector.erp_code, "ativo": sector.active}


# --- first parameters


@operation(
    "metas.parametros_iniciais", right=RIGHT, mode="write", area="metas", verb="PARAMETER_CHANGED", whole_company=True
)
def initial_parameters(house: House, scope: Scope) -> tuple[str, ...]:
    """Writes the program's default of every parameter nobody gave, each journalled; returns their names (G-021)."""
    at = house.clock.now()
    with house.store.write() as connection:
        missing = _missing(connection, scope.client)
        for each in missing:
            item = ParameterInForce(each.key, each.default, at, scope.user, FROM_PROGRAM)
            entity = f"metas/parametro/{each.key}"
            written = (entity, at, None, told(item), FROM_PROGRAM, scope.origin)
            entry = append(connection, Act(scope.client, scope.user, "PARAMETER_CHANGED", *written))
            save_parameter(connection, scope.client, replace(item, seq=entry.seq))
    return tuple(each.key for each in missing)


def _missing(connection: Connection, client: str) -> tuple[Parameter, ...]:
    """Parameters nobody ever gave a value that holds since always or until now."""
    held = parameters(connection, client)
    return tuple(p for p in shipped().rules.parameters if p.key not in held)
