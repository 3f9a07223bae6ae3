"""The neutral document and its canonical bytes."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.calendar import DayType
from engines.figure import Missing
from engines.report.blocks import (
    Bridge,
    BridgeStep,
    Callout,
    Heading,
    Keep,
    Paragraph,
    Row,
    RowKind,
    State,
    Step,
    StepTable,
    texts_of,
)
from engines.report.canonical import HASH_TAG, canonical_json, content_hash
from engines.report.document import Chain, Document, Meta, Stamp, Status

META = Meta(
    title="Metas",
    subtitle="cálculo 123",
    company="Planalto",
    context="vigência 2025-08",
    run="123",
    generated="gerado",
    page_of="página {page} de {pages}",
    stamp=Stamp(Status.DRAFT, "RASCUNHO"),
    hash="7c41" * 16,
    chain=Chain(1, "be0f"),
)


def test_canonical_json_is_one_text_for_one_content() -> None:
    content = {
        "z": Decimal("1.50"),
        "a": [Decimal("1E+3"), True, None, 7, "ção"],
        date(2025, 8, 1): DayType.UTIL,
        "instante": datetime(2025, 8, 4, 11, 42, tzinfo=timezone(timedelta(hours=-3))),
        "falta": Missing("NO_ROWS"),
    }
    assert canonical_json(content).decode() == (
        '{"2025-08-01":"UTIL","a":["1000",true,null,7,"ção"],"falta":{"args":{},"missing":"NO_ROWS"},'
        '"instante":"2025-08-04T14:42:00.000000Z","z":"1.50"}'
    )


def test_order_of_keys_and_of_creation_does_not_matter() -> None:
    assert canonical_json({"b": 1, "a": (2,)}) == canonical_json({"a": [2], "b": 1})
    assert content_hash({"b": 1, "a": 2}) == content_hash({"a": 2, "b": 1})


def test_places_of_a_decimal_are_content() -> None:
    assert content_hash(Decimal("1.5")) != content_hash(Decimal("1.50"))


def test_the_hash_is_tagged() -> None:
    assert content_hash({}) == hashlib.sha256(HASH_TAG + b"{}").hexdigest()
    assert content_hash({}) != hashlib.sha256(b"{}").hexdigest()


@pytest.mark.parametrize(
    "content",
    [
        1.5,
        {"a": 0.1},
        Decimal("NaN"),
        datetime(2025, 8, 1, 12),
        {1: "a"},
        {Decimal(1): "a"},
        b"bytes",
        object(),
        {1, 2},
    ],
)
def test_what_has_no_single_text_is_refused(content: object) -> None:
    with pytest.raises(TypeError):
        canonical_json(content)


_LEAVES = st.none() | st.booleans() | st.integers() | st.text() | st.decimals(allow_nan=False, allow_infinity=False)
_CONTENT = st.recursive(_LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


@given(_CONTENT)
def test_canonical_json_is_json_and_stable(content: object) -> None:
    written = canonical_json(content)
    assert canonical_json(json.loads(written)) == written


@given(_CONTENT, _CONTENT)
def test_equal_hash_means_equal_bytes(one: object, other: object) -> None:
    assert (content_hash(one) == content_hash(other)) is (canonical_json(one) == canonical_json(other))


def test_a_document_is_canonical_content() -> None:
    document = Document(META, (Heading("Metas", 1, "m"), Paragraph("texto", lead=True)))
    plain = json.loads(canonical_json(document))
    assert plain["blocks"] == [
        {"type": "Heading", "text": "Metas", "level": 1, "bookmark": "m"},
        {"type": "Paragraph", "text": "texto", "lead": True, "quiet": False},
    ]
    assert plain["meta"]["stamp"] == {"type": "Stamp", "status": "draft", "label": "RASCUNHO", "detail": ""}


def test_bookmarks_are_found_inside_kept_blocks() -> None:
    blocks = (Heading("a", 1, "a"), Keep((Heading("b", 2, "b"), Keep((Heading("c", 2, "c"),)))), Heading("d", 1))
    assert Document(META, blocks).bookmarks() == ((1, "a"), (2, "b"), (2, "c"))


def test_texts_of_a_block_in_reading_order_without_its_codes_of_kind() -> None:
    step = StepTable("Passo", "Fórmula", "Resultado", (Step(1, "Média", "a ÷ b", "1 ÷ 2", "0,5", "porque"),))
    assert list(texts_of(step)) == ["Passo", "Fórmula", "Resultado", "Média", "a ÷ b", "1 ÷ 2", "0,5", "porque"]
    assert list(texts_of(Callout(State.OK, "Sem alertas", "t"))) == ["Sem alertas", "t", "", ""]
    assert list(texts_of(Row((), RowKind.GROUP))) == []


def test_a_bridge_says_by_how_much_it_fails_to_add_up() -> None:
    def bridge(end: str) -> Bridge:
        return Bridge(
            "b",
            (
                BridgeStep("julho", Decimal("100.00"), "", total=True),
                BridgeStep("km", Decimal("-30.01"), ""),
                BridgeStep("agosto", Decimal(end), "", total=True),
            ),
        )

    assert bridge("69.99").gap() == 0
    assert bridge("70.00").gap() == Decimal("0.01")
    assert Bridge("b", ()).gap() == 0


def test_instants_are_written_in_utc() -> None:
    same = datetime(2025, 8, 4, 14, 42, tzinfo=UTC)
    assert canonical_json(same) == canonical_json(same.astimezone(timezone(timedelta(hours=-3))))
