"""Pieces of DuckDB SQL in exact decimals, shared by the formula translator."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from engines.money import canonical_text

_FEW = "DECIMAL(9, 4)"
"""Factors of this type multiply in one machine word."""
_LONGEST_TWICE = 200
"""A factor written longer than this is not written again for a quicker way."""


def quoted(identifier: str) -> str:
    """An SQL identifier in double quotes."""
    return '"' + identifier.replace('"', '""') + '"'


def any_of(conditions: Iterable[str]) -> str:
    """OR of conditions that are never NULL; FALSE for none."""
    needed = [condition for condition in conditions if condition != "FALSE"]
    return f"({' OR '.join(needed)})" if needed else "FALSE"


def all_of(conditions: Iterable[str]) -> str:
    """AND of conditions; FALSE as soon as one is."""
    parts = list(conditions)
    return "FALSE" if "FALSE" in parts else f"({' AND '.join(parts)})"


class Decimals:
    """Decimal arithmetic at one fixed scale: DECIMAL(38, scale), nothing ever a DOUBLE.

    Sums are exact; products and quotients are rounded half away at `scale` places. What does not fit thirty-eight
    digits fails loudly in DuckDB, never silently.
    """

    def __init__(self, scale: int) -> None:
        self.scale = scale
        self.type = f"DECIMAL(38, {scale})"
        self._shift = f"{10**scale}::DECIMAL({scale + 1}, 0)"
        self._quotient_shift = f"{10 ** (scale + 1)}::HUGEINT"
        self._unit = f"{canonical_text(Decimal(1).scaleb(-scale - 1))}::DECIMAL({scale + 2}, {scale + 1})"

    def literal(self, value: Decimal) -> str:
        """A number written out."""
        return f"CAST('{canonical_text(value)}' AS {self.type})"

    def cast(self, text: str) -> str:
        """Any exact number at the fixed scale."""
        return f"CAST({text} AS {self.type})"

    def product(self, left: str, right: str) -> str:
        """left * right, rounded at the scale.

        Rounding a product of thirty-eight digits takes DuckDB ten times as long as all the rest of a line: two factors
        of few digits, as most km and tariffs are, are multiplied as such, which is exact.
        """
        whole = self.cast(f"{left} * {right}")
        if max(len(left), len(right)) > _LONGEST_TWICE:
            return whole
        few = [f"TRY_CAST(TRY_CAST({text} AS DECIMAL(18, {min(self.scale, 12)})) AS {_FEW})" for text in (left, right)]
        fits = f"{few[0]} = {left} AND {few[1]} = {right}"
        return f"CASE WHEN {fits} THEN {self.cast(f'{few[0]} * {few[1]}')} ELSE {whole} END"

    def quotient(self, above: str, below: str) -> str:
        """above / below, NULL for a zero divisor.

        Whole-number division to one digit more than the scale, then rounded: the next digit alone decides a
        rounding half away from zero, so the result is that of exact division.
        """
        whole = f"(CAST({above} * {self._shift} AS HUGEINT) * {self._quotient_shift})"
        divisor = f"NULLIF(CAST({below} * {self._shift} AS HUGEINT), 0::HUGEINT)"
        return self.cast(f"CAST({whole} // {divisor} AS DECIMAL(38, 0)) * {self._unit}")

    def rounded(self, value: str, places: int) -> str:
        """value at `places` (0 to scale) decimal places, halves away from zero."""
        return self.cast(f"CAST({value} AS DECIMAL(38, {places}))")

    def null(self) -> str:
        """An absent number."""
        return self.cast("NULL")


def extreme(func: str, args: Sequence[str]) -> str:
    """Scalar MIN or MAX in which one NULL makes the result NULL (least and greatest skip them)."""
    absent = " OR ".join(f"{arg} IS NULL" for arg in args)
    return f"CASE WHEN {absent} THEN NULL ELSE {'least' if func == 'MIN' else 'greatest'}({', '.join(args)}) END"
