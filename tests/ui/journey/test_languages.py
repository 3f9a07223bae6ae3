"""Every page of the window read in English and in Spanish: no Portuguese left on it and nothing cut."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import pytest

from storage.metas.rulebook import shipped
from storage.resources import load_yaml, resource_names
from tests.ui.journey.words import texts
from tests.ui.kit.test_fits import clipped
from tests.ui.stages import Stage
from tests.ui.studio import Studio, settle, studio_of
from ui.desktop.kit.fields import parse_decimal
from ui.desktop.kit.theme import Mode, Theme
from viewmodels.labels import LANGUAGES, labels_of

SOURCE, *OTHERS = LANGUAGES
SIZE = (1366, 768)
PARTS = re.compile(r", |: | · |\n")
"""What joins names on one line: `Peças, GAMA`."""
STORED = {"ajustes/diario", "ajustes/erp"}
"""Pages that show entries and keys as they were written: only their labels are judged."""


@cache
def sentences(language: str) -> dict[str, str]:
    """Code -> sentence of a language, as its files write it."""
    found: dict[str, str] = {}
    for name in resource_names(f"textos/{language}", ".yaml"):
        found |= load_yaml(name)  # type: ignore[operator]
    return found


@cache
def untranslated(language: str) -> frozenset[str]:
    """Labels as the source writes them, where this language writes another."""
    labels = labels_of(language)
    return frozenset({key.rpartition("|")[2] for key in labels} - set(labels.values()))


@cache
def portuguese(language: str) -> frozenset[str]:
    """What a screen in another language never shows: labels, whole sentences, criteria and parameters."""
    labels, own, source = labels_of(language), sentences(language), sentences(SOURCE)
    rules = shipped().rules
    names = {each.label for each in (*rules.criteria, *rules.parameters)}
    said = {text for code, text in source.items() if "{" not in text and own[code] != text}
    return frozenset((names | said | untranslated(language)) - set(own.values()) - set(labels.values()))


class Reader(Studio):
    """A studio that reads a page for what is not in its language, or is cut."""

    language = SOURCE

    def faults(self, place: str) -> Iterator[str]:
        """What is wrong with the page in front."""
        foreign = untranslated(self.language) if place in STORED else portuguese(self.language)
        for text in texts(self.window):
            if text in foreign or any(part in foreign for part in PARTS.split(text) if part[:1].isupper() and part[2:]):
                yield f"{place}, Portuguese: {text!r}"
        yield from (f"{place}, cut: {one}" for one in clipped(self.window))

    def steps(self) -> Iterator[str]:
        """The pages of the wizard up to the approval, one after another."""
        page = self.wizard
        page.wizard.go("preparacao")
        for step in ("preparacao", "feriados", "parametros", "dados", "calculo", "resultados", "aprovacao"):
            settle()
            yield f"metas/preparar, {step}"
            if step == "parametros":
                page.steps[step].model.look(True)
            if step == "calculo":
                page.wizard.calculated(page.wizard.facts.view.run.id)
            page.wizard.next()


@pytest.mark.parametrize("language", OTHERS)
def test_every_page_is_in_its_language_and_whole(dressed: Theme, language: str) -> None:
    dressed.apply(Mode.CLARO, 100)
    with studio_of(Stage.CALCULATED, SIZE, Reader, language) as reader:
        reader.language = language
        found = []
        for page in reader.window._pages:
            reader.go(page.area, page.key)
            found += reader.faults(f"{page.area}/{page.key}")
        for step in reader.steps():
            found += reader.faults(step)
        mark = reader.desk.house.texts.numbers.typed(Decimal("1.5"))
        assert parse_decimal(mark).value == Decimal("1.5"), "what a field shows can be typed back"
        assert "\n".join(found) == ""
