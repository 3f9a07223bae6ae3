"""WCAG contrast and distances in CAM02-UCS, normal and with colour blindness (Machado 2009), for tests of tokens."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[Any]

_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_CAT02 = np.array([[0.7328, 0.4296, -0.1624], [-0.7036, 1.6975, 0.0061], [0.0030, 0.0136, 0.9834]])
_HPE = np.array([[0.38971, 0.68898, -0.07868], [-0.22981, 1.18340, 0.04641], [0.0, 0.0, 1.0]])
_WHITE = np.array([95.047, 100.0, 108.883])
_ADAPTED, _BACKGROUND = 64 / np.pi / 5, 20.0

BLINDNESS: dict[str, Vector] = {
    "normal": np.eye(3),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


def linear(color: str) -> Vector:
    """Linear light of a colour written as text."""
    parts = np.array([int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio."""
    weights = np.array([0.2126, 0.7152, 0.0722])
    low, high = sorted(float(linear(color) @ weights) for color in (one, other))
    return (high + 0.05) / (low + 0.05)


def _adapted(xyz: Vector) -> tuple[Vector, float]:
    """Cone responses after adaptation and compression, and the luminance factor."""
    degree = 1 - (1 / 3.6) * np.exp((-_ADAPTED - 42) / 92)
    five = 5 * _ADAPTED
    share = 1 / (five + 1)
    factor = 0.2 * share**4 * five + 0.1 * (1 - share**4) ** 2 * five ** (1 / 3)
    white = _CAT02 @ _WHITE
    cones = (degree * 100 / white + 1 - degree) * (_CAT02 @ xyz)
    response = _HPE @ np.linalg.inv(_CAT02) @ cones
    power = (factor * np.abs(response) / 100) ** 0.42
    return np.sign(response) * 400 * power / (power + 27.13) + 0.1, factor


def _achromatic(response: Vector, base: float) -> float:
    return float((2 * response[0] + response[1] + response[2] / 20 - 0.305) * base)


def cam02_ucs(light: Vector) -> Vector:
    """J', a', b' of linear sRGB under the usual viewing conditions of a screen."""
    ratio = _BACKGROUND / 100
    base, exponent = 0.725 * (1 / ratio) ** 0.2, 0.69 * (1.48 + np.sqrt(ratio))
    response, factor = _adapted(_TO_XYZ @ light * 100)
    white, _ = _adapted(_WHITE)
    red, green, blue = response
    a, b = red - 12 * green / 11 + blue / 11, (red + green - 2 * blue) / 9
    hue = np.arctan2(b, a)
    lightness = 100 * max(0.0, _achromatic(response, base) / _achromatic(white, base)) ** exponent
    eccentricity = 0.25 * (np.cos(hue + 2) + 3.8)
    chroma = 50000 / 13 * base * eccentricity * np.hypot(a, b) / (red + green + 1.05 * blue)
    colorfulness = chroma**0.9 * np.sqrt(lightness / 100) * (1.64 - 0.29**ratio) ** 0.73 * factor**0.25
    radius = np.log(1 + 0.0228 * colorfulness) / 0.0228
    return np.array([1.7 * lightness / (1 + 0.007 * lightness), radius * np.cos(hue), radius * np.sin(hue)])


def distance(one: str, other: str, eye: str = "normal") -> float:
    """Distance of two colours as an eye of BLINDNESS sees them."""
    seen = [cam02_ucs(np.clip(BLINDNESS[eye] @ linear(color), 0, 1)) for color in (one, other)]
    return float(np.linalg.norm(seen[0] - seen[1]))
