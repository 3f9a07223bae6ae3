"""Watching the source from an audit: two folders compared, what a change moves here, who concluded what."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engines.subsidy.watching.changes import Change
from engines.subsidy.watching.variation import Variation
from storage.errors import KnownError
from storage.journal import entries
from tests.viewmodels.subsidios.audits import bring, calculate, new_audit, sitting
from viewmodels.jobs import Progress, drive
from viewmodels.operations.house import House
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.watching import Version

SOURCE = Path(__file__).parents[2] / "storage" / "auditoria"
BEFORE, AFTER = Version(SOURCE / "upstream_antes"), Version(SOURCE / "upstream_depois")
CASE, KNOWN = "simples-codigo-2025-09-10-head", date(2026, 5, 26)
V20, POF = "DATA_SUBSIDIO_V20_INICIO", "perc_distancia_total_subsidio"


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Scope]]:
    path = new_audit(tmp_path_factory.mktemp("auditoria"))
    with sitting(path) as (house, scope):
        bring(house, scope, CASE)
        calculate(house, scope, KNOWN.isoformat())
        yield house, scope


@pytest.fixture(scope="module")
def found(audit: tuple[House, Scope]) -> dict[str, Change]:
    return {one.name: one for one in drive(perform(*audit, "subsidios.comparar_fonte", before=BEFORE, after=AFTER))}


def test_two_folders_tell_what_changed_and_how_far_they_are(audit: tuple[House, Scope]) -> None:
    told: list[Progress] = []
    drive(perform(*audit, "subsidios.comparar_fonte", before=BEFORE, after=AFTER), told.append)
    assert [(one.step, one.done, one.total) for one in told] == [
        ("SUB_FONTE.LENDO_ANTES", 0, 3), ("SUB_FONTE.LENDO_DEPOIS", 1, 3), ("SUB_FONTE.COMPARANDO", 2, 3)
    ]  # fmt: skip


def test_a_folder_without_the_source_is_refused(audit: tuple[House, Scope], tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="IMPORTACAO.FONTE.SEM_PROJETO"):
        drive(perform(*audit, "subsidios.comparar_fonte", before=Version(tmp_path), after=AFTER))


@pytest.mark.parametrize(("name", "moved"), [(V20, "483.76118"), (POF, "-1215.79359")])
def test_a_change_is_worth_what_it_moves_and_leaves_the_bench_alone(
    audit: tuple[House, Scope], found: dict[str, Change], name: str, moved: str
) -> None:
    asked = "SELECT SUM(valor_a_pagar) FROM sumario_faixa_servico_dia_pagamento"
    before = audit[0].audit.bench.cursor().execute(asked).fetchone()  # type: ignore[union-attr]
    cost = drive(perform(*audit, "subsidios.efeito_da_mudanca", variation=found[name].variation))
    assert cost.total.difference == Decimal(moved)
    assert (cost.before.total,) == before
    assert audit[0].audit.bench.cursor().execute(asked).fetchone() == before  # type: ignore[union-attr]


def test_a_change_with_nothing_to_calculate_is_never_asked(audit: tuple[House, Scope]) -> None:
    with pytest.raises(ValueError, match="variation"):
        drive(perform(*audit, "subsidios.efeito_da_mudanca", variation=Variation()))


def test_the_register_keeps_every_conclusion_with_who_and_when(
    audit: tuple[House, Scope], found: dict[str, Change]
) -> None:
    house, scope = audit
    change, effect = found[V20], Decimal("483.76118")
    with pytest.raises(KnownError, match="ANALISE_SEM_CONCLUSAO"):
        perform(*audit, "subsidios.anotar_analise", change=change, conclusion="  ")
    with pytest.raises(KnownError, match="ANALISE_LONGA"):
        perform(*audit, "subsidios.anotar_analise", change=change, conclusion="x" * 4001)
    perform(*audit, "subsidios.anotar_analise", change=change, conclusion=" Data adiada, sem ato. ", effect=effect)
    register = perform(*audit, "subsidios.analises")
    (one,) = register.analyses
    assert (one.change.digest, one.conclusion, one.effect) == (change.digest, "Data adiada, sem ato.", effect)
    assert (one.change.code, one.change.args["depois"]) == ("SUB_MUDANCA.VARIAVEL.DATA", "2025-10-01")
    assert (one.change.clauses, register.names[one.analysed_by]) == (change.clauses, "Ana Auditora")
    with house.store.read() as connection:
        (line,) = entries(connection, scope.client, verb="subsidios.anotar_analise")
    assert line.body is not None
    assert (line.body["entity"], line.body["why"]) == (f"fonte/{change.digest[:12]}", "Data adiada, sem ato.")
