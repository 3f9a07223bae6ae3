"""Rules in time as operations: with and without a calculation, near the audit's days, between two known-on dates."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from storage.auditoria.shipped import shipped_chain
from storage.errors import KnownError
from storage.texts.sentences import Texts
from tests.viewmodels.subsidios.audits import bring, calculate, new_audit, sitting
from viewmodels.operations.house import House
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope
from viewmodels.screens.subsidios.rules_timeline_words import value_words

CASE, KNOWN, DAY = "simples-v19-2025-11-12", date(2026, 5, 26), date(2025, 11, 12)
SUSPENDED = "temperatura_suspensa"


@pytest.fixture(scope="module")
def calculated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Scope]]:
    path = new_audit(tmp_path_factory.mktemp("auditoria"))
    with sitting(path) as (house, scope):
        bring(house, scope, CASE)
        calculate(house, scope, KNOWN.isoformat())
        yield house, scope


def test_rules_come_in_the_order_of_the_stages_that_read_them(calculated: tuple[House, Scope]) -> None:
    listed = perform(*calculated, "subsidios.regras_em_lista")
    stages = list(dict.fromkeys(one.stage for one in listed))
    assert len(listed) == 85
    assert stages.index("viagem_classificada") < stages.index("viagem_transacao")
    assert stages.index("viagem_transacao") < stages.index("viagens_remuneradas")
    told = {one.key: one for one in listed}
    assert (told["teto_excecao"].listed, told["teto_excecao"].clauses) == (True, 182)
    assert (told[SUSPENDED].listed, told[SUSPENDED].clauses, told[SUSPENDED].here) == (False, 2, 2)


def test_a_rule_stands_beside_the_days_and_the_day_of_the_calculation(calculated: tuple[House, Scope]) -> None:
    found = perform(*calculated, "subsidios.linha_do_tempo", rule=SUSPENDED)
    assert (found.kind, found.days, found.known_on, len(found.clauses)) == ("bool", (DAY,), KNOWN, 2)
    held = {one.clause for one in found.regions if one.covers(DAY, date(2025, 12, 10))}
    assert len(held) == 1
    assert {one.clause for one in found.regions if one.covers(DAY, KNOWN)} == {""}


def test_near_the_audit_only_its_days_and_a_margin_are_looked_at(calculated: tuple[House, Scope]) -> None:
    whole = perform(*calculated, "subsidios.linha_do_tempo", rule="pof_minimo").window
    near = perform(*calculated, "subsidios.linha_do_tempo", rule="pof_minimo", near=True).window
    assert whole.start == date(2022, 5, 2)
    assert (near.start, near.end) == (date(2025, 8, 29), date(2026, 1, 26))
    assert near.known == date(2025, 8, 29) and near.known_end == whole.known_end


def test_a_rule_nobody_wrote_is_our_fault(calculated: tuple[House, Scope]) -> None:
    with pytest.raises(KeyError):
        perform(*calculated, "subsidios.linha_do_tempo", rule="nenhuma")


def test_two_known_on_dates_tell_what_changed_for_these_days(calculated: tuple[House, Scope]) -> None:
    found = perform(*calculated, "subsidios.mudancas_de_regra", before=date(2025, 12, 10), after=KNOWN)
    told = {one.key: (one.text_code, one.values) for one in found if one.key == SUSPENDED}
    assert told == {SUSPENDED: ("SUB_TEMPO.MUDA.SAI", (True, False))}
    assert perform(*calculated, "subsidios.mudancas_de_regra", before=KNOWN, after=KNOWN) == ()


def test_before_anything_is_brought_the_rules_are_there_and_the_days_are_not(tmp_path: Path) -> None:
    with sitting(new_audit(tmp_path)) as (house, scope):
        found = perform(house, scope, "subsidios.linha_do_tempo", rule=SUSPENDED, near=True)
        assert (found.days, found.known_on, len(found.clauses)) == ((), None, 2)
        with pytest.raises(KnownError, match="AUDITORIA_SEM_TABELAS"):
            perform(house, scope, "subsidios.mudancas_de_regra", before=DAY, after=KNOWN)


def test_a_row_of_a_list_names_its_columns_in_words() -> None:
    columns = {
        name for listed in shipped_chain(()).book.lists.values() if len(listed.columns) > 1 for name in listed.columns
    }
    texts = Texts()
    assert [name for name in sorted(columns) if not texts.knows(f"SUB_TEMPO.COLUNA.{name}")] == []
    known = {"carga_inicio": DAY, "carga_fim": DAY, "id_veiculo": None}
    assert value_words(texts, known) == "cargas desde: 12/11/2025; até: 12/11/2025"
