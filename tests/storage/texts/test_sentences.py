"""Sentences: every field written in its way, loud when something is missing, deaf to hostile values."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.calendar import Month
from engines.figure import Missing
from engines.finding import Finding, Severity
from storage import resources
from storage.clock import BRASILIA
from storage.errors import KnownError
from storage.texts import sentences
from storage.texts.numbers import Numbers
from storage.texts.sentences import Texts, UnknownText, templates
from storage.texts.template import MissingArgument, TemplateError, parse
from storage.texts.writers import Writers

NB = "\u00a0"
WRITERS = Writers(Numbers("pt"), BRASILIA)


def said(template: str, **args: object) -> str:
    return parse(template).render(args, WRITERS.write, WRITERS.measure)


@pytest.mark.parametrize(
    ("template", "value", "expected"),
    [
        ("{v}", "SÃO", "SÃO"),
        ("{v}", 1204, "1.204"),
        ("{v}", Decimal("1204.5"), "1.204,5"),
        ("{v}", date(2025, 8, 2), "02/08/2025"),
        ("{v}", Month(2025, 8), "ago/2025"),
        ("{v}", True, "sim"),
        ("{v}", None, "\u2013"),
        ("{v:texto}", "a\x00\n\u202eb", "a b"),
        ("{v:dinheiro}", Decimal("-614220.11"), f"R${NB}\u2212614.220,11"),
        ("{v:dinheiro}", "-614220.11", f"R${NB}\u2212614.220,11"),
        ("{v:dinheiro.4}", Decimal("1.5"), f"R${NB}1,5000"),
        ("{v:reais_km}", Decimal("1.5"), f"R${NB}1,50/km"),
        ("{v:litros}", Decimal("40501.64"), f"40.501,64{NB}L"),
        ("{v:km}", 125000, f"125.000{NB}km"),
        ("{v:km_l.2}", Decimal("3.0399"), f"3,04{NB}km/L"),
        ("{v:km_dia}", 300, f"300{NB}km/dia"),
        ("{v:percentual}", Decimal("0.015"), f"1,5{NB}%"),
        ("{v:percentual.2}", Decimal("0.015"), f"1,50{NB}%"),
        ("{v:pontos}", Decimal("1.5"), f"1,5{NB}%"),
        ("{v:numero.3}", Decimal("1.5"), "1,500"),
        ("{v:inteiro}", "1204", "1.204"),
        ("{v:data}", "2025-08-02", "02/08/2025"),
        ("{v:data}", date(2025, 8, 2), "02/08/2025"),
        ("{v:instante}", "2025-08-02T11:25:00+00:00", "02/08/2025 às 08:25"),
        ("{v:instante}", datetime(2025, 8, 2, 11, 25, tzinfo=UTC), "02/08/2025 às 08:25"),
        ("{v:mes}", "2025-08", "ago/2025"),
        ("{v:mes_extenso}", Month(2025, 8), "agosto de 2025"),
        ("{v:mes_extenso}", date(2025, 8, 31), "agosto de 2025"),
        ("{v:sim_nao}", "true", "sim"),
        ("{v:sim_nao}", False, "não"),
        ("{v:lista}", ("PNEUS", "PECAS", 3), "PNEUS, PECAS e 3"),
        ("{v:lista}", frozenset({"b", "a"}), "a e b"),
        ("{v:litros}", Missing("NO_ROWS"), "\u2013"),
        ("{{{v}}}", "x", "{x}"),
        ("{v|uma linha|{v} linhas}.", 1, "uma linha."),
        ("{v|uma linha|{v} linhas}.", 0, "0 linhas."),
        ("{v|uma linha|{v:inteiro} linhas}.", "1204", "1.204 linhas."),
        ("{v|nada|um|{v:inteiro}}", 0, "nada"),
        ("{v|nada|um|{v:inteiro}}", 7, "7"),
    ],
)
def test_each_way_of_writing(template: str, value: object, expected: str) -> None:
    assert said(template, v=value) == expected


def test_a_unit_may_come_as_another_argument() -> None:
    assert said("{v@u}", v=Decimal("40501.64"), u="L") == f"40.501,64{NB}L"
    assert said("{v@u}", v="0.015", u="fraction") == f"1,5{NB}%"
    assert said("{v@u}", v=None, u="BRL") == "\u2013"


@pytest.mark.parametrize(
    "text",
    ["{", "}", "{Nome}", "{a.b}", "{a[0]}", "{a!r}", "{a:}", "{a:dinheiro", "{a@}", "{a|1|2|3|4}", "{a|x", "{a|1}"],
)
def test_a_template_that_cannot_be_read_is_refused_at_load(text: str) -> None:
    with pytest.raises(TemplateError):
        parse(text)


@pytest.mark.parametrize(
    ("template", "value"),
    [
        ("{v}", object()),
        ("{v:data}", 3),
        ("{v:data}", datetime(2025, 8, 2, tzinfo=UTC)),
        ("{v:instante}", 3),
        ("{v:mes}", 3),
        ("{v:lista}", "abc"),
        ("{v:dinheiro}", True),
        ("{v:dinheiro}", "1e9999"),
        ("{v|um|dois}", Decimal("1.5")),
        ("{v|um|dois}", True),
    ],
)
def test_a_value_of_another_kind_is_our_bug_and_loud(template: str, value: object) -> None:
    with pytest.raises(TypeError):
        said(template, v=value)


def test_a_missing_argument_or_code_is_loud() -> None:
    texts = Texts("pt")
    with pytest.raises(MissingArgument, match="TRABALHO.CONTANDO was asked without n"):
        texts.say("TRABALHO.CONTANDO")
    with pytest.raises(UnknownText, match="NADA.DISSO"):
        texts.say("NADA.DISSO")
    assert texts.knows("TRABALHO.CONTANDO")
    assert not texts.knows("NADA.DISSO")


def test_findings_and_errors_speak_their_language(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = {
        "X_1.vazia": parse("{setor}: {n|um|{n} faltam}"),
        "ACAO.X_1.vazia": parse("Veja {setor}."),
        "Y": parse("Disco cheio em {pasta}."),
    }
    monkeypatch.setattr(sentences, "templates", lambda locale: ours)
    texts = Texts("pt")
    finding = Finding("X_1", Severity.ERROR, "vazia", {"setor": "1"}, {"n": 3})
    names = {"setor": {"1": "SÃO SEBASTIÃO"}}
    assert texts.say_finding(finding) == "1: 3 faltam"
    assert texts.say_finding(finding, names) == "SÃO SEBASTIÃO: 3 faltam"
    assert texts.advise(finding, names) == "Veja SÃO SEBASTIÃO."
    assert texts.advise(Finding("OUTRO", Severity.INFO)) == ""
    assert texts.say_error(KnownError("Y", pasta="Documentos", extra=1)) == "Disco cheio em Documentos."
    assert texts.figure_text(Decimal("1.5"), "BRL") == f"R${NB}1,50"


def test_files_of_sentences_are_read_strictly(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "textos" / "pt"
    folder.mkdir(parents=True)
    monkeypatch.setattr(resources, "ROOT", tmp_path)
    cases = {
        "already said": ("A: um", "A: dois"),
        "no way of writing 'caixa_alta'": ("B: '{v:caixa_alta}'", "C: x"),
        "B: unexpected '}'": ("B: '}'", "C: x"),
        "maps codes": ("- A", "C: x"),
        "is not a code": ("A: 3", "C: x"),
    }
    for message, (first, second) in cases.items():
        (folder / "a.yaml").write_text(first, encoding="utf-8")
        (folder / "b.yaml").write_text(second, encoding="utf-8")
        _forget()
        with pytest.raises(TemplateError, match=message):
            templates("pt")
    _forget()
    with pytest.raises(ValueError, match="fr"):
        templates("fr")


def _forget() -> None:
    templates.cache_clear()
    resources.read_text.cache_clear()
    resources._parsed.cache_clear()


@given(st.text())
def test_values_are_never_read_as_templates(value: str) -> None:
    shown = said("{v}", v="{x:dinheiro}" + value)
    assert shown.startswith("{x:dinheiro}")
