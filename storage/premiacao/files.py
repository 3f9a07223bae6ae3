"""The files that travel: a shipment as JSON and CSV, and the receipt that answers it, read as from a stranger."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engines.figure import Missing, Value
from storage.errors import KnownError
from storage.exports.csv_text import csv_bytes
from storage.premiacao.parcel import UNANSWERED, Answer, Item, Part, Receipt, Shipment, Source

SHIPMENT_FORM = "prova-real/premiacao/envio/1"
RECEIPT_FORM = "prova-real/premiacao/recibo/1"
LARGEST = 1 << 20
"""Bytes of a receipt: one for a thousand sectors is smaller."""
LONGEST_REASON = 300
COLUMNS = (
    "part", "criterionId", "sectorId", "competitionPeriodId", "calculationMethod", "finalValue", "targetValue",
    "justification", "previewOnly", "removed", "calculationId", "wasCalculatedAutomatically",
)  # fmt: skip


def shipment_json(shipment: Shipment) -> bytes:
    """The shipment as the bonus system reads it; values are canonical dot decimals as text (F-39)."""
    told = {
        "form": SHIPMENT_FORM,
        "shipment": shipment.number,
        "kind": str(shipment.kind),
        "digest": shipment.digest,
        "company": shipment.company,
        "competitionPeriod": shipment.vigencia,
        "calculationId": shipment.run,
        "sentAt": shipment.sent.isoformat(),
        "parameterValues": [dict(i.record) for i in shipment.items if i.part is Part.PARAMETER],
        "performanceTargets": [dict(i.record) for i in shipment.items if i.part is Part.TARGET],
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"


def shipment_csv(shipment: Shipment) -> bytes:
    """The same records, one per line; values keep the dot, as in the JSON: this file is for machines."""
    return csv_bytes(COLUMNS, (tuple(_cells(item)) for item in shipment.items))


def _cells(item: Item) -> Iterator[Value]:
    record: Mapping[str, Any] = {"part": str(item.part), **item.record.get("metadata", {}), **item.record}
    for column in COLUMNS:
        value = record.get(column)
        yield Missing("NOT_GIVEN") if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def receipt_json(shipment: Shipment, receipt: Receipt) -> bytes:
    """A receipt as we write it after reading back; the bonus system answers in the same form."""
    told = {
        "form": RECEIPT_FORM,
        "shipment": shipment.number,
        "digest": shipment.digest,
        "answeredBy": receipt.answered_by,
        "status": receipt.status,
        "updatedPerformanceData": sum(a.accepted for a in receipt.answers if a.part == Part.TARGET),
        "items": [
            {
                "part": answer.part,
                "criterionId": _record_of(shipment, answer)["criterionId"],
                "sectorId": answer.sector,
                "accepted": answer.accepted,
                "reason": answer.reason,
            }
            for answer in receipt.answers
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"


def read_receipt(content: bytes, number: int, digest: str, items: Sequence[Item]) -> Receipt:
    """The answer of the bonus system to one shipment, whole or refused.

    An item the receipt does not name counts as not accepted. Raises KnownError PREMIACAO.RECIBO_ILEGIVEL,
    PREMIACAO.RECIBO_DE_OUTRO (another shipment, or another content) or PREMIACAO.RECIBO_ITEM.
    """
    told = _parsed(content)
    if told.get("shipment") != number or told.get("digest") != digest:
        raise KnownError("PREMIACAO.RECIBO_DE_OUTRO", envio=number)
    listed = told.get("items")
    if not isinstance(listed, list):
        raise KnownError("PREMIACAO.RECIBO_ILEGIVEL")
    known = {(str(i.part), str(i.record["criterionId"]), str(i.record["sectorId"])): i for i in items}
    given: dict[tuple[str, str, str], Answer] = {}
    for position, each in enumerate(listed, start=1):
        place, accepted, reason = _item(each, position)
        if place not in known or place in given:
            raise KnownError("PREMIACAO.RECIBO_ITEM", item=position)
        given[place] = Answer(*known[place].key, accepted, reason)
    answers = tuple(given.get(place, Answer(*item.key, False, UNANSWERED)) for place, item in known.items())
    return Receipt(Source.SYSTEM, answers, _text(told.get("answeredBy", "")))


def _parsed(content: bytes) -> Mapping[str, Any]:
    if len(content) > LARGEST:
        raise KnownError("PREMIACAO.RECIBO_ILEGIVEL")
    try:
        told = json.loads(content.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise KnownError("PREMIACAO.RECIBO_ILEGIVEL") from error
    if not isinstance(told, dict) or told.get("form") != RECEIPT_FORM:
        raise KnownError("PREMIACAO.RECIBO_ILEGIVEL")
    return told


def _no_constant(word: str) -> None:
    raise ValueError(word)


def _item(each: object, position: int) -> tuple[tuple[str, str, str], bool, str]:
    if not isinstance(each, dict) or not isinstance(each.get("accepted"), bool):
        raise KnownError("PREMIACAO.RECIBO_ITEM", item=position)
    place = (_text(each.get("part")), _text(each.get("criterionId")), _text(each.get("sectorId")))
    return place, each["accepted"], "" if each["accepted"] else _text(each.get("reason"))


def _text(value: object) -> str:
    """A stranger's text on one line, as long as anybody reads."""
    text = "" if value is None else str(value)[: 4 * LONGEST_REASON]
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:LONGEST_REASON]


def _record_of(shipment: Shipment, answer: Answer) -> Mapping[str, Any]:
    return next(item.record for item in shipment.items if item.key == answer.key)
