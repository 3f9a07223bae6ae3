"""Help: short pages in Portuguese, and the method told from the very sheet that calculates; no Qt."""

from collections.abc import Iterator

from engines.formula.words import plain, say
from engines.sheet import Line, Sheet
from storage.metas.rulebook import shipped
from storage.resources import read_text
from storage.texts.sentences import Texts
from storage.version import VERSION
from viewmodels.papers.leaves import WordLeaf, label_of, phrases_of

FOLDER = "ajuda"
TOPICS = ("mes", "problemas", "glossario", "sobre")


def help_text(topic: str) -> str:
    """A page of help in Markdown. Raises KeyError for a topic that does not exist."""
    if topic not in TOPICS:
        raise KeyError(topic)
    text = read_text(f"{FOLDER}/{topic}.md")
    return f"{text}\nVersão {VERSION}\n" if topic == "sobre" else text


def method_text(texts: Texts) -> str:
    """The method in plain Portuguese: every line of the goals' sheet with its formula in words and its unit."""
    return "\n".join(_method(shipped().sheet, texts)) + "\n"


def _method(sheet: Sheet, texts: Texts) -> Iterator[str]:
    yield f"# {texts.say('AJUDA.METODO')}"
    yield ""
    yield texts.say("AJUDA.METODO_TEXTO")
    yield ""
    for line in sheet.lines.values():
        rule = f". *{line.rule.name}: {line.rule.act}*" if line.rule is not None else ""
        yield f"- **{label_of(texts, sheet, line.key)}**{_unit(line, texts)} = {_formula(line, sheet, texts)}{rule}"


def _formula(line: Line, sheet: Sheet, texts: Texts) -> str:
    phrases = phrases_of(texts)
    return plain(say(line.root, WordLeaf(texts, sheet, {}, {}, phrases), phrases))


def _unit(line: Line, texts: Texts) -> str:
    shown = texts.numbers.unit(str(line.unit))
    return f" ({shown})" if shown else ""
