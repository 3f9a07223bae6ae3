"""The causes of a difference in words: what changed, from their value to ours."""

from decimal import Decimal, InvalidOperation

from engines.formula.locales import bare
from storage.texts.numbers import NO_VALUE
from storage.texts.sentences import Texts

FAMILY, PLACES = "SUB_CAUSA", "SUB_LUGAR"
NO_RULE = frozenset({"interacao", "sem_causa"})
"""Causes that are what is left of a unit, with no rule behind."""


def cause_words(texts: Texts, code: str, theirs: str, ours: str) -> str:
    """`Licenciado com ar e não autuado → Detectado com ar inoperante`."""
    return texts.say(f"{FAMILY}.{code}", de=_value(texts, code, theirs), para=_value(texts, code, ours))


def cause_in_short(texts: Texts, code: str, theirs: str, ours: str) -> str:
    """The same with the short names of the types: `Licenciado com ar → Ar inoperante detectado`."""
    sides = (_short(texts, code, value) for value in (theirs, ours))
    return texts.say(f"{FAMILY}.{code}", **dict(zip(("de", "para"), sides, strict=True)))


def cause_reason(texts: Texts, code: str, theirs: str, ours: str) -> str:
    """The sentence that says what the cause means."""
    return texts.say(f"{FAMILY}.{code}.EXPLICA", de=_value(texts, code, theirs), para=_value(texts, code, ours))


def stage_words(texts: Texts, stage: str) -> str:
    """Name of a stage; one nobody named is told as the table is."""
    code = f"SUB_ETAPA.{stage}"
    return texts.say(code) if texts.knows(code) else stage


def stage_in_short(texts: Texts, stage: str) -> str:
    """Name of a stage where there is little room."""
    code = f"SUB_COMPARA.ETAPA.{stage}"
    return texts.say(code) if texts.knows(code) else stage_words(texts, stage)


def type_in_short(texts: Texts, trip_type: str) -> str:
    """Name of a type of trip where there is little room."""
    code = f"SUB_COMPARA.TIPO.{bare(trip_type).replace(' ', '_')}"
    return texts.say(code) if texts.knows(code) else trip_type


def _short(texts: Texts, code: str, value: str) -> str:
    return type_in_short(texts, value) if code == "tipo" and value else _value(texts, code, value)


def _value(texts: Texts, code: str, value: str) -> str:
    if texts.knows(f"{PLACES}.{value}"):
        return texts.say(f"{PLACES}.{value}")
    if code in ("tarifa", "penalidade"):
        return _amount(texts, code, value)
    return value or texts.say("SUB_TIPO.vazio")


def _amount(texts: Texts, code: str, value: str) -> str:
    try:
        return texts.numbers.quantity(Decimal(value), "BRL/km" if code == "tarifa" else "BRL")
    except InvalidOperation:
        return value or NO_VALUE
