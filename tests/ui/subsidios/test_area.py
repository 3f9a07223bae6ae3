"""Where the area lives: the audits of this machine in a company's window, and an audit's own window."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from storage.auditoria.workspace import audit_of
from storage.recent import remember_file
from tests.ui.subsidios.windows import copied, window_on
from tests.viewmodels.screens.waiting import until
from tests.viewmodels.subsidios.audits import NOW, new_audit, sitting
from ui.desktop.kit.banner import Banner
from ui.desktop.shell.window import ShellWindow
from ui.desktop.subsidios.audit_page import AuditPage
from ui.desktop.subsidios.audits_page import AuditsPage
from ui.desktop.subsidios.import_page import ImportPage
from ui.desktop.subsidios.pages import TABS
from viewmodels.operations.registry import perform
from viewmodels.screens.subsidios.audit import LEAVE, AuditViewModel
from viewmodels.state import State


def _stages(window: ShellWindow) -> AuditPage:
    window.go("subsidios", "etapas")
    assert isinstance(window.page, AuditPage)
    return window.page


def test_the_window_of_an_audit_has_its_places_its_name_and_its_proof(audit_file: Path, tmp_path: Path) -> None:
    with window_on(copied(audit_file, tmp_path), tmp_path) as (window, desk):
        assert list(window.rail.items) == ["subsidios", "ajuda", "ajustes"]
        assert window.area == "subsidios"
        context = desk.shell.context
        assert (context.label, context.text, context.word) == ("Auditoria", "SPPO de teste", "Aberta")
        assert desk.shell.user == "Ana Auditora"
        proof = {item.label: item.value for item in desk.shell.proof}
        assert proof["Auditoria"] == "auditoria.prova"
        assert "Sem rede: tudo calculado neste arquivo" in proof
        page = _stages(window)
        assert page.title == "SPPO de teste, 27/08/2025"
        assert page.situation == "Recalculado com as regras conhecidas em 26/05/2026."


def test_tabs_are_those_somebody_built_and_no_key_twice() -> None:
    keys = [tab.key for tab in TABS]
    assert "etapas" in keys
    assert len(keys) == len(set(keys))


def test_before_anything_is_brought_every_page_leads_to_the_import(tmp_path: Path) -> None:
    with window_on(new_audit(tmp_path), tmp_path) as (window, _desk):
        for tab in ("etapas", "comparacao", "custo", "verificacoes"):
            window.go("subsidios", tab)
            ways = [each for each in window.page.findChildren(QPushButton) if each.text() == "Importar as tabelas"]
            assert [each.isVisible() for each in ways] == [True], tab
            ways[0].click()
            assert isinstance(window.page, ImportPage)


def test_once_there_are_tables_no_page_leads_to_the_import(audit_file: Path, tmp_path: Path) -> None:
    with window_on(copied(audit_file, tmp_path), tmp_path) as (window, _desk):
        for tab in ("etapas", "comparacao", "custo", "verificacoes"):
            window.go("subsidios", tab)
            ways = [each for each in window.page.findChildren(QPushButton) if each.text() == "Importar as tabelas"]
            assert not any(each.isVisible() for each in ways), tab


def test_another_known_on_date_calculates_again_and_tells_every_page(audit_file: Path, tmp_path: Path) -> None:
    with window_on(copied(audit_file, tmp_path), tmp_path) as (window, desk):
        page, audit = _stages(window), desk.findChild(AuditViewModel)
        assert audit is not None
        dialog = page.ask_knowledge()
        assert dialog is not None
        dialog.day.edit.setText("2026-05-01")
        dialog.confirm.click()
        assert dialog.day.error == "Escreva a data como 20/01/2026"
        dialog.day.edit.setText("01/12/2025")
        dialog.confirm.click()
        until(lambda: not audit.running)
        assert page.situation == "Recalculado com as regras conhecidas em 01/12/2025."
        assert audit.result == "Etapas calculadas com as regras conhecidas em 01/12/2025."
        assert len(audit.situation.runs) == 2


def test_a_calculation_that_is_stopped_leaves_the_audit_without_one_on_the_bench(
    audit_file: Path, tmp_path: Path
) -> None:
    with window_on(copied(audit_file, tmp_path), tmp_path) as (_window, desk):
        audit = desk.findChild(AuditViewModel)
        assert audit is not None
        audit.calculate(NOW.date())
        audit.cancel()
        until(lambda: not audit.running)
        assert audit.result_state is State.ATENCAO
        assert len(audit.situation.runs) == 1


def test_a_sealed_audit_is_only_read_and_says_so(audit_file: Path, tmp_path: Path) -> None:
    path = copied(audit_file, tmp_path)
    with sitting(path) as (house, scope):
        sealed = perform(house, scope, "subsidios.lacrar", target=tmp_path / "lacrada.prova")
    with window_on(sealed, tmp_path) as (window, desk):
        assert list(window.rail.items) == ["subsidios", "ajuda"]
        assert desk.shell.context.word == "Lacrada, íntegra"
        told = [banner.words.text() if hasattr(banner, "words") else "" for banner in window.findChildren(Banner)]
        words = " ".join(one.text() for one in window.findChildren(QLabel)) + " ".join(told)
        assert "somente leitura" in words
        page = _stages(window)
        assert page.ask_knowledge() is None
        assert page.audit.laid is not None


def test_the_audit_is_left_for_what_was_open_before_it(audit_file: Path, tmp_path: Path) -> None:
    with window_on(copied(audit_file, tmp_path), tmp_path) as (_window, desk):
        wanted: list[str] = []
        desk.switching.connect(wanted.append)
        desk.shell.context_chosen.emit(LEAVE)
        assert wanted == [""]


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("empresa")


def test_a_company_sees_the_audits_opened_here_and_opens_one(audit_file: Path, company: Path, tmp_path: Path) -> None:
    remember_file(company, copied(audit_file, tmp_path), NOW)
    (company / "outra.prova").write_bytes(b"not an audit")
    remember_file(company, company / "outra.prova", NOW)
    with window_on(None, company) as (window, desk):
        window.go("subsidios")
        page = window.page
        assert isinstance(page, AuditsPage)
        assert [(each.name, each.word) for each in page.model.entries] == [("SPPO de teste", "Aberta")]
        wanted: list[str] = []
        desk.switching.connect(wanted.append)
        opened = next(each for each in page.findChildren(QPushButton) if each.accessibleName() == "Abrir SPPO de teste")
        opened.click()
        assert wanted == [str(tmp_path / "auditoria.prova")]


def test_a_new_audit_is_asked_for_made_and_opened(company: Path, tmp_path: Path) -> None:
    with window_on(None, company) as (window, desk):
        window.go("subsidios")
        page = window.page
        assert isinstance(page, AuditsPage)
        wanted: list[str] = []
        desk.switching.connect(wanted.append)
        dialog = page.ask_new()
        dialog.confirm.click()
        assert dialog.name.error == "Dê um nome à auditoria"
        dialog.name.edit.setText("SPPO, janeiro")
        assert dialog.path.name == "sppo-janeiro.prova"
        dialog._choose(tmp_path / "nova.prova")
        dialog.confirm.click()
        assert wanted == [str(tmp_path / "nova.prova")]
    with sitting(tmp_path / "nova.prova") as (house, _scope), house.store.read() as connection:
        known = audit_of(connection)
        assert known is not None
        assert known.name == "SPPO, janeiro"
