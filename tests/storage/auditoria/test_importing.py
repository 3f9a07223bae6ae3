"""Bringing in an audit's tables: typed whole, or the list of what is wrong and where."""

import random
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from storage.auditoria.faulted import said
from storage.auditoria.importing import Faults, ReadTables, catalogue, read_folder
from storage.errors import KnownError
from storage.snapshots.parquet import arrow_type
from storage.texts.sentences import LOCALES, Texts
from tests.storage.auditoria.folders import DAY, calendar, plan, small, trips, wall, write_parquet


def taken(path: Path, **how: object) -> ReadTables:
    read = read_folder(path, catalogue(), **how)  # type: ignore[arg-type]
    assert isinstance(read, ReadTables), read
    return read


def refused(path: Path) -> Faults:
    read = read_folder(path, catalogue())
    assert isinstance(read, Faults)
    return read


def places(faults: Faults) -> list[tuple[str, int, str, str]]:
    return [(f.file, f.line, f.column, f.code.removeprefix("IMPORTACAO.TABELA.")) for f in faults.rows]


def test_a_folder_is_read_with_the_exact_types_of_the_catalogue(tmp_path: Path) -> None:
    read = taken(small(tmp_path))
    for name, table in read.tables.items():
        shape = catalogue().tables[name].shape
        assert [(f.name, f.type) for f in table.schema] == [(c.name, arrow_type(c)) for c in shape]
    rows = read.tables["viagem_completa"].to_pylist()
    assert rows[1] == {
        "data": DAY,
        "servico_realizado": "SV790",
        "sentido": "V",
        "id_veiculo": "A10002",
        "id_viagem": "v2",
        "datetime_partida": wall(6),
        "datetime_chegada": wall(6, 50),
        "distancia_planejada": Decimal("39.995000000"),
    }
    assert read.tables["viagem_planejada"].column("distancia_total_planejada").to_pylist() == [Decimal("123.45"), None]
    assert read.tables["viagem_planejada"].column("vista").to_pylist() == [None, None]
    assert "transacao" in read.absent and "ordem_pagamento" in read.absent
    assert set(read.absent) | set(read.tables) == set(catalogue().tables)
    assert read.warnings == ()


def test_the_files_are_named_with_their_fingerprints(tmp_path: Path) -> None:
    read = taken(small(tmp_path))
    (source,) = read.sources["viagem_completa"]
    content = (tmp_path / "viagem_completa.parquet").read_bytes()
    assert (source.name, source.sha256) == ("viagem_completa.parquet", sha256(content).hexdigest())


def test_the_folder_inputs_is_used_when_the_folder_has_no_table(tmp_path: Path) -> None:
    small(tmp_path / "inputs")
    assert len(taken(tmp_path).tables) == 3


def test_a_table_in_parts_is_read_in_order_and_lines_are_those_of_each_part(tmp_path: Path) -> None:
    small(tmp_path)
    (tmp_path / "viagem_completa.parquet").unlink()
    write_parquet(tmp_path / "viagem_completa", p1=trips(), p2=trips(id_viagem=["v3", "v4"]))
    read = taken(tmp_path)
    assert read.tables["viagem_completa"].column("id_viagem").to_pylist() == ["v1", "v2", "v3", "v4"]
    assert [s.name for s in read.sources["viagem_completa"]] == [
        "viagem_completa/p1.parquet",
        "viagem_completa/p2.parquet",
    ]
    write_parquet(tmp_path / "viagem_completa", p2=trips(id_viagem=["v3", "v1"]))
    faults = refused(tmp_path)
    assert places(faults) == [("viagem_completa/p2.parquet", 2, "data, id_viagem", "CHAVE_REPETIDA")]
    assert faults.rows[0].said_with["valor"] == "2025-08-27, v1"


def test_a_large_file_is_read_some_rows_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.auditoria.raw_tables.ROWS_AT_A_TIME", 2)
    small(tmp_path)
    days = [DAY + timedelta(days=n) for n in range(7)]
    table = pyarrow.table({"data": days, "hora": [1] * 7, "temperatura": [20.0] * 6 + [float("inf")]})
    parquet.write_table(table, tmp_path / "temperatura.parquet", row_group_size=1)
    assert places(refused(tmp_path)) == [("temperatura.parquet", 7, "temperatura", "NUMERO_GRANDE")]
    parquet.write_table(table.slice(0, 6), tmp_path / "temperatura.parquet", row_group_size=1)
    assert taken(tmp_path).tables["temperatura"].column("data").to_pylist() == days[:6]


def test_columns_answer_to_their_synonyms_and_to_what_was_remembered(tmp_path: Path) -> None:
    renamed = {{"id_veiculo": "Número de Ordem", "sentido": "dir"}.get(k, k.upper()): v for k, v in trips().items()}
    small(tmp_path, viagem_completa=renamed)
    faults = refused(tmp_path)
    assert places(faults) == [("viagem_completa.parquet", 0, "sentido", "COLUNA_AUSENTE")]
    read = taken(tmp_path, columns_map={"viagem_completa": {"sentido": "DIR"}})
    assert read.tables["viagem_completa"].column("sentido").to_pylist() == ["I", "V"]
    assert read.columns["viagem_completa"]["sentido"] == "dir"
    assert read.columns["viagem_completa"]["id_veiculo"] == "Número de Ordem"


def test_a_table_answers_to_its_other_names_but_not_to_two_at_once(tmp_path: Path) -> None:
    vehicle = {"data": [DAY], "id_veiculo": ["A1"], "status": ["Licenciado com ar e não autuado"]}
    small(tmp_path, sppo_veiculo_dia=vehicle)
    assert len(taken(tmp_path).tables["aux_veiculo_dia_consolidada"]) == 1
    small(tmp_path, veiculo_dia_consolidada=vehicle)
    assert places(refused(tmp_path)) == [("", 0, "", "DUAS_FONTES")]
    small(tmp_path, aux_veiculo_dia_consolidada=vehicle)
    assert "aux_veiculo_dia_consolidada" in taken(tmp_path).tables


def test_empty_cells_and_repeated_keys_are_listed_with_their_lines(tmp_path: Path) -> None:
    small(tmp_path, viagem_completa=trips(id_veiculo=["A1", None]), viagem_planejada=plan(servico=[None, "SV790"]))
    assert places(refused(tmp_path)) == [
        ("viagem_completa.parquet", 2, "id_veiculo", "CELULA_VAZIA"),
        ("viagem_planejada.parquet", 1, "servico", "CELULA_VAZIA"),
    ]
    small(tmp_path, viagem_completa=trips(id_viagem=["v1", "v1"]), viagem_planejada=plan())
    assert places(refused(tmp_path)) == [("viagem_completa.parquet", 2, "data, id_viagem", "CHAVE_REPETIDA")]


def test_many_faults_are_counted_and_the_first_are_kept(tmp_path: Path) -> None:
    count = 1000
    many = {name: [values[0]] * count for name, values in trips().items()} | {"id_veiculo": [None] * count}
    many["id_viagem"] = [f"v{n}" for n in range(count)]
    small(tmp_path, viagem_completa=pyarrow.table(many))
    faults = refused(tmp_path)
    assert faults.total == count
    assert [f.line for f in faults.rows] == list(range(1, 21))


def test_a_source_without_a_whole_set_of_tables_is_refused(tmp_path: Path) -> None:
    small(tmp_path)
    (tmp_path / "viagem_planejada.parquet").unlink()
    faults = refused(tmp_path)
    assert [(f.sheet, f.code) for f in faults.rows] == [("viagem_planejada", "IMPORTACAO.TABELA.AUSENTE")]


def test_days_without_rows_are_warned_of(tmp_path: Path) -> None:
    days = [DAY, DAY + timedelta(days=1)]
    small(tmp_path, subsidio_data_versao_efetiva=calendar(*days))
    found = taken(tmp_path).warnings
    assert [(w.where["tabela"], w.args["dia"]) for w in found] == [
        ("viagem_completa", days[1]),
        ("viagem_planejada", days[1]),
    ]
    assert {locale: Texts(locale).say_finding(found[0]) for locale in LOCALES} == {
        "pt": "viagem_completa não tem nenhuma linha de 28/08/2025.",
        "en": "viagem_completa has no row of 28\xa0Aug\xa02025.",
        "es": "viagem_completa no tiene ninguna fila del 28/08/2025.",
    }
    assert [w.args["dia"] for w in taken(tmp_path, days=[date(2025, 8, 30)]).warnings] == [date(2025, 8, 30)] * 3


@pytest.mark.parametrize("locale", LOCALES)
def test_every_fault_is_said_in_three_languages(tmp_path: Path, locale: str) -> None:
    small(tmp_path, viagem_completa=trips(id_veiculo=["A1", None], distancia_planejada=[float("nan"), 1.0]))
    texts = Texts(locale)
    sentences = [texts.say_with(code, args) for code, args in said(refused(tmp_path))]
    assert len(sentences) == 2 and all("viagem_completa" in sentence for sentence in sentences)


def test_a_folder_that_holds_nothing_of_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "outra.parquet").write_bytes(b"PAR1")
    with pytest.raises(KnownError, match="IMPORTACAO.TABELA.NENHUMA"):
        read_folder(tmp_path, catalogue())
    with pytest.raises(KnownError, match="IMPORTACAO.TABELA.PASTA"):
        read_folder(tmp_path / "nenhures", catalogue())


def test_a_damaged_file_is_one_fault_of_its_table(tmp_path: Path) -> None:
    small(tmp_path)
    (tmp_path / "viagem_planejada.parquet").write_bytes(b"PAR1 nothing PAR1")
    header = "data;id_veiculo;servico_jae;datetime_transacao;datetime_processamento"
    (tmp_path / "transacao.csv").write_text(header + "\n2025-08-27;x;y\n")
    assert [(f.sheet, f.code) for f in refused(tmp_path).rows] == [
        ("transacao", "IMPORTACAO.TABELA.DANIFICADO"),
        ("viagem_planejada", "IMPORTACAO.TABELA.DANIFICADO"),
    ]


def test_a_day_no_calendar_has_is_shown_as_it_is_kept(tmp_path: Path) -> None:
    far = pyarrow.table(trips()).set_column(0, "data", pyarrow.array([2**31 - 1] * 2, pyarrow.int32()).cast("date32"))
    small(tmp_path, viagem_completa=far)
    assert [(f.column, f.args["valor"]) for f in refused(tmp_path).rows] == [("data", "2147483647")] * 2


def test_two_columns_of_one_name_are_a_damaged_file(tmp_path: Path) -> None:
    twice = pyarrow.table([pyarrow.array([DAY]), pyarrow.array([DAY])], names=["data", "data"])
    small(tmp_path, subsidio_data_versao_efetiva=twice)
    (tmp_path / "transacao.csv").write_text("data;data\n1;2\n")
    assert {(f.sheet, f.code) for f in refused(tmp_path).rows} == {
        ("transacao", "IMPORTACAO.TABELA.DANIFICADO"),
        ("subsidio_data_versao_efetiva", "IMPORTACAO.TABELA.DANIFICADO"),
    }


@pytest.mark.parametrize("seed", range(12))
def test_a_file_altered_anywhere_is_read_or_said_to_be_wrong(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = small(tmp_path) / "viagem_completa.parquet"
    content = bytearray(path.read_bytes())
    for _ in range(3):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path.write_bytes(content[: chance.choice([len(content), chance.randrange(1, len(content))])])
    assert isinstance(read_folder(tmp_path, catalogue()), (ReadTables, Faults))


def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    small(tmp_path / "dentro")
    outside = write_parquet(tmp_path / "fora", transacao={"data": [DAY]}) / "transacao.parquet"
    try:
        (tmp_path / "dentro" / "transacao.parquet").symlink_to(outside)
    except OSError:
        pytest.skip("this system makes no links")
    with pytest.raises(KnownError, match="IMPORTACAO.TABELA.FORA"):
        read_folder(tmp_path / "dentro", catalogue())


def test_a_file_past_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.auditoria.places.LARGEST_FILE", 10)
    with pytest.raises(KnownError, match="IMPORTACAO.TABELA.GRANDE"):
        read_folder(small(tmp_path), catalogue())
