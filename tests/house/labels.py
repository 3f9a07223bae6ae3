"""Labels of widgets as the sources write them: what `tr` and its kin are given, literal or not."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.house.tracked import sources

SCREENS = ("ui/", "viewmodels/")
AT = {"tr": 0, "_tr": 0, "translate": 1, "QT_TRANSLATE_NOOP": 1, "QT_TR_NOOP": 0}
"""Which argument is the label."""
HOLE = re.compile(r"%n|%s|%\d|\{[a-z0-9_]*\}")


@dataclass(frozen=True, slots=True)
class Label:
    """A call that asks for a label; `text` None when it is not written out there."""

    place: str
    text: str | None


def labels() -> Iterator[Label]:
    """Every label asked for by the screens and their viewmodels."""
    for name, text in sources():
        if name.startswith(SCREENS):
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Call) and (found := _asked(node)) is not None:
                    yield Label(f"{name}:{node.lineno}", _literal(found))


def holes(label: str) -> list[str]:
    """What is put into a label after it was translated."""
    return sorted(HOLE.findall(label))


def _asked(call: ast.Call) -> ast.expr | None:
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    at = AT.get(called)
    if at is None or len(call.args) <= at or (called == "translate" and not _names_a_context(call)):
        return None
    return call.args[at]


def _names_a_context(call: ast.Call) -> bool:
    """`QCoreApplication.translate`, not a painter's."""
    return isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "QCoreApplication"


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
