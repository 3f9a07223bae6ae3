"""What a run was given besides the ERP's rows: parameters, consents, months left out, typed values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from engines.finding import NOTHING, Finding
from engines.sheet import Evaluation
from engines.sheet.facts import InputKey
from storage.metas.gap_choices import LEFT_OUT, TYPED_MEAN, Choice
from storage.runs import Input
from storage.runs.sheets import inputs_as_given
from viewmodels.operations.house import House
from viewmodels.operations.metas.checking import Checked, consent_key
from viewmodels.operations.metas.gathering import Gathered
from viewmodels.operations.scope import Scope

CONSENT = "consentimento"
LAST_FLEET = "ULTIMA_FROTA"


@dataclass(frozen=True, slots=True)
class Consent:
    """An answer given to a finding: to which (see `consent_key`) and why.

    `who` and `when` stand on one given before and carried to a run made again; else it is given now.
    """

    key: str
    why: str = ""
    who: str = ""
    when: datetime | None = None


def given_inputs(
    house: House,
    scope: Scope,
    gathered: Gathered,
    evaluation: Evaluation,
    seen: Checked,
    consents: Sequence[Consent],
    given: Mapping[InputKey, Input] = NOTHING,
) -> tuple[Input, ...]:
    """Every input of the run: the sheet's own, the consents, and the choices that had an effect.

    `given` tells who chose the other inputs that somebody chose.
    """
    at = house.clock.now()
    asked: dict[str, Finding] = {consent_key(f): f for f in seen.consents}
    answered = {c.key: c for c in consents if c.key in asked}
    notes = {**_counted(scope, asked, answered, at), **_typed(gathered), **given}
    rows = inputs_as_given(evaluation.sheet, evaluation.facts, notes)
    told = (_consent(house, seen, asked[key], consent, scope.user, at) for key, consent in answered.items())
    return (*rows, *told, *_chosen(house, gathered, seen))


def _consent(house: House, seen: Checked, finding: Finding, consent: Consent, who: str, at: datetime) -> Input:
    """A row for a consent, with its sentence as the director read it."""
    sentence = house.texts.say_finding(finding, seen.names)
    return Input(CONSENT, sentence, {"achado": consent.key}, "", consent.who or who, consent.when or at, consent.why)


def _counted(
    scope: Scope, asked: Mapping[str, Finding], answered: Mapping[str, Consent], at: datetime
) -> dict[InputKey, Input]:
    """Who consented to a count of vehicles that is not of this reading."""
    found: dict[InputKey, Input] = {}
    for key, consent in answered.items():
        if asked[key].detail == LAST_FLEET:
            place = ("veiculos", (asked[key].where["setor"],))
            found[place] = Input("veiculos", "", who=scope.user, when=at, why=consent.why)
    return found


def _typed(gathered: Gathered) -> dict[InputKey, Input]:
    """Who typed each mean, when and why."""
    return {
        ("media_digitada", (c.sector, c.item)): Input("media_digitada", "", who=c.given_by, when=c.given, why=c.why)
        for c in gathered.chosen
        if c.kind == TYPED_MEAN
    }


def _chosen(house: House, gathered: Gathered, seen: Checked) -> Iterator[Input]:
    """A row for each choice that had an effect: without one there is no finding that tells it."""
    for choice in gathered.chosen:
        finding = next((f for f in seen.findings if _tells(f, choice)), None)
        if finding is not None:
            place = f"mes={choice.item}" if choice.kind == LEFT_OUT else f"tipo={choice.item}"
            told = {"achado": f"{finding.text_code}[{place},setor={choice.sector}]"}
            sentence = house.texts.say_finding(finding, seen.names)
            yield Input(CONSENT, sentence, told, "", choice.given_by, choice.given, choice.why)


def _tells(finding: Finding, choice: Choice) -> bool:
    if finding.detail != choice.kind or finding.where.get("setor") != choice.sector:
        return False
    return choice.item in (finding.args.get("mes"), finding.where.get("tipo"))
