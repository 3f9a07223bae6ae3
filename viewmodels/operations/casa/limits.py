"""Limits and switches of §14.3 on screen: every one with its default, changed with a reason and journalled (G-087)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.errors import KnownError
from storage.journal import Act, append, entries
from storage.people import names_of
from storage.routine.limits import LimitRule, keep_limit, limit, limit_rules, limits, rule_of
from storage.store import Connection
from viewmodels.operations.casa.contacts import is_email
from viewmodels.operations.house import House
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

VERB = "limite.mudar"
SHORTEST_REASON = 10
EMAIL, SOURCE = "email_avisos", "fonte_feriados"


@dataclass(frozen=True, slots=True)
class LimitRow:
    """One limit: its rule, the value in force, and who set it last, when and why (empty while it is the default)."""

    rule: LimitRule
    value: Any
    who: str = ""
    when: datetime | None = None
    why: str = ""


@operation("limites.ver", right="metas.ver", mode="read", area="administracao")
def see_limits(house: House, scope: Scope) -> tuple[LimitRow, ...]:
    """Every limit of the client, in the order of the specification."""
    with house.store.read() as connection:
        held = limits(connection, scope.client)
        return tuple(_row(connection, scope.client, rule, held[rule.key]) for rule in limit_rules())


def _row(connection: Connection, client: str, rule: LimitRule, value: Any) -> LimitRow:
    found = entries(connection, client, entity=f"limite/{rule.key}", verb=VERB, limit=1)
    body = found[0].body if found else None
    if body is None:
        return LimitRow(rule, value)
    actor = str(body["actor"])
    return LimitRow(rule, value, names_of(connection, {actor}).get(actor, actor), found[0].at, str(body["why"]))


@operation(
    "limites.mudar", right="configuracoes.alterar", mode="write", area="administracao", verb=VERB, whole_company=True
)
def change_limit(house: House, scope: Scope, *, limit_key: str, limit_value: object, reason: str) -> None:
    """Sets a limit, journalled with before, after and reason.

    Raises KnownError LIMITE.FIXO, LIMITE.FORA naming what is accepted, LIMITE.EMAIL, LIMITE.ENDERECO, or
    LIMITE.MOTIVO when the reason is too short.
    """
    rule = rule_of(limit_key)
    _refuse(house, rule, limit_value)
    if len(reason.strip()) < SHORTEST_REASON:
        raise KnownError("LIMITE.MOTIVO", minimo=SHORTEST_REASON)
    at = house.clock.now()
    with house.store.write() as connection:
        before = limit(connection, scope.client, limit_key)
        keep_limit(connection, scope.client, limit_key, limit_value, at, scope.user)
        entity, told = f"limite/{limit_key}", ({"valor": before}, {"valor": limit_value})
        append(connection, Act(scope.client, scope.user, VERB, entity, at, *told, reason.strip(), scope.origin))


def _refuse(house: House, rule: LimitRule, value: object) -> None:
    name = house.texts.say(f"LIMITE.{rule.key}")
    if rule.fixed:
        raise KnownError("LIMITE.FIXO", nome=name)
    if rule.refuses(value):
        raise KnownError("LIMITE.FORA", nome=name, aceito=accepted(house, rule))
    if rule.key == EMAIL and not is_email(str(value)):
        raise KnownError("LIMITE.EMAIL")
    if rule.key == SOURCE and not str(value).startswith("https://"):
        raise KnownError("LIMITE.ENDERECO")


def accepted(house: House, rule: LimitRule) -> str:
    """What a limit accepts, in words."""
    say = house.texts.say
    if rule.kind == "numero":
        return say("LIMITE.ACEITA_NUMERO", menor=rule.least, maior=rule.most)
    if rule.kind == "escolha":
        return house.texts.numbers.listed(tuple(say(f"LIMITE.{rule.key}.{choice}") for choice in rule.choices))
    return say("LIMITE.ACEITA_CHAVE" if rule.kind == "chave" else "LIMITE.ACEITA_TEXTO", maior=rule.most)
