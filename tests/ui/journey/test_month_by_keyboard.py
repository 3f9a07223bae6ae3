"""The month run by the keyboard alone, from the door to the printed report, which says what the saved one says.

Twice: in this process on a window off-screen, and in a process of its own on a real X window under a window manager.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from storage.secrets import SessionSecrets
from storage.texts.sentences import Texts
from tests.sample_house import real_clock
from tests.ui.journey import plugged, xdesk
from tests.ui.journey.inside import InsideHands, Walk
from tests.ui.journey.ledger import Ledger
from tests.ui.journey.month import Papers, run_the_month
from tests.ui.journey.pages_compared import differing_share, drawn, nearest
from ui.desktop.app import run
from ui.desktop.kit.theme import Theme
from viewmodels.opening import Surroundings
from viewmodels.operations.registry import load_all

LEAST_PAGES = 12
MOST_KEYS = 700
"""What the help says the month takes, with room: a page that asks for much more is a step backwards."""
MOST_DIFFERING = 0.01
"""Part of a page: the edges of letters, which the printer's resolution rounds otherwise."""


@pytest.fixture
def papers(tmp_path: Path) -> Papers:
    return Papers(tmp_path / "salvo.pdf", tmp_path / "impresso.pdf")


@pytest.fixture
def around(tmp_path: Path) -> Iterator[Surroundings]:
    load_all()
    yield Surroundings(real_clock(), SessionSecrets(), tmp_path, "testes")


def _prints_what_was_saved(papers: Papers) -> None:
    saved, printed = drawn(papers.saved), drawn(papers.printed)
    assert len(saved) >= LEAST_PAGES
    assert len(printed) == len(saved)
    assert [nearest(page, saved) for page in printed] == list(range(len(saved)))
    assert max(differing_share(one, other) for one, other in zip(saved, printed, strict=True)) < MOST_DIFFERING


def _month_is_done(ledger: Ledger) -> None:
    assert ledger.runs()[-1] == "APPROVED"
    assert ledger.decided() == 12
    assert ledger.papers() == 1
    assert ledger.page() == ""


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_month_by_keyboard_in_this_process(
    dressed: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    around: Surroundings, papers: Papers,
) -> None:  # fmt: skip
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # the program puts its own there: undone with the test
    store = plugged.lay_out(tmp_path)
    ledger = Ledger(store)

    def journey(hands: InsideHands) -> None:
        person = run_the_month(hands, ledger, papers)
        print(f"o mês do diretor: {person.told()}")
        assert person.chords + person.letters < MOST_KEYS

    def program() -> int:
        return run(["prova"], lambda: plugged.opened(around, store), str, Texts("pt"))

    assert Walk(journey).beside(program) == 0
    _month_is_done(ledger)
    _prints_what_was_saved(papers)


@pytest.mark.skipif(bool(xdesk.missing_tools()), reason=f"not on this machine: {', '.join(xdesk.missing_tools())}")
def test_the_month_by_keyboard_on_a_real_window(tmp_path: Path, papers: Papers) -> None:
    store = plugged.lay_out(tmp_path)
    ledger = Ledger(store)
    with xdesk.display() as screen:
        surroundings = {"PROVA_PASTA": str(tmp_path), "PROVA_FONTE": "embutida", "HOME": os.environ["HOME"]}
        hands = xdesk.XHands(screen, ["--base", str(store)], surroundings)
        try:
            run_the_month(hands, ledger, papers)
        finally:
            status, complaints = hands.end(10.0)
    assert (status, complaints) == (0, "")
    _month_is_done(ledger)
    _prints_what_was_saved(papers)
