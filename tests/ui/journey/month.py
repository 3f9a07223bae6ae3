"""The journey itself: from the door to the printed report, by keys, each followed by what it must have done."""

from dataclasses import dataclass
from pathlib import Path

from tests.ui.journey.ledger import Ledger
from tests.ui.journey.person import Hands, Person

LOGIN, PASSWORD = "diretor", "exemplo-2025"
WHY = "Conferido com a operacao do mes"


@dataclass(frozen=True)
class Papers:
    """Where the journey leaves what it made: the report as saved, and the same report as printed."""

    saved: Path
    printed: Path


def run_the_month(hands: Hands, ledger: Ledger, papers: Papers) -> Person:
    """Sign-in, the eight pages, publishing, the report saved, seen and printed, and out; raises Lost where it stops."""
    person = Person(hands)
    sign_in(person)
    prepare(person, ledger)
    read_and_calculate(person, ledger)
    decide_and_publish(person, ledger)
    keep_papers(person, ledger, papers)
    leave(person, ledger)
    return person


def sign_in(person: Person) -> None:
    """Login and password at the door."""
    person.in_window("Prova Real")
    person.at("Usuário")
    person.write(LOGIN)
    person.press("Tab")
    person.write(PASSWORD)
    person.press("Return")
    person.wait(lambda: person.sees_no("Senha"), "the door closed")


def prepare(person: Person, ledger: Ledger) -> None:
    """To Metas, into the wizard, through its lights, holidays (U S D) and parameters."""
    person.press("Ctrl+2")
    person.press("F6")
    person.tab_to("Preparar")
    person.press("Space")
    person.at("Ler o ERP")
    person.press("Alt+P")
    person.wait(lambda: ledger.page() == "feriados", "page of holidays")
    _type_holiday(person, ledger)
    person.press("Alt+P")
    person.wait(lambda: ledger.page() == "parametros", "page of parameters")
    person.at("Tolerância do saldo")
    person.tab_to("Parâmetros conferidos")
    person.press("Space", "Alt+P")
    person.wait(lambda: ledger.page() == "dados", "page of data")


def _type_holiday(person: Person, ledger: Ledger) -> None:
    """Corpus Christi as Sunday, as weekday, and back to Saturday, the way it is in the sample."""
    person.tab_to("19/06")
    for key, kind in (("D", "DOMINGO_FERIADO"), ("U", "UTIL"), ("S", "SABADO")):
        person.press(key)
        person.wait(lambda kind=kind: ledger.day("2025-06-19") == kind, f"19/06 as {kind}")


def read_and_calculate(person: Person, ledger: Ledger) -> None:
    """The ERP read by F5, every gap answered for, the goals calculated by Enter."""
    before = len(ledger.runs())
    person.press("F5")
    person.wait(lambda: ledger.page_content("dados").get("retrato"), "the ERP read")
    while gaps := ledger.page_content("dados").get("pendentes"):
        person.tab_to("Consinto")
        person.press("Space")
        person.at("Motivo do consentimento")
        person.write(WHY)
        person.press("Tab")
        person.wait(lambda gaps=gaps: len(ledger.page_content("dados")["pendentes"]) < len(gaps), "one gap answered")
    person.press("Alt+P")
    person.wait(lambda: ledger.page() == "calculo", "page of the calculation")
    person.at("Calcular as metas")
    person.press("Space")
    person.wait(lambda: len(ledger.runs()) > before and ledger.runs()[-1].startswith("COMPLETED"), "a run completed")
    person.wait(lambda: ledger.page_content("calculo").get("base"), "the calculation stands")
    person.press("Alt+P")
    person.wait(lambda: ledger.page() == "resultados", "page of results")
    person.press("Alt+P")
    person.wait(lambda: ledger.page() == "aprovacao", "page of approval")


def decide_and_publish(person: Person, ledger: Ledger) -> None:
    """The calm goals together, the others one by one, then publish."""
    person.at("Aprovar")
    person.press("Space")
    person.wait(lambda: ledger.decided() > 0, "calm goals approved")
    person.at("Decidir as")
    person.press("Space")
    while ledger.decided() < 12:
        decided = ledger.decided()
        person.at("Decisão")
        person.press("Return")
        person.wait(lambda decided=decided: ledger.decided() > decided, "one more decision")
    person.in_window("Prova Real")
    person.tab_to("Publicar")
    person.press("Space")
    person.in_window("Publicar")
    person.press("Return")
    person.wait(lambda: ledger.runs()[-1] == "APPROVED", "the run published")
    person.in_window("Prova Real")
    person.press("Alt+P")
    person.wait(lambda: ledger.page() == "registro", "page of the record")


def keep_papers(person: Person, ledger: Ledger, papers: Papers) -> None:
    """The report saved where the person says, then seen and printed into a file."""
    person.at("Relatório")
    person.press("Space")
    person.in_window("Salvar como")
    person.press("Ctrl+A")
    person.write(str(papers.saved))
    person.press("Return")
    person.wait(papers.saved.exists, "the report saved")
    person.in_window("Prova Real")
    person.tab_to("Imprimir")
    person.press("Space")
    person.in_window("Metas 2025-08")
    person.press("Ctrl+P")
    person.in_window("Imprimir")
    person.press("End", "Alt+S", "Ctrl+A")
    person.write(str(papers.printed))
    person.press("Return")
    person.wait(lambda: is_whole(papers.printed), "the report printed")
    person.in_window("Metas 2025-08")
    person.press("Esc")
    person.in_window("Prova Real")


def is_whole(pdf: Path) -> bool:
    """True once a PDF has been written to its end."""
    return pdf.exists() and pdf.read_bytes().rstrip().endswith(b"%%EOF")


def leave(person: Person, ledger: Ledger) -> None:
    """The list that closes the month ticked, the draft gone with it, and out."""
    for duty in ("guardad", "avisad"):
        person.tab_to(duty)
        person.press("Space")
    person.press("Alt+P")
    person.wait(lambda: not ledger.page(), "the month concluded")
    person.press("Ctrl+Q")
