"""The two sides of Quanto custou: which rules A and B stand for, and the choices a person picks them from."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from engines.subsidy.rules import Known, RuleValue
from storage.texts.sentences import Texts
from viewmodels.operations.subsidios import cost_words as words
from viewmodels.operations.subsidios.costing import Choices, ClauseChoice, ParameterChoice

DAY = "%d/%m/%Y"
RULES_SHOWN = 2
LARGEST = Decimal(10) ** 8
"""A value of a rule is a DECIMAL(18, 9): below this one."""


class Other(StrEnum):
    """What B is: another known-on date, or A with one clause left out or one value changed."""

    DATE = "data"
    WITHOUT = "sem"
    VALUE = "valor"


@dataclass(frozen=True, slots=True)
class Option:
    """An entry of a picker: its key and its words."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Sides:
    """What was picked: A's known-on date, and what B is. B's known-on date is A's unless it is a date of its own."""

    a_on: date
    b_on: date
    kind: Other = Other.DATE
    clause: str = ""
    parameter: str = ""
    value: RuleValue = None

    @property
    def a(self) -> Known:
        """Rules of A."""
        return Known(self.a_on)

    @property
    def b(self) -> Known:
        """Rules of B."""
        if self.kind is Other.WITHOUT:
            return Known(self.a_on, frozenset({self.clause}))
        if self.kind is Other.VALUE:
            return Known(self.a_on, values={self.parameter: self.value})
        return Known(self.b_on)


def lacking(sides: Sides) -> str:
    """Code of what B still lacks; "" when it is whole."""
    if sides.kind is Other.WITHOUT and not sides.clause:
        return "SUBSIDIO_CUSTO.ESCOLHA_CLAUSULA"
    if sides.kind is Other.VALUE and not sides.parameter:
        return "SUBSIDIO_CUSTO.ESCOLHA_LIMIAR"
    return "SUBSIDIO_CUSTO.ESCREVA_VALOR" if sides.kind is Other.VALUE and sides.value is None else ""


def proposed(choices: Choices) -> Sides:
    """What was known on the last of the days against what the calculation on the bench knows."""
    last = max(choices.days)
    return Sides(min(last, choices.known_on), choices.known_on)


def day_options(texts: Texts, choices: Choices) -> tuple[Option, ...]:
    """Days on which some rule of these days changed, newest first: `09/12/2025, uma mudança: …`."""
    listed = []
    for each in reversed(choices.dates):
        rules = [words.rule_title(texts, key) for key in each.rules]
        told = {"dia": f"{each.day:{DAY}}", "n": each.clauses, "regras": ", ".join(rules[:RULES_SHOWN])}
        rest = len(rules) - RULES_SHOWN
        code = "SUBSIDIO_CUSTO.DIA_E_MAIS" if rest > 0 else "SUBSIDIO_CUSTO.DIA"
        listed.append(Option(f"{each.day:{DAY}}", texts.say(code, **told, resto=rest)))
    return tuple(listed)


def clause_options(texts: Texts, choices: Choices, known_on: date) -> tuple[Option, ...]:
    """Clauses known on a day that hold on some of the days, by the name of their rule."""
    standing = [each for each in choices.clauses if each.stands(known_on)]
    told = [Option(each.id, clause_text(texts, each)) for each in standing]
    return tuple(sorted(told, key=lambda option: option.text.casefold()))


def clause_text(texts: Texts, clause: ClauseChoice) -> str:
    """`POF mínimo para pagar: DECRETO 55631/2025, desde 05/01/2025 (V14.pof)`."""
    rule = words.rule_title(texts, clause.rule)
    return texts.say("SUBSIDIO_CUSTO.CLAUSULA", regra=rule, ato=clause.act, inicio=clause.since, clausula=clause.id)


def parameter_options(texts: Texts, parameters: tuple[ParameterChoice, ...]) -> tuple[Option, ...]:
    """Thresholds with their value in force."""
    return tuple(
        Option(
            each.key,
            texts.say(
                "SUBSIDIO_CUSTO.VALE", regra=words.rule_title(texts, each.key), valor=words.values_text(texts, each)
            ),
        )
        for each in parameters
    )


def read_day(text: str) -> date | None:
    """A day as `20/01/2026`; None when it is not one."""
    try:
        return datetime.strptime(text.strip(), DAY).date()
    except ValueError:
        return None


def value_fault(value: Decimal, parameter: ParameterChoice) -> str:
    """Code of what is wrong with a value typed for a threshold; "" when it can be tried."""
    if abs(value) >= LARGEST:
        return "SUBSIDIO_CUSTO.VALOR_GRANDE"
    if parameter.whole and value != value.to_integral_value():
        return "SUBSIDIO_CUSTO.VALOR_INTEIRO"
    return ""


def rule_value(value: Decimal, parameter: ParameterChoice) -> RuleValue:
    """The value as the rule keeps it."""
    return int(value) if parameter.whole else value
