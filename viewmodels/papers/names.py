"""Names the rules write in Portuguese, in the reader's language: criteria, parameters and rules."""

from typing import Protocol

from storage.imports.table_file import same_word
from storage.texts.sentences import SOURCE_LOCALE, Texts


class Named(Protocol):
    """A criterion or a parameter of the rules."""

    @property
    def key(self) -> str:
        """What the rules call it."""

    @property
    def label(self) -> str:
        """What people call it, in Portuguese."""


class Aimed(Protocol):
    """Something that belongs to a criterion: a goal, a place of the simulator."""

    @property
    def criterion(self) -> str:
        """Key of the criterion."""

    @property
    def criterion_label(self) -> str:
        """Its name in Portuguese."""


def criterion_name(texts: Texts, criterion: Named) -> str:
    """`Combustível`, in English `Fuel`; a criterion nobody translated keeps the name the rules give it."""
    return texts.member("criterio", criterion.key, criterion.label)


def criterion_of(texts: Texts, aimed: Aimed) -> str:
    """Name of the criterion a goal belongs to."""
    return texts.member("criterio", aimed.criterion, aimed.criterion_label)


def parameter_name(texts: Texts, parameter: Named) -> str:
    """`Tolerância do saldo`, in English `Balance tolerance`."""
    code = f"PARAMETRO.{parameter.key}"
    return texts.say(code) if texts.locale != SOURCE_LOCALE and texts.knows(code) else parameter.label


def rule_name(texts: Texts, name: str) -> str:
    """`Meta de combustível`, in English `Fuel goal`; a rule nobody translated keeps the name it was frozen with."""
    code = f"REGRA.{same_word(name).upper().replace(' ', '_')}"
    return texts.say(code) if texts.locale != SOURCE_LOCALE and texts.knows(code) else name
