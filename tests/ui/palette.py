"""A picture of a screen in 256 colours: the flat ones exactly as they are, the rare ones (a red badge) not lost."""

from io import BytesIO

import numpy as np
from PIL import Image

EXACT = 160
"""So many of the most frequent colours stay what they are; the rest of the palette covers the others evenly."""
COLOURS = 256


def few_colours(png: BytesIO) -> Image.Image:
    """The picture with a palette."""
    pixels = np.asarray(Image.open(png).convert("RGB"))
    packed = pixels.reshape(-1, 3).astype(np.int32) @ np.array([65536, 256, 1])
    values, places, counts = np.unique(packed, return_inverse=True, return_counts=True)
    colours = np.stack([values >> 16, values >> 8 & 255, values & 255], axis=1)
    chosen = _chosen(colours, counts)
    nearest = np.square(colours[:, None] - chosen[None]).sum(2).argmin(1).astype(np.uint8)
    made = Image.frombytes("P", (pixels.shape[1], pixels.shape[0]), nearest[places].tobytes())
    made.putpalette(chosen.astype(np.uint8).tobytes())
    return made


def _chosen(colours: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The most frequent colours, then each time the one farthest from all chosen so far."""
    chosen = list(np.argsort(-counts, kind="stable")[:EXACT])
    distance = np.square(colours[:, None] - colours[chosen][None]).sum(2).min(1)
    while len(chosen) < min(COLOURS, len(colours)):
        chosen.append(int(distance.argmax()))
        distance = np.minimum(distance, np.square(colours - colours[chosen[-1]]).sum(1))
    return colours[chosen]
