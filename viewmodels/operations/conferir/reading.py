"""A file of worked cases as it comes from outside: bounded in size, depth and numbers, decimals never floats."""

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from storage.errors import KnownError

LARGEST = 32 * 1024 * 1024
"""Bytes of a file of cases."""
DEEPEST = 40
LONGEST_NUMBER = 120
"""Signs of a number as written."""
WIDEST_EXPONENT = 60
"""Powers of ten a number may be away from one."""

NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_EXPONENT = re.compile(r"[+-]?[\d.]*[eE]([+-]?\d+)")


def read_file(path: Path) -> bytes:
    """Content of a file of cases. Raises KnownError CONFERIR.NAO_LIDO or CONFERIR.GRANDE."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise KnownError("CONFERIR.NAO_LIDO", arquivo=str(path)) from error
    return content


def parse_document(content: bytes) -> Mapping[str, Any]:
    """The JSON object of a file of cases, its decimals as Decimal.

    Raises KnownError CONFERIR.GRANDE, CONFERIR.NAO_E_JSON (linha, coluna), CONFERIR.PROFUNDO, CONFERIR.FORMA.
    """
    if len(content) > LARGEST:
        raise KnownError("CONFERIR.GRANDE", limite=LARGEST // (1024 * 1024))
    try:
        document = json.loads(
            content.decode("utf-8-sig"), parse_float=Decimal, parse_int=_whole, parse_constant=Decimal
        )
    except UnicodeDecodeError as error:
        raise KnownError("CONFERIR.NAO_E_JSON", linha=1, coluna=1) from error
    except json.JSONDecodeError as error:
        raise KnownError("CONFERIR.NAO_E_JSON", linha=error.lineno, coluna=error.colno) from error
    except RecursionError as error:
        raise KnownError("CONFERIR.PROFUNDO", limite=DEEPEST) from error
    if not isinstance(document, dict):
        raise KnownError("CONFERIR.FORMA")
    if _is_deeper(document, DEEPEST):
        raise KnownError("CONFERIR.PROFUNDO", limite=DEEPEST)
    return document


def has_wild_number(value: object) -> bool:
    """True when a number of a case, as number or as text, is not finite or too long to be anybody's amount."""
    return any(_is_wild(leaf) for leaf in _leaves(value))


def _whole(text: str) -> int | Decimal:
    # int() of thousands of digits is refused by Python itself, which would refuse the whole file for one case.
    return int(text) if len(text) <= LONGEST_NUMBER else Decimal(text)


def _is_wild(leaf: object) -> bool:
    if isinstance(leaf, Decimal):
        return not leaf.is_finite() or len(leaf.as_tuple().digits) > LONGEST_NUMBER or _is_far(leaf.adjusted())
    if isinstance(leaf, str) and NUMBER.fullmatch(leaf):
        exponent = _EXPONENT.fullmatch(leaf)
        return len(leaf) > LONGEST_NUMBER or (exponent is not None and _is_far(int(exponent[1])))
    return False


def _is_far(exponent: int) -> bool:
    return abs(exponent) > WIDEST_EXPONENT


def _leaves(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each)
    else:
        yield value


def _is_deeper(value: object, limit: int) -> bool:
    level: list[object] = [value]
    for _ in range(limit):
        level = [each for held in level for each in _children(held)]
        if not level:
            return False
    return True


def _children(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
