"""Why a value typed for a parameter is refused, and what was probably meant; said the same wherever one is typed."""

from decimal import Decimal

from engines.finding import Finding
from engines.goals.parameters import validate_parameter
from engines.goals.rules import Parameter
from engines.money import canonical_text
from viewmodels.desk import Desk

HUNDRED = Decimal(100)
_LIKE = (Decimal("0.5"), Decimal(2))
"""A price typed without its comma is recognised by being this near the one in force."""


def points(parameter: Parameter, value: Decimal) -> Decimal:
    """The number a field shows: percentages in per cent, prices as they are."""
    return value * HUNDRED if parameter.is_share else value


def shown_points(desk: Desk, parameter: Parameter, value: Decimal) -> str:
    """The text of a field, with the decimal mark of the language and no idle zeros."""
    return desk.house.texts.numbers.typed(points(parameter, value).normalize())


def said(desk: Desk, parameter: Parameter, value: Decimal) -> str:
    """A value with its unit in a sentence: `1,5 %`, in English `1.5%`."""
    if parameter.is_share:
        return desk.house.texts.numbers.fraction(value)
    return f"{shown_points(desk, parameter, value)}\u00a0{unit_of(parameter)}"


def unit_of(parameter: Parameter) -> str:
    """What stands inside the field."""
    return "%" if parameter.is_share else "R$/L"


def refusal(desk: Desk, parameter: Parameter, value: Decimal, in_force: Decimal | None) -> str:
    """The sentence that refuses a fraction or a price, "" when it may stand."""
    _, found = validate_parameter(parameter, canonical_text(value))
    if not found:
        return ""
    what = _limit(desk, parameter, found[0])
    meant = _meant(desk, parameter, found[0], value, in_force)
    return f"{what} {desk.say('ASSISTENTE.QUIS_DIZER', valor=meant)}" if meant else what


def _limit(desk: Desk, parameter: Parameter, finding: Finding) -> str:
    if finding.code == "PAR_002":
        return desk.say("CADASTROS.PERCENTUAL_POSITIVO" if parameter.is_share else "ASSISTENTE.PARAMETRO.POSITIVO")
    if not parameter.is_share:
        return desk.say("ASSISTENTE.PARAMETRO.GRANDE")
    if parameter.maximum is not None:
        return desk.say("ASSISTENTE.PARAMETRO.ATE", maximo=parameter.maximum)
    return desk.say("ASSISTENTE.PARAMETRO.MENOR_QUE_TUDO")


def _meant(desk: Desk, parameter: Parameter, finding: Finding, value: Decimal, in_force: Decimal | None) -> str:
    hint = str(finding.args.get("sugestao") or "")
    if hint:
        return desk.house.texts.numbers.fraction(Decimal(hint))
    if parameter.is_share or not in_force:
        return ""
    for places in range(1, 7):
        candidate = value.scaleb(-places)
        if _LIKE[0] <= candidate / in_force <= _LIKE[1]:
            return desk.house.texts.numbers.typed(candidate.normalize())
    return ""
