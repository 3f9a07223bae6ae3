"""Two versions of the source side by side: eight planted changes, each with its clause, its money or no rule."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from engines.subsidy.chain import lay_rules
from engines.subsidy.cost import cost
from engines.subsidy.rules import Known
from engines.subsidy.steps import run
from engines.subsidy.watching.changes import Change, Reach, compared
from engines.subsidy.watching.differences import How
from engines.subsidy.watching.meeting import Meeting
from engines.subsidy.watching.upstream import Kind, Upstream
from engines.subsidy.watching.variation import Addition, Move, Variation, with_moved
from storage.auditoria.importing import catalogue
from storage.auditoria.upstream import read_upstream
from storage.auditoria.upstream_yaml import plain_yaml
from storage.bulk.types import create_table
from storage.errors import KnownError
from storage.resources import load_yaml
from storage.texts.sentences import Texts
from tests.engines.subsidy import referee

HERE = Path(__file__).parent
BEFORE, AFTER = HERE / "upstream_antes", HERE / "upstream_depois"
CASE = Path(__file__).parents[2] / "subsidy_cases" / "simples-codigo-2025-09-10-head"
V20 = "DATA_SUBSIDIO_V20_INICIO"


@pytest.fixture(scope="module")
def meeting() -> Meeting:
    return Meeting(referee.shipped_chain(()), load_yaml("linhagem/subsidio.yaml"))


@pytest.fixture(scope="module")
def found(meeting: Meeting) -> dict[str, Change]:
    return {one.name: one for one in compared(read_upstream(BEFORE), read_upstream(AFTER), meeting)}


def test_only_what_was_planted_is_found(found: dict[str, Change]) -> None:
    """Layout and comments of two other texts changed as well, and say nothing."""
    assert [(one.text_code, name, one.reach) for name, one in found.items()] == [
        ("SUB_MUDANCA.VARIAVEL.DATA", V20, Reach.CLAUSULA),
        ("SUB_MUDANCA.VARIAVEL.APAGADO", "DATA_SUBSIDIO_V22_INICIO", Reach.CLAUSULA),
        ("SUB_MUDANCA.VARIAVEL.VALOR", "perc_distancia_total_subsidio", Reach.CLAUSULA),
        ("SUB_MUDANCA.MODELO.TEXTO", "viagem_transacao_aux_v2", Reach.CLAUSULA),
        ("SUB_MUDANCA.MODELO.LISTA", "viagens_remuneradas_v2", Reach.CLAUSULA),
        ("SUB_MUDANCA.VARIAVEL.VALOR", "perc_conformidade_shape_min", Reach.SEM_REGRA),
        ("SUB_MUDANCA.MODELO.NOVO", "receita_publicidade", Reach.SEM_REGRA),
        ("SUB_MUDANCA.TESTE.APAGADO", "viagem_transacao.tipo_viagem:tipo_conhecido", Reach.SEM_REGRA),
        ("SUB_MUDANCA.FLUXO.TEXTO", "pipelines/migration/projeto_subsidio_sppo/flows.py", Reach.SEM_REGRA),
    ]


def test_a_moved_date_moves_the_clause_that_began_on_it(found: dict[str, Change]) -> None:
    one = found[V20]
    assert (one.before, one.after, one.clauses) == ("2025-08-16", "2025-10-01", ("V20.falha_recorrente",))
    assert one.variation == Variation((Move("V20.falha_recorrente", date(2025, 10, 1)),))


def test_a_deleted_variable_takes_its_clause_away(found: dict[str, Change]) -> None:
    """The other rule of that name began on another day: it is not this one."""
    one = found["DATA_SUBSIDIO_V22_INICIO"]
    assert (one.rules, one.clauses) == (("falha_supera_nula",), ("V22.falha_supera_nula",))
    assert one.variation == Variation(without=frozenset({"V22.falha_supera_nula"}))


def test_a_threshold_puts_its_value_in_place(found: dict[str, Change]) -> None:
    one = found["perc_distancia_total_subsidio"]
    assert (one.clauses, dict(one.variation.values)) == (("pof.minimo",), {"pof_minimo": Decimal(90)})


def test_a_threshold_nobody_here_reads_changes_an_input(found: dict[str, Change]) -> None:
    one = found["perc_conformidade_shape_min"]
    assert (one.rules, one.steps, one.inputs) == ((), (), ("viagem_completa",))
    assert not one.variation.moves_anything


def test_a_number_inside_a_model_is_the_threshold_that_holds_it(found: dict[str, Change]) -> None:
    one = found["viagem_transacao_aux_v2"]
    assert (one.before, one.after, one.clauses) == ("6", "8", ("transacao.atraso",))
    assert dict(one.variation.values) == {"transacao_atraso_dias": 8}
    assert one.steps == (
        "viagem_bilhetagem", "viagem_transacao_contada", "viagem_equipamento", "tipo_antes_da_transacao",
        "viagem_transacao",
    )  # fmt: skip


def test_a_service_added_to_an_exception_is_a_row_of_that_exception(found: dict[str, Change]) -> None:
    one = found["viagens_remuneradas_v2"]
    like = "teto.excecao.2025-09-16.161"
    assert one.rules == ("teto_excecao",)
    assert one.clauses == tuple(f"teto.excecao.2025-09-16.{each}" for each in ("161", "LECD110", "583", "584", "109"))
    assert one.variation.additions == (Addition(like, "teto.excecao.2025-09-16.107", {"servico": "107"}),)


def test_the_added_service_is_excepted_on_the_days_of_its_list(found: dict[str, Change], meeting: Meeting) -> None:
    rule = found["viagens_remuneradas_v2"].variation.book(meeting.book).lists["teto_excecao"]
    day, known = date(2025, 9, 16), date(2025, 11, 1)
    assert [e.clause.value["servico"] for e in rule.at(day, known)] == ["161", "107", "LECD110", "583", "584", "109"]
    assert list(rule.at(date(2025, 9, 17), known)) == []


def test_a_model_a_test_and_a_flow_have_no_rule_of_ours(found: dict[str, Change]) -> None:
    lost = found["viagem_transacao.tipo_viagem:tipo_conhecido"]
    assert (lost.rules, lost.steps[-1], lost.after) == ((), "viagem_transacao", "")
    assert (found["receita_publicidade"].steps, found["receita_publicidade"].inputs) == ((), ())
    flow = found["pipelines/migration/projeto_subsidio_sppo/flows.py"]
    assert (flow.before, flow.after, flow.rules) == ("HORA = 7", "HORA = 9", ())


def test_a_digest_is_of_the_change_and_not_of_our_rules(found: dict[str, Change], meeting: Meeting) -> None:
    bare = Meeting(replace(meeting.chain, book=replace(meeting.book, scalars={}, lists={})), meeting.data)
    again = {one.name: one for one in compared(read_upstream(BEFORE), read_upstream(AFTER), bare)}
    assert {name: one.digest for name, one in again.items()} == {name: one.digest for name, one in found.items()}
    assert len({one.digest for one in found.values()}) == 9
    assert {one.reach for one in again.values()} == {Reach.SEM_REGRA}


def test_the_same_source_has_no_changes(meeting: Meeting) -> None:
    assert compared(read_upstream(AFTER), read_upstream(AFTER), meeting) == ()


def test_two_project_files_alone_tell_the_variables(meeting: Meeting) -> None:
    sides = [read_upstream(folder / "queries" / "dbt_project.yml") for folder in (BEFORE, AFTER)]
    assert {one.name for one in compared(*sides, meeting)} == {
        V20, "DATA_SUBSIDIO_V22_INICIO", "perc_distancia_total_subsidio", "perc_conformidade_shape_min"
    }  # fmt: skip


# The money two of them move, on a worked case.


@pytest.fixture(scope="module")
def paid() -> Iterator["Paid"]:
    yield Paid()


class Paid:
    """What the case pays under a variation of the rules: the inputs are read once, the chain runs each time."""

    def __init__(self) -> None:
        self.case = referee.Case(CASE)
        self.connection = duckdb.connect()
        referee._load(self.connection, self.case)
        for name, table in catalogue().tables.items():
            empty = create_table(f"in_{name}", table.shape)
            self.connection.execute(empty.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS", 1))
        self.chain = referee.shipped_chain(referee.statuses_of(self.connection))
        self.usual = self.under(Variation())

    def under(self, variation: Variation) -> Decimal:
        chain = replace(self.chain, book=variation.book(self.chain.book))
        lay_rules(self.connection, chain, self.case.days, variation.known(self.case.known))
        for _ in run(self.connection, chain.steps, self.case.days):
            pass
        asked = "SELECT sum(valor_a_pagar) FROM sumario_faixa_servico_dia_pagamento"
        total: Decimal = self.connection.execute(asked).fetchone()[0]  # type: ignore[index]
        return total


def test_the_usual_rules_pay_what_the_referee_says(paid: Paid) -> None:
    assert paid.usual == Decimal(paid.case.about["facts"]["total"])


def test_a_later_recurring_failure_pays_the_trips_it_alone_refused(found: dict[str, Change], paid: Paid) -> None:
    """By hand, from the referee's tables: of the fourteen trips refused for the recurring failure of their vehicle, one
    has no transaction, four are beyond the cap or in a band that pays nothing, and of two more one takes the place of
    the other inside the cap; the km of those left is paid at the tariff of 2025."""
    km = ["15.574", "16.619", "16.619", "16.619", "18.883", "20.365", "18.020", "18.020", "19.999"]
    assert paid.under(found[V20].variation) - paid.usual == Decimal("3.01") * sum(map(Decimal, km))
    assert Decimal("3.01") * sum(map(Decimal, km)) == Decimal("483.76118")


def test_a_higher_pof_takes_the_bands_between_the_two(found: dict[str, Change], paid: Paid) -> None:
    """Independently: what the referee's bands from 80 to 90 receive, less their penalty, is no longer paid."""
    expected = CASE / "expected" / "sumario_faixa_servico_dia_pagamento.parquet"
    asked = f"SELECT sum(valor_a_pagar - valor_penalidade) FROM '{expected}' WHERE pof >= 80 AND pof < 90"
    ((lost,),) = duckdb.sql(asked).fetchall()
    assert lost == Decimal("1215.79359")
    assert paid.under(found["perc_distancia_total_subsidio"].variation) - paid.usual == -lost


@pytest.mark.parametrize(("name", "moved"), [(V20, "483.76118"), ("perc_distancia_total_subsidio", "-1215.79359")])
def test_the_cost_of_a_rule_says_the_same_of_both_sides(
    found: dict[str, Change], paid: Paid, name: str, moved: str
) -> None:
    paid.under(Variation())
    both = found[name].variation.both_sides(paid.chain.book, paid.case.known)
    walk = cost(paid.connection, replace(paid.chain, book=both.book), paid.case.days, both.usual, both.varied)
    try:
        while True:
            next(walk)
    except StopIteration as ended:
        assert ended.value.total.difference == Decimal(moved)


def test_what_a_moved_clause_replaced_does_not_come_back(meeting: Meeting) -> None:
    """Capacity once began on 2025-07-16; moved from 2025-07-01 to September, it does not hold in August."""
    moved = with_moved(meeting.book, "V16.capacidade", date(2025, 9, 1))
    august, known = date(2025, 8, 27), Known(date(2026, 5, 26))
    assert moved.value("capacidade_nao_paga", date(2025, 9, 1), known) is True
    assert moved.value("capacidade_nao_paga", august, known) is False
    assert moved.value("capacidade_nao_paga", august, Known(date(2025, 9, 1))) is True
    both = Variation((Move("V16.capacidade", date(2025, 9, 1)),)).both_sides(meeting.book, known)
    assert both.book.value("capacidade_nao_paga", august, both.usual) is True
    assert both.book.value("capacidade_nao_paga", august, both.varied) is False
    with pytest.raises(KeyError):
        with_moved(meeting.book, "nenhuma", date(2025, 9, 1))


# Variables of other kinds.


def of(**variables: object) -> Upstream:
    return Upstream(variables)  # type: ignore[arg-type]


def only(meeting: Meeting, before: Upstream, after: Upstream) -> Change:
    (one,) = compared(before, after, meeting)
    return one


def test_a_day_that_ends_one_clause_and_begins_another_moves_both(meeting: Meeting) -> None:
    one = only(meeting, of(DATA_SUBSIDIO_V14_INICIO="2025-01-05"), of(DATA_SUBSIDIO_V14_INICIO="2025-02-01"))
    moves = {move.clause: (move.inicio, move.fim) for move in one.variation.moves}
    assert moves["V9.dia"] == (None, date(2025, 2, 1))
    assert moves["V14.faixa"] == (date(2025, 2, 1), None)


def test_a_last_day_is_one_before_the_first_of_the_clause(meeting: Meeting) -> None:
    name = "data_final_veiculo_arquitetura_1"
    one = only(meeting, of(**{name: "2025-03-31"}), of(**{name: "2025-04-30"}))
    assert one.variation.moves == (Move("veiculo.tabela_nova", date(2025, 5, 1)),)


def test_a_list_of_days_edited_takes_and_brings_rows(meeting: Meeting) -> None:
    name = "data_processamento_veiculo_licenciamento_dia"
    one = only(meeting, of(**{name: ["'2025-07-10'", "'2025-07-24'"]}), of(**{name: ["'2025-07-10'", "'2025-08-01'"]}))
    assert (one.how, one.variation.without) == ("LISTA", {"veiculo.carga_2025_07_24"})
    day = date(2025, 8, 1)
    assert one.variation.additions[0].value == {"carga_inicio": day, "carga_fim": day}


def test_a_word_is_worth_what_the_lineage_says(meeting: Meeting) -> None:
    one = only(meeting, of(tipo_materializacao="subsidio"), of(tipo_materializacao="monitoramento"))
    assert dict(one.variation.values) == {"bilhetagem_janela_minutos": 120}


def test_a_rule_that_comes_back_under_an_old_name_is_shown_with_no_money(meeting: Meeting) -> None:
    one = only(meeting, of(), of(DATA_SUBSIDIO_V22_INICIO="2026-03-01"))
    assert (one.how, one.clauses) == ("NOVO", ("V22.falha_supera_nula",))
    assert not one.variation.moves_anything


# Sources that mean harm, or are only broken.


def code_of(*args: object, **given: object) -> str:
    with pytest.raises(KnownError) as refused:
        read_upstream(*args, **given)  # type: ignore[arg-type]
    return refused.value.code.removeprefix("IMPORTACAO.FONTE.")


def test_a_folder_without_the_project_file_is_refused(tmp_path: Path) -> None:
    assert code_of(tmp_path) == "SEM_PROJETO"
    assert code_of(tmp_path / "nada") == "PASTA"


@pytest.mark.parametrize(
    "text",
    ["vars: [" * 60 + "]" * 60, "a: &a [1]\nvars: {b: *a}", "vars: {a: 'x", "\tvars: 1"],
    ids=["too deep", "repeated by reference", "cut", "tab"],
)
def test_a_yaml_that_would_hurt_is_refused(text: str) -> None:
    with pytest.raises(KnownError) as refused:
        plain_yaml("dbt_project.yml", text)
    assert refused.value.code == "IMPORTACAO.FONTE.YAML"


def test_a_yaml_is_only_texts_and_keeps_the_last_of_a_repeated_key() -> None:
    text = 'a: 2025-01-01\na: !!python/object:os.system "x"\nb: "{{ query_comment(node) }}"\nc: 1.50'
    assert plain_yaml("x.yml", text) == {"a": "x", "b": "{{ query_comment(node) }}", "c": "1.50"}


def test_links_are_not_followed_and_large_files_are_refused(tmp_path: Path) -> None:
    shutil.copytree(BEFORE, tmp_path / "fonte")
    outside = tmp_path / "segredo.sql"
    outside.write_text("select 1", encoding="utf-8")
    models = tmp_path / "fonte" / "queries" / "models"
    os.symlink(outside, models / "segredo.sql")
    assert "segredo" not in read_upstream(tmp_path / "fonte").of("MODELO")  # type: ignore[arg-type]
    (models / "imenso.sql").write_text("a" * 2_000_001, encoding="utf-8")
    assert code_of(tmp_path / "fonte") == "GRANDE"


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="no git program here")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both versions as two commits of one repository, with a hook and a setting that would write a file if they ran."""
    place = tmp_path_factory.mktemp("fonte") / "repositorio"
    place.mkdir()
    _git(place, "init", "-q", "-b", "principal")
    for folder, message in ((BEFORE, "antes"), (AFTER, "depois")):
        shutil.copytree(folder, place, dirs_exist_ok=True, copy_function=shutil.copyfile)
        _git(place, "add", "-A")
        _git(place, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", message)
        _git(place, "tag", message)
    trap = f"#!/bin/sh\ntouch '{place.parent}/armadilha'\n"
    hook = place / ".git" / "hooks" / "fsmonitor"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(trap, encoding="utf-8")
    hook.chmod(0o755)
    _git(place, "config", "core.fsmonitor", str(hook))
    return place


def _git(place: Path, *args: str) -> None:
    given = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
    subprocess.run(["git", "-C", str(place), *args], check=True, env=given, capture_output=True, timeout=60)


@needs_git
def test_two_revisions_of_a_repository_say_what_two_folders_say(
    repository: Path, found: dict[str, Change], meeting: Meeting
) -> None:
    sides = [read_upstream(repository, revision) for revision in ("antes", "depois")]
    assert {one.name: one.digest for one in compared(*sides, meeting)} == {n: one.digest for n, one in found.items()}
    assert not (repository.parent / "armadilha").exists()


@needs_git
@pytest.mark.parametrize("revision", ["nunca", "--upload-pack=x", "antes..depois", "antes\ndepois", "@{u}", "a" * 300])
def test_what_is_not_a_revision_is_refused(repository: Path, revision: str) -> None:
    assert code_of(repository, revision) == "REVISAO"


@needs_git
def test_a_folder_that_is_not_a_repository_is_refused(tmp_path: Path) -> None:
    assert code_of(tmp_path, "principal") == "REVISAO"


def test_without_the_git_program_a_revision_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert code_of(tmp_path, "principal") == "SEM_GIT"


def test_every_change_and_reach_is_said(found: dict[str, Change]) -> None:
    texts = Texts()
    said = [texts.say_with(one.text_code, one.args()) for one in found.values()]
    assert said[0] == "A data DATA_SUBSIDIO_V20_INICIO foi de 2025-08-16 para 2025-10-01."
    possible = {Kind.VARIAVEL: set(How) - {How.TEXTO}, Kind.MODELO: set(How) - {How.DATA, How.VALOR}}
    others = {How.TEXTO, How.NOVO, How.APAGADO}
    codes = [f"SUB_MUDANCA.{kind}.{how}" for kind in Kind for how in possible.get(kind, others)]
    assert [code for code in codes if not texts.knows(code)] == []
    assert [texts.say(f"SUB_ALCANCE.{one}", n=2) for one in Reach][0] == "2 cláusulas nossas"
