"""A role limited to some sectors: what holds for the whole company is not for it to change; nor is it undone."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engines.calendar import DayType, Month
from storage.errors import KnownError
from storage.imports.content import fingerprint
from tests.sample_house import VIGENCIA, sample_house, scope_of
from viewmodels.jobs import drive
from viewmodels.operations.metas.holiday_check import CrossCheck
from viewmodels.operations.registry import perform

DAY = date(2025, 8, 20)
WHY = "Decisão da diretoria em reunião"
OF_EVERYBODY: dict[str, dict[str, Any]] = {
    "metas.reverter": {"run": 1, "reason": WHY, "confirmed": True},
    "metas.consentir_aprovacao": {"run": 1, "why": WHY},
    "metas.definir_piso": {"policy": "SEMPRE", "justification": WHY},
    "metas.editar_parametro": {"name": "PRECO_COMBUSTIVEL_POR_LITRO", "value": "6.12", "justification": WHY},
    "metas.classificar": {"vigencia": VIGENCIA, "day": DAY, "kind": DayType.DOMINGO_FERIADO},
    "metas.acrescentar_dia": {"vigencia": VIGENCIA, "day": DAY, "name": "Greve"},
    "metas.retirar_dia": {"day": DAY},
    "metas.acrescentar_cotejados": {"checked": CrossCheck(Month(2025, 8), "agenda", (2025,), (), ())},
}


def test_what_is_of_everybody_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    file = tmp_path / "dias.csv"
    file.write_text("Data;Nome\n22/08/2025;Greve\n", encoding="utf-8")
    brought = {"metas.importar_feriados": {"path": file, "sha256": fingerprint(file.read_bytes())}}
    with sample_house(tmp_path) as house:
        scope = scope_of(house)
        with house.store.write() as connection:
            connection.exec_driver_sql("UPDATE user_role SET sector = '4' WHERE user = ?", (scope.user,))
            before = connection.exec_driver_sql("SELECT count(*) FROM journal").scalar()
        for asked, given in (OF_EVERYBODY | brought).items():
            with pytest.raises(KnownError, match="PESSOA_ALCANCE_PARCIAL"):
                perform(house, scope, asked, **given)
        with house.store.read() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM journal").scalar() == before


def test_the_erp_is_not_asked_about_no_sector(tmp_path: Path) -> None:
    with sample_house(tmp_path) as house:
        with house.store.write() as connection:
            connection.exec_driver_sql("UPDATE sector SET erp_code = NULL")
        with pytest.raises(KnownError, match="ASSISTENTE.SEM_SETORES"):
            drive(perform(house, scope_of(house), "metas.ler_erp", vigencia=VIGENCIA))
