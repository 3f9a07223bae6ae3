"""The monthly checklist: what the program proves, what a person ticks, and the list that closes a vigência."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engines.goals.approval import Decision
from storage.errors import KnownError
from storage.journal import entries
from storage.routine.items import routine_items
from tests.sample_house import VIGENCIA
from tests.viewmodels.metas.test_month import published
from viewmodels.operations.house import House
from viewmodels.operations.metas.checklist import Light, MonthStep
from viewmodels.operations.metas.notification import Notice
from viewmodels.operations.metas.situation import Situation
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope


def situation(house: House, scope: Scope) -> Situation:
    found: Situation = perform(house, scope, "metas.situacao", vigencia=VIGENCIA)
    return found


def step(house: House, scope: Scope, key: str) -> MonthStep:
    return next(s for s in situation(house, scope).steps if s.key == key)


def tick(house: House, scope: Scope, item: str, done: bool = True) -> None:
    perform(house, scope, "metas.marcar_item", vigencia=VIGENCIA, item=item, done=done)


def test_the_list_is_the_one_of_the_manual_in_its_order(house: House, director: Scope) -> None:
    steps = situation(house, director).steps
    assert [s.key for s in steps] == [item.key for item in routine_items()]
    assert len(steps) == 21
    assert [s.key for s in steps if s.mandatory] == ["RELATORIO", "AJUSTES", "AVISO"]
    assert [s.key for s in steps if s.by_person] == ["PRECO", "TRANSPARENCIA", "AVISO"]


def test_before_the_reading_the_program_waits_for_it_and_later_items_say_what_they_wait_for(
    house: House, director: Scope
) -> None:
    found = situation(house, director)
    now = [s.key for s in found.steps if s.light is Light.NOW]
    assert (now, found.proved) == (["DADOS"], 8)
    waiting = {s.key: s.note for s in found.steps if s.light is Light.WAITS}
    assert waiting["RELATORIO"] == "Espera a publicação das metas"


def test_a_person_ticks_only_what_only_a_person_knows(house: House, director: Scope) -> None:
    tick(house, director, "PRECO")
    ticked = step(house, director, "PRECO")
    assert (ticked.light, ticked.who, ticked.note) == (Light.DONE, "Diretor Silva", "Preço conferido")
    tick(house, director, "PRECO", done=False)
    assert step(house, director, "PRECO").light is Light.OPEN
    with house.store.read() as connection:
        told = [line.body["after"]["feito"] for line in entries(connection, director.client, verb="ROUTINE_TICKED")]  # type: ignore[index]
    assert told == [False, True]
    for item, code in (("DADOS", "METAS.ITEM_PROVADO"), ("AVISO", "METAS.ITEM_ESPERA")):
        with pytest.raises(KnownError, match=code):
            tick(house, director, item)


def test_a_tick_about_another_run_does_not_stand_for_this_one(house: House, director: Scope) -> None:
    run = published(house, director)
    tick(house, director, "TRANSPARENCIA")
    assert step(house, director, "TRANSPARENCIA").light is Light.DONE
    perform(house, director, "metas.reverter", run=run, reason="Gasto de julho em dobro", confirmed=True)
    published(house, director)
    again = step(house, director, "TRANSPARENCIA")
    assert (again.light, again.note) == (
        Light.OPEN,
        "Marcado antes do cálculo que está na mesa; marque de novo",
    )


def test_closing_names_the_open_items_and_keeps_the_list_in_the_journal(
    house: House, director: Scope, tmp_path: Path
) -> None:
    run = published(house, director)
    perform(house, director, "metas.mudar_vigencia", vigencia=VIGENCIA, status="ATIVA")
    with pytest.raises(KnownError) as refused:
        perform(house, director, "metas.mudar_vigencia", vigencia=VIGENCIA, status="FECHADA")
    assert refused.value.args_shown["itens"] == ["Relatório guardado", "Equipe avisada"]
    perform(house, director, "metas.relatorio", run=run, path=tmp_path / "metas.pdf")
    tick(house, director, "AVISO")
    perform(house, director, "metas.mudar_vigencia", vigencia=VIGENCIA, status="FECHADA")
    with house.store.read() as connection:
        body = entries(connection, director.client, verb="PERIOD_MOVED", limit=1)[0].body
    assert body is not None
    kept = body["after"]["rotina"]
    assert (kept["AVISO"], kept["RELATORIO"], kept["PRECO"]) == (True, True, False)


def test_a_vigencia_may_be_closed_as_it_is_with_the_reason_written(house: House, director: Scope) -> None:
    published(house, director)
    perform(house, director, "metas.mudar_vigencia", vigencia=VIGENCIA, status="ATIVA")
    despite = {"vigencia": VIGENCIA, "status": "FECHADA", "despite": "Equipe avisada em reunião"}
    perform(house, director, "metas.mudar_vigencia", **despite)
    assert situation(house, director).status == "FECHADA"


DEADLINES = {"nenhum": None, "dia_5": date(2025, 8, 5), "util_3": date(2025, 8, 5), "util_1": date(2025, 8, 1)}


def test_the_deadline_is_a_day_of_the_month_or_a_business_day(house: House, director: Scope) -> None:
    for chosen, due in DEADLINES.items():
        given = {"limit_key": "prazo_diretoria", "limit_value": chosen, "reason": "Combinado com a diretoria"}
        perform(house, director, "limites.mudar", **given)
        assert situation(house, director).deadline == due


def test_the_message_is_prepared_and_never_sent(house: House, director: Scope, tmp_path: Path) -> None:
    run = published(house, director, COMBUSTIVEL_4=Decision(True, Decimal("40000"), "Frota nova no setor"))
    perform(house, director, "metas.relatorio", run=run, path=tmp_path / "metas.pdf")
    notice: Notice = perform(house, director, "metas.preparar_aviso", run=run)
    assert notice.to == ("operacoes@empresa.com.br",)
    assert notice.subject == "Metas operacionais de agosto de 2025"
    assert "  Combustível: 40.000,00\u00a0L" in notice.text and "Anexe: metas.pdf." in notice.text
    assert notice.link.startswith("mailto:operacoes@empresa.com.br?subject=Metas%20operacionais")
    draft = notice.file.decode()
    assert "X-Unsent: 1" in draft and "From:" not in draft
    assert step(house, director, "AVISO").light is Light.OPEN


def test_there_is_no_message_before_the_goals_are_published(house: House, director: Scope) -> None:
    run = published(house, director)
    perform(house, director, "metas.reverter", run=run, reason="Gasto de julho em dobro", confirmed=True)
    with pytest.raises(KnownError, match="METAS.AVISO_CEDO"):
        perform(house, director, "metas.preparar_aviso", run=run)


def test_where_the_bonus_system_has_a_door_its_receipt_proves_the_item(
    house: House, director: Scope, tmp_path: Path
) -> None:
    run = published(house, director)
    assert step(house, director, "INTEGRAR").note == "12 valores publicados, alvos atualizados"
    folder = tmp_path / "premiacao"
    folder.mkdir()
    perform(house, director, "metas.porta_premiacao", folder=folder)
    waiting = step(house, director, "INTEGRAR")
    assert (waiting.light, waiting.note) == (Light.NOW, "12 valores publicados; premiação: Ainda não enviado")
    perform(house, director, "metas.enviar", run=run)
    answered = step(house, director, "INTEGRAR")
    told = "12 valores publicados, todos aceitos pela premiação"
    assert (answered.is_done, answered.note) == (True, told)
