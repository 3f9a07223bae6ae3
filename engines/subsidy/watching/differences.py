"""What differs between two versions of the source, before anybody asks what it means to us."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from engines.subsidy.watching.upstream import File, Kind, Plain, Upstream, written
from engines.subsidy.watching.wording import edited_list, words_of

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
TEXTS = (Kind.MODELO, Kind.MACRO, Kind.TESTE, Kind.FLUXO, Kind.OUTRO)


class How(StrEnum):
    """How a part of the source changed."""

    DATA = "DATA"
    VALOR = "VALOR"
    LISTA = "LISTA"
    TEXTO = "TEXTO"
    NOVO = "NOVO"
    APAGADO = "APAGADO"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: the pieces of each side (words of a text, members of a list, a value alone); () for no side."""

    kind: Kind
    how: How
    path: str
    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def differences(before: Upstream, after: Upstream) -> tuple[Difference, ...]:
    """Every difference between two versions, variables first, each kind in order of name."""
    return (*_variables(before, after), *(one for kind in TEXTS for one in _texts(kind, before, after)))


def _variables(before: Upstream, after: Upstream) -> Iterator[Difference]:
    for name in sorted(before.variables.keys() | after.variables.keys()):
        old, new = before.variables.get(name), after.variables.get(name)
        sides = _side(old), _side(new)
        if sides[0] != sides[1] or type(old) is not type(new):
            path = before.project_path if new is None else after.project_path
            yield Difference(Kind.VARIAVEL, _how(old, new), path, name, *sides)


def _how(old: Plain | None, new: Plain | None) -> How:
    if old is None or new is None:
        return How.NOVO if old is None else How.APAGADO
    if isinstance(old, list) and isinstance(new, list):
        return How.LISTA
    dated = all(isinstance(one, str) and _DATE.fullmatch(bare(one)) for one in (old, new))
    return How.DATA if dated else How.VALOR


def _side(value: Plain | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(bare(written(one)) for one in value) if isinstance(value, list) else (bare(written(value)),)


def bare(text: str) -> str:
    """A value without the spaces and quotes around it: the source writes dates as "'2025-07-10'"."""
    return text.strip().strip("'\"")


def _texts(kind: Kind, before: Upstream, after: Upstream) -> Iterator[Difference]:
    old, new = before.of(kind), after.of(kind)
    for name in sorted(old.keys() | new.keys()):
        sides = _said(old.get(name)), _said(new.get(name))
        if name not in new:
            yield Difference(kind, How.APAGADO, old[name].path, name, *sides)
        elif name not in old:
            yield Difference(kind, How.NOVO, new[name].path, name, *sides)
        elif sides[0] != sides[1]:
            edited = kind is Kind.MODELO and edited_list(*sides)
            yield Difference(kind, How.LISTA if edited else How.TEXTO, new[name].path, name, *sides)


def _said(file: File | None) -> tuple[str, ...]:
    return () if file is None else words_of(file.path, file.text)
