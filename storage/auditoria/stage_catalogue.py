"""The tables a city publishes, as the stages of the chain name them: what a comparison is brought as."""

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from engines.subsidy.steps import Step
from engines.subsidy.type_columns import OF_THE_DAY
from storage.auditoria.catalogue import Catalogue, InputTable, TableColumn, read_column
from storage.auditoria.shipped import shipped_chain
from storage.resources import load_yaml

TYPES = "catalogos/subsidio/etapas.yaml"
DAY = "data"


@cache
def stage_catalogue() -> Catalogue:
    """Every stage as a table that may be brought; any one of them serves.

    The km columns of the types are read from what is brought, whichever they are: those of the known types are asked.
    """
    content: Any = load_yaml(TYPES)
    stages = [step for step in shipped_chain(OF_THE_DAY).steps if step.published]
    tables = {step.name: _table(step, content["tipos"]) for step in stages}
    return Catalogue(MappingProxyType(tables), tuple((name,) for name in tables))


def _table(step: Step, types: Sequence[Mapping[str, Any]]) -> InputTable:
    key = tuple(column for column in step.key if column not in step.columns_when)
    columns = tuple(_column(name, name in key, types) for name in dict.fromkeys(step.columns))
    return InputTable(step.name, columns, (), DAY if DAY in step.columns else "", False, ())


def _column(name: str, needed: bool, types: Sequence[Mapping[str, Any]]) -> TableColumn:
    rule = next(each for each in types if each.get("nome") == name or name.startswith(each.get("comeca", "\0")))
    return read_column(name, {**rule, "nula": True, "obrigatoria": needed})
