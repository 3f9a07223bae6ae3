"""A checker of JSON Schema 2020-12, limited to the words our schemas use; any other word is an error."""

import json
import re
from collections.abc import Iterator
from typing import Any

from storage.resources import read_text

FOLDER = "esquemas"
ABOUT = {"$schema", "$id", "title", "$defs", "description"}
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "boolean": (bool,), "object": (dict,), "array": (list,),
    "null": (type(None),), "number": (int, float),
}  # fmt: skip


def schema(name: str) -> dict[str, Any]:
    """A schema we ship, by its name."""
    found: dict[str, Any] = json.loads(read_text(f"{FOLDER}/{name}.json"))
    return found


def faults(value: Any, name: str) -> list[str]:
    """Every place where a value is not what the schema says."""
    whole = schema(name)
    return list(_faults(value, whole, whole, "$"))


def _faults(value: Any, rule: dict[str, Any], whole: dict[str, Any], at: str) -> Iterator[str]:
    if "$ref" in rule:
        yield from _faults(value, whole["$defs"][rule["$ref"].removeprefix("#/$defs/")], whole, at)
        return
    for word, told in rule.items():
        if word not in ABOUT:
            yield from CHECKS[word](value, told, rule, whole, at)


def _type(value: Any, told: Any, rule: Any, whole: Any, at: str) -> Iterator[str]:
    kinds = [told] if isinstance(told, str) else told
    fits = any(isinstance(value, TYPES[kind]) and (kind == "boolean") >= isinstance(value, bool) for kind in kinds)
    if not fits:
        yield f"{at}: {value!r} is no {told}"


def _properties(value: Any, told: Any, rule: Any, whole: Any, at: str) -> Iterator[str]:
    for name, each in told.items():
        if isinstance(value, dict) and name in value:
            yield from _faults(value[name], each, whole, f"{at}.{name}")


def _required(value: Any, told: Any, rule: Any, whole: Any, at: str) -> Iterator[str]:
    yield from (f"{at}: lacks {name}" for name in told if isinstance(value, dict) and name not in value)


def _others(value: Any, told: Any, rule: Any, whole: Any, at: str) -> Iterator[str]:
    for name, each in value.items() if isinstance(value, dict) else ():
        if name in rule.get("properties", {}):
            continue
        if told is False:
            yield f"{at}: {name} is not foreseen"
        else:
            yield from _faults(each, told, whole, f"{at}.{name}")


def _items(value: Any, told: Any, rule: Any, whole: Any, at: str) -> Iterator[str]:
    for number, each in enumerate(value if isinstance(value, list) else ()):
        yield from _faults(each, told, whole, f"{at}[{number}]")


def _says(fits: Any) -> Any:
    def check(value: Any, told: Any, rule: Any, whole: Any, at: str) -> Iterator[str]:
        if not fits(value, told):
            yield f"{at}: {value!r} against {told!r}"

    return check


CHECKS: dict[str, Any] = {
    "type": _type,
    "properties": _properties,
    "required": _required,
    "additionalProperties": _others,
    "items": _items,
    "enum": _says(lambda value, told: value in told),
    "const": _says(lambda value, told: value == told and type(value) is type(told)),
    "pattern": _says(lambda value, told: not isinstance(value, str) or re.search(told, value) is not None),
    "minLength": _says(lambda value, told: not isinstance(value, str) or len(value) >= told),
    "maxLength": _says(lambda value, told: not isinstance(value, str) or len(value) <= told),
    "minItems": _says(lambda value, told: not isinstance(value, list) or len(value) >= told),
    "minimum": _says(lambda value, told: not isinstance(value, int) or value >= told),
}
