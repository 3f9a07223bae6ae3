"""Templates of sentences: named fields with a way of writing each, plurals, and nothing that can run code.

`{valor:dinheiro}` a field and how it is written · `{valor@unidade}` a number whose unit is the argument `unidade`
`{n|uma linha|{n} linhas}` one, other · `{n|nada|uma linha|{n} linhas}` zero, one, other · `{{` and `}}` braces
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

Arguments = Mapping[str, object]
Write = Callable[[object, str], str]
"""Writes one value in the way named by a spec (`dinheiro`, `numero.2`, …)."""
Measure = Callable[[object, object], str]
"""Writes one value in the unit given as another argument."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_SPEC = re.compile(r"[a-z_]+(\.[0-9])?")


class TemplateError(ValueError):
    """A template we ship that cannot be read: our own fault, at load."""


class MissingArgument(LookupError):
    """A sentence was asked without one of its fields: our own fault, at the call."""


@dataclass(frozen=True, slots=True)
class Field:
    """A named place in a sentence; `spec` says how it is written, `unit` which argument holds its unit."""

    name: str
    spec: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Plural:
    """A choice by number: the forms are zero (where there is one), one, other."""

    name: str
    forms: tuple["Template", ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence read once: literal text, fields and plurals in order."""

    parts: tuple[str | Field | Plural, ...]

    def render(self, args: Arguments, write: Write, measure: Measure) -> str:
        """The sentence with its arguments. Raises MissingArgument naming the field that was not given."""
        return "".join(self._piece(part, args, write, measure) for part in self.parts)

    def fields(self) -> frozenset[str]:
        """What the sentence asks for, as `name:spec` or `name@unit`: equal in every language of one code."""
        return frozenset(_signature(each) for each in self._fields())

    def _fields(self) -> Iterator[Field]:
        for part in self.parts:
            if isinstance(part, Field):
                yield part
            elif isinstance(part, Plural):
                yield Field(part.name)
                for form in part.forms:
                    yield from form._fields()

    def _piece(self, part: str | Field | Plural, args: Arguments, write: Write, measure: Measure) -> str:
        if isinstance(part, str):
            return part
        value = _given(args, part.name)
        if isinstance(part, Plural):
            return _form(part, value).render(args, write, measure)
        return measure(value, _given(args, part.unit)) if part.unit else write(value, part.spec)


def _signature(field: Field) -> str:
    return f"{field.name}@{field.unit}" if field.unit else f"{field.name}:{field.spec}"


def _given(args: Arguments, name: str) -> object:
    if name not in args:
        raise MissingArgument(name)
    return args[name]


def _form(plural: Plural, value: object) -> Template:
    if not isinstance(value, (int, str)) or isinstance(value, bool):
        raise TypeError(f"{{{plural.name}|…}} counts whole numbers, not {type(value).__name__}")
    count = int(value)
    if len(plural.forms) == 3:
        return plural.forms[min(count, 2)]
    return plural.forms[0 if count == 1 else 1]


def parse(text: str) -> Template:
    """Template from its text. Raises TemplateError saying what cannot be read."""
    reader = _Reader(text)
    template = reader.template(stops="")
    if reader.position < len(text):
        raise TemplateError(f"unexpected {text[reader.position]!r} in {text!r}")
    return template


class _Reader:
    """Recursive descent over one template's text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0

    def template(self, stops: str) -> Template:
        parts: list[str | Field | Plural] = []
        literal = ""
        while self.position < len(self.text):
            char = self.text[self.position]
            if self.text[self.position : self.position + 2] in ("{{", "}}") and not (stops and char == "}"):
                literal += char
                self.position += 2
            elif char == "{":
                parts += [literal, self.field()]
                literal = ""
            elif char == "}" or char in stops:
                break
            else:
                literal += char
                self.position += 1
        return Template(tuple(part for part in [*parts, literal] if part != ""))

    def field(self) -> Field | Plural:
        self.position += 1
        name = self._match(_NAME)
        mark = self._next()
        if mark == "}":
            return Field(name)
        if mark == ":":
            return self._closed(Field(name, spec=self._match(_SPEC)))
        if mark == "@":
            return self._closed(Field(name, unit=self._match(_NAME)))
        if mark == "|":
            return self._plural(name)
        raise TemplateError(f"unexpected {mark!r} after {name} in {self.text!r}")

    def _plural(self, name: str) -> Plural:
        forms = [self.template(stops="|")]
        while (mark := self._next()) == "|":
            forms.append(self.template(stops="|"))
        if mark != "}" or len(forms) not in (2, 3):
            raise TemplateError(f"{{{name}|…}} wants two or three forms in {self.text!r}")
        return Plural(name, tuple(forms))

    def _closed(self, field: Field) -> Field:
        if self._next() != "}":
            raise TemplateError(f"field {field.name} is not closed in {self.text!r}")
        return field

    def _next(self) -> str:
        char = self.text[self.position : self.position + 1]
        self.position += 1
        return char

    def _match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.position)
        if found is None:
            raise TemplateError(f"a name is missing at {self.position} in {self.text!r}")
        self.position = found.end()
        return found.group()
