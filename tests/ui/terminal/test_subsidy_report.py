"""`subsidio relatorio` on the file of an audit."""

from pathlib import Path

from storage.departures import departures
from tests.ui.terminal.test_subsidy_cost import AuditTerminal
from tests.viewmodels.subsidios.audits import bring, calculate, new_audit, sitting

CASE = "simples-v20-2025-08-27"


def test_both_papers_are_written_and_noted_and_the_same_again(tmp_path: Path) -> None:
    path = new_audit(tmp_path)
    with sitting(path) as (house, scope):
        bring(house, scope, CASE)
        calculate(house, scope, "2026-05-26")
    terminal = AuditTerminal(tmp_path, user="ana")
    pdf, book = tmp_path / "r.pdf", tmp_path / "r.xlsx"
    told = terminal.run("subsidio", "relatorio", path, "--pdf", pdf, "--planilha", book, "--json").told
    assert pdf.read_bytes().startswith(b"%PDF") and book.read_bytes().startswith(b"PK")
    assert (told["pdf"]["igual_ao_anterior"], told["planilha"]["arquivo"]) == (False, str(book))
    again = terminal.run("subsidio", "relatorio", path, "--pdf", tmp_path / "s.pdf")
    assert again.out == f"s.pdf gravado. Sinais: {told['pdf']['sinais']}.\n"
    assert (tmp_path / "s.pdf").read_bytes() == pdf.read_bytes()
    with sitting(path) as (house, scope), house.store.read() as connection:
        left = [(line.kind, line.name) for line in departures(connection, scope.client)]
    assert left == [("pdf", "s.pdf"), ("xlsx", "r.xlsx"), ("pdf", "r.pdf")]


def test_no_paper_asked_is_wrong_usage_and_no_calculation_a_refusal(tmp_path: Path) -> None:
    path, terminal = new_audit(tmp_path), AuditTerminal(tmp_path, user="ana")
    nothing = terminal.run("subsidio", "relatorio", path)
    assert nothing.status == 2 and "--pdf, --planilha" in nothing.err
    early = terminal.run("subsidio", "relatorio", path, "--pdf", tmp_path / "r.pdf")
    assert early.status == 1 and "AUDITORIA_SEM_CALCULO" in early.err and not (tmp_path / "r.pdf").exists()
