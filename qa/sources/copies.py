"""Texts that are near-copies of each other: one story that several publishers carry."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from qa.language.words import numbers, words

SHINGLE = 3
"""Words in a row that are compared as one."""
SHARED = 0.8
"""Least share of the shorter text's shingles that a near-copy has in common with the other."""


class NearCopies:
    """Texts met so far, known by their shingles (Broder 1997), whatever their case or stops.

    Containment and not resemblance is measured: a passage cut elsewhere is still the same words.
    A text with a number of its own is never a copy: an update of a story may tell just that.
    """

    def __init__(self) -> None:
        self._met: list[_Met] = []

    def add(self, text: str) -> bool:
        """Whether the text is new; if it is, later ones are compared with it too."""
        text_met = _Met(_shingles(text), numbers(text))
        if any(text_met.repeats(met) for met in self._met):
            return False
        self._met.append(text_met)
        return True


@dataclass(frozen=True, slots=True)
class _Met:
    shingles: frozenset[tuple[str, ...]]
    numbers: frozenset[str]

    def repeats(self, other: _Met) -> bool:
        return _share(self.shingles, other.shingles) >= SHARED and self.numbers <= other.numbers


def near_copies(one: str, other: str, shared: float = SHARED) -> bool:
    """Whether one of two texts repeats the words of the other, whatever numbers are its own.

    Args:
        shared: least share of the shorter text's shingles that the other has too.
    """
    return _share(_shingles(one), _shingles(other)) >= shared


def _share(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """How much of the one with fewer shingles the other contains, 0 to 1; 0 for no words."""
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer else 0.0


@lru_cache(maxsize=64)  # an article is compared with every other that is cited
def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    keys = [word.key for word in words(text)]
    width = max(1, min(SHINGLE, len(keys)))
    return frozenset(tuple(keys[at : at + width]) for at in range(len(keys) - width + 1))
