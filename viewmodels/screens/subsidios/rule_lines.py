"""A rule as the dock says it: its short name, the act, since when in force and known."""

from engines.subsidy.explain_rules import UsedRule
from viewmodels.desk import Desk
from viewmodels.memory import RuleLine


def rule_line(desk: Desk, rule: UsedRule) -> RuleLine:
    """`POF mínimo`: the act, since when it holds, since when it was known."""
    told = desk.say("SUBSIDIO_TELA.ATO_DESDE", ato=rule.act or rule.clause, inicio=rule.start, conhecida=rule.known)
    return RuleLine(rule_title(desk, rule.key), told)


def rule_title(desk: Desk, key: str) -> str:
    """Name of a rule, short where the dock has one; a rule nobody named keeps its key."""
    known = desk.house.texts.knows
    codes = (f"SUBSIDIO_TELA.REGRA.{key}", f"SUB_REGRA.{key}")
    return next((desk.say(code) for code in codes if known(code)), key)
