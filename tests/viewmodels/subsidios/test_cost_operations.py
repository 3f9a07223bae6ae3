"""What a rule cost and the sensitivity of a threshold, asked of an audit: exact, stopped at will, nothing moved."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engines.subsidy.rules import Known, Rulebook
from storage.errors import KnownError
from tests.viewmodels.subsidios.audits import bring, calculate, new_audit, sitting
from viewmodels.jobs import drive
from viewmodels.operations.house import House
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.costing import thresholds_of
from viewmodels.operations.subsidios.sensing import tried
from viewmodels.operations.subsidios.workspace import open_audit_of

CASE, THEN, NOW = "simples-codigo-2025-11-20-head", date(2025, 11, 28), date(2026, 5, 26)
PAYMENT = "SELECT * FROM sumario_faixa_servico_dia_pagamento ORDER BY ALL"
SCHEMAS = "SELECT table_schema, COUNT(*) FROM information_schema.tables GROUP BY 1 ORDER BY 1"
Desk = tuple[House, Scope]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An audit of the worked case, calculated with the rules known now."""
    with sitting(new_audit(tmp_path_factory.mktemp("auditoria"))) as (house, scope):
        bring(house, scope, CASE)
        calculate(house, scope, NOW.isoformat())
        yield house, scope


def held(house: House) -> tuple[object, object]:
    cursor = open_audit_of(house).bench.cursor()
    return cursor.execute(SCHEMAS).fetchall(), cursor.execute(PAYMENT).fetchall()


def test_two_known_on_dates_differ_by_the_end_of_the_suspension(desk: Desk) -> None:
    house, scope = desk
    before = held(house)
    found = drive(perform(house, scope, "subsidios.custo", a=Known(THEN), b=Known(NOW)))
    assert (found.before.total, found.after.total) == (Decimal("-4315.708560000"), Decimal("-5580.594840000"))
    assert [(bar.bar.ids, bar.delta) for bar in found.bars if bar.delta] == [
        (("temperatura.suspensa_sem_fim",), Decimal("-1264.886280000"))
    ]
    assert held(house) == before


def test_a_work_stopped_on_the_way_leaves_the_bench_usable(desk: Desk) -> None:
    house, scope = desk
    before = held(house)
    for id, asked in (
        ("subsidios.custo", {"a": Known(THEN), "b": Known(NOW)}),
        ("subsidios.sensibilidade", {"key": "temperatura_limite"}),
    ):
        work = perform(house, scope, id, **asked)
        for _ in range(6):
            next(work)
        with pytest.raises(KnownError, match="AUDITORIA_OCUPADA"):
            drive(perform(house, scope, "subsidios.sensibilidade", key="pof_minimo"))
        work.close()
        assert held(house) == before


def test_a_statement_broken_by_the_person_leaves_the_bench_usable(desk: Desk) -> None:
    house, scope = desk
    before, bench = held(house), open_audit_of(house).bench

    class Broken(Exception):
        """What a driver raises when its statement is interrupted."""

    work = perform(house, scope, "subsidios.custo", a=Known(THEN), b=Known(NOW))
    next(work)
    with pytest.raises(Broken):
        work.throw(Broken())
    assert held(house) == before
    with bench.working():
        assert bench.session.connection.execute("SELECT current_schema()").fetchone() == ("main",)


def test_the_choices_are_what_changed_for_these_days(desk: Desk) -> None:
    house, scope = desk
    found = perform(house, scope, "subsidios.mudancas_possiveis")
    assert (found.days, found.known_on) == ((date(2025, 11, 20),), NOW)
    days = {each.day: each for each in found.dates}
    assert days[date(2025, 12, 9)].rules == ("temperatura_suspensa",)
    suspended = next(each for each in found.clauses if each.id == "temperatura.suspensa_sem_fim")
    assert (suspended.stands(THEN), suspended.stands(NOW), suspended.rule) == (True, False, "temperatura_suspensa")
    assert not any(each.id == "temperatura.por_viagem" and each.stands(NOW) for each in found.clauses)
    values = {each.key: (each.unit, each.values) for each in found.parameters}
    assert (values["pof_minimo"], len(values)) == (("%", (Decimal(80),)), 19)


def test_a_curve_goes_through_what_is_paid(desk: Desk) -> None:
    house, scope = desk
    found = drive(perform(house, scope, "subsidios.sensibilidade", key="pof_minimo"))
    points = {point.value: point for point in found.points}
    assert (points[Decimal(80)].paid.total, points[Decimal(80)].standing) == (Decimal("-5580.594840000"), True)
    assert points[Decimal("82.5")].paid.total == Decimal("-5917.702800000")
    assert list(points) == sorted(points)


def test_the_book_of_an_old_run_may_lack_a_threshold(desk: Desk) -> None:
    book = open_audit_of(desk[0]).bench.standing().chain.book
    older = Rulebook({key: rule for key, rule in book.scalars.items() if key != "pof_media"}, book.lists)
    assert set(thresholds_of(book)) - set(thresholds_of(older)) == {"pof_media"}


def test_a_value_in_force_that_is_not_worth_trying_is_tried_too() -> None:
    from engines.subsidy.sensitivity import Threshold

    assert tried(Threshold("x", "%", (Decimal(1), Decimal(2))), (Decimal("1.50"), Decimal(2))) == (1, Decimal("1.5"), 2)


@pytest.mark.parametrize(
    "wrong", [Known(NOW, frozenset({"nao.existe"})), Known(NOW, values={"nao_existe": Decimal(1)})]
)
def test_a_clause_nobody_wrote_is_refused(desk: Desk, wrong: Known) -> None:
    house, scope = desk
    with pytest.raises(KnownError, match="AUDITORIA_CLAUSULA_AUSENTE"):
        drive(perform(house, scope, "subsidios.custo", a=Known(NOW), b=wrong))
    with pytest.raises(KnownError, match="AUDITORIA_CLAUSULA_AUSENTE"):
        drive(perform(house, scope, "subsidios.sensibilidade", key="nao_existe"))


def test_tables_that_do_not_reach_the_payment_are_refused(tmp_path: Path) -> None:
    from tests.viewmodels.subsidios.audits import CASES

    with sitting(new_audit(tmp_path)) as (house, scope):
        with pytest.raises(KnownError, match="AUDITORIA_SEM_CALCULO"):
            drive(perform(house, scope, "subsidios.custo", a=Known(THEN), b=Known(NOW)))
        tables = tmp_path / "pasta"
        tables.mkdir()
        for path in (CASES / CASE / "inputs").iterdir():
            if not path.name.startswith(("transacao", "gps_validador")):
                (tables / path.name).write_bytes(path.read_bytes())
        drive(perform(house, scope, "subsidios.importar", path=tables))
        calculate(house, scope, NOW.isoformat())
        with pytest.raises(KnownError, match="AUDITORIA_SEM_PAGAMENTO"):
            drive(perform(house, scope, "subsidios.custo", a=Known(THEN), b=Known(NOW)))
