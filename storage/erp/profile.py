"""The mapping profile: which tables, columns and values of an ERP mean what (F-30, G-082)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import TypeVar

import yaml
from sqlalchemy.dialects.oracle import base as oracle_base

from storage.errors import KnownError
from storage.resources import parse_yaml, read_text

DEFAULT_PROFILE = "erp/padrao.yaml"
MAX_PROFILE_CHARS = 20_000
MAX_IDENTIFIER = 30
MAX_VALUE = 40
MAX_PLACES = 6

_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")
_VALUE = re.compile(r"[^\x00-\x1f\x7f]+")
_RESERVED = frozenset(word.lower() for word in oracle_base.RESERVED_WORDS) | {
    "access", "add", "audit", "column", "comment", "current", "delete", "file", "immediate", "increment", "initial",
    "insert", "level", "lock", "long", "maxextents", "mlslabel", "mode", "modify", "noaudit", "offline", "online",
    "raw", "row", "rowid", "rownum", "rows", "session", "set", "successful", "synonym", "sysdate", "uid", "user",
    "validate", "whenever",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OperationNames:
    """Table of daily operation, one row per trip or per vehicle and day."""

    tabela: str
    data: str
    setor: str
    veiculo: str
    km: str
    litros: str
    status: str


@dataclass(frozen=True, slots=True)
class CostNames:
    """Table of cost postings."""

    tabela: str
    data: str
    setor: str
    tipo: str
    valor: str
    documento: str


@dataclass(frozen=True, slots=True)
class VehicleNames:
    """Table of the fleet register."""

    tabela: str
    veiculo: str
    setor: str
    modelo: str
    situacao: str
    status: str
    atualizado: str


@dataclass(frozen=True, slots=True)
class Places:
    """Decimal places of kilometres, litres and money as the ERP keeps them."""

    km: int
    litros: int
    valor: int


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything the statements need to know about one ERP; names are lower-case validated identifiers."""

    nome: str
    esquema: str | None
    ativo: str
    operacional: str
    casas: Places
    operacao: OperationNames
    custos: CostNames
    veiculos: VehicleNames
    tipos_custo: Mapping[str, tuple[str, ...]]

    @property
    def cost_types(self) -> tuple[str, ...]:
        """Every ERP cost type that some criterion uses, in a fixed order."""
        return tuple(sorted({erp for types in self.tipos_custo.values() for erp in types}))

    def criterion_of(self, erp_type: str) -> str:
        """Criterion a cost type of the ERP counts for. Raises KeyError on a type the profile does not name."""
        for criterion, types in self.tipos_custo.items():
            if erp_type in types:
                return criterion
        raise KeyError(erp_type)


def default_profile() -> Profile:
    """The profile we ship (seed 003 §14.1), which the sample company follows too."""
    return parse_profile(read_text(DEFAULT_PROFILE))


def parse_profile(text: str) -> Profile:
    """Profile from YAML text, every name checked.

    Raises KnownError ORG_001.PROFILE naming the first field that is missing, unknown or not acceptable.
    """
    if len(text) > MAX_PROFILE_CHARS:
        raise _refused("perfil", len(text))
    try:
        content = parse_yaml(text)
    except (yaml.YAMLError, ArithmeticError, RecursionError) as error:
        raise _refused("perfil", type(error).__name__) from error
    return _profile_of(_mapping("perfil", content))


def _profile_of(content: Mapping[str, object]) -> Profile:
    _only("perfil", content, {f.name for f in fields(Profile)} - {"tipos_custo"})
    costs = dict(_mapping("custos", content.get("custos")))
    types = _cost_types(_mapping("custos.tipos", costs.pop("tipos", None)))
    schema = content.get("esquema")
    return Profile(
        nome=_value("nome", content.get("nome")),
        esquema=None if schema is None else _identifier("esquema", schema),
        ativo=_value("ativo", content.get("ativo")),
        operacional=_value("operacional", content.get("operacional")),
        casas=_places(_mapping("casas", content.get("casas"))),
        operacao=_names(OperationNames, "operacao", content.get("operacao")),
        custos=_names(CostNames, "custos", costs),
        veiculos=_names(VehicleNames, "veiculos", content.get("veiculos")),
        tipos_custo=types,
    )


Names = TypeVar("Names", OperationNames, CostNames, VehicleNames)


def _names(kind: type[Names], section: str, content: object) -> Names:
    given = _mapping(section, content)
    wanted = [f.name for f in fields(kind)]
    _only(section, given, set(wanted))
    checked = {name: _identifier(f"{section}.{name}", given.get(name)) for name in wanted}
    columns = [value for name, value in checked.items() if name != "tabela"]
    if len(set(columns)) != len(columns):
        raise _refused(section, "coluna repetida")
    return kind(**checked)


def _identifier(field: str, value: object) -> str:
    fits = isinstance(value, str) and len(value) <= MAX_IDENTIFIER and _IDENTIFIER.fullmatch(value) is not None
    if not fits or value in _RESERVED:
        raise _refused(field, value)
    return str(value)


def _value(field: str, value: object) -> str:
    if not isinstance(value, str) or len(value) > MAX_VALUE or not _VALUE.fullmatch(value):
        raise _refused(field, value)
    return value


def _places(content: Mapping[str, object]) -> Places:
    _only("casas", content, {"km", "litros", "valor"})
    for name in ("km", "litros", "valor"):
        places = content.get(name)
        if not isinstance(places, int) or isinstance(places, bool) or not 0 <= places <= MAX_PLACES:
            raise _refused(f"casas.{name}", places)
    return Places(**content)  # type: ignore[arg-type]


def _cost_types(content: Mapping[str, object]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for criterion, types in content.items():
        if not isinstance(types, list) or not types:
            raise _refused(f"custos.tipos.{criterion}", types)
        found[_value("custos.tipos", criterion)] = tuple(_value(f"custos.tipos.{criterion}", t) for t in types)
    everything = [t for types in found.values() for t in types]
    if not everything or len(set(everything)) != len(everything):
        raise _refused("custos.tipos", "tipo ausente ou repetido")
    return MappingProxyType(found)


def _mapping(field: str, content: object) -> Mapping[str, object]:
    if not isinstance(content, dict) or not all(isinstance(key, str) for key in content):
        raise _refused(field, type(content).__name__)
    return content


def _only(section: str, content: Mapping[str, object], allowed: set[str]) -> None:
    extra = sorted(set(content) - allowed)
    if extra:
        raise _refused(section, extra[0])


def _refused(field: str, value: object) -> KnownError:
    return KnownError("ORG_001.PROFILE", campo=field, valor=str(value)[:MAX_VALUE])
