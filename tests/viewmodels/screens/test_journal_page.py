"""The journal on screen: what changed in words, the record as it was written on demand."""

import pytest

from storage.texts.sentences import Texts
from viewmodels.desk import Desk
from viewmodels.screens.journal_page import JournalPage
from viewmodels.screens.journal_words import Change, changes_of, place_words, summary

NAMES = {"PECAS/1": "Peças, GAMA"}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('{"situacao":"PLANEJAMENTO"}', '{"situacao":"ATIVA"}', [("Situação", "em planejamento", "ativa")]),
        ("", '{"valor":"80000.10"}', [("Valor", "", "80.000,10")]),
        ('{"valor":300}', '{"valor":120}', [("Valor", "300", "120")]),
        ("", '{"feito":true}', [("Feito", "", "sim")]),
        ("", '{"item":"PRECO"}', [("Item da rotina", "", "Preço do combustível conferido")]),
        ("", '{"salvas":{"PECAS/1":"1.00"}}', [("Metas salvas › Peças, GAMA", "", "1,00")]),
        ('{"a_b":null}', '{"a_b":"2025-08-02"}', [("a b", "nada", "02/08/2025")]),
        ("", '{"retrato":"%s"}' % ("ab" * 32), [("Retrato do ERP", "", "abababababababab…")]),
        ('{"x":1}', '{"x":1}', []),
        ("", "um texto qualquer", [("Valor", "", "um texto qualquer")]),
    ],
)  # fmt: skip
def test_a_record_is_told_field_by_field(before: str, after: str, told: list[tuple[str, str, str]]) -> None:
    assert changes_of(Texts(), before, after, NAMES) == tuple(Change(*each) for each in told)


def test_the_line_shows_the_first_and_counts_the_rest() -> None:
    changes = tuple(Change(name, "", "1") for name in "abcd")
    assert summary(Texts(), changes) == "a: 1; b: 1; e mais 2"
    assert summary(Texts(), (Change("Situação", "ativa", "fechada"),)) == "Situação: ativa → fechada"


@pytest.mark.parametrize(
    ("entity", "words"),
    [
        ("metas/calculo/7", "Cálculo 7"),
        ("metas/calculo/7/PECAS/1", "Cálculo 7: Peças, GAMA"),
        ("metas/rotina/2025-08/AVISO", "agosto de 2025: Equipe avisada"),
        ("metas/vigencia/2025-08", "agosto de 2025"),
        ("metas/gasto/2025-07/PECAS/1", "Gasto de julho de 2025: Peças, GAMA"),
        ("metas/mes_fora/2025-08/1/2025-07", "agosto de 2025"),
        ("documentos/" + "ab" * 32, "Arquivo abababababababab"),
        ("cliente/exemplo", "Cliente exemplo"),
        ("limite/segundos_erp", "Leitura do ERP"),
        ("coisa/nova", "coisa/nova"),
    ],
)
def test_where_it_happened_is_told_in_words(entity: str, words: str) -> None:
    assert place_words(Texts(), entity, NAMES) == words


def test_the_page_shows_words_and_keeps_the_record(desk: Desk) -> None:
    given = {"limit_key": "segundos_erp", "limit_value": 120, "reason": "Rede da garagem é lenta"}
    desk.act("limites.mudar", "limites", **given)
    page = JournalPage(desk)
    newest = page.table.rows[0]
    assert (newest.cell("onde").text, newest.cell("depois").text) == ("Leitura do ERP", "Valor: 300 → 120")
    page.choose(newest.key)
    assert page.chosen_title.endswith("Mudou um limite, Leitura do ERP")
    assert [row.cell("antes").text for row in page.details.rows] == ["300"]
    assert page.raw == '{\n  "valor": 300\n}\n\n{\n  "valor": 120\n}'


def test_an_entry_about_a_person_gives_the_name(desk: Desk) -> None:
    told = {row.cell("onde").text for row in JournalPage(desk).table.rows if row.cell("ato").text == "Criou o usuário"}
    assert {"Ana Prado", "Beatriz Lima", "Diretor Silva"} <= told
