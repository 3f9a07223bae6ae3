"""Canonical JSON: one text per value, so that a hash of it means something; and JSON that remembers types."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from engines.figure import Missing
from engines.money import canonical_text
from storage.store.types import instant_of, instant_text


def canonical_json(value: object) -> str:
    """Sorted keys, no spaces, decimals and dates as strings, instants in UTC to the microsecond.

    Raises TypeError on a float (it has no exact text), on a key that is not text and on any other type.
    """
    return _dump(_plain(value))


def typed_json(value: object) -> str:
    """The same text with decimals, dates, instants and missing values tagged for `from_typed_json`."""
    return _dump(_tagged(value))


def from_typed_json(text: str) -> Any:
    """The value `typed_json` wrote: mappings as dict, sequences as tuple."""
    return _restored(json.loads(text))


def sha256_text(text: str) -> str:
    """SHA-256, in hexadecimal, of the UTF-8 bytes of `text`."""
    return hashlib.sha256(text.encode()).hexdigest()


def _dump(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _plain(value: object) -> object:
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, Decimal):
        return canonical_text(_finite(value))
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {_key(k): _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    raise TypeError(f"no canonical form: {value!r}")


def _tagged(value: object) -> object:
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, Decimal):
        return {"$dec": canonical_text(_finite(value))}
    if isinstance(value, datetime):
        return {"$at": instant_text(value)}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    if isinstance(value, Missing):
        return {"$missing": value.reason, "args": _tagged(value.args)}
    if isinstance(value, Mapping):
        if any(_key(k).startswith("$") for k in value):
            raise TypeError(f"a key may not start with $: {value!r}")
        return {k: _tagged(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_tagged(v) for v in value]
    raise TypeError(f"no typed form: {value!r}")


def _restored(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_restored(v) for v in value)
    if not isinstance(value, dict):
        return value
    if "$dec" in value:
        return Decimal(value["$dec"])
    if "$at" in value:
        return instant_of(value["$at"])
    if "$date" in value:
        return date.fromisoformat(value["$date"])
    if "$missing" in value:
        return Missing(value["$missing"], _restored(value["args"]))
    return {k: _restored(v) for k, v in value.items()}


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"a key must be text: {key!r}")
    return key


def _finite(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise TypeError(f"no canonical form: {value!r}")
    return value
