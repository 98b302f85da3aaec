"""Colours as eyes see them: contrast by WCAG, distance in Oklab, also for those who tell fewer apart."""

from __future__ import annotations

import math

# Machado, Oliveira and Fernandes 2009, severity 1, in linear RGB.
SIGHT = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# Björn Ottosson's Oklab: to cone responses, then to lightness and two opponents.
CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
OKLAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def _linear(colour: str) -> list[float]:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]


def contrast(one: str, two: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    light = [
        sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), _linear(c), strict=True))
        for c in (one, two)
    ]
    return (max(light) + 0.05) / (min(light) + 0.05)


def _times(matrix: tuple[tuple[float, ...], ...], vector: list[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def _seen(colour: str, sight: str) -> list[float]:
    rgb = [min(max(part, 0.0), 1.0) for part in _times(SIGHT[sight], _linear(colour))]
    return _times(OKLAB, [part ** (1 / 3) for part in _times(CONES, rgb)])


def distance(one: str, two: str, sight: str) -> float:
    """How far apart two colours look, in Oklab, where black and white are 1 apart; 0.02 is about what can be told side by side."""
    return math.dist(_seen(one, sight), _seen(two, sight))
