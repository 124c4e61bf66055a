"""What a reader hands on: the text of a file and what its format states about the article."""

from __future__ import annotations

from dataclasses import dataclass

from index.metadata import Metadata


@dataclass(frozen=True, slots=True)
class Draft:
    text: str
    stated: Metadata
