"""Every label of a widget in every language, with the same holes, and none left over."""

import pytest

from tests.house.labels import holes, labels
from viewmodels.labels import LANGUAGES, labels_of

OTHERS = LANGUAGES[1:]


@pytest.mark.parametrize("language", OTHERS)
def test_every_label_is_translated(language: str) -> None:
    known = {key.rpartition("|")[2] for key in labels_of(language)}
    asked = {each.text: each.place for each in labels() if each.text}
    assert {text: place for text, place in asked.items() if text not in known} == {}


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_left_over(language: str) -> None:
    asked = {each.text for each in labels()}
    assert [key for key in labels_of(language) if key.rpartition("|")[2] not in asked] == []


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_put_into_a_label_has_its_place_in_each_language(language: str) -> None:
    known = labels_of(language)
    assert {key: text for key, text in known.items() if holes(key) != holes(text)} == {}


def test_labels_asked_for_by_name_come_from_a_list_of_written_ones() -> None:
    """A label that is not written where it is asked for is a constant marked with QT_TRANSLATE_NOOP."""
    unwritten = {each.place.partition(":")[0] for each in labels() if each.text is None}
    written = {each.place.partition(":")[0] for each in labels() if each.text is not None}
    assert unwritten - written <= set()
