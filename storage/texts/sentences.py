"""Sentences about data: a code and named arguments in, the reader's language out."""

from collections.abc import Mapping
from datetime import tzinfo
from functools import cache
from types import MappingProxyType

from engines.figure import Value
from engines.finding import Finding
from storage.clock import BRASILIA
from storage.errors import KnownError
from storage.resources import load_yaml, resource_names
from storage.texts.numbers import Numbers, figure_text
from storage.texts.template import MissingArgument, Template, TemplateError, parse
from storage.texts.writers import Writers

LOCALES = ("pt", "en", "es")
SOURCE_LOCALE = "pt"


Names = Mapping[str, Mapping[str, str]]
"""Axis -> member key -> name people know it by."""
NO_NAMES: Names = MappingProxyType({})


class UnknownText(LookupError):
    """A code without a sentence: our own fault, never shown half-said."""


@cache
def templates(locale: str) -> Mapping[str, Template]:
    """Every sentence of one language, read once from `resources/textos/<locale>/`.

    Raises TemplateError naming the file and the code on a template that cannot be read, a way of writing that does
    not exist, or a code that two files claim.
    """
    if locale not in LOCALES:
        raise ValueError(f"no sentences for locale {locale!r}")
    writers = Writers(Numbers(locale), BRASILIA)
    found: dict[str, Template] = {}
    for name in resource_names(f"textos/{locale}", ".yaml"):
        for code, text in _sentences_of(name):
            if code in found:
                raise TemplateError(f"{name}: {code} is already said in another file")
            found[code] = _parsed(f"{name}: {code}", text, writers)
    return found


class Texts:
    """The sentences and the numbers of one language, with instants in one zone.

    A missing code or argument raises (UnknownText, MissingArgument): a sentence is never half-said.
    """

    def __init__(self, locale: str = SOURCE_LOCALE, zone: tzinfo = BRASILIA) -> None:
        self.locale = locale
        self.zone = zone
        self.numbers = Numbers(locale)
        self._templates = templates(locale)
        self._writers = Writers(self.numbers, zone)

    def say(self, code: str, **args: object) -> str:
        """The sentence of `code` with its arguments; arguments it does not name are left out."""
        return self.say_with(code, args)

    def say_with(self, code: str, args: Mapping[str, object]) -> str:
        """As `say`, with the arguments in a mapping (a note's, a journal entry's)."""
        template = self._templates.get(code)
        if template is None:
            raise UnknownText(code)
        try:
            return template.render(args, self._writers.write, self._writers.measure)
        except MissingArgument as missing:
            raise MissingArgument(f"{code} was asked without {missing}") from None

    def say_finding(self, finding: Finding, names: Names = NO_NAMES) -> str:
        """Sentence of a finding from its code and detail, with its place and its arguments.

        `names` gives the name of each member (axis -> key -> name), so that a place reads SÃO SEBASTIÃO and not 1.
        """
        return self.say_with(finding.text_code, self._arguments(finding, names))

    def advise(self, finding: Finding, names: Names = NO_NAMES) -> str:
        """What to do about a finding: the sentence `ACAO.<code>`; "" where there is nothing to add."""
        code = f"ACAO.{finding.text_code}"
        return self.say_with(code, self._arguments(finding, names)) if self.knows(code) else ""

    def say_error(self, error: KnownError) -> str:
        """Sentence of a failure of the world: what happened, where, what to do (the code is shown beside it)."""
        return self.say_with(error.code, error.args_shown)

    def figure_text(self, value: Value, unit: str = "", places: int | None = None) -> str:
        """A figure's value as shown, with its unit: see `numbers.figure_text`."""
        return figure_text(self.numbers, value, unit, self.zone, places)

    def knows(self, code: str) -> bool:
        """True when the code has a sentence."""
        return code in self._templates

    def member(self, axis: str, key: str, name: str) -> str:
        """Name of a member in the reader's language: a criterion or a day type is translated, a sector never is."""
        code = f"MEMBRO.{axis}.{key}"
        return self.say(code) if self.locale != SOURCE_LOCALE and self.knows(code) else name

    def _arguments(self, finding: Finding, names: Names) -> Mapping[str, object]:
        place = {a: self.member(a, key, names.get(a, {}).get(key, key)) for a, key in finding.where.items()}
        return {**place, **finding.args}


def _sentences_of(name: str) -> list[tuple[str, str]]:
    content = load_yaml(name)
    if not isinstance(content, dict):
        raise TemplateError(f"{name}: a file of sentences maps codes to templates")
    for code, text in content.items():
        if not isinstance(code, str) or not isinstance(text, str):
            raise TemplateError(f"{name}: {code} is not a code with its text")
    return list(content.items())


def _parsed(place: str, text: str, writers: Writers) -> Template:
    try:
        template = parse(text)
    except TemplateError as fault:
        raise TemplateError(f"{place}: {fault}") from None
    for field in template.fields():
        spec = field.partition(":")[2]
        if not writers.knows(spec):
            raise TemplateError(f"{place}: no way of writing {spec!r}")
    return template
