"""Results as JSON for schedulers and proof: decimals as text, dates in ISO, nothing absent passed off as zero."""

import json
from collections.abc import Mapping, Set
from datetime import date
from decimal import Decimal
from pathlib import Path

from engines.calendar import Month
from engines.figure import Missing
from engines.finding import Finding
from engines.money import canonical_text


def json_text(result: object) -> str:
    """Indented JSON of a result, keys in the order given. Raises TypeError on what has no exact form (a float)."""
    return json.dumps(plain(result), ensure_ascii=False, indent=2)


def plain(value: object) -> object:
    """JSON values of a result: Decimal and dates as text, Missing as null, sets in order, findings by their parts."""
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return canonical_text(value)
        case date():
            return value.isoformat()
        case Missing():
            return None
        case Month() | Path():
            return str(value)
        case Finding():
            return _finding(value)
        case Mapping():
            return {str(key): plain(each) for key, each in value.items()}
        case Set():
            return [plain(each) for each in sorted(value, key=str)]
        case list() | tuple():
            return [plain(each) for each in value]
    raise TypeError(f"a {type(value).__name__} has no exact form in JSON")


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.text_code,
        "severity": finding.severity.value,
        "where": plain(finding.where),
        "args": plain(finding.args),
    }
