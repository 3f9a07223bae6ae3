"""`subsidio custo`: what going from some rules to others cost in an audit, clause by clause."""

import argparse
from datetime import date
from typing import TYPE_CHECKING

from ui.terminal.commands.subsidy import day_of
from ui.terminal.frame import Call, Command, Outcome
from viewmodels.operations.faces import House, KnownError, Scope, Texts, audit_scope, perform
from viewmodels.operations.subsidios.cost_words import RuleWords, amount, bar_day
from viewmodels.operations.subsidios.costing import Choices, rules_known

if TYPE_CHECKING:
    from viewmodels.operations.subsidios.costing import Cost, CostBar, Known

MOST = 3
"""Clauses of a bar named in a line; `--json` gives them all."""


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("--a", required=True, metavar="AAAA-MM-DD", help=texts.say("COMANDO.AJUDA_CUSTO_A"))
    parser.add_argument("--b", default="", metavar="AAAA-MM-DD", help=texts.say("COMANDO.AJUDA_CUSTO_B"))
    help = texts.say("COMANDO.AJUDA_CUSTO_SEM")
    parser.add_argument("--sem", action="append", default=[], metavar="CLAUSULA", help=help)


def _cost(call: Call) -> Outcome:
    asked = call.arguments
    first = day_of(asked.a)
    a, b = rules_known(first), rules_known(day_of(asked.b) if asked.b else first, asked.sem)
    with call.open_house() as house:
        if house.audit is None:
            raise KnownError("AUDITORIA_NENHUMA")
        scope = audit_scope(house)
        call.finish(house, scope, "subsidios.preparar")
        found = call.finish(house, scope, "subsidios.custo", a=a, b=b)
        words, days = _words(house, scope, call.texts)
    return Outcome(_told(words, found, a, b, days), _lines(words, found, a, b))


def _words(house: House, scope: Scope, texts: Texts) -> tuple[RuleWords, tuple[date, ...]]:
    choices: Choices = perform(house, scope, "subsidios.mudancas_possiveis")
    units = {each.key: each.unit for each in choices.parameters}
    return RuleWords(texts, {each.id: each for each in choices.clauses}, units), choices.days


def _told(words: RuleWords, found: "Cost", a: "Known", b: "Known", days: tuple[date, ...]) -> dict[str, object]:
    """The cost as `--json` prints it."""
    return {
        "dias": days,
        "a": _side(a, found.before.total, found.before.missing),
        "b": _side(b, found.after.total, found.after.missing),
        "diferenca": found.total.difference,
        "soma_confere": sum(bar.delta for bar in found.bars) == found.total.difference,
        "parcelas": [_bar(words, bar) for bar in found.bars],
        "partes": {
            name: [{"chave": p.key, "a": p.before, "b": p.after, "diferenca": p.difference} for p in parts]
            for name, parts in found.parts.items()
        },
    }


def _side(known: "Known", total: object, missing: int) -> dict[str, object]:
    return {"conhecido_em": known.on, "sem": sorted(known.without), "total": total, "sem_valor": missing}


def _bar(words: RuleWords, bar: "CostBar") -> dict[str, object]:
    return {
        "nome": words.bar(bar.bar),
        "conhecida_em": bar.bar.day,
        "alteracao": bar.bar.commit,
        "clausulas": bar.bar.ids,
        "atos": bar.bar.acts,
        "valor": bar.delta,
        "por_consorcio": dict(bar.by_consortium),
        "etapas": bar.steps,
    }


def _lines(words: RuleWords, found: "Cost", a: "Known", b: "Known") -> tuple[str, ...]:
    texts = words.texts
    ends = [
        texts.say(f"SUBSIDIO_CUSTO.LINHA_{side}", regras=words.known(known), valor=paid.total)
        for side, known, paid in (("A", a, found.before), ("B", b, found.after))
    ]
    steps = [
        texts.say(
            "SUBSIDIO_CUSTO.LINHA_BARRA",
            valor=f"{amount(texts, bar.delta, sign=True):>18}",
            quando=bar_day(texts, bar.bar),
            nome=words.bar(bar.bar),
            clausulas=", ".join(bar.bar.ids[:MOST]),
        )
        for bar in found.bars
    ]
    moved = texts.say("SUBSIDIO_CUSTO.LINHA_DIFERENCA", valor=amount(texts, found.total.difference, sign=True))
    none = [] if steps else [texts.say("SUBSIDIO_CUSTO.NADA_DIFERE")]
    return (ends[0], *steps, *none, moved, ends[1], *_missing(texts, found))


def _missing(texts: Texts, found: "Cost") -> tuple[str, ...]:
    told = {"a": found.before.missing, "b": found.after.missing}
    return (texts.say_with("SUBSIDIO_CUSTO.FALTAM", told),) if any(told.values()) else ()


COMMANDS = (Command(("subsidio", "custo"), "COMANDO.SUBSIDIO_CUSTO", _cost, _arguments),)
