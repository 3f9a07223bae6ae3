"""Decisions on a run brought as a file: the seed's approvedResults, checked whole before any is taken (§12.4)."""

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from engines.goals.approval import Decision, GoalKey
from storage.errors import KnownError
from viewmodels.operations.metas.results import RunView

LARGEST = 1 << 20
PLACES = 2
LARGEST_POWER = 12
"""Power of ten no goal in litres or in R$ reaches."""


def decisions_of(path: Path, view: RunView) -> Mapping[GoalKey, Decision]:
    """`{criterion: {sector: {value, approved, customValue?, justification?}}}` as decisions on a run.

    `value` must be the one calculated: another says the file was made for other numbers (F-41). Raises KnownError
    METAS.DECISOES_ILEGIVEIS, METAS.DECISAO_ESTRANHA or METAS.CALCULO_MUDOU.
    """
    told = _parsed(path)
    known = {goal.key: goal.value for goal in view.goals}
    found: dict[GoalKey, Decision] = {}
    for criterion, by_sector in told.items():
        if not isinstance(by_sector, dict):
            raise KnownError("METAS.DECISAO_ESTRANHA", criterio=criterion[:40], setor="")
        for sector, each in by_sector.items():
            key = (str(criterion), str(sector))
            if key not in known or not isinstance(each, dict) or not isinstance(each.get("approved"), bool):
                raise KnownError("METAS.DECISAO_ESTRANHA", criterio=key[0][:40], setor=key[1][:40])
            if "value" in each and _number(each["value"], key) != known[key]:
                raise KnownError("METAS.CALCULO_MUDOU", calculo=view.run.id)
            custom = _number(each["customValue"], key) if each.get("customValue") is not None else None
            found[key] = Decision(each["approved"], custom, str(each.get("justification", "")))
    return found


def _parsed(path: Path) -> Mapping[str, Any]:
    try:
        with path.open("rb") as file:
            told = json.loads(file.read(LARGEST + 1)[:LARGEST], parse_float=str)
    except (OSError, ValueError, RecursionError) as error:
        raise KnownError("METAS.DECISOES_ILEGIVEIS", arquivo=path.name) from error
    if not isinstance(told, dict):
        raise KnownError("METAS.DECISOES_ILEGIVEIS", arquivo=path.name)
    return told


def _number(value: object, key: GoalKey) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation as error:
        raise KnownError("METAS.DECISAO_ESTRANHA", criterio=key[0], setor=key[1]) from error
    # What no goal can be is refused here by name, not by the table it would not fit in.
    if not number.is_finite() or number.adjusted() > LARGEST_POWER or number != round(number, PLACES):
        raise KnownError("METAS.DECISAO_ESTRANHA", criterio=key[0], setor=key[1])
    return number
