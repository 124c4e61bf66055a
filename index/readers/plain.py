"""Plain text: the file's characters are the article's text."""

from __future__ import annotations

from index.metadata import Metadata
from index.readers.draft import Draft


def read_plain(text: str) -> Draft:
    return Draft(text, Metadata())
