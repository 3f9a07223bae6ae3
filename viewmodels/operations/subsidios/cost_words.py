"""How rules, amounts and changes are said on the page Quanto custou, its papers and its command."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engines.subsidy.cost_changes import Bar, Change
from engines.subsidy.cost_payment import PENALTY
from engines.subsidy.rules import Known, RuleValue
from storage.texts.numbers import NO_BREAK, NO_VALUE
from storage.texts.sentences import Texts
from viewmodels.operations.subsidios.costing import ClauseChoice, ParameterChoice

PLACES = 2
PERCENT = "%"


def rule_title(texts: Texts, key: str) -> str:
    """Name of a rule; its key where nobody named it."""
    return texts.say(f"SUB_REGRA.{key}") if texts.knows(f"SUB_REGRA.{key}") else key


def amount(texts: Texts, value: Decimal, sign: bool = False) -> str:
    """R$ of a table or a bar, without the unit."""
    return texts.numbers.number(value, PLACES, sign)


def value_text(texts: Texts, value: RuleValue, unit: str = "") -> str:
    """A rule's value: `80 %`, `6 d`, `2019`; whole numbers are not grouped, a year is one of them."""
    if value is None:
        return NO_VALUE
    if isinstance(value, bool):
        return texts.numbers.truth(value)
    if isinstance(value, date):
        return texts.numbers.day(value)
    if unit == PERCENT and isinstance(value, Decimal | int):
        return texts.numbers.percent(Decimal(value))
    shown = texts.numbers.number(value) if isinstance(value, Decimal) else str(value)
    return f"{shown}{NO_BREAK}{unit}" if unit else shown


def values_text(texts: Texts, parameter: ParameterChoice) -> str:
    """The value in force of a threshold, or that it changes inside the days."""
    if len(parameter.values) != 1:
        return texts.say("SUBSIDIO_CUSTO.MUDA_NO_PERIODO")
    return value_text(texts, parameter.values[0], parameter.unit)


@dataclass(frozen=True)
class RuleWords:
    """Names of changes and choices: knows the clauses of the days and the units of the thresholds."""

    texts: Texts
    clauses: Mapping[str, ClauseChoice]
    units: Mapping[str, str]

    def known(self, known: Known) -> str:
        """`conhecidas em 28/11/2025`, or what of A a choice leaves out or changes."""
        say = self.texts.say
        for clause in sorted(known.without):
            rule = self.clauses[clause].rule if clause in self.clauses else clause
            return say("SUBSIDIO_CUSTO.SEM_CLAUSULA", regra=rule_title(self.texts, rule), clausula=clause)
        for key, value in known.values.items():
            return say("SUBSIDIO_CUSTO.COM_VALOR", regra=rule_title(self.texts, key), valor=self.value(key, value))
        return say("SUBSIDIO_CUSTO.CONHECIDAS_EM", dia=known.on)

    def bar(self, bar: Bar) -> str:
        """Name of a bar: its first rule with the value it takes, and how many more it changes; `Sai:` when it ends."""
        name, more = self._first(bar), len(bar.rules) - 1
        if more:
            name = self.texts.say("SUBSIDIO_CUSTO.REGRA_E_MAIS", regra=name, n=more)
        if all(change.id and not change.entered for change in bar.changes):
            return self.texts.say("SUBSIDIO_CUSTO.BARRA_SAI", nome=name)
        return name

    def change(self, change: Change) -> str:
        """Entra or Sai with the rule and its value, or the value put in the rule's place."""
        rule = self.rule(change)
        if change.id:
            word = self.texts.say("SUBSIDIO_CUSTO.ENTRA" if change.entered else "SUBSIDIO_CUSTO.SAI")
            return f"{word}: {rule}"
        return rule

    def rule(self, change: Change) -> str:
        """A rule and the value a change gives it; a switch that goes on and a list have their name only."""
        title = rule_title(self.texts, change.rule)
        value = self.clauses[change.id].value if change.id in self.clauses else change.value
        return title if value is None or value is True else f"{title}: {self.value(change.rule, value)}"

    def value(self, key: str, value: RuleValue) -> str:
        """A value of a rule with its unit."""
        return value_text(self.texts, value, self.units.get(key, ""))

    def _first(self, bar: Bar) -> str:
        """The first rule, by the clause that comes in where another goes out."""
        rule = bar.rules[0]
        of_rule = [change for change in bar.changes if change.rule == rule]
        entered = [change for change in of_rule if change.entered]
        chosen = entered or of_rule
        return self.rule(chosen[0]) if len(chosen) == 1 else rule_title(self.texts, rule)


def bar_day(texts: Texts, bar: Bar) -> str:
    """Day on which the changes of a bar came, or that somebody made them here."""
    if bar.day is not None:
        return texts.numbers.day(bar.day)
    return texts.say("SUBSIDIO_CUSTO.DESLIGADA" if bar.ids else "SUBSIDIO_CUSTO.POSTO")


def part_name(texts: Texts, key: str | date | None) -> str:
    """How a member is called: a day, a type, the penalty, the total."""
    if key is None:
        return texts.say("SUBSIDIO_CUSTO.TOTAL")
    if isinstance(key, date):
        return texts.numbers.day(key)
    if key == PENALTY:
        return texts.say("SUBSIDIO_CUSTO.PENALIDADE")
    return key or texts.say("SUBSIDIO_CUSTO.SEM_NOME")


def few(texts: Texts, words: Iterable[str], most: int = 3) -> str:
    """The first words of a list and how many more there are."""
    listed = tuple(dict.fromkeys(words))
    rest = len(listed) - most
    shown = listed[:most] if rest > 0 else listed
    tail = (texts.say("SUBSIDIO_CUSTO.E_MAIS", n=rest),) if rest > 0 else ()
    return ", ".join((*shown, *tail)) or NO_VALUE
