"""Recalculating after a correction: the old goals stay until the new ones are approved, then both swap at once."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engines.calendar import Month
from engines.goals.approval import Decision
from storage.errors import KnownError
from storage.exports.pdf_pages import page_count, page_text
from storage.journal import entries
from storage.metas.targets import approved_values
from storage.runs import Status, read_run
from tests.sample_house import VIGENCIA, read_erp
from tests.viewmodels.metas.test_month import decide_all, published, view
from viewmodels.jobs import drive
from viewmodels.operations.house import House
from viewmodels.operations.metas.undoing import Receipt
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope

WHY = "Gasto de peças de GAMA lançado em dobro"
PARTS_1 = ("PECAS", "1")
AUGUST = Month.parse(VIGENCIA)


def corrected(house: House, scope: Scope, run: int, **given: object) -> int:
    """The run made again after the spending of the month before was mended."""
    spent = {"value": Decimal("90000.00"), "justification": WHY, "until": date(2025, 8, 1)}
    perform(house, scope, "metas.lancar_gasto", vigencia="2025-07", key=PARTS_1, **spent)
    return int(drive(perform(house, scope, "metas.recalcular", run=run, reason=WHY, **given)))


def status(house: House, run: int) -> Status:
    with house.store.read() as connection:
        return read_run(connection, run).status


def value(house: House, scope: Scope) -> Decimal:
    with house.store.read() as connection:
        return approved_values(connection, scope.client, AUGUST)[PARTS_1].value


def test_the_goals_in_force_stay_until_the_new_ones_are_approved(house: House, director: Scope, tmp_path: Path) -> None:
    old = published(house, director)
    before = value(house, director)
    new = corrected(house, director, old, snapshot=read_erp(house, director))
    assert (status(house, old), value(house, director)) == (Status.APPROVED, before)
    decide_all(house, director, new)
    perform(house, director, "metas.aprovar", run=new, digest=view(house, director, new).digest)
    assert (status(house, old), status(house, new)) == (Status.ROLLED_BACK, Status.APPROVED)
    assert value(house, director) > before
    with house.store.read() as connection:
        undone = entries(connection, director.client, verb="CALCULATION_ROLLBACK", limit=1)[0].body
        told = entries(connection, director.client, verb="CALCULATION_RECALCULATED", limit=1)[0].body
    assert undone is not None and undone["why"] == "Recálculo com dados corrigidos"
    assert told is not None
    named = (told["before"]["calculo"], told["after"]["calculo"], told["entity"], told["why"])
    assert named == (old, new, f"metas/calculo/{new}", WHY)
    assert told["at"] == undone["at"]
    perform(house, director, "metas.relatorio", run=new, path=tmp_path / "metas.pdf")
    pdf = (tmp_path / "metas.pdf").read_bytes()
    printed = " ".join(" ".join(page_text(pdf, at).split()) for at in range(page_count(pdf)))
    assert f"Corrige o cálculo {old}: {WHY}" in printed


def test_the_link_is_there_from_the_first_draft_and_never_changes(house: House, director: Scope) -> None:
    old = published(house, director)
    new = corrected(house, director, old)
    links = perform(house, director, "metas.recalculos")
    assert (links[new].original, links[new].reason, links[new].by) == (old, WHY, director.user)
    with pytest.raises(Exception, match="never changed"), house.store.write() as connection:
        connection.exec_driver_sql("UPDATE recalculation SET reason = 'outro'")


@pytest.mark.parametrize(("reason", "code"), [("curto", "METAS.MOTIVO_CURTO"), (WHY, "METAS.NAO_RECALCULAVEL")])
def test_only_the_run_in_force_and_only_with_a_reason(house: House, director: Scope, reason: str, code: str) -> None:
    run = published(house, director)
    perform(house, director, "metas.reverter", run=run, reason="Gasto de julho em dobro", confirmed=True)
    with pytest.raises(KnownError, match=code):
        drive(perform(house, director, "metas.recalcular", run=run, reason=reason))


def test_a_new_calculation_that_corrects_nothing_is_a_mere_replacement(house: House, director: Scope) -> None:
    published(house, director)
    published(house, director)
    with house.store.read() as connection:
        undone = entries(connection, director.client, verb="CALCULATION_ROLLBACK", limit=1)[0].body
        assert entries(connection, director.client, verb="CALCULATION_RECALCULATED") == ()
    assert undone is not None and undone["why"] == "Substituído pelo cálculo 2"


def test_dependents_are_named_with_month_and_author(house: House, director: Scope) -> None:
    run = published(house, director)
    perform(house, director, "metas.abrir_vigencia", vigencia="2025-09")
    later = published_of_september(house, director)
    receipt: Receipt = perform(house, director, "metas.recibo", run=run)
    named = [(d.id, d.context, receipt.names[d.author]) for d in receipt.dependents]
    assert named == [(later, "2025-09", "Diretor Silva")]


def published_of_september(house: House, scope: Scope) -> int:
    """A draft of September that stands on August's goals, planted as a run of that vigência."""
    with house.store.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO run (client, area, context, status, author, owner, started, ended, code_version,"
            " grammar_version) SELECT client, area, '2025-09', 'COMPLETED', author, owner, started, ended,"
            " code_version, grammar_version FROM run LIMIT 1"
        )
        return int(connection.exec_driver_sql("SELECT max(id) FROM run").scalar_one())


def test_goals_of_an_active_vigencia_are_not_undone(house: House, director: Scope) -> None:
    run = published(house, director, PECAS_1=Decision(True, Decimal("150000"), "Contrato novo de peças"))
    perform(house, director, "metas.mudar_vigencia", vigencia=VIGENCIA, status="ATIVA")
    for asked in (("metas.recibo", {}), ("metas.reverter", {"reason": WHY, "confirmed": True})):
        with pytest.raises(KnownError, match="CPE_001"):
            perform(house, director, asked[0], run=run, **asked[1])
    assert status(house, run) is Status.APPROVED
