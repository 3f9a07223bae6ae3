"""Labels of widgets in other languages: the Portuguese the screens are written in, and what stands for it."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from storage.resources import load_yaml
from storage.texts.sentences import LOCALES, SOURCE_LOCALE

LANGUAGES = LOCALES
"""Languages the program speaks, the source one first."""


@cache
def labels_of(language: str) -> Mapping[str, str]:
    """Portuguese label -> label in `language`; empty for the source language.

    A key `Class|label` wins over the bare label inside that class. Raises ValueError for a language nobody speaks.
    """
    if language not in LOCALES:
        raise ValueError(f"no labels for language {language!r}")
    if language == SOURCE_LOCALE:
        return MappingProxyType({})
    content = load_yaml(f"traducoes/{language}.yaml")
    if not isinstance(content, dict) or not all(isinstance(v, str) for pair in content.items() for v in pair):
        raise ValueError(f"traducoes/{language}.yaml maps labels to labels")
    return MappingProxyType(content)
