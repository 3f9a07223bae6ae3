"""A value of a figure as the store keeps it: its kind and one exact text."""

from datetime import date, datetime
from decimal import Decimal

from engines.figure import Missing, Value
from engines.money import canonical_text
from storage.store.canonical import from_typed_json, typed_json
from storage.store.types import instant_of, instant_text


def kind_and_text(value: Value) -> tuple[str, str]:
    """Kind and text of a value; a missing one is its reason with the arguments. Raises TypeError on a float."""
    if isinstance(value, bool):
        return "bool", "1" if value else "0"
    if isinstance(value, Decimal):
        return "decimal", canonical_text(value)
    if isinstance(value, datetime):
        return "instant", instant_text(value)
    if isinstance(value, date):
        return "date", value.isoformat()
    if isinstance(value, str):
        return "text", value
    if isinstance(value, Missing):
        return "missing", typed_json(value)
    raise TypeError(f"not a value of a figure: {value!r}")


def value_of(kind: str, text: str) -> Value:
    """The value that was kept, to the last digit."""
    match kind:
        case "bool":
            return text == "1"
        case "decimal":
            return Decimal(text)
        case "instant":
            return instant_of(text)
        case "date":
            return date.fromisoformat(text)
        case "missing":
            missing = from_typed_json(text)
            assert isinstance(missing, Missing)
            return missing
        case _:
            return text
