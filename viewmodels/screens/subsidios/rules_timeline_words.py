"""A clause in words: its value, the days it holds for, since when it is known, where it comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from engines.subsidy.rules import Dated
from storage.texts.sentences import Texts
from viewmodels.memory import RuleLine

ONE_DAY = timedelta(days=1)


def value_words(texts: Texts, value: Any) -> str:
    """The value of a clause: sim, 80, 24/10/2025; a row of a list names its columns."""
    if isinstance(value, Mapping):
        held = {name: value_words(texts, one) for name, one in value.items() if one is not None}
        if len(value) == 1:
            return "; ".join(held.values())
        return "; ".join(f"{texts.say(f'SUB_TEMPO.COLUNA.{name}')}: {said}" for name, said in held.items())
    if value is None:
        return texts.say("SUB_TEMPO.TELA.SEM_VALOR")
    if isinstance(value, bool):
        return texts.numbers.truth(value)
    if isinstance(value, Decimal | int):
        return texts.numbers.number(value)
    return texts.numbers.day(value) if isinstance(value, date) else str(value)


def stretch_words(texts: Texts, first: date, end: date | None) -> str:
    """`de 16/07/2025 em diante`, or until before the day it ends."""
    if end is None:
        return texts.say("SUB_TEMPO.TELA.DESDE", de=first)
    return texts.say("SUB_TEMPO.TELA.ENTRE", de=first, ate=end)


def short_stretch(texts: Texts, first: date, end: date | None) -> str:
    """The same for a cell of a table, both days inside: `desde 16/07/2025`, `01/10/2025 a 15/11/2025`."""
    if end is None:
        return texts.say("SUB_TEMPO.TELA.SO_DESDE", de=first)
    last = end - ONE_DAY
    if last == first:
        return texts.say("SUB_TEMPO.TELA.UM_DIA", dia=first)
    return texts.say("SUB_TEMPO.TELA.DIAS_DE_ATE", de=first, ate=last)


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """What is said of one clause, each part alone."""

    id: str
    act: str
    value: str
    days: str
    known: str
    commit: str
    doubt: str


def clause_words(texts: Texts, each: Dated) -> ClauseWords:
    """One clause in words."""
    clause, source = each.clause, each.source
    days = stretch_words(texts, clause.start, clause.end)
    known = stretch_words(texts, clause.known, clause.withdrawn)
    return ClauseWords(
        source.id, clause.act, value_words(texts, clause.value), days, known, source.commit, source.doubt
    )


def clause_lines(texts: Texts, words: ClauseWords) -> Iterator[RuleLine]:
    """The clause as lines of label and value, what is not known left out."""
    say = texts.say
    yield RuleLine(say("SUB_TEMPO.TELA.ATO"), words.act)
    yield RuleLine(say("SUB_TEMPO.TELA.VALE"), words.days)
    yield RuleLine(say("SUB_TEMPO.TELA.CONHECIDA"), words.known)
    if words.commit:
        yield RuleLine(say("SUB_TEMPO.TELA.COMMIT"), words.commit, mono=True)
    yield RuleLine(say("SUB_TEMPO.TELA.CLAUSULA"), words.id, mono=True)
    if words.doubt:
        yield RuleLine(say("SUB_TEMPO.TELA.RESSALVA"), words.doubt)


def title_of(texts: Texts, code: str, key: str) -> str:
    """The name people know a rule, a stage or a table by; the key itself where it has none."""
    return texts.say(f"{code}.{key}") if texts.knows(f"{code}.{key}") else key
