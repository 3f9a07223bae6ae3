"""The report in the regimes before bands, and what an exception is worth: another calculation says the same."""

from collections.abc import Generator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.viewmodels.subsidios.audits import bring, calculate, new_audit, sitting
from viewmodels.operations.registry import perform
from viewmodels.operations.subsidios.open_questions import Answers, answers

SUSPENDED = "simples-codigo-2025-11-20-nov25"


@pytest.mark.parametrize(
    ("case", "known_on", "payable", "rounding"),
    [
        ("simples-v4-2024-01-18", "2024-02-20", "3789.237880000", "0"),
        ("v9-2024-08-20", "2026-05-20", "26346.952350000", "0"),
        ("simples-v2-2023-05-16", "2023-06-20", "2810.750000000", "0.006330000"),
    ],
)
def test_ceiling_losses_and_penalties_give_the_payment(
    tmp_path: Path, case: str, known_on: str, payable: str, rounding: str
) -> None:
    with sitting(new_audit(tmp_path)) as (house, scope):
        bring(house, scope, case)
        calculate(house, scope, known_on)
        summary = perform(house, scope, "subsidios.resumo")
    assert (summary.payable, summary.rounding) == (Decimal(payable), Decimal(rounding))
    assert summary.closes
    assert summary.theirs is None


@pytest.mark.parametrize(
    ("case", "known_on", "rule", "whom", "effect"),
    [
        (SUSPENDED, "2025-11-28", "temperatura_suspensa", set(), "1264.886280000"),
        ("simples-v22-2026-03-11", "2026-05-26", "teto_excecao", {"583", "LECD138", "SP805"}, "696.685500000"),
    ],
)
def test_an_exception_is_worth_what_the_payment_without_it_lacks(
    tmp_path: Path, case: str, known_on: str, rule: str, whom: set[str], effect: str
) -> None:
    with sitting(new_audit(tmp_path)) as (house, scope):
        bring(house, scope, case)
        calculate(house, scope, known_on)
        assert house.audit is not None
        bench = house.audit.bench
        found = _ended(answers(bench.session.connection, bench.standing(), ()))
    (held,) = [each for each in found.exceptions if each.rule == rule]
    assert whom <= set(held.whom)
    assert found.effects[rule] == Decimal(effect)


def _ended(work: Generator[str, None, Answers]) -> Answers:
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]
