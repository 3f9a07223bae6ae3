"""The pages of codes: the nineteen of the specification, the families of every other refusal, and the states."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, cast

from storage.resources import load_yaml
from storage.runs import Status
from storage.texts.sentences import Texts, templates
from storage.texts.template import Field, Plural, Template
from viewmodels.ajuda.topics import Group, Topic, link, table

RULE = "ajuda/codigos.yaml"
INDEX, STATES, GOALS = "codigos", "estados", "metas"
_END = re.compile(r"[_.]")
_ASIDE = (".PORQUE", ".EFEITO")
"""Endings of sentences that explain a setting: nothing was refused."""


@dataclass(frozen=True, slots=True)
class Code:
    """One of the nineteen: the specification's name and the page of the problem it opens."""

    code: str
    name: str
    problem: str


@cache
def nineteen() -> tuple[Code, ...]:
    """The codes of the specification, in its order."""
    return tuple(Code(code, each["nome"], each["problema"]) for code, each in _content()["codigos"].items())


@cache
def families() -> Mapping[str, tuple[str, ...]]:
    """Family of refusals -> beginnings of its codes."""
    return MappingProxyType({name: tuple(listed) for name, listed in _content()["familias"].items()})


def code_topic(code: str) -> str:
    """Id of the page about a code as texts spell it (`ORG_001.SILENT`, `LOJA_JA_ABERTA`); "" when there is none."""
    head = code.partition(".")[0]
    if head in {each.code for each in nineteen()}:
        return f"codigo/{head}"
    start = _END.split(code, maxsplit=1)[0]
    return next((f"familia/{name}" for name, listed in families().items() if start in listed), "")


def code_topics(texts: Texts) -> Iterator[Topic]:
    """Table of codes, a page each, families, states."""
    yield Topic(INDEX, Group.CODES, texts.say("AJUDA.CODIGOS"), _index(texts))
    for code in nineteen():
        title = f"{code.code} · {code.name}"
        yield Topic(f"codigo/{code.code}", Group.CODES, title, _code_page(texts, code), listed=False)
    for name in families():
        title = texts.say(f"FAMILIA.{name}")
        yield Topic(f"familia/{name}", Group.CODES, title, _family_page(texts, name), listed=False)
    yield Topic(STATES, Group.CODES, texts.say("AJUDA.ESTADOS"), _states(texts))


def sentences_of(code: str, texts: Texts) -> tuple[str, ...]:
    """Codes of every sentence that starts with a code, and that tells something whole."""
    known = templates(texts.locale)
    return tuple(sorted(each for each in known if each == code or each.startswith(f"{code}.")))


def readable(template: Template) -> str:
    """A sentence with its fields named instead of filled in."""
    return "".join(_piece(part) for part in template.parts)


def _piece(part: str | Field | Plural) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Field):
        return f"‹{part.name.replace('_', ' ')}›"
    return readable(part.forms[-1])


def _index(texts: Texts) -> str:
    heads = tuple(texts.say(f"AJUDA.{each}") for each in ("CODIGO", "QUANDO", "FAZER"))
    rows = [
        (link(each.code, f"codigo/{each.code}"), texts.say(f"CODIGO.{each.code}"),
         texts.say(f"CODIGO.{each.code}.FAZER"))
        for each in nineteen()
    ]  # fmt: skip
    others = "\n".join(f"- {link(texts.say(f'FAMILIA.{name}'), f'familia/{name}')}" for name in families())
    title = texts.say("AJUDA.CODIGOS")
    return f"# {title}\n\n{table(heads, rows)}\n\n## {texts.say('AJUDA.FAMILIAS')}\n\n{others}\n"


def _code_page(texts: Texts, code: Code) -> str:
    parts = [
        f"# {code.code} · {code.name}",
        f"**{texts.say('AJUDA.QUANDO')}.** {texts.say(f'CODIGO.{code.code}')}",
        f"**{texts.say('AJUDA.FAZER')}.** {texts.say(f'CODIGO.{code.code}.FAZER')}",
        f"## {texts.say('AJUDA.COMO_APARECE')}",
        "\n".join(_told(texts, each) for each in sentences_of(code.code, texts)),
        f"{link(texts.say('AJUDA.PASSO_A_PASSO'), code.problem)} · {link(texts.say('AJUDA.CODIGOS'), INDEX)}",
    ]
    return "\n\n".join(parts) + "\n"


def _told(texts: Texts, code: str) -> str:
    """A sentence and its advice, where it has one."""
    known = templates(texts.locale)
    advice = known.get(f"ACAO.{code}")
    told = f"- `{code}` {readable(known[code])}"
    return f"{told}. {readable(advice)}" if advice is not None else told


def _family_page(texts: Texts, name: str) -> str:
    known = templates(texts.locale)
    listed = sorted(code for code in known if code_topic(code) == f"familia/{name}" and _is_refusal(code, name, known))
    lines = "\n".join(f"- `{code}` {readable(known[code])}" for code in listed)
    title, advice = texts.say(f"FAMILIA.{name}"), texts.say(f"FAMILIA.{name}.FAZER")
    return f"# {title}\n\n{advice}\n\n{lines}\n\n{link(texts.say('AJUDA.CODIGOS'), INDEX)}\n"


def _is_refusal(code: str, family: str, known: Mapping[str, Template]) -> bool:
    """A whole sentence, and not the word of a button or of a column that begins alike."""
    return family == GOALS or (readable(known[code]).endswith(".") and not code.endswith(_ASIDE))


def _states(texts: Texts) -> str:
    heads = tuple(texts.say(f"AJUDA.{each}") for each in ("ESTADO", "NOME", "O_QUE_QUER_DIZER"))
    rows = [(f"`{each}`", texts.say(f"ESTADO.{each}"), texts.say(f"ESTADO_QUER_DIZER.{each}")) for each in Status]
    title = texts.say("AJUDA.ESTADOS")
    return f"# {title}\n\n{texts.say('AJUDA.ESTADOS_TEXTO')}\n\n{table(heads, rows)}\n"


def _content() -> Mapping[str, Any]:
    return cast(Mapping[str, Any], load_yaml(RULE))
