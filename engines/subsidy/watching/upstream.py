"""One version of the source as plain texts: its variables, models, macros, tests and flows, by name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from engines.finding import NOTHING

Plain = str | list["Plain"] | dict[str, "Plain"]
"""A YAML value with every scalar left as the text it was written with."""


class Kind(StrEnum):
    """What part of the source a change is in."""

    VARIAVEL = "VARIAVEL"
    MODELO = "MODELO"
    MACRO = "MACRO"
    TESTE = "TESTE"
    FLUXO = "FLUXO"
    OUTRO = "OUTRO"


_KIND_OF: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.MODELO, re.compile(r"(^|/)models/.+\.sql$")),
    (Kind.MACRO, re.compile(r"(^|/)macros/.+\.sql$")),
    (Kind.TESTE, re.compile(r"(^|/)tests/.+\.sql$")),
    (Kind.FLUXO, re.compile(r"(^|/)pipelines/.+\.py$")),
    (Kind.OUTRO, re.compile(r"(^|/)(snapshots|data|seeds)/.+\.(sql|csv)$|(^|/)selectors\.ya?ml$")),
)


@dataclass(frozen=True, slots=True)
class File:
    """A text of the source and the path it was found at."""

    path: str
    text: str


@dataclass(frozen=True)
class Upstream:
    """One version of the source. Models go by their name, wherever the folder; the others by path."""

    variables: Mapping[str, Plain] = field(default_factory=lambda: NOTHING)
    texts: Mapping[Kind, Mapping[str, File]] = field(default_factory=lambda: NOTHING)
    declared: Mapping[str, File] = field(default_factory=lambda: NOTHING)
    project_path: str = "dbt_project.yml"

    def of(self, kind: Kind) -> Mapping[str, File]:
        """Texts of one kind, by name; the tests declared beside the models come with the tests of their own."""
        return {**self.texts.get(kind, {}), **(self.declared if kind is Kind.TESTE else {})}


def kind_of(path: str) -> Kind | None:
    """Part of the source a path belongs to; None for what is not watched."""
    return next((kind for kind, pattern in _KIND_OF if pattern.search(path)), None)


def model_of(path: str) -> str:
    """Name of a model, from a path or from the name itself."""
    return path.rpartition("/")[2].removesuffix(".sql")


def upstream_of(files: Mapping[str, str], project: Plain, project_path: str, schemas: Mapping[str, Plain]) -> Upstream:
    """The source from its files (path -> text), its parsed project file and its parsed descriptions of models."""
    texts: dict[Kind, dict[str, File]] = {}
    for path, text in sorted(files.items()):
        kind = kind_of(path)
        if kind is not None:
            name = model_of(path) if kind is Kind.MODELO else path
            texts.setdefault(kind, {})[name] = File(path, text)
    variables = project.get("vars", {}) if isinstance(project, dict) else {}
    declared = {name: File(path, text) for path, data in sorted(schemas.items()) for name, text in _tests_of(data)}
    return Upstream(variables if isinstance(variables, dict) else {}, texts, declared, project_path)


def _tests_of(data: Plain) -> Iterator[tuple[str, str]]:
    """Tests declared for models and columns: `modelo.coluna:teste` and the text of its settings."""
    for model in _members(data, "models"):
        yield from _declared(str(model.get("name", "")), model)
        for column in _members(model, "columns"):
            yield from _declared(f"{model.get('name', '')}.{column.get('name', '')}", column)


def _declared(place: str, owner: Mapping[str, Plain]) -> Iterator[tuple[str, str]]:
    tests = [one for key in ("tests", "data_tests") for one in _listed(owner.get(key, []))]
    for test in tests:
        if isinstance(test, dict):
            yield f"{place}:{_name_of_test(test)}", written(test)
        else:
            yield f"{place}:{test}", written(test)


def _name_of_test(test: Mapping[str, Plain]) -> str:
    """A test is `{kind: settings}`; its own name is among the settings where it has one."""
    kind, settings = next(iter(test.items()), ("", ""))
    own = test.get("name") or (settings.get("name") if isinstance(settings, dict) else None)
    return str(own or kind)


def _members(data: Plain, key: str) -> Iterator[dict[str, Plain]]:
    if isinstance(data, dict):
        yield from (one for one in _listed(data.get(key, [])) if isinstance(one, dict))


def _listed(value: Plain) -> list[Plain]:
    return value if isinstance(value, list) else []


def written(value: Plain) -> str:
    """One spelling for a value: mappings in order of key, lists in their own."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(written(one) for one in value) + "]"
    return value.strip()
