"""Canonical JSON and the content hash: equal content gives equal bytes, on any machine and in any locale."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum

from engines.figure import Missing
from engines.money import canonical_text

HASH_TAG = b"prova-real/conteudo/1\n"
"""Kept in front of the hashed bytes, so that a content hash can never be mistaken for another kind of hash."""


def canonical_json(content: object) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces; decimals are strings, dates ISO, instants UTC.

    Takes mappings, sequences, dataclasses, enums, str, int, bool, None, Decimal, date and datetime. Raises TypeError
    on anything else, floats above all: they have no one true text (reference 7.2, Authenticity).
    """
    text = json.dumps(_plain(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def content_hash(content: object) -> str:
    """SHA-256, in 64 hex digits, of the tagged canonical JSON of `content`."""
    return hashlib.sha256(HASH_TAG + canonical_json(content)).hexdigest()


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int | str) and not isinstance(value, Enum):
        return value
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, Decimal):
        return _decimal_text(value)
    if isinstance(value, date):
        return _date_text(value)
    if isinstance(value, Missing):
        return {"missing": value.reason, "args": _plain(value.args)}
    if isinstance(value, Mapping):
        return {_key(key): _plain(item) for key, item in value.items()}
    return _plain_parts(value)


def _plain_parts(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        parts = {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
        return {"type": type(value).__name__, **parts}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical JSON")


def _decimal_text(value: Decimal) -> str:
    if not value.is_finite():
        raise TypeError(f"{value} has no canonical JSON")
    return canonical_text(value)


def _date_text(value: date) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo is None:
        raise TypeError("an instant without zone has no canonical JSON")
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _key(key: object) -> str:
    """Text of a mapping key: text, enum, date or whole number, never two that collapse into one."""
    if isinstance(key, Enum):
        return _key(key.value)
    if isinstance(key, str):
        return key
    if isinstance(key, date):
        return _date_text(key)
    raise TypeError(f"{type(key).__name__} cannot be a canonical JSON key")
