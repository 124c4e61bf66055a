"""The values that flow through Footnote's index: Article -> Passage -> Hit.

Offsets are counts of Unicode code points into `Article.text`, half open, as in Python slices. The
one promise that every other module builds on: for each span kept here,
`article.text[start:end]` is exactly the text that a reader is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

Span = tuple[int, int]

Progress = Callable[[int, int, str], None]
"""Called with how many are done, of how many, and what is being done."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as its file states it.

    `text` is everything a person would read in the file, furniture included, so that "open
    article" shows what was there; `body` lists the paragraphs that may serve as evidence, in
    order and without overlap. What lies outside `body` (title, bylines, "Related stories", doubled
    captions) is never cited.
    """

    id: str
    """Sixteen hexadecimal digits derived from `path`: stable when the content changes."""
    path: str
    """POSIX path relative to the indexed folder."""
    text: str
    body: tuple[Span, ...]
    content_hash: str
    """SHA-256 of the file's bytes, hexadecimal."""
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None

    @property
    def day(self) -> date:
        """The day it was published, to compare with others'; `date.min` where it states none."""
        return self.published or date.min

    @property
    def label(self) -> str:
        """The title, or the opening words where the file states no title."""
        if self.title:
            return self.title
        start, end = self.body[0] if self.body else (0, len(self.text))
        words = self.text[start:end].split()
        return " ".join(words[:12]) + ("…" if len(words) > 12 else "") or self.path


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences of one article, at most about 150 words: the unit that is retrieved."""

    id: int
    """Row id in the library; 0 until the library has stored it."""
    article_id: str
    ordinal: int
    """Position of the passage in its article, from 0."""
    start: int
    end: int
    text: str
    """`article.text[start:end]`."""
    sentences: tuple[Span, ...]
    """Offsets of its sentences in `Article.text` (not in `Passage.text`), in order."""
    header: str
    """Title, publisher and date, put before the text for searching; never evidence."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is limited to. Hard: a passage of an article outside is never found.

    Each part that is set must be met; `Filters()` limits nothing. `Library.check_filters` says
    what is wrong with one that a person typed; a search takes names that nothing bears to mean
    that nothing is inside.
    """

    publishers: tuple[str, ...] = ()
    """Any of these, compared without case or outer space; () is every publisher."""
    since: date | None = None
    """First day of publication. With either day set, an article that states no date is outside."""
    until: date | None = None
    """Last day of publication."""
    articles: tuple[str, ...] = ()
    """Any of these ids or paths; () is every article."""

    def __bool__(self) -> bool:
        """Whether anything is limited."""
        return bool(self.publishers or self.since or self.until or self.articles)


ANYWHERE = Filters()


@dataclass(frozen=True, slots=True)
class Search:
    """One text to search for, and where."""

    text: str
    within: Filters = ANYWHERE


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query, with the score of each road that found it."""

    passage: Passage
    article: Article
    bm25: float
    """BM25 over header and text; 0.0 where no query term occurs."""
    cosine: float
    """Cosine similarity of query and passage embeddings, -1 to 1."""
    sentence_cosine: float
    """Cosine similarity of the query and the passage's nearest sentence, -1 to 1."""
    score: float
    """What the hits are ranked by; meaning set by the ranker that made the hit."""
    sentence_vectors: NDArray[np.float32] | None = field(default=None, repr=False, compare=False)
    """Embeddings of the passage's sentences, shape (sentences, dimension); None if not at hand."""
