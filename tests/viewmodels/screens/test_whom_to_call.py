"""Whom to call: beside what somebody else must mend, and beside a fault of the program itself."""

import pytest

from viewmodels.desk import Desk
from viewmodels.screens.contacts_page import whom_for, whom_for_faults

FIRST = "Chamar: Analista de TI, (61) 9999-1111"


@pytest.mark.parametrize(
    ("code", "told"), [("ORG_001.SILENT", True), ("SYS_003.DISCO", True), ("LOJA_REDE", True), ("PAR_003", False)]
)
def test_only_where_somebody_else_mends_it(empty_desk: Desk, code: str, told: bool) -> None:
    assert (FIRST in whom_for(empty_desk, code)) is told


def test_a_fault_of_ours_names_the_address_kept_for_it(empty_desk: Desk) -> None:
    given = {"limit_key": "email_avisos", "limit_value": "plantao@empresa.com.br", "reason": "Plantão novo da TI"}
    empty_desk.act("limites.mudar", "limites", **given)
    assert whom_for_faults(empty_desk)[-1] == "Escrever: plantao@empresa.com.br"
