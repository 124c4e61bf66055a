"""A true statement made false in one place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.types import Span


@dataclass(frozen=True, slots=True)
class Distortion:
    """A false statement; `wrong` is where, as offsets into `text`."""

    text: str
    wrong: tuple[Span, ...]


def replaced(text: str, start: int, end: int, new: str, *, mark_next: bool = False) -> Distortion:
    """The text with [start:end] exchanged; without new words the next word is marked wrong."""
    if new:
        return Distortion(text[:start] + new + text[end:], ((start, start + len(new)),))
    rest = text[end:].lstrip()
    if text[start : start + 1].isupper() or start == 0:
        rest = rest[:1].upper() + rest[1:]
    length = len(re.match(r"\S*", rest).group()) if mark_next else 0  # type: ignore[union-attr]
    return Distortion(text[:start] + rest, ((start, start + length),))
