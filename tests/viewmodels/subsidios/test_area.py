"""The audit on the desk without a window: its frame, its one long work, what is exported, the audits of a machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from storage.auditoria.glance import Glance, glance
from tests.viewmodels.screens.waiting import until
from tests.viewmodels.subsidios.audits import NOW, bring, calculate, new_audit, sitting
from viewmodels.desk import Desk
from viewmodels.operations.registry import perform
from viewmodels.screens.subsidios.audit import AuditViewModel
from viewmodels.screens.subsidios.stages import StagesViewModel
from viewmodels.shell import ShellViewModel


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    """The desk of an audit whose tables were brought and nothing calculated."""
    with sitting(new_audit(tmp_path)) as (house, scope):
        bring(house, scope, "simples-v20-2025-08-27")
        desk = Desk(house, scope, ShellViewModel())
        yield desk
        desk.close()


def test_before_a_calculation_it_says_what_to_do_and_after_it_what_was_known(desk: Desk) -> None:
    audit = AuditViewModel(desk)
    stages = StagesViewModel(audit)
    assert audit.standing == "As tabelas estão aqui. Calcule as etapas com as regras conhecidas em um dia."
    assert (audit.known_on, stages.stages, stages.total) == (None, (), 0)
    audit.calculate(NOW.date())
    until(lambda: not audit.running and bool(stages.stages))
    assert audit.standing == "Recalculado com as regras conhecidas em 20/11/2026."
    assert (stages.stage, stages.total) == ("sumario_faixa_servico_dia_pagamento", 25)
    assert stages.range_words(1, 21) == "linhas 1 a 21 de 25"


def test_what_is_filtered_is_exported_whole_with_the_columns_shown(desk: Desk, tmp_path: Path) -> None:
    told: list[str] = []
    desk.shell.toast_requested.connect(lambda text, _act, _on: told.append(text))
    calculate(desk.house, desk.scope, "2026-05-26")
    stages = StagesViewModel(AuditViewModel(desk))
    stages.search("SP805")
    stages.show_column("tipo_dia", shown=False)
    stages.export(tmp_path / "linhas.csv")
    until(lambda: bool(told))
    lines = (tmp_path / "linhas.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + stages.total == 3
    assert lines[0].startswith("Data;Faixa de;até;Consórcio;Serviço;Sentido;Viagens;Apurada (km)")
    assert lines[1].startswith("27/08/2025;27/08/2025 22:00:00;27/08/2025 22:59:59;Internorte;SP805;")
    assert told == [f"2 linhas salvas em {tmp_path.name}"]


def test_a_hidden_column_stays_hidden_for_who_hid_it(desk: Desk) -> None:
    calculate(desk.house, desk.scope, "2026-05-26")
    audit = AuditViewModel(desk)
    StagesViewModel(audit).show_column("tipo_dia", shown=False)
    assert "tipo_dia" not in [spec.key for spec in StagesViewModel(audit).table.columns]


def test_a_glance_believes_nothing_it_cannot_read(desk: Desk, tmp_path: Path) -> None:
    assert glance(desk.house.store.path) == Glance("SPPO de teste", sealed=False)
    sealed = perform(desk.house, desk.scope, "subsidios.lacrar", target=tmp_path / "lacrada.prova")
    assert glance(sealed) == Glance("SPPO de teste", sealed=True)
    (tmp_path / "outra.prova").write_bytes(b"SQLite format 3\x00 and nothing else")
    assert glance(tmp_path / "outra.prova") is None
    assert glance(tmp_path / "nada.prova") is None
