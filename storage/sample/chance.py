"""Chance without floats: integers only, so that the same seed gives the same company on every machine."""

from random import Random

_BELL_BYTES = 8
_BELL_MEAN = 1020
_BELL_SPREAD = 209

_LONG_TAIL = (
    80, 95, 110, 125, 140, 155, 170, 185, 200, 220, 240, 260, 285, 310, 340, 375, 415, 460, 515, 585, 670, 790, 960,
    1250, 1700, 2600,
)  # fmt: skip
"""Quantiles of a log-normal posting in reais: many small ones, a few large."""


def generator(seed: int, *purpose: object) -> Random:
    """An independent stream of chance for one purpose (a sector, a table)."""
    return Random("/".join(str(part) for part in (seed, *purpose)))


def around(rng: Random, middle: int, spread_permyriad: int) -> int:
    """An integer near `middle`, bell-shaped, with a standard deviation of `spread_permyriad` ten-thousandths."""
    swing = (sum(rng.randbytes(_BELL_BYTES)) - _BELL_MEAN) * spread_permyriad
    return middle * (10_000 * _BELL_SPREAD + swing) // (10_000 * _BELL_SPREAD)


def long_tailed_cents(rng: Random) -> int:
    """A posting in cents with a long tail: between two neighbouring quantiles of the table."""
    low = rng.randrange(len(_LONG_TAIL) - 1)
    return rng.randrange(_LONG_TAIL[low] * 100, _LONG_TAIL[low + 1] * 100)
