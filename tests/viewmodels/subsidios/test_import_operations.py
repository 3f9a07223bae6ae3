"""Before and after an import: what a source has, what an audit holds, and the workbook that says what to bring."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from storage.auditoria.sources import SourceKind
from storage.errors import KnownError
from tests.viewmodels.subsidios.audits import CASES, bring, new_audit, sitting
from tests.viewmodels.subsidios.import_sources import CASE, TRIPS, renamed
from viewmodels.jobs import Progress, drive
from viewmodels.operations.registry import perform
from viewmodels.operations.subsidios.examining import asked_tables


def test_a_source_tells_its_tables_and_columns_without_being_read(tmp_path: Path) -> None:
    heard: list[Progress] = []
    with sitting(new_audit(tmp_path)) as (house, scope):
        found = drive(perform(house, scope, "subsidios.examinar", path=renamed(tmp_path)), heard.append)
    trips = next(table for table in found.tables if table.name == TRIPS)
    matched = trips.matched(asked_tables(SourceKind.INPUT), {})
    assert (len(found.tables), found.twice, found.lacking) == (16, (), ())
    assert (matched.theirs["servico_realizado"], matched.lacking, matched.unused) == (
        "linha", ("id_veiculo",), ("cod_onibus",),
    )  # fmt: skip
    assert trips.matched(asked_tables(SourceKind.INPUT), {"id_veiculo": "cod_onibus"}).lacking == ()
    assert [each.done for each in heard] == [0, *range(16)]


def test_a_source_tells_what_it_lacks_and_what_cannot_be_read(tmp_path: Path) -> None:
    place = renamed(tmp_path)
    (place / "viagem_planejada.parquet").write_bytes(b"not a table")
    (place / "subsidio_data_versao_efetiva.parquet").unlink()
    with sitting(new_audit(tmp_path)) as (house, scope):
        found = drive(perform(house, scope, "subsidios.examinar", path=place))
        with pytest.raises(KnownError, match="IMPORTACAO.TABELA.PASTA"):
            drive(perform(house, scope, "subsidios.examinar", path=tmp_path / "nenhuma"))
    troubles = {table.name: table.trouble.code for table in found.tables if table.trouble is not None}
    assert troubles == {"viagem_planejada": "IMPORTACAO.TABELA.DANIFICADO"}
    assert found.lacking == ("subsidio_data_versao_efetiva",)


def test_a_column_missing_in_one_part_of_a_table_is_missing(tmp_path: Path) -> None:
    place = tmp_path / "partes"
    (place / TRIPS).mkdir(parents=True)
    whole = "data,servico_realizado,sentido,id_veiculo,id_viagem,datetime_partida,datetime_chegada,distancia_planejada"
    (place / TRIPS / "a.csv").write_text(f"{whole}\n", encoding="utf-8")
    (place / TRIPS / "b.csv").write_text(f"{whole.replace('id_veiculo', 'onibus')}\n", encoding="utf-8")
    with sitting(new_audit(tmp_path)) as (house, scope):
        found = drive(perform(house, scope, "subsidios.examinar", path=place))
    (trips,) = found.tables
    matched = trips.matched(asked_tables(SourceKind.INPUT), {})
    assert (trips.files, matched.lacking, matched.unused) == (
        (f"{TRIPS}/a.csv", f"{TRIPS}/b.csv"), ("id_veiculo",), ("onibus",),
    )  # fmt: skip


def test_every_import_stays_told_and_the_last_of_a_kind_counts(tmp_path: Path) -> None:
    with sitting(new_audit(tmp_path)) as (house, scope):
        assert perform(house, scope, "subsidios.importacoes") == ()
        bring(house, scope, CASE)
        bring(house, scope, CASE, CASE)
        paid, last, first = perform(house, scope, "subsidios.importacoes")
    assert [(each.source.kind, each.in_force, each.who) for each in (paid, last, first)] == [
        (SourceKind.PAID, True, "Ana Auditora"),
        (SourceKind.INPUT, True, "Ana Auditora"),
        (SourceKind.INPUT, False, "Ana Auditora"),
    ]
    assert (last.rows, len(last.tables), paid.rows, len(paid.tables)) == (1929, 16, 980, 12)
    rows = {table.name: (table.rows, len(table.days)) for table in last.tables}
    assert (rows[TRIPS], rows["garagem"], rows["valor_km_tipo_viagem"]) == ((188, 2), (0, 0), (106, 0))


@pytest.mark.parametrize("kind", SourceKind)
def test_the_empty_workbook_is_recognised_sheet_by_sheet(kind: SourceKind, tmp_path: Path) -> None:
    with sitting(new_audit(tmp_path)) as (house, scope):
        path = perform(house, scope, "subsidios.modelo", path=tmp_path / "modelo.xlsx", kind=kind)
        found = drive(perform(house, scope, "subsidios.examinar", path=path, kind=kind))
    asked = asked_tables(kind)
    assert [table.name for table in found.tables] == list(asked.tables)
    assert [table.name for table in found.tables if table.matched(asked, {}).lacking] == []


def test_the_empty_workbook_explains_every_column(tmp_path: Path) -> None:
    with sitting(new_audit(tmp_path)) as (house, scope):
        path = perform(house, scope, "subsidios.modelo", path=tmp_path / "modelo.xlsx")
    rows = list(load_workbook(path)["Leia antes"].iter_rows(values_only=True))
    assert rows[0] == (
        "Tabela", "Folha", "Coluna", "O que é", "Como se escreve", "A célula pode ficar vazia", "A coluna pode faltar",
    )  # fmt: skip
    assert [row[2] for row in rows[1:] if not row[3]] == []
    assert rows[8][:4] == ("Viagens identificadas", TRIPS, "distancia_planejada", "Quilômetros planejados da viagem")
    assert len(rows) - 1 == sum(len(t.columns) for t in asked_tables(SourceKind.INPUT).tables.values())


def test_a_case_brought_is_named_by_its_files(tmp_path: Path) -> None:
    with sitting(new_audit(tmp_path)) as (house, scope):
        found = drive(perform(house, scope, "subsidios.examinar", path=CASES / CASE))
    assert found.tables[0].files == ("autuacao_disciplinar_historico.parquet",)
