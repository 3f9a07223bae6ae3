"""A role limited to some sectors: what holds for the whole company is not for it to change; nor is it undone."""

from pathlib import Path

import pytest

from storage.errors import KnownError
from storage.journal import entries
from tests.sample_house import VIGENCIA, sample_house, scope_of
from viewmodels.jobs import drive
from viewmodels.operations import registry
from viewmodels.operations.registry import perform

WRITES = {each.id: each for each in registry.load_all() if each.mode == "write"}
BY_SECTOR = {"documentos.receber_decisao", "metas.decidir", "metas.lancar_gasto", "metas.recalcular_com"} | {
    "metas.deixar_mes_fora", "metas.digitar_media", "metas.trazer_mes"
}  # fmt: skip
"""Asked sector by sector, inside the act."""
OF_PEOPLE = {
    "pessoas.atribuir_papel", "pessoas.criar", "pessoas.definir_servico", "pessoas.desativar", "pessoas.reativar",
    "pessoas.redefinir_senha", "pessoas.revogar_papel",
}  # fmt: skip
"""Asked over area and sector, and over what the other person may do, inside the act."""
CHANGES_NO_RULE = {
    "documentos.anotar_saida", "documentos.assinar", "documentos.criar_chave", "documentos.exportar_mes",
    "documentos.para_decidir", "documentos.saidas_csv", "metas.ata", "metas.calcular", "metas.contingencia",
    "metas.descartar_rascunho", "metas.folha_do_mes", "metas.guardar_mapa", "metas.ler_arquivos", "metas.ler_erp",
    "metas.ler_gastos", "metas.marcar_item", "metas.planilha", "metas.rascunho", "metas.recalcular",
    "metas.relatorio", "metas.salvar_comparacao", "metas.trilha", "suporte.pacote", "subsidios.anotar_saida",
    "subsidios.criar",
}  # fmt: skip
"""Reads, calculates, writes a paper or keeps what is one's own: nothing of another sector is changed by it."""


def test_every_write_says_how_far_a_role_must_reach() -> None:
    whole = {id for id, each in WRITES.items() if each.whole_company}
    inside = BY_SECTOR | OF_PEOPLE | CHANGES_NO_RULE
    assert whole | inside == set(WRITES)
    assert not whole & inside


def test_what_is_of_everybody_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    whole = [each for each in WRITES.values() if each.whole_company]
    with sample_house(tmp_path) as house:
        scope = scope_of(house)
        with house.store.write() as connection:
            connection.exec_driver_sql("UPDATE user_role SET sector = '4' WHERE user = ?", (scope.user,))
        for asked in whole:
            told = registry.disabled_reason(house, scope, asked.id)
            with pytest.raises(KnownError, match="PESSOA_ALCANCE_PARCIAL|ACESSO.SEM_DIREITO") as refusal:
                perform(house, scope, asked.id)
            assert told == house.texts.say_error(refusal.value)
        with house.store.read() as connection:
            bodies = [each.body for each in entries(connection, scope.client, limit=len(whole))]
    assert {body["verb"] for body in bodies if body} == {"acesso.recusar"}


def test_the_erp_is_not_asked_about_no_sector(tmp_path: Path) -> None:
    with sample_house(tmp_path) as house:
        with house.store.write() as connection:
            connection.exec_driver_sql("UPDATE sector SET erp_code = NULL")
        with pytest.raises(KnownError, match="ASSISTENTE.SEM_SETORES"):
            drive(perform(house, scope_of(house), "metas.ler_erp", vigencia=VIGENCIA))
