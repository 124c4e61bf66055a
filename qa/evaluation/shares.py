"""Shares with intervals, and quantiles."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_Z95 = 1.959963984540054  # two-sided 95% of the normal distribution


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`, with its 95% interval."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """From 0 to 1; None of nothing."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's score interval (E. B. Wilson, JASA 22, 1927), which holds near 0 and 1.

        It takes the counted things as independent; sentences of one answer are not quite.
        """
        if not self.whole:
            return None
        n, p, z2 = self.whole, self.part / self.whole, _Z95**2
        centre = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = _Z95 * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
        return max(0.0, centre - half), min(1.0, centre + half)

    def __add__(self, other: Share) -> Share:
        return Share(self.part + other.part, self.whole + other.whole)


NONE = Share(0, 0)


def share_of(flags: Iterable[bool]) -> Share:
    listed = list(flags)
    return Share(sum(listed), len(listed))


def total_of(shares: Iterable[Share]) -> Share:
    return sum(shares, start=NONE)


def quantile(ordered: Sequence[float], q: float) -> float | None:
    """Quantile of ascending values, interpolated linearly between the two nearest; None of none."""
    if not ordered:
        return None
    position = q * (len(ordered) - 1)
    low = math.floor(position)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (position - low)
