"""What a run has to tell the bonus system, item by item: the goals it published, or their taking back (G-066)."""

import json
from collections.abc import Iterator, Mapping

from engines.calendar import Month
from engines.goals.approval import GoalKey
from engines.money import canonical_text
from storage.metas.targets import ApprovedValue, Performance, approved_values, performances, values_of_run
from storage.premiacao.ledger import Sent, standing
from storage.premiacao.parcel import Item, Kind, Part
from storage.runs import Status
from storage.store import Connection
from viewmodels.operations.metas.results import usable_run


def goal_items(connection: Connection, client: str, vigencia: str, run: int, ids: Mapping[str, str]) -> Iterator[Item]:
    """Each goal of the run twice: the parameter value and the performance target (G-066, G-068; F-37)."""
    held = performances(connection, client, Month.parse(vigencia))
    values = [v for v in values_of_run(connection, client, run) if v.removed is None]
    for value in values:
        yield Item(Part.PARAMETER, value.criterion, value.sector, _value_record(value, vigencia, ids))
    for value in values:
        target = held.get((value.criterion, value.sector))
        yield Item(Part.TARGET, value.criterion, value.sector, _target_record(value, vigencia, ids, target))


def _value_record(value: ApprovedValue, vigencia: str, ids: Mapping[str, str]) -> Mapping[str, object]:
    """The seed's record (§9.1), the value as canonical text (F-39)."""
    return {
        **_place(value.criterion, value.sector, vigencia, ids),
        "calculationMethod": "manual",
        "finalValue": canonical_text(value.value),
        "justification": value.justification,
        "previewOnly": False,
        "metadata": json.loads(value.metadata),
    }


def _target_record(
    value: ApprovedValue, vigencia: str, ids: Mapping[str, str], target: Performance | None
) -> Mapping[str, object]:
    now = target.target if target else None
    told = None if now is None else canonical_text(now)
    return {**_place(value.criterion, value.sector, vigencia, ids), "targetValue": told}


def _place(criterion: str, sector: str, vigencia: str, ids: Mapping[str, str]) -> Mapping[str, str]:
    return {"criterionId": ids[criterion], "sectorId": sector, "competitionPeriodId": vigencia}


def taken_back(connection: Connection, client: str, run: int, sent: tuple[Sent, ...]) -> tuple[Item, ...]:
    """The withdrawal of what a run left and nothing in force replaced: values removed, targets as they are now."""
    carried = standing(sent, run)
    month = Month.parse(next(s.vigencia for s in sent if s.run == run))
    approved = approved_values(connection, client, month)
    held = performances(connection, client, month)
    items = []
    for (part, criterion, sector), (last, _) in carried.items():
        if (criterion, sector) in approved:
            continue
        record = dict(next(i.record for i in last.items if i.key == (part, criterion, sector)))
        if part == Part.PARAMETER:
            record |= {"finalValue": None, "removed": True}
        else:
            target = held.get((criterion, sector))
            now = target.target if target else None
            record["targetValue"] = None if now is None else canonical_text(now)
        items.append(Item(Part(part), criterion, sector, record))
    return tuple(items)


def undone_runs(
    connection: Connection, client: str, sent: tuple[Sent, ...], in_force: frozenset[GoalKey]
) -> Iterator[int]:
    """Runs undone after they left goals that still stand on the other side."""
    for run in sorted({s.run for s in sent}):
        if usable_run(connection, client, "", run).status is not Status.ROLLED_BACK:
            continue
        carried = standing(sent, run)
        open_items = [
            key
            for key, (last, answer) in carried.items()
            if key[1:] not in in_force and not (last.kind is Kind.WITHDRAWAL and answer and answer.accepted)
        ]
        if open_items:
            yield run
