"""Where the client's ERP is: its address and mapping, told and tried; the password goes to the keyring or nowhere."""

from collections.abc import Generator
from dataclasses import dataclass, fields

from storage.erp.doctor import diagnose
from storage.erp.lane import Cancel, Deadline
from storage.erp.oracle_source import DEFAULT_PORT, Limits, OracleAddress, OracleSource
from storage.erp.profile import CostNames, OperationNames, Profile, VehicleNames, default_profile
from storage.erp.source import ErpSource
from storage.errors import KnownError
from storage.journal import Act, append
from storage.metas.erp_connection import address_of, save_address
from storage.people import list_clients
from storage.secrets import SessionSecrets, forget_oracle_password, keep_oracle_password, oracle_password
from viewmodels.jobs import Progress
from viewmodels.operations.diagnosis_row import Row
from viewmodels.operations.house import House
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

AREA = "administracao"
PROBE_SECONDS = 10.0
"""How long a test of the connection may take (G-090)."""


@dataclass(frozen=True, slots=True)
class ErpAddress:
    """Where the Oracle is and as whom; never the password."""

    host: str = ""
    service: str = ""
    user: str = ""
    port: int = DEFAULT_PORT

    def oracle(self) -> OracleAddress:
        """The address as the source takes it. Raises KnownError ORG_001.ADDRESS."""
        return OracleAddress(self.host, self.service, self.user, self.port).checked()


@dataclass(frozen=True, slots=True)
class ErpSettings:
    """What is set: the address, whether its password is known now, and whether a keyring will remember it."""

    address: ErpAddress
    password_known: bool
    remembered: bool
    sample: bool


@dataclass(frozen=True, slots=True)
class Mapped:
    """One line of the mapping profile: part, field, and its name or value in the ERP."""

    part: str
    field: str
    name: str


@operation("erp.ver", right="erp.configurar", mode="read", area=AREA)
def see(house: House, scope: Scope) -> ErpSettings:
    """The ERP's address of the client, empty while nobody gave it."""
    with house.store.read() as connection:
        found = address_of(connection, scope.client)
    remembered = not isinstance(house.secrets, SessionSecrets)
    if found is None:
        return ErpSettings(ErpAddress(), False, remembered, house.sample)
    known = oracle_password(house.secrets, found.host, found.service, found.user) is not None
    address = ErpAddress(found.host, found.service, found.user, found.port)
    return ErpSettings(address, known, remembered, house.sample)


@operation("erp.guardar", right="erp.configurar", mode="write", area=AREA, verb="erp.endereco", whole_company=True)
def keep(house: House, scope: Scope, *, address: ErpAddress, password: str = "") -> None:
    """Keeps the address, journalled without the password, and the password in the keyring when one is given.

    The password of an address nobody uses any more is forgotten.

    Raises KnownError ORG_001.ADDRESS, or COFRE_RECUSOU before anything is written.
    """
    wanted = address.oracle()
    if password:
        keep_oracle_password(house.secrets, wanted.host, wanted.service, wanted.user, password)
    at = house.clock.now()
    with house.store.write() as connection:
        before = address_of(connection, scope.client)
        save_address(connection, scope.client, wanted, at, scope.user)
        old = None if before is None else _told(before)
        act = Act(scope.client, scope.user, "erp.endereco", "erp/oracle", at, old, _told(wanted), origin=scope.origin)
        append(connection, act)
        used = {_login(found) for each in list_clients(connection) if (found := address_of(connection, each.id))}
    if before is not None and _login(before) not in used:
        _forget(house, scope, before)


def _forget(house: House, scope: Scope, address: OracleAddress) -> None:
    """Takes a password out of the keyring; one that refuses keeps it, and the log says so: the address is kept."""
    try:
        forget_oracle_password(house.secrets, *_login(address))
    except KnownError as error:
        house.log("operacao", operacao="erp.guardar", cliente=scope.client, rosto=scope.origin, codigo=error.code)


def _login(address: OracleAddress) -> tuple[str, str, str]:
    """What the keyring knows a password by."""
    return address.host, address.service, address.user


def _told(address: OracleAddress) -> dict[str, object]:
    return {"servidor": address.host, "porta": address.port, "servico": address.service, "usuario": address.user}


@operation("erp.provar", right="erp.configurar", mode="read", area=AREA)
def probe(
    house: House, scope: Scope, *, address: ErpAddress, password: str = ""
) -> Generator[Progress, None, tuple[Row, ...]]:
    """Job that tries an address without keeping it, ten seconds at most, and returns the doctor's report.

    In the sample company its own ERP answers. Raises KnownError ORG_001.…, ERP.SEM_SENHA.
    """
    cancel = Cancel()
    work = diagnose(_source(house, scope, address, password), Deadline.after(house.clock, PROBE_SECONDS), cancel)
    try:
        while True:
            try:
                step = next(work)
            except StopIteration as end:
                return tuple(Row(row.code, row.well, row.args) for row in end.value)
            yield Progress(step.step, step.done, step.total, step.args)
    except GeneratorExit:
        cancel.request()
        raise


def _source(house: House, scope: Scope, address: ErpAddress, password: str) -> ErpSource:
    if house.sample:
        source: ErpSource = house.erp(scope.client)
        return source
    wanted = address.oracle()
    found = password or oracle_password(house.secrets, wanted.host, wanted.service, wanted.user)
    if not found:
        raise KnownError("ERP.SEM_SENHA", usuario=wanted.user)
    given = found
    return OracleSource(wanted, lambda: given, default_profile(), Limits(PROBE_SECONDS, PROBE_SECONDS))


@operation("erp.perfil", right="erp.configurar", mode="read", area=AREA)
def mapping(house: House, scope: Scope) -> tuple[Mapped, ...]:
    """The profile in use: which table and column of the ERP mean what (G-082)."""
    profile = default_profile()
    return (*_parts(profile), *_cost_types(profile))


def _parts(profile: Profile) -> tuple[Mapped, ...]:
    parts: tuple[tuple[str, OperationNames | CostNames | VehicleNames], ...] = (
        ("OPERACAO", profile.operacao),
        ("CUSTOS", profile.custos),
        ("VEICULOS", profile.veiculos),
    )
    return tuple(Mapped(part, f.name, str(getattr(names, f.name))) for part, names in parts for f in fields(names))


def _cost_types(profile: Profile) -> tuple[Mapped, ...]:
    return tuple(Mapped("TIPOS", criterion, ", ".join(types)) for criterion, types in profile.tipos_custo.items())
