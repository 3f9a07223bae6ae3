"""The functions of formulas, each with an example that the interpreter itself evaluates."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, cast

from engines.figure import Missing, Value
from engines.formula import PRIMITIVES, Catalog, RowsEnvironment, Unit, check, evaluate, localized, parse
from engines.formula.excel import Kind, NotInExcel, excel_formula
from engines.formula.functions import FUNCTIONS as SCALARS
from engines.formula.locales import vocabulary
from storage.resources import load_yaml
from storage.texts.sentences import Texts
from viewmodels.ajuda.plain_names import PlainNames
from viewmodels.ajuda.topics import Group, Topic, link, table

INDEX = "funcoes"
EXAMPLES = "ajuda/funcoes.yaml"
NOON = datetime(2025, 8, 2, 12)
"""The instant of the examples."""
ROWS = (("10", "UTIL"), ("20", "SABADO"), (None, "UTIL"))
_CATALOG = Catalog(
    tables={"viagens": {"km": Unit.parse("km"), "tipo": Unit.parse("text")}},
    lines={"exposicao": Unit.parse("BRL")},
    matrices={"covariancia": Unit.parse("number")},
)
_FACTS = RowsEnvironment(
    NOON,
    {"viagens": [{"km": None if km is None else Decimal(km), "tipo": kind} for km, kind in ROWS]},
    lines={"exposicao": (Decimal(3), Decimal(4))},
    matrices={"covariancia": ((Decimal(1), Decimal(0)), (Decimal(0), Decimal(1)))},
)


def examples() -> Mapping[str, tuple[str, ...]]:
    """Canonical name of each function with its examples, in canonical writing, in the order they are listed."""
    content = cast(Mapping[str, Any], load_yaml(EXAMPLES))
    return {str(name): tuple(map(str, listed)) for name, listed in content.items()}


def worked(formula: str) -> Value:
    """Value of an example. Raises FormulaError when the formula is not one."""
    return evaluate(check(parse(formula), _CATALOG, formula).root, _FACTS)


def function_topic(name: str) -> str:
    """Id of the page of a function."""
    return f"funcao/{name}"


def function_topics(texts: Texts) -> Iterator[Topic]:
    """The page of all functions, then one each."""
    words = vocabulary(texts.locale)
    listed = examples()
    title = texts.say("AJUDA.FUNCOES")
    rows = ((link(words.function_word(n), function_topic(n)), texts.say(f"FUNCAO.{n}")) for n in listed)
    heads = (texts.say("AJUDA.FUNCAO"), texts.say("AJUDA.O_QUE_FAZ"))
    text = f"# {title}\n\n{texts.say('AJUDA.FUNCOES_TEXTO')}\n\n{table(heads, rows)}\n"
    yield Topic(INDEX, Group.FUNCTIONS, title, text)
    for name, formulas in listed.items():
        word = words.function_word(name)
        yield Topic(function_topic(name), Group.FUNCTIONS, word, _page(texts, name, formulas), listed=False)


def _page(texts: Texts, name: str, formulas: tuple[str, ...]) -> str:
    parts = [
        f"# {vocabulary(texts.locale).function_word(name)}",
        texts.say(f"FUNCAO.{name}"),
        f"**{texts.say('AJUDA.ARGUMENTOS')}** {_arguments(texts, name)}",
        f"**{texts.say('AJUDA.AUSENTE_E_ZERO')}** {texts.say(f'FUNCAO.{name}.NULO')}",
        _examples(texts, formulas),
    ]
    if any("viagens" in formula for formula in formulas):
        parts += [texts.say("AJUDA.LINHAS_DO_EXEMPLO"), _rows(texts)]
    return "\n\n".join([*parts, link(texts.say("AJUDA.FUNCOES"), INDEX)]) + "\n"


def _examples(texts: Texts, formulas: tuple[str, ...]) -> str:
    heads = (texts.say("AJUDA.EXEMPLO"), texts.say("AJUDA.RESULTADO"), texts.say("AJUDA.NO_EXCEL"))
    rows = [
        (f"`{localized(parse(each), texts.locale)}`", shown(texts, worked(each)), _excel(texts, each))
        for each in formulas
    ]
    return table(heads, rows)


def _rows(texts: Texts) -> str:
    km = [texts.say("NARRA.NADA") if number is None else number for number, _ in ROWS]
    return table(("km", "tipo"), list(zip(km, (kind for _, kind in ROWS), strict=True)))


def shown(texts: Texts, value: Value) -> str:
    """A result as help writes it: a missing one says why."""
    if isinstance(value, Missing):
        code = f"AUSENTE.{value.reason}"
        return texts.say_with(code, value.args) if texts.knows(code) else texts.say("NARRA.NADA")
    return texts.figure_text(value)


def _arguments(texts: Texts, name: str) -> str:
    """How many arguments a function takes; aggregates and conditions are the language's own."""
    if name in SCALARS:
        least, most = SCALARS[name].least, SCALARS[name].most
    elif name in PRIMITIVES:
        least = most = PRIMITIVES[name].arity
    else:
        return texts.say(f"FUNCAO.{name}.FORMA")
    if most is None:
        return texts.say("AJUDA.ARGUMENTOS_OU_MAIS", n=least)
    if least == most:
        return texts.say("AJUDA.ARGUMENTOS_N", n=least)
    return texts.say("AJUDA.ARGUMENTOS_ENTRE", n=least, ate=most)


def _excel(texts: Texts, formula: str) -> str:
    root = check(parse(formula), _CATALOG, formula).root
    try:
        return f"`{excel_formula(root, _ExampleNames())}`"
    except NotInExcel:
        return texts.say("AJUDA.SEM_EXCEL")


class _ExampleNames(PlainNames):
    """The example's names: all of them numbers."""

    def kind(self, key: str) -> Kind:
        return "number"

    def rows(self, table: str) -> str:
        return f"{table}_TIPO".upper()
