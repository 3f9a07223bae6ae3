"""Every sentence in three languages, with the same fields."""

import pytest

from storage.resources import resource_names
from storage.texts.sentences import LOCALES, SOURCE_LOCALE, Texts, templates
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


def test_every_operation_and_its_right_have_a_name() -> None:
    texts = Texts()
    wanted = {code for each in registry.load_all() for code in (each.title, f"DIREITO.{each.right}")}
    assert sorted(code for code in wanted if not texts.knows(code)) == []
