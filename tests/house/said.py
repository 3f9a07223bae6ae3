"""What sources and sheets say by code, written as literals, with the arguments they give."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from storage.resources import load_yaml, resource_names
from tests.house.tracked import sources

FLOORS = ("engines/", "storage/", "viewmodels/", "ui/", "main.py")
SPEAKERS = {"say"}


@dataclass(frozen=True)
class Said:
    """A code in a source, and the arguments given with it (None: not told by the text, as in `**args`)."""

    place: str
    code: str
    given: frozenset[str] | None


def _literal(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _argument(call: ast.Call, position: int, name: str) -> ast.expr | None:
    if len(call.args) > position:
        return call.args[position]
    return next((each.value for each in call.keywords if each.arg == name), None)


def _keywords(call: ast.Call) -> frozenset[str] | None:
    names = [each.arg for each in call.keywords]
    return None if None in names else frozenset(name for name in names if name)


def _calls() -> Iterator[tuple[str, str, ast.Call]]:
    for name, text in sources():
        if not name.startswith(FLOORS):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                yield f"{name}:{node.lineno}", called, node


def errors_and_sentences() -> list[Said]:
    """Every `KnownError("CODE", …)` and `….say("CODE", …)` whose code is written out."""
    return [
        Said(place, code, _keywords(call))
        for place, called, call in _calls()
        if called == "KnownError" or called in SPEAKERS
        if (code := _literal(_argument(call, 0, "code")))
    ]


def findings() -> list[Said]:
    """Every `Finding("CODE", …)` whose code and detail are written out."""
    found = []
    for place, called, call in _calls():
        code, detail = _literal(_argument(call, 0, "code")), _argument(call, 2, "detail")
        if called != "Finding" or code is None or (detail is not None and _literal(detail) is None):
            continue
        refined = _literal(detail)
        found.append(Said(place, f"{code}.{refined}" if refined else code, None))
    return found


def checks_of_sheets() -> list[Said]:
    """Every check of the sheets we ship, with its members and its arguments."""
    found = []
    for name in resource_names("sheets", ".yaml"):
        for entry in _mappings(load_yaml(name)):
            if "code" in entry and "severity" in entry:
                code = f"{entry['code']}.{entry['detail']}" if entry.get("detail") else str(entry["code"])
                found.append(Said(name, code, frozenset({*entry.get("per", ()), *entry.get("args", {})})))
    return found


def _mappings(content: Any) -> Iterator[dict[str, Any]]:
    if isinstance(content, dict):
        yield content
    for each in content.values() if isinstance(content, dict) else content if isinstance(content, list) else ():
        yield from _mappings(each)
