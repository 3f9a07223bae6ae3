"""The three ERP tables of a profile as SQLAlchemy tables, named by role and mapped to the ERP's own names."""

from dataclasses import dataclass

from sqlalchemy import Column, Integer, MetaData, Table

from storage.erp.columns import ErpInstant, erp_number, erp_text
from storage.erp.profile import Profile


@dataclass(frozen=True, slots=True)
class ErpTables:
    """Operation, costs and fleet; each column is found under its role as key (`operacao.c.km`)."""

    operacao: Table
    custos: Table
    veiculos: Table


def build_tables(profile: Profile, with_schema: bool = True) -> ErpTables:
    """Tables of a profile; `with_schema=False` for a SQLite file, which has no owners."""
    metadata = MetaData(schema=profile.esquema if with_schema else None)
    return ErpTables(
        operacao=_operation(profile, metadata), custos=_costs(profile, metadata), veiculos=_vehicles(profile, metadata)
    )


def _operation(profile: Profile, metadata: MetaData) -> Table:
    names = profile.operacao
    return Table(
        names.tabela,
        metadata,
        Column(names.data, ErpInstant(), key="data", nullable=False),
        Column(names.setor, Integer, key="setor", nullable=False),
        Column(names.veiculo, erp_text(20), key="veiculo"),
        Column(names.km, erp_number(profile.casas.km), key="km"),
        Column(names.litros, erp_number(profile.casas.litros), key="litros"),
        Column(names.status, erp_text(20), key="status"),
    )


def _costs(profile: Profile, metadata: MetaData) -> Table:
    names = profile.custos
    return Table(
        names.tabela,
        metadata,
        Column(names.data, ErpInstant(), key="data", nullable=False),
        Column(names.setor, Integer, key="setor", nullable=False),
        Column(names.tipo, erp_text(40), key="tipo", nullable=False),
        Column(names.valor, erp_number(profile.casas.valor), key="valor"),
        Column(names.documento, erp_text(40), key="documento"),
    )


def _vehicles(profile: Profile, metadata: MetaData) -> Table:
    names = profile.veiculos
    return Table(
        names.tabela,
        metadata,
        Column(names.veiculo, erp_text(20), key="veiculo", nullable=False),
        Column(names.setor, Integer, key="setor", nullable=False),
        Column(names.modelo, erp_text(60), key="modelo"),
        Column(names.situacao, erp_text(20), key="situacao"),
        Column(names.status, erp_text(20), key="status"),
        Column(names.atualizado, ErpInstant(), key="atualizado"),
    )
