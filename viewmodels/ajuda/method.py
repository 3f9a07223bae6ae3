"""The method told from the very sheet that calculates: one page per line, and the page of all of them."""

from collections.abc import Iterator

from engines.formula.excel import Kind, NotInExcel, excel_formula
from engines.formula.words import plain, say
from engines.sheet import Line, Sheet
from storage.metas.rulebook import shipped
from storage.texts.sentences import Texts
from viewmodels.ajuda.codes import code_topic
from viewmodels.ajuda.plain_names import PlainNames
from viewmodels.ajuda.topics import Group, Topic, link, table
from viewmodels.papers.leaves import WordLeaf, axis_label, label_of, phrases_of, table_label
from viewmodels.papers.names import rule_name

METHOD = "metodo"


def line_topic(key: str) -> str:
    """Id of the page of a line of the sheet."""
    return f"linha/{key}"


def method_topics(texts: Texts) -> Iterator[Topic]:
    """The method, then each line."""
    sheet = shipped().sheet
    yield Topic(METHOD, Group.METHOD, texts.say("AJUDA.METODO"), "\n".join(_method(sheet, texts)) + "\n")
    for line in sheet.lines.values():
        title = label_of(texts, sheet, line.key)
        text = "\n\n".join(_page(line, sheet, texts)) + "\n"
        yield Topic(line_topic(line.key), Group.METHOD, title, text, listed=False)


def _method(sheet: Sheet, texts: Texts) -> Iterator[str]:
    yield f"# {texts.say('AJUDA.METODO')}"
    yield ""
    yield texts.say("AJUDA.METODO_TEXTO")
    yield ""
    for line in sheet.lines.values():
        named = link(f"**{label_of(texts, sheet, line.key)}**", line_topic(line.key))
        yield f"- {named}{_unit(line, texts)} = {_words(line, sheet, texts)}"
    yield ""
    yield f"## {texts.say('AJUDA.CONFERENCIAS')}"
    yield ""
    for check in sheet.checks:
        leaf = WordLeaf(texts, sheet, {}, {}, phrases_of(texts))
        yield f"- {link(check.key, code_topic(check.code))}: {plain(say(check.root, leaf, phrases_of(texts)))}"


def _page(line: Line, sheet: Sheet, texts: Texts) -> Iterator[str]:
    yield f"# {label_of(texts, sheet, line.key)}"
    told, *others = _facts(line, sheet, texts)
    yield table(told, others)
    before = sorted(sheet.precedents[line.key])
    yield f"## {texts.say('AJUDA.PRECEDENTES')}\n\n" + "\n".join(f"- {_named(key, sheet, texts)}" for key in before)
    after = [key for key in sheet.lines if line.key in sheet.precedents[key]]
    if after:
        yield f"## {texts.say('AJUDA.DEPENDENTES')}\n\n" + "\n".join(f"- {_named(key, sheet, texts)}" for key in after)
    yield link(texts.say("AJUDA.METODO"), METHOD)


def _facts(line: Line, sheet: Sheet, texts: Texts) -> Iterator[tuple[str, str]]:
    yield texts.say("AJUDA.EM_PALAVRAS"), _words(line, sheet, texts)
    yield texts.say("AJUDA.UNIDADE"), texts.numbers.unit(str(line.unit)) or texts.say("AJUDA.SEM_UNIDADE")
    rounded = "AJUDA.SEM_ARREDONDAR" if line.places is None else "AJUDA.ARREDONDA"
    yield texts.say("AJUDA.ARREDONDAMENTO"), texts.say(rounded, n=line.places or 0)
    if line.per:
        yield texts.say("AJUDA.VALE_PARA"), ", ".join(axis_label(texts, sheet, axis) for axis in line.per)
    yield texts.say("AJUDA.NA_FOLHA"), f"`{line.text}`"
    yield texts.say("AJUDA.NO_EXCEL"), excel_text(line, sheet, texts)
    if line.rule is not None:
        yield texts.say("AJUDA.REGRA"), f"{rule_name(texts, line.rule.name)}: {line.rule.act}"


def excel_text(line: Line, sheet: Sheet, texts: Texts) -> str:
    """The line's Excel form with names in place of cells; words where there is none."""
    try:
        return f"`{excel_formula(line.root, _Names(sheet), line.places)}`"
    except NotInExcel:
        return texts.say("AJUDA.SEM_EXCEL")


def _words(line: Line, sheet: Sheet, texts: Texts) -> str:
    phrases = phrases_of(texts)
    return plain(say(line.root, WordLeaf(texts, sheet, {}, {}, phrases), phrases))


def _named(key: str, sheet: Sheet, texts: Texts) -> str:
    if key.startswith("table:"):
        return table_label(texts, sheet, key.removeprefix("table:"))
    label = label_of(texts, sheet, key)
    return link(label, line_topic(key)) if key in sheet.lines else label


def _unit(line: Line, texts: Texts) -> str:
    shown = texts.numbers.unit(str(line.unit))
    return f" ({shown})" if shown else ""


class _Names(PlainNames):
    """The names of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def kind(self, key: str) -> Kind:
        kind = self._sheet.unit(key).kind
        return "text" if kind == "text" else "bool" if kind == "bool" else "number"

    def rows(self, table: str) -> str:
        return self.column(table, next(iter(self._sheet.tables[table].columns)))
