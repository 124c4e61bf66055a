"""What a reader hands on: the text of a file and what its format states about the article."""

from __future__ import annotations

from dataclasses import dataclass

from index.metadata import Metadata
from index.readers.unseen import clean, clean_line


@dataclass(frozen=True, slots=True)
class Draft:
    text: str
    stated: Metadata

    def cleaned(self) -> Draft:
        """Without what cannot be seen: references such as "&#x202E;" spell it out again."""
        stated = self.stated
        return Draft(
            clean(self.text),
            Metadata(
                title=clean_line(stated.title),
                publisher=clean_line(stated.publisher),
                author=clean_line(stated.author),
                published=stated.published,
                url=clean_line(stated.url),
            ),
        )
