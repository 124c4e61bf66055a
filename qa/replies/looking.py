"""Looks for what a question names, in all articles or in the passages found, and keeps the places.

A library small enough is read through whole; of a larger one, and inside limits, only the passages
found count, and whoever reports on them must say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.library import Library
from index.types import Article, Filters, Hit, Passage
from qa.asked import Query, Sought
from qa.language.closed_words import TITLES
from qa.language.words import normalise
from qa.questions.naming import Text, may_hold, may_name, prepared, surely_names
from qa.questions.sought import COMPANY_FORMS, sought_by

READ_CLOSELY = 50
"""Articles whose every sentence is looked at."""
READ_THROUGH = 10_000
"""Passages of the largest library that is read through for a refusal (docs/log.md)."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a question names, and the texts that it was looked for in."""

    names: tuple[Sought, ...]
    others: tuple[Sought, ...]
    """Words of the question that are no names."""
    articles: tuple[tuple[Article, Text], ...]
    """Every article of the library, all that its file says; empty where there are too many."""
    whole: bool
    """Whether all articles count; if not, only the passages found do."""
    texts: tuple[Text, ...]
    """What counts: articles, or the passages found with their headers."""
    hits: tuple[Hit, ...]
    library: Library

    @property
    def everywhere(self) -> tuple[Text, ...]:
        """All articles, whether they count or not; the passages found where there are too many."""
        return tuple(text for _, text in self.articles) or self.texts


def look(query: Query, hits: Sequence[Hit], library: Library, within: Filters) -> Looked:
    """Look for what the question names, but for its publishers and days.

    Args:
        hits: the passages found, all `within` the limits.
    """
    sought = sought_by(query)
    names = tuple(each for each in sought if each.is_name)
    small = len(library) <= READ_THROUGH
    articles = _every_article(library, library.generation) if small else ()
    whole = bool(articles) and not within
    texts = [text for _, text in articles] if whole else [_with_header(hit.passage) for hit in hits]
    return Looked(
        names=names,
        others=tuple(each for each in sought if not each.is_name),
        articles=articles,
        whole=whole,
        texts=tuple(texts),
        hits=tuple(hits),
        library=library,
    )


def passages_naming(looked: Looked) -> tuple[tuple[Text, tuple[Text, ...]], ...] | None:
    """Passages that may name all names, each with its sentences that may.

    Lines that are in no passage, such as headlines, stand as passages of their own. None where more
    articles name all of them than can be read closely.
    """
    if not looked.whole:
        found = [(hit.article, hit.passage) for hit in looked.hits]
        lines: list[str] = []
    else:
        naming = [article for article, text in looked.articles if may_name_all(text, looked)]
        if len(naming) > READ_CLOSELY:
            return None
        found = [(each, passage) for each in naming for passage in looked.library.passages(each.id)]
        lines = [line for each in naming for line in _outside(each)]
    parts = [(_with_header(p), _sentences(article, p)) for article, p in found]
    parts += [(text, (text,)) for text in map(prepared, lines)]
    return tuple(
        (text, tuple(each for each in sentences if may_name_all(each, looked)))
        for text, sentences in parts
        if may_name_all(text, looked)
    )


def may_name_all(text: Text, looked: Looked) -> bool:
    """Whether the text may mean every name of the question."""
    return all(may_name(text, name) for name in looked.names)


def is_lacking(sought: Sought, texts: Sequence[Text]) -> bool:
    """Whether some word of it stands in none of the texts, nor all of it written otherwise.

    "Karel Dvorak" is not lacking where one text names a Karel and another a Dvorak.
    """
    return not all(any(may_hold(text, sought, word) for text in texts) for word in sought.words)


def is_there(name: str, texts: Sequence[Text]) -> bool:
    """Whether one of the texts has just this name."""
    return any(surely_names(text, name) for text in texts)


def names_there(looked: Looked, lacking: Sequence[Sought], texts: Sequence[Text]) -> list[str]:
    """Names of the question that the texts have; of a lacking name its words: of "Bank of Japan",
    "Japan".
    """
    told: list[str] = []
    for name in looked.names:
        told += _capital_words(name) if name in lacking else [name.text]
    return [each for each in dict.fromkeys(told) if is_there(each, texts)]


@lru_cache(maxsize=1)
def _every_article(library: Library, _generation: int) -> tuple[tuple[Article, Text], ...]:
    """Every article of a library, kept until it changes: making them ready takes the time."""
    return tuple((each, prepared(_all_that_it_says(each))) for each in library.articles())


def _capital_words(name: Sought) -> list[str]:
    small = TITLES | COMPANY_FORMS
    return [word for word in name.words if word[0].isupper() and normalise(word) not in small]


def _all_that_it_says(article: Article) -> str:
    """Its text, furniture included, and what is known of it: a byline names its author too."""
    stated = (article.title, article.publisher, article.author)
    return "\n".join([*filter(None, stated), article.text])


def _outside(article: Article) -> list[str]:
    """The title, and the lines of the text that are no evidence."""
    lines, end = [article.title or ""], 0
    for start, stop in [*article.body, (len(article.text), len(article.text))]:
        lines += article.text[end:start].splitlines()
        end = stop
    return [line for line in lines if line.strip()]


def _with_header(passage: Passage) -> Text:
    return prepared(f"{passage.header}\n{passage.text}")


def _sentences(article: Article, passage: Passage) -> tuple[Text, ...]:
    return tuple(prepared(article.text[start:end]) for start, end in passage.sentences)
