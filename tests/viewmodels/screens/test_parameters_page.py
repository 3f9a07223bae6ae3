"""Parameters as fields: percent as percent, refusals with what was meant, changes with their reason."""

from decimal import Decimal

import pytest

from storage.journal import entries
from viewmodels.desk import Desk
from viewmodels.screens.month_wizard import MonthWizard
from viewmodels.screens.parameters_page import ParametersPage

REDUCTION, TOLERANCE, PRICE = "FATOR_REDUCAO_COMBUSTIVEL", "PERCENTUAL_TOLERANCIA_SALDO", "PRECO_COMBUSTIVEL_POR_LITRO"


@pytest.fixture
def page(empty_desk: Desk) -> ParametersPage:
    return ParametersPage(MonthWizard(empty_desk))


def test_values_as_people_write_them(page: ParametersPage) -> None:
    shown = [(field.key, field.text, field.unit) for field in page.fields]
    assert shown == [
        (TOLERANCE, "8", "%"),
        (REDUCTION, "1,5", "%"),
        ("PERCENTUAL_PREMIACAO_PNEUS", "3", "%"),
        ("PERCENTUAL_PREMIACAO_PECAS", "3", "%"),
        (PRICE, "4,46193", "R$/L"),
    ]


@pytest.mark.parametrize(
    ("key", "typed", "written", "refused"),
    [
        (REDUCTION, "1.5", "0.015", ""),
        (REDUCTION, "150", "1.5", "Precisa ser menor que 100 %. Quis dizer 1,5 %?"),
        (REDUCTION, "100", "1", "Precisa ser menor que 100 %. Quis dizer 1 %?"),
        (REDUCTION, "0", "0", "Precisa ser maior que zero, com até 4 casas."),
        (REDUCTION, "-1", "-0.01", "Precisa ser maior que zero, com até 4 casas."),
        (TOLERANCE, "50", "0.5", ""),
        (TOLERANCE, "60", "0.6", "Precisa ser no máximo 50 %. Quis dizer 0,6 %?"),
        (PRICE, "4.5", "4.5", ""),
        (PRICE, "446193", "446193", "Precisa ser menor que R$ 10.000,00 por litro. Quis dizer 4,46193?"),
        (PRICE, "500000", "500000", "Precisa ser menor que R$ 10.000,00 por litro. Quis dizer 5?"),
    ],
)
def test_what_a_typed_number_means(page: ParametersPage, key: str, typed: str, written: str, refused: str) -> None:
    text, sentence = page.parse(key, Decimal(typed))
    assert Decimal(text) == Decimal(written)
    assert sentence.replace("\u00a0", " ") == refused


def test_nothing_typed_asks_for_a_value(page: ParametersPage) -> None:
    assert page.parse(PRICE, None) == ("", "Informe um valor maior que zero.")


def test_change_asks_why_then_stands_with_its_author(page: ParametersPage) -> None:
    assert page.change(REDUCTION, "0.02", "curta") == "A justificativa precisa de pelo menos 10 letras."
    assert page.change(REDUCTION, "0.02", "Acordo da diretoria") == ""
    field = next(field for field in page.fields if field.key == REDUCTION)
    assert (field.text, field.hint) == (
        "2",
        "Desde 02/08/2025 às 09:00, por Diretor Silva: Acordo da diretoria.",
    )
    with page.desk.house.store.read() as connection:
        body = entries(connection, page.desk.scope.client, limit=1)[0].body
    assert body is not None
    told = (body["verb"], body["before"], body["after"], body["why"])
    before, after = {"valor": "0.015", "inicio": None}, {"valor": "0.02", "inicio": "2025-08"}
    assert told == ("PARAMETER_CHANGED", before, after, "Acordo da diretoria")
