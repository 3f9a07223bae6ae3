"""The transparency report: what a reader finds on it, page by page, and the seed's worked example on paper."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from engines.finding import Finding, Severity
from engines.report.blocks import Callout, Hero, Step, StepTable, Thermometer, VerifyBox, texts_of
from engines.report.document import Document, Status
from storage.exports.pdf import pdf_bytes
from storage.exports.pdf_pages import outline, page_count, page_text
from storage.journal import Entry
from storage.runs import Input
from storage.runs import Status as RunStatus
from storage.texts.sentences import LOCALES, Texts
from tests.viewmodels.papers.sample_month import ADJUSTED, WHY, SampleMonth, seed_example, with_facts
from viewmodels.operations.metas.results import RunView
from viewmodels.papers.basis import Basis
from viewmodels.papers.matter import Copy
from viewmodels.papers.transparency import report

HASH = "7c41d09ae2b35f16" + "0123456789abcdef" * 3
AT = datetime(2025, 8, 4, 17, 45, tzinfo=UTC)
COPY = Copy(HASH, AT, Entry(841, "be0f" * 16))


def spaced(text: str) -> str:
    """Text with plain spaces and on one line."""
    return " ".join(text.replace("\u00a0", " ").split())


def written(view: RunView, basis: Basis, copy: Copy = COPY, locale: str = "pt") -> Document:
    """The report of a run."""
    return report(Texts(locale), view, basis, copy)


def said(document: Document) -> str:
    """Every text of a document."""
    return spaced(" ¦ ".join(text for block in document.blocks for text in texts_of(block)))


def blocks_of(document: Document, kind: type) -> list:  # type: ignore[type-arg]
    """Blocks of a kind, those kept together included."""
    flat = [part for block in document.blocks for part in getattr(block, "blocks", (block,))]
    return [block for block in flat if isinstance(block, kind)]


def steps_for(document: Document, goal: int) -> dict[str, Step]:
    """Steps of the nth goal page by name."""
    return {step.name: step for step in blocks_of(document, StepTable)[goal].steps}


@pytest.fixture(scope="module")
def printed(month: SampleMonth, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The PDF of the published month, with the daily data."""
    path = tmp_path_factory.mktemp("papel") / "relatorio.pdf"
    month.do("metas.relatorio", run=month.run, path=path, raw=True)
    return path.read_bytes()


def test_the_first_page_has_the_twelve_goals_and_what_was_decided(month: SampleMonth, printed: bytes) -> None:
    page = spaced(page_text(printed, 0))
    numbers = month.house.texts.numbers
    for goal in month.view.goals:
        assert isinstance(goal.value, Decimal) and goal.approved is not None
        assert numbers.number(goal.value, 2) in page
        assert numbers.number(goal.approved, 2) in page
    assert "APROVADO" in page
    assert page.count("Como calculada") == 11
    assert "Ajustada" in page
    assert f"De R$ 176.160,19 para R$ 180.826,86. {WHY}. Diretor Silva" in page
    assert (
        "12 metas para 4 setores. 11 valem como calculadas; uma foi ajustada pela diretoria, com justificativa." in page
    )
    assert "As metas de combustível somam 286.572,86 L, 1,3 % acima de julho de 2025." in page


def test_pages_and_bookmarks(printed: bytes) -> None:
    assert page_count(printed) == 21
    marks = outline(printed)
    titles = [title for level, title, _ in marks if level == 0]
    sectors = ("GAMA", "PARANOÁ", "SANTA MARIA", "SÃO SEBASTIÃO")
    goals = [f"{criterion}, {sector}" for criterion in ("Combustível", "Pneus", "Peças") for sector in sectors]
    opening, closing = (
        ["Como ler este relatório", "Calendário do mês", "KM prevista"],
        ["Dados usados", "Parâmetros usados"],
    )
    assert titles == [*opening, *goals, *closing, "Validações aplicadas", "Trilha de auditoria", "Anexo: dados diários"]
    pages = [page for level, title, page in marks if title in goals]
    assert pages == list(range(3, 15)), "one page per goal"


def test_no_page_is_empty(printed: bytes) -> None:
    assert min(len(page_text(printed, at)) for at in range(page_count(printed))) > 500


def test_calendar_counts_and_holidays_with_who_typed_them(printed: bytes) -> None:
    page = spaced(page_text(printed, 1))
    for piece in ("Útil, 21 dias", "Sábado, 5 dias", "Domingo ou feriado, 5 dias", "19/06/2025 Corpus Christi Sábado"):
        assert piece in page
    assert "Diretor Silva" in page


def test_each_goal_page_tells_its_sentence_steps_and_decision(printed: bytes) -> None:
    page = spaced(page_text(printed, 11))
    assert page.count("Peças, GAMA") >= 1
    for piece in (
        "R$ 180.826,86",
        "R$ 176.160,19 = 219.563,88 km × R$ 0,86/km, menos 3 %, menos o saldo devedor de R$ 7.000,00.",
        "Gasto realizado anterior − teto de gasto",
        "R$ 115.000,00 − R$ 108.000,00",
        "Passou R$ 7.000,00 do teto",
        "SALDO_DEVEDOR",
        f"Ajustada. {WHY}. Diretor Silva",
    ):
        assert piece in page


def test_the_last_pages_anchor_the_paper(month: SampleMonth, printed: bytes) -> None:
    text = spaced(" ".join(page_text(printed, at) for at in range(17, 20)))
    assert "Este é o primeiro da cadeia" in text
    assert "Publicou as metas" in text
    assert "Gasto anterior dentro do teto (SALDO_DEVEDOR) Faixa Aceitável 3 achados" in text
    assert "Diretor Silva" in text


def test_the_seeds_worked_example_on_paper(month: SampleMonth) -> None:
    """G-064: run 123 of Diretor Silva, 3.04 km/L, 41,118.42 L, 40,501.64 L."""
    view = seed_example(month.view)
    view = replace(view, run=replace(view.run, id=123))
    document = written(view, month.basis())
    steps = steps_for(document, 3)
    shown = {name: spaced(step.result) for name, step in steps.items()}
    assert shown == {
        "KM prevista": "125.000,00 km",
        "Média de eficiência": "3,04 km/L",
        "Litros previstos": "41.118,42 L",
        "Redução": "616,78 L",
        "Meta de consumo": "40.501,64 L",
    }
    assert spaced(steps["Média de eficiência"].values) == "380.000 km ÷ 125.000 L"
    assert spaced(steps["Litros previstos"].values) == "125.000 km ÷ 3,04 km/L"
    assert spaced(steps["Meta de consumo"].values) == "41.118,42 L − 616,78 L"
    text = said(document)
    for piece in ("Consistência de Dados", "Faixa Aceitável", "Histórico interno", "ERP, exemplo-erp.sqlite"):
        assert piece in text
    assert "É 1.165,03 L abaixo da média mensal." in text
    assert (document.meta.run, document.meta.author) == ("123", "Diretor Silva")


def test_the_verify_box_carries_run_vigencia_hash_and_approval(month: SampleMonth) -> None:
    document = written(month.view, month.basis())
    box = blocks_of(document, VerifyBox)[0]
    tag, run, vigencia, full, approved = box.qr.split("|")
    assert (tag, run, vigencia, full, box.signs) == ("METAS1", str(month.run), "2025-08", HASH, "7c41 d09a e2b3 5f16")
    assert approved.startswith("2025-08-02T") and approved.endswith("Z")
    assert document.meta.chain.seq == 841
    assert HASH in said(document)


def test_steps_under_the_floor_and_a_goal_nobody_can_calculate(month: SampleMonth) -> None:
    deep = with_facts(month.view, {("gasto_anterior", ("4", "PNEUS")): Decimal("900000")})
    document = written(deep, month.basis())
    steps = steps_for(document, 7)
    assert steps["Meta"].formula == "Meta-base × piso da meta sobre a base"
    assert spaced(steps["Meta"].result) == "R$ 2.291,63"
    none = with_facts(month.view, tables={"meses": (), "meses_12m": (), "custos_12m": ()})
    heroes = [hero.value for hero in blocks_of(written(none, month.basis()), Hero)]
    assert len(heroes) == 12
    assert pdf_bytes(written(none, month.basis())).startswith(b"%PDF")


def test_draft_and_reverted_are_stamped(month: SampleMonth) -> None:
    view, basis = month.view, month.basis()
    draft = replace(view, run=replace(view.run, status=RunStatus.COMPLETED))
    assert written(draft, basis).meta.stamp.status is Status.DRAFT
    assert written(view, basis).meta.stamp.status is Status.APPROVED
    assert written(view, basis, replace(COPY, second=True)).meta.subtitle.endswith("2ª via")


def test_an_undecided_month_says_so(month: SampleMonth) -> None:
    view = replace(month.view, goals=tuple(replace(goal, decision=None) for goal in month.view.goals))
    text = said(written(view, month.basis()))
    assert "12 ainda esperam a decisão da diretoria." in text
    assert "O que a diretoria ajustou" not in text
    assert text.count("Pendente") >= 24


def test_consents_and_rows_left_out_are_told(month: SampleMonth) -> None:
    day = datetime(2025, 6, 3, tzinfo=UTC).date()
    outside = Finding("ORG_003", Severity.WARNING, "NEGATIVE_KM", {"setor": "4"}, {"dia": day, "n": 2})
    basis = month.basis()
    consent = Input(
        "consentimento", "PARANOÁ: dados incompletos", {"achado": "x"}, "", basis.trail[0].body["actor"], AT, "férias"
    )  # type: ignore[index]
    view = replace(month.view, findings=(*month.view.findings, outside))
    text = said(written(view, replace(basis, consents=(consent,))))
    assert "2 linhas de km negativo, de SÃO SEBASTIÃO, em 03/06/2025" in text
    assert "PARANOÁ: dados incompletos. férias. 04/08/2025 às 14:45" in text


def test_a_missing_day_shows_in_the_coverage(month: SampleMonth) -> None:
    rows = tuple(
        row
        for row in month.view.evaluation.facts.tables["dias_12m"]
        if not (row["setor"] == "4" and str(row["data"]) == "2025-02-10")
    )
    text = said(written(with_facts(month.view, tables={"dias_12m": rows}), month.basis()))
    assert "27/28" in text


def test_the_thermometer_only_on_goals_in_reais(month: SampleMonth) -> None:
    document = written(month.view, month.basis())
    assert len(blocks_of(document, Thermometer)) == 8
    assert len(blocks_of(document, Callout)) == 12
    assert ADJUSTED == ("PECAS", "1")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_report_in_every_language(month: SampleMonth, locale: str, tmp_path: Path) -> None:
    document = written(month.view, month.basis(), locale=locale)
    text = said(document)
    assert {"pt": "Meta de consumo", "en": "Consumption goal", "es": "Factor de reducción"}[locale] in text
    assert ("Combustível" in text) is (locale == "pt")
    assert page_count(pdf_bytes(document)) == 19


def test_equal_content_gives_equal_bytes(month: SampleMonth) -> None:
    one, other = (pdf_bytes(written(month.view, month.basis())) for _ in range(2))
    assert one == other
