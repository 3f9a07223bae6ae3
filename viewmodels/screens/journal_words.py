"""What an entry of the journal changed, in words: field, before, after; the raw record stays one click away."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from engines.calendar import Month
from storage.texts.sentences import Texts

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_NUMBER = re.compile(r"-?\d+\.\d+")
_HASH = re.compile(r"[0-9a-f]{40,64}")
Names = Mapping[str, str]
NO_NAMES: Names = MappingProxyType({})
FAMILIES = (
    "DECISAO",
    "ESTADO",
    "TIPO_CONTA",
    "TIPO_DIA",
    "DIREITO",
    "PAPEL",
    "LIMITE",
    "ROTINA",
    "PARAMETRO",
    "CRITERIO",
    "VERBO",
)
"""Families of texts a coded value may belong to, tried in this order."""
SHORT = 16
FEW = 2


@dataclass(frozen=True, slots=True)
class Change:
    """One field of an entry: its name, what it was and what it became, each "" where there is none."""

    field: str
    before: str
    after: str


def changes_of(texts: Texts, before: str, after: str, names: Names = NO_NAMES) -> tuple[Change, ...]:
    """Fields of an entry in the order of their keys; those that stayed the same are left out.

    `names` gives the words of a goal (`PECAS/1` -> `Peças, GAMA`).
    """
    old, new = (
        {
            " › ".join(names.get(part) or _field(texts, part) for part in path) or texts.say("CAMPO.valor"): value
            for path, value in _flat(texts, _read(text))
        }
        for text in (before, after)
    )
    fields = dict.fromkeys((*old, *new))
    told = (Change(field, old.get(field, ""), new.get(field, "")) for field in fields)
    return tuple(change for change in told if change.before != change.after)


def summary(texts: Texts, changes: tuple[Change, ...]) -> str:
    """The first changes in one line: `Situação: ativa → fechada; e mais 3`."""
    said = [_said(texts, change) for change in changes[:FEW]]
    if len(changes) > FEW:
        said.append(texts.say("CAMPO.MAIS", n=len(changes) - FEW))
    return "; ".join(said)


def pretty(text: str) -> str:
    """The record as it was written, indented."""
    value = _read(text)
    return text if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)


def _said(texts: Texts, change: Change) -> str:
    nothing = texts.say("CAMPO.NADA")
    if change.before:
        after = change.after or nothing
        return texts.say("CAMPO.MUDOU", campo=change.field, antes=change.before, depois=after)
    return texts.say("CAMPO.FICOU", campo=change.field, depois=change.after)


def _read(text: str) -> Any:
    try:
        return json.loads(text) if text else {}
    except ValueError:
        return text


def _flat(texts: Texts, value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """(keys, value in words) of everything inside a record."""
    if isinstance(value, Mapping):
        for key, held in value.items():
            yield from _flat(texts, held, (*path, str(key)))
    elif isinstance(value, list) and any(isinstance(each, Mapping) for each in value):
        for at, each in enumerate(value, start=1):
            yield from _flat(texts, each, (*path, str(at)))
    else:
        yield path, shown(texts, value)


def _field(texts: Texts, key: str) -> str:
    """A key in words: a field we know, a coded name, else the key as people would read it."""
    code = f"CAMPO.{key}"
    if texts.knows(code):
        return texts.say(code)
    if _DAY.fullmatch(key):
        return texts.numbers.day(date.fromisoformat(key))
    coded = _coded(texts, key)
    return coded or key.replace("_", " ")


def shown(texts: Texts, value: Any) -> str:
    """One value as the reader writes it: numbers, dates, instants, codes in words; fingerprints cut short."""
    if value is None:
        return texts.say("CAMPO.NADA")
    if isinstance(value, bool):
        return texts.numbers.truth(value)
    if isinstance(value, int):
        return texts.numbers.number(value, 0)
    if isinstance(value, list):
        return texts.numbers.listed(tuple(shown(texts, each) for each in value))
    return _text(texts, str(value))


def _text(texts: Texts, value: str) -> str:
    if _NUMBER.fullmatch(value):
        return texts.numbers.number(Decimal(value), len(value.partition(".")[2]))
    if _INSTANT.fullmatch(value):
        return texts.numbers.instant(datetime.fromisoformat(value), texts.zone)
    if _DAY.fullmatch(value):
        return texts.numbers.day(date.fromisoformat(value))
    if _MONTH.fullmatch(value):
        return texts.numbers.month(Month.parse(value))
    if _HASH.fullmatch(value):
        return f"{value[:SHORT]}…"
    return _coded(texts, value) or value


def _coded(texts: Texts, value: str) -> str:
    """Sentence of a coded value; "" for one that is no code."""
    for family in FAMILIES:
        code = f"{family}.{value}"
        if texts.knows(code):
            return texts.say(code)
    return ""


def place_words(texts: Texts, entity: str, names: Names = NO_NAMES) -> str:
    """What an entry is about, in words: a calculation, a goal of it, a vigência, a limit; else as it was written."""
    match entity.split("/"):
        case ["metas", "calculo", run]:
            return texts.say("LUGAR.CALCULO", calculo=run)
        case ["metas", "calculo", run, *goal]:
            return texts.say("LUGAR.META", calculo=run, meta=names.get("/".join(goal), " ".join(goal)))
        case ["metas", "rotina", month, item]:
            return texts.say("LUGAR.ROTINA", mes=month, item=texts.say(f"ROTINA.{item}"))
        case ["metas", "parametro", key] if texts.knows(f"PARAMETRO.{key}"):
            return texts.say(f"PARAMETRO.{key}")
        case ["metas", "gasto", month, *goal]:
            return texts.say("LUGAR.GASTO", mes=month, meta=names.get("/".join(goal), " ".join(goal)))
        case ["metas", "media" | "mes_fora", month, *_]:
            return texts.say("LUGAR.VIGENCIA", mes=month)
        case ["documentos", file]:
            return texts.say("LUGAR.ARQUIVO", arquivo=file[:SHORT])
        case ["metas", "premiacao"]:
            return texts.say("LUGAR.PREMIACAO")
        case ["metas", "feriado", day] if _DAY.fullmatch(day):
            return texts.say("LUGAR.DIA", dia=day)
        case ["metas", *rest] if rest and _MONTH.fullmatch(rest[-1]):
            return texts.say("LUGAR.VIGENCIA", mes=rest[-1])
        case ["cliente", key]:
            return texts.say("LUGAR.CLIENTE", cliente=key)
        case [family, key] if texts.knows(f"{family.upper()}.{key}"):
            return texts.say(f"{family.upper()}.{key}")
    return entity
