"""Intervals for proportions."""

from __future__ import annotations

import math

Z95 = 1.959963984540054


def wilson(successes: int, n: int, z: float = Z95) -> tuple[float, float]:
    """Wilson's score interval of a proportion.

    Returns (0, 1) when `n` is 0. Source: E. B. Wilson (1927), JASA 22, 209-212.

    Raises
    ------
    ValueError
        If `successes` is not between 0 and `n`.
    """
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} successes of {n} cannot be")
    return wilson_share(successes / n, n, z) if n else (0.0, 1.0)


def wilson_share(p: float, n: float, z: float = Z95) -> tuple[float, float]:
    """Wilson's score interval of a share `p` (0 to 1) by an effective sample size `n`, which need not be whole.

    Source: E. B. Wilson (1927), JASA 22, 209-212.
    """
    centre = p + z * z / (2 * n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)


def newcombe(successes: int, n: int, other_successes: int, other_n: int, z: float = Z95) -> tuple[float, float]:
    """Newcombe's interval of the difference of two independent proportions, the first minus the other.

    Returns (-1, 1) when one of both is of nothing. Source: R. G. Newcombe (1998),
    Statistics in Medicine 17, 873-890, method 10.

    Raises
    ------
    ValueError
        If there are more successes than there can be.
    """
    (low, high), (other_low, other_high) = wilson(successes, n, z), wilson(other_successes, other_n, z)
    if not (n and other_n):
        return -1.0, 1.0
    p, q = successes / n, other_successes / other_n
    below, above = math.hypot(p - low, other_high - q), math.hypot(high - p, q - other_low)
    return max(-1.0, p - q - below), min(1.0, p - q + above)
