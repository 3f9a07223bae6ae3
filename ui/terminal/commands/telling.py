"""How commands of the goals tell findings and places: the same fields in every answer."""

from collections.abc import Iterable, Mapping
from typing import Any

from viewmodels.operations.faces import Texts

Names = Mapping[str, Mapping[str, str]]


def message(texts: Texts, finding: Any, names: Names) -> dict[str, object]:
    """A finding as G-049 asks: code, message, details, suggested action, severity."""
    return {
        "code": finding.text_code,
        "severity": str(finding.severity),
        "message": texts.say_finding(finding, names),
        "suggestedAction": texts.advise(finding, names),
        "where": finding.where,
        "details": {name: _plain(value) for name, value in finding.args.items()},
    }


def messages(texts: Texts, findings: Iterable[Any], names: Names) -> list[dict[str, object]]:
    """Findings in the order given."""
    return [message(texts, each, names) for each in findings]


def _plain(value: object) -> object:
    return [str(v) for v in value] if isinstance(value, tuple | list | set | frozenset) else value
