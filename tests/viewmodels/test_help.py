"""Help leaves nothing out: every code, line, function, operation and switch has its page, and no link is dead."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from engines.figure import Missing
from engines.formula.locales import VOCABULARIES
from storage.metas.rulebook import shipped
from storage.resources import resource_names
from storage.runs import Status
from storage.sample.scenarios import SCENARIOS, Kind
from storage.texts.sentences import LOCALES, Texts
from tests.house.said import checks_of_sheets, findings
from tests.house.tracked import ROOT, sources
from viewmodels.ajuda.book import SCREENS, HelpBook, book_in
from viewmodels.ajuda.codes import code_topic, nineteen
from viewmodels.ajuda.functions import examples, shown, worked
from viewmodels.ajuda.reference import PROOF, proof_of
from viewmodels.ajuda.written import FOLDER, ORDER
from viewmodels.operations import registry
from viewmodels.screens.help_page import HelpReader

OPERATIONS = registry.load_all()
LINK = re.compile(r"\]\(ajuda:([^)\s]+)\)")
PROBLEMS = ("dados_insuficientes", "feriados_sem_tipo", "meta_negativa", "anomalia_km", "tempo_esgotado")


@pytest.fixture(params=LOCALES)
def book(request: pytest.FixtureRequest) -> HelpBook:
    return book_in(request.param)


@cache
def raised() -> frozenset[str]:
    """Codes written out in the sources where something is refused or found."""
    told = {
        node.args[0].value
        for name, text in sources()
        if name.startswith(("engines/", "storage/", "viewmodels/"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in ("KnownError", "Finding")
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    return frozenset(str(code) for code in told) | {said.code for said in (*findings(), *checks_of_sheets())}


def test_every_language_has_the_same_pages(book: HelpBook) -> None:
    portuguese = book_in("pt")
    assert [t for t in book.topics if not t.startswith("termo/")] == [
        t for t in portuguese.topics if not t.startswith("termo/")
    ]
    assert sum(t.startswith("termo/") for t in book.topics) == sum(t.startswith("termo/") for t in portuguese.topics)
    for locale in LOCALES:
        names = {Path(name).stem for name in resource_names(f"{FOLDER}/{locale}", ".md")}
        assert names == {*ORDER, "glossario"}


def test_no_link_is_dead_and_no_page_is_empty(book: HelpBook) -> None:
    dead = {(t.id, to) for t in book.topics.values() for to in LINK.findall(t.text) if to not in book.topics}
    assert dead == set()
    assert [t.id for t in book.topics.values() if len(t.text) < 60 or not t.text.startswith("# ")] == []
    assert set(SCREENS.values()) <= set(book.topics)


def test_every_code_that_can_be_shown_has_a_page_that_says_it(book: HelpBook) -> None:
    lost = {code: code_topic(code) for code in raised() if code_topic(code) not in book.topics}
    assert lost == {}
    silent = [code for code in raised() if f"`{code}" not in book.topics[code_topic(code)].text]
    assert silent == []


def test_the_nineteen_codes_open_the_five_problems(book: HelpBook) -> None:
    codes = nineteen()
    assert len(codes) == 19
    assert set(PROBLEMS) <= {each.problem for each in codes}
    for each in codes:
        page = book.topics[f"codigo/{each.code}"].text
        assert each.name in page and f"(ajuda:{each.problem})" in page
        assert f"(ajuda:codigo/{each.code})" in book.topics["codigos"].text
    assert "## " in book.topics["contingencia"].text and book.topics["contingencia"].text.count("\n## ") == 3
    assert all(f"`{status}`" in book.topics["estados"].text for status in Status)


def test_every_line_of_the_sheet_has_its_page(book: HelpBook) -> None:
    sheet = shipped().sheet
    for key, line in sheet.lines.items():
        page = book.topics[f"linha/{key}"].text
        assert f"`{line.text}`".replace("|", "\\|") in page
        named = {each for each in sheet.precedents[key] if each in sheet.lines}
        assert named <= {to.removeprefix("linha/") for to in LINK.findall(page)}


def test_every_function_has_its_page_and_every_example_evaluates(book: HelpBook) -> None:
    assert set(examples()) == set(VOCABULARIES["en"].functions.values())
    texts = Texts()
    for name, formulas in examples().items():
        page = book.topics[f"funcao/{name}"].text
        for formula in formulas:
            value = worked(formula)
            assert value is not None
            assert isinstance(value, Missing) or shown(texts, value) != ""
            assert page.count("`") >= 2 * len(formulas)


def test_every_operation_is_told_with_its_right(book: HelpBook) -> None:
    page = book.topics["atos"].text
    assert [each.id for each in OPERATIONS if f"`{each.id}`" not in page] == []


def test_the_table_of_scenarios_names_switch_code_and_a_test_that_exists(book: HelpBook) -> None:
    page = book.topics["cenarios"].text
    for key, scenario in SCENARIOS.items():
        (line,) = [each for each in page.splitlines() if f"`{key}`" in each]
        assert scenario.text_code in line and proof_of(scenario) in line
    assert PROOF in page
    tree = ast.parse((ROOT / PROOF).read_text("utf-8"))
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert {proof_of(each).partition("[")[0] for each in SCENARIOS.values()} <= defined


def test_the_readme_names_switches_codes_and_tests_that_exist() -> None:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    told = [line for line in lines if line.startswith("|") and any(f"`{key}`" in line for key in SCENARIOS)]
    assert {SCENARIOS[line.split("`")[1]].kind for line in told} == set(Kind)
    for line in told:
        scenario = SCENARIOS[line.split("`")[1]]
        assert scenario.code in line and f"`{proof_of(scenario).partition('[')[0]}`" in line
    assert f"São {len(SCENARIOS)} chaves" in "\n".join(lines)


@pytest.mark.parametrize(
    ("hints", "page"),
    [
        (("ORG_001.SILENT",), "codigo/ORG_001"),
        (("LOJA_JA_ABERTA",), "familia/armazem"),
        (("nada", "metas/historico"), "desfazer"),
        (("Saldo devedor",), "termo/saldo-devedor"),
        (("linha/meta_litros", "Meta"), "linha/meta_litros"),
        (("Tolerância do saldo, em por cento",), "termo/tolerância"),
        (("Publicar as metas",), "mes"),
        (("nada",), "mes"),
    ],
)
def test_what_a_hint_leads_to(hints: tuple[str, ...], page: str) -> None:
    assert book_in("pt").resolve(*hints) == page


def test_a_reader_walks_searches_and_comes_back() -> None:
    reader = HelpReader(Texts())
    reader.open("CAL_004")
    assert reader.follow("ajuda:meta_negativa") and reader.topic.id == "meta_negativa"
    assert not reader.follow("mailto:ti@empresa.com.br")
    reader.step(-1)
    assert reader.topic.id == "codigo/CAL_004" and reader.can_forward and reader.can_back
    reader.search("termômetro dívida")
    titles = [topic.title for topics in reader.listed.values() for topic in topics]
    assert titles[0] == "Decidir as metas" or "Termômetro da dívida" in titles
    reader.search("saldo devedor")
    assert reader.open_best() and reader.topic.title == "Saldo devedor"
    reader.search("xyzw")
    assert reader.listed == {} and not reader.open_best()
