"""Every sentence in three languages, with the same fields."""

import re
from collections.abc import Callable

import pytest

from storage.people import all_rights
from storage.resources import resource_names
from storage.texts.sentences import LOCALES, SOURCE_LOCALE, Texts, templates
from tests.house.said import Said, checks_of_sheets, errors_and_sentences, findings
from viewmodels.operations import registry

TRANSLATIONS = [locale for locale in LOCALES if locale != SOURCE_LOCALE]


@pytest.mark.parametrize("locale", TRANSLATIONS)
def test_same_codes(locale: str) -> None:
    assert set(templates(locale)) == set(templates(SOURCE_LOCALE))


@pytest.mark.parametrize("locale", TRANSLATIONS)
def test_same_fields_written_the_same_way(locale: str) -> None:
    source, translated = templates(SOURCE_LOCALE), templates(locale)
    different = {
        code: (sorted(source[code].fields()), sorted(translated[code].fields()))
        for code in source.keys() & translated.keys()
        if source[code].fields() != translated[code].fields()
    }
    assert different == {}


@pytest.mark.parametrize("locale", TRANSLATIONS)
def test_same_files(locale: str) -> None:
    ours = [name.rpartition("/")[2] for name in resource_names(f"textos/{SOURCE_LOCALE}", ".yaml")]
    assert [name.rpartition("/")[2] for name in resource_names(f"textos/{locale}", ".yaml")] == ours


def test_every_operation_asks_a_right_that_exists_and_has_a_name() -> None:
    operations = registry.load_all()
    assert {each.right for each in operations} <= set(all_rights())
    texts = Texts()
    assert [each.title for each in operations if not texts.knows(each.title)] == []


def test_every_right_has_a_name() -> None:
    texts = Texts()
    assert [right for right in all_rights() if not texts.knows(f"DIREITO.{right}")] == []


@pytest.mark.parametrize(
    "said", [errors_and_sentences, findings, checks_of_sheets], ids=["errors", "findings", "checks"]
)
def test_every_code_in_the_sources_has_a_sentence(said: Callable[[], list[Said]]) -> None:
    known = templates(SOURCE_LOCALE)
    assert [f"{each.place} {each.code}" for each in said() if each.code not in known] == []


@pytest.mark.parametrize("said", [errors_and_sentences, checks_of_sheets], ids=["errors", "checks"])
def test_every_code_gives_what_its_sentence_asks(said: Callable[[], list[Said]]) -> None:
    known = templates(SOURCE_LOCALE)
    lacking = {}
    for each in said():
        if each.given is not None and each.code in known:
            asked = {name for field in known[each.code].fields() for name in re.split("[:@]", field, maxsplit=1)[:1]}
            if asked - each.given:
                lacking[f"{each.place} {each.code}"] = sorted(asked - each.given)
    assert lacking == {}
