"""The wizard's map and stack: branching, refusing, going back, redoing, and drafts that survive JSON."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.finding import Finding, Severity
from viewmodels.wizard import Content, Contents, DraftRefused, Page, Status, Wizard


def refuse_without_month(content: Content, contents: Contents) -> tuple[Finding, ...]:
    return () if content.get("mes") else (Finding("SEM_MES", Severity.ERROR),)


def warn(content: Content, contents: Contents) -> tuple[Finding, ...]:
    return (Finding("CUIDADO", Severity.WARNING),)


def after_month(contents: Contents) -> str | None:
    return "feriados" if contents["mes"].get("com_feriados") else "calculo"


PAGES = (
    Page("mes", "T.MES", after_month, refuse_without_month),
    Page("feriados", "T.FERIADOS", "calculo", warn, depends=("mes",)),
    Page("calculo", "T.CALCULO", "decisao", depends=("mes",)),
    Page("decisao", "T.DECISAO", depends=("calculo",)),
)


def at_decision() -> Wizard:
    wizard = Wizard(PAGES)
    wizard.write(mes="2025-08", com_feriados=True)
    for _ in range(3):
        wizard.forward()
    return wizard


def statuses(wizard: Wizard) -> dict[str, Status]:
    return {step.key: step.status for step in wizard.steps()}


def test_a_blocking_finding_keeps_the_page_and_what_was_typed() -> None:
    wizard = Wizard(PAGES)
    wizard.write(rascunho="x")
    assert [finding.code for finding in wizard.forward()] == ["SEM_MES"]
    assert (wizard.page.key, wizard.content()) == ("mes", {"rascunho": "x"})


def test_a_warning_lets_pass_and_is_told() -> None:
    wizard = Wizard(PAGES)
    wizard.write(mes="2025-08", com_feriados=True)
    wizard.forward()
    assert [finding.code for finding in wizard.forward()] == ["CUIDADO"]
    assert wizard.page.key == "calculo"


def test_the_way_follows_the_contents() -> None:
    wizard = Wizard(PAGES)
    wizard.write(mes="2025-08")
    assert [step.key for step in wizard.steps()] == ["mes", "calculo", "decisao"]
    wizard.write(com_feriados=True)
    assert [step.key for step in wizard.steps()] == ["mes", "feriados", "calculo", "decisao"]


def test_back_pops_and_forward_finds_everything_as_it_was() -> None:
    wizard = at_decision()
    wizard.write(nota="ok")
    before = wizard.state
    assert wizard.back()
    assert wizard.page.key == "calculo"
    wizard.forward()
    assert wizard.state == before
    while wizard.back():
        pass
    assert wizard.page.key == "mes"


def test_a_change_upstream_asks_to_redo_and_keeps_the_content() -> None:
    wizard = at_decision()
    wizard.forward()
    assert wizard.complete
    assert wizard.go("feriados")
    wizard.write(dias=["2025-08-15"])
    assert statuses(wizard) == {
        "mes": Status.DONE, "feriados": Status.CURRENT, "calculo": Status.DONE, "decisao": Status.DONE,
    }  # fmt: skip
    assert wizard.go("mes")
    wizard.write(mes="2025-09")
    assert not wizard.complete
    assert statuses(wizard)["calculo"] is Status.REDO
    assert statuses(wizard)["decisao"] is Status.REDO
    assert wizard.content("feriados") == {"dias": ["2025-08-15"]}
    wizard.write(mes="2025-08")
    assert statuses(wizard)["calculo"] is Status.DONE


def test_done_steps_are_links_and_future_ones_are_not() -> None:
    wizard = Wizard(PAGES)
    wizard.write(mes="2025-08")
    wizard.forward()
    assert wizard.go("mes")
    assert wizard.go("calculo") is False
    assert wizard.go("feriados") is False
    assert not wizard.at_end
    assert at_decision().at_end


def test_a_draft_survives_json() -> None:
    wizard = at_decision()
    wizard.write(motivos={"1": "obra", "2": None})
    again = Wizard(PAGES)
    again.resume(json.loads(json.dumps(wizard.to_draft())))
    assert again.to_draft() == wizard.to_draft()
    assert statuses(again) == statuses(wizard)


@pytest.mark.parametrize(
    "draft",
    [
        {},
        {"versao": 2, "trilha": ["mes"], "conteudo": {}, "decidido": {}},
        {"versao": 1, "trilha": [], "conteudo": {}, "decidido": {}},
        {"versao": 1, "trilha": ["outra"], "conteudo": {}, "decidido": {}},
        {"versao": 1, "trilha": ["mes"], "conteudo": [], "decidido": {}},
    ],
)
def test_a_foreign_draft_is_refused(draft: dict[str, object]) -> None:
    with pytest.raises(DraftRefused):
        Wizard(PAGES).resume(draft)


@pytest.mark.parametrize(
    "pages",
    [(), (Page("a", "A"), Page("a", "A")), (Page("a", "A", "z"),), (Page("a", "A", depends=("b",)), Page("b", "B"))],
)
def test_a_map_that_leads_nowhere_is_our_bug(pages: tuple[Page, ...]) -> None:
    with pytest.raises(ValueError, match="page"):
        Wizard(pages)


def test_written_values_are_not_shared_with_the_caller() -> None:
    wizard, days = Wizard(PAGES), ["2025-08-15"]
    wizard.write(dias=days)
    days.append("2025-08-16")
    assert wizard.content() == {"dias": ["2025-08-15"]}


@given(st.lists(st.sampled_from(["forward", "back", "write", "mes", "feriados", "decisao"]), max_size=30))
def test_any_walk_stays_on_the_map_and_never_loses_a_content(moves: list[str]) -> None:
    wizard = Wizard(PAGES)
    wizard.write(mes="2025-08")
    for move in moves:
        if move == "write":
            wizard.write(visitada=True)
        elif move in ("forward", "back"):
            getattr(wizard, move)()
        else:
            wizard.go(move)
        assert wizard.content("mes")["mes"] == "2025-08"
        assert wizard.state.trail[0] == "mes"
        assert wizard.page.key in [step.key for step in wizard.steps()]
