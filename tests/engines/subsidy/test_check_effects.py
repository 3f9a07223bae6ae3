"""The money of a check equals what the payment changes by when the cause is taken away and it is calculated again."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from engines.subsidy.checking.outcomes import Verdict
from engines.subsidy.rules import Known
from tests.engines.subsidy.planted_faults import Session, session

PAID_BY_BAND = "SELECT SUM(valor_a_pagar) FROM sumario_faixa_servico_dia_pagamento"
Opened = Callable[..., Session]


@pytest.fixture(scope="module")
def successor() -> Iterator[Session]:
    """A small case under the successor's code."""
    with closing(session("simples-v23-2026-04-21")) as made:
        yield made


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Opens cases and closes them in the end."""
    with ExitStack() as stack:
        yield lambda name, *plants: stack.enter_context(closing(session(name, *plants)))


def test_an_empty_row_in_the_short_contract_list_frees_everybody(opened: Opened) -> None:
    made = opened(
        "simples-v19-2025-11-12",
        "DELETE FROM in_servico_contrato_abreviado WHERE servico <> '006'",
        "INSERT INTO in_servico_contrato_abreviado BY NAME SELECT NULL AS servico, DATE '2025-10-20' AS data",
    )
    outcomes = made.checked("contrato_nulo", "contrato_linha_vazia", "contrato_sem_vigencia")
    # 2110: 21.248 km at 2.11 paid; 550 and 473 in no band
    assert (outcomes["contrato_nulo"].count, outcomes["contrato_nulo"].effect) == (3, Decimal("44.83328"))
    assert outcomes["contrato_linha_vazia"].count == 1
    # 006: 13.797 km at 2.11, free because its service is in the list
    assert (outcomes["contrato_sem_vigencia"].count, outcomes["contrato_sem_vigencia"].effect) == (
        1,
        Decimal("29.11167"),
    )


def test_the_lost_election_exception_is_worth_what_its_return_pays(opened: Opened) -> None:
    made = opened("simples-codigo-2024-10-06-head")
    paid = "SELECT SUM(valor_a_pagar) FROM subsidio_sumario_servico_dia_pagamento"
    without, outcome = made.one(paid), made.checked("eleicao_perdida")["eleicao_perdida"]
    made.again("lista_transacao_excecao", known=Known(date(2026, 8, 22)))
    assert outcome.verdict is Verdict.FOUND
    assert outcome.effect == made.one(paid) - without  # type: ignore[operator]
    assert outcome.effect and outcome.effect > 0
    assert made.checked("eleicao_perdida")["eleicao_perdida"].verdict is Verdict.CLEAN


def test_jae_transactions_that_did_not_count_are_worth_what_counting_them_pays(opened: Opened) -> None:
    made = opened("simples-codigo-2024-10-06-head")
    paid = "SELECT SUM(valor_a_pagar) FROM subsidio_sumario_servico_dia_pagamento"
    without, outcome = made.one(paid), made.checked("jae_ignorado")["jae_ignorado"]
    made.again("viagem_transacao", known=replace(made.known, values={"transacao_jae_conta": True}))
    assert outcome.effect == made.one(paid) - without  # type: ignore[operator]
    assert outcome.effect and outcome.effect > 0


def test_a_day_subtype_hides_the_cap_and_what_that_paid(opened: Opened) -> None:
    made = opened("simples-codigo-2025-09-10-out25", "UPDATE in_viagem_planejada SET tipo_dia = tipo_dia || ' - Verão'")
    free = made.one(PAID_BY_BAND)
    outcomes = made.checked("teto_subtipo", "tipo_dia_desconhecido", "infracao_cancelada")
    made.again("teto_da_faixa", known=replace(made.known, values={"teto_tipo_dia_sem_subtipo": True}))
    assert outcomes["teto_subtipo"].effect == free - made.one(PAID_BY_BAND)  # type: ignore[operator]
    assert outcomes["teto_subtipo"].effect and outcomes["teto_subtipo"].effect > 0
    assert outcomes["tipo_dia_desconhecido"].verdict is Verdict.CLEAN
    assert outcomes["infracao_cancelada"].verdict is Verdict.FOUND
    assert made.checked("teto_subtipo")["teto_subtipo"].verdict is Verdict.NOT_APPLICABLE


def test_late_transactions_are_worth_what_waiting_for_them_pays(successor: Session) -> None:
    known, without = successor.known, successor.one(PAID_BY_BAND)
    outcome = successor.checked("transacao_tardia")["transacao_tardia"]
    successor.again("viagem_transacao_contada", known=replace(known, values={"transacao_atraso_dias": 10000}))
    waited = successor.one(PAID_BY_BAND)
    successor.again("viagem_transacao_contada", known=known)
    assert (outcome.count, outcome.effect) == (5, Decimal("20.3184"))
    assert outcome.effect == waited - without  # type: ignore[operator]


def test_cap_exceptions_are_worth_what_they_pay(successor: Session) -> None:
    free, outcomes = successor.one(PAID_BY_BAND), successor.checked("teto_excecao_usada")
    off = frozenset(source.source.id for key, source in successor.chain.book.clauses() if key == "teto_excecao")
    successor.again("lista_teto_excecao", known=replace(successor.known, without=off))
    assert outcomes["teto_excecao_usada"].effect == free - successor.one(PAID_BY_BAND)  # type: ignore[operator]
    assert outcomes["teto_excecao_usada"].count == 19
    assert successor.checked("teto_excecao_usada")["teto_excecao_usada"].verdict is Verdict.CLEAN
