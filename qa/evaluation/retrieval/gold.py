"""What each question should find, in the units that are ranked.

A document is named by its path, a passage by "path#ordinal". A fact lies in a passage of its
article or, cut by a boundary, in pieces in several. It is found when all of them are; a passage
alone is relevant to the question when it holds most of the fact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.library import Library
from index.types import Article, Passage, Span
from qa.evaluation.retrieval.datasets import Dataset, Fact, Unit

Place = frozenset[str]
"""The passages that together hold a fact once."""


@dataclass(frozen=True, slots=True)
class Gold:
    relevant: Mapping[str, int]
    """Grade of each judged unit; above 0 is relevant."""
    facts: tuple[tuple[Place, ...], ...] = ()
    """For each fact of the question every place of it; none where it could not be located."""


def gold_of(dataset: Dataset, library: Library) -> tuple[Gold, ...]:
    """What each question of the data set should find, in order."""
    if dataset.unit is Unit.DOCUMENT:
        return tuple(Gold(question.documents) for question in dataset.questions)
    articles = {article.path: article for article in dataset.articles}
    paths = {f.path for question in dataset.questions for f in question.facts if f.places}
    passages = {path: library.passages(articles[path].id) for path in sorted(paths)}
    return tuple(
        _gold_passages(question.facts, articles, passages) for question in dataset.questions
    )


def passage_name(article: Article, passage: Passage) -> str:
    return f"{article.path}#{passage.ordinal}"


def _gold_passages(
    facts: Sequence[Fact],
    articles: Mapping[str, Article],
    passages: Mapping[str, tuple[Passage, ...]],
) -> Gold:
    relevant: dict[str, int] = {}
    found = []
    for fact in facts:
        places = []
        for span in fact.places:
            pieces = _pieces(span, articles[fact.path], passages[fact.path])
            if pieces:
                places.append(frozenset(pieces))
                relevant[max(pieces, key=pieces.__getitem__)] = 1
        found.append(tuple(places))
    return Gold(relevant, tuple(found))


def _pieces(span: Span, article: Article, passages: Sequence[Passage]) -> dict[str, int]:
    """How many letters and digits of a span each passage holds; none where it holds no word of it.

    A quotation mark that was left behind the boundary is no piece of the fact.
    """
    pieces = {}
    for passage in passages:
        shared = article.text[max(span[0], passage.start) : min(span[1], passage.end)]
        size = sum(map(str.isalnum, shared))
        if size:
            pieces[passage_name(article, passage)] = size
    return pieces
