"""From what a person filters and searches to a condition with bound values; names come from the table itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storage.bulk.types import quoted

LONGEST = 200
"""Letters of what is searched for."""
KINDS = ("contem", "igual", "diferente", "entre", "vazio", "preenchido")


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition on a column: KINDS; `entre` takes both ends, either of them None for an open one."""

    column: str
    kind: str
    value: Any = None
    until: Any = None


def condition(filters: Sequence[Filter], search: str, types: Mapping[str, str]) -> tuple[str, list[object]]:
    """Condition and its values, in order. Raises KeyError for a column that is not there, ValueError for a kind."""
    parts, values = ["TRUE"], list[object]()
    for each in filters:
        text, given = _one(each, types[each.column])
        parts.append(text)
        values += given
    if search.strip():
        text, given = _anywhere(search.strip()[:LONGEST], types)
        parts.append(text)
        values += given
    return " AND ".join(f"({part})" for part in parts), values


def _one(each: Filter, kind: str) -> tuple[str, list[object]]:
    name = quoted(each.column)
    if each.kind == "vazio":
        return f"{name} IS NULL", []
    if each.kind == "preenchido":
        return f"{name} IS NOT NULL", []
    if each.kind == "igual":
        return f"{name} IS NOT DISTINCT FROM CAST(? AS {kind})", [each.value]
    if each.kind == "diferente":
        return f"{name} IS DISTINCT FROM CAST(? AS {kind})", [each.value]
    if each.kind == "contem":
        return f"CONTAINS(LOWER(CAST({name} AS VARCHAR)), LOWER(?))", [str(each.value)[:LONGEST]]
    if each.kind == "entre":
        return _between(name, kind, each)
    raise ValueError(f"no filter {each.kind}")


def _between(name: str, kind: str, each: Filter) -> tuple[str, list[object]]:
    ends = [(f"{name} {sign} CAST(? AS {kind})", end) for sign, end in ((">=", each.value), ("<=", each.until))]
    given = [(text, end) for text, end in ends if end is not None]
    return " AND ".join(text for text, _ in given) or "TRUE", [end for _, end in given]


def _anywhere(search: str, types: Mapping[str, str]) -> tuple[str, list[object]]:
    texts = [name for name, kind in types.items() if kind == "VARCHAR"]
    if not texts:
        return "FALSE", []
    return " OR ".join(f"CONTAINS(LOWER({quoted(name)}), LOWER(?))" for name in texts), [search] * len(texts)
