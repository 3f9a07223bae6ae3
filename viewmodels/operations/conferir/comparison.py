"""Computed against expected: numbers to 1e-9 relative, everything else exactly, information left aside."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from engines.money import calculation_context
from viewmodels.operations.conferir.reading import NUMBER

RELATIVE = Decimal("1e-9")
INFORMATION = frozenset({"literal", "note", "tolerance_published_vs_literal"})
"""Keys that explain a case and are no answers."""
ABSENT = object()


@dataclass(frozen=True, slots=True)
class Difference:
    """Where an answer is not the expected one: path of keys, what we computed, what was expected."""

    where: str
    computed: object
    expected: object


def shaped(computed: object, expected: object) -> object:
    """The answer restricted, at every level, to the keys the expected part has."""
    if isinstance(computed, dict) and isinstance(expected, dict):
        return {key: shaped(computed[key], each) for key, each in expected.items() if key in computed}
    if isinstance(computed, list) and isinstance(expected, list):
        paired = [shaped(own, each) for own, each in zip(computed, expected, strict=False)]
        return paired + computed[len(expected) :]
    return computed


def differences(
    computed: object, expected: object, information: frozenset[str] = INFORMATION, where: str = ""
) -> Iterator[Difference]:
    """Every place where the two disagree, in the order of the expected part."""
    if isinstance(computed, dict) and isinstance(expected, dict):
        yield from _of_mappings(computed, expected, information, where)
    elif isinstance(computed, list) and isinstance(expected, list):
        yield from _of_lists(computed, expected, information, where)
    elif not same(computed, expected):
        yield Difference(where, None if computed is ABSENT else computed, None if expected is ABSENT else expected)


def _of_mappings(
    computed: Mapping[str, object], expected: Mapping[str, object], information: frozenset[str], where: str
) -> Iterator[Difference]:
    for key, each in expected.items():
        if key not in information:
            place = f"{where}.{key}" if where else key
            yield from differences(computed.get(key, ABSENT), each, information, place)


def _of_lists(
    computed: list[object], expected: list[object], information: frozenset[str], where: str
) -> Iterator[Difference]:
    for at in range(max(len(computed), len(expected))):
        own = computed[at] if at < len(computed) else ABSENT
        wanted = expected[at] if at < len(expected) else ABSENT
        yield from differences(own, wanted, information, f"{where}[{at}]")


def same(one: object, other: object) -> bool:
    """True when equal: as numbers to RELATIVE when both are numbers (or texts of numbers), else exactly."""
    left, right = _number(one), _number(other)
    if left is None or right is None:
        return type(one) is type(other) and one == other
    context = calculation_context()
    gap = context.abs(context.subtract(left, right))
    return gap <= context.multiply(RELATIVE, context.max(left.copy_abs(), right.copy_abs()))


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, Decimal)):
        return Decimal(value)
    return Decimal(value) if isinstance(value, str) and NUMBER.fullmatch(value) else None
