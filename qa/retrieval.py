"""Query -> Hits: the question and each of its parts searched, weighed together, drawn in turn.

A passage's score for one text, the whole question or a part of it, is

    lexical * z(BM25) + z(cosine of its nearest sentence)
        + publisher * [sure it is a publisher that the text names]
        + period * [sure it is of the days that the text names]

where z counts in standard deviations over all candidates: fusion by scores and not by ranks,
since ranks throw away by how much one road is surer than the other. Its relevance is

    whole * score for the question + the best of its scores for the parts,

and passages are drawn one by one, the most relevant first. Each draw lowers what the part that it
serves, and its publisher, are still worth, so that every part keeps a place and no publisher
crowds the others out: maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998) over parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.filters import folded
from index.library import Library
from index.types import ANYWHERE, Filters, Hit, Search
from qa.asked import Mention, Part, Period, Query
from qa.sources.copies import NearCopies

CANDIDATES = 50
"""Passages taken from each road, words and meaning, for each text that is searched for."""

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each ingredient of the ranking weighs, in standard deviations.

    Calibrated on MultiHop-RAG's development questions, SciFact beside them so that nothing is
    fitted to news alone; `python -m qa.evaluation.retrieval.ablation FOLDER` shows what each is
    worth, with `--sweep` what other values would be (docs/log.md).
    """

    lexical: float = 0.7
    sentence: float = 1.0
    passage: float = 0.0
    """Of the passage's own cosine, which its nearest sentence leaves nothing to add."""
    publisher: float = 3.0
    period: float = 3.0
    whole: float = 0.5
    part_drawn: float = 1.0
    """Taken from a part's scores for each passage that was drawn for it."""
    publisher_drawn: float = 0.3
    """Taken from a passage for each drawn before it of its publisher."""
    copies_last: bool = True
    """Whether near-copies of a passage drawn before it are drawn after all others."""


WEIGHTS = Weights()


def retrieve(
    query: Query, library: Library, limit: int = 12, within: Filters = ANYWHERE
) -> tuple[Hit, ...]:
    """The `limit` passages most likely to answer, best first, `score` being the worth when drawn.

    None is outside `within`, the filters that the user set. Publishers and days that the question
    names are boosts, never filters: "what did Arirang's owner say" is not about what Arirang wrote.
    """
    return rank(query, find_candidates(query, library, within), limit)


def find_candidates(
    query: Query, library: Library, within: Filters = ANYWHERE
) -> tuple[tuple[Hit, ...], ...]:
    """What is found for the question and for its parts: one row of hits each, in that order.

    Every row holds the same passages, in the same order, with that text's scores. A text that
    names publishers is searched for among their articles too, or what they say of a common topic
    would not be found among what all others say.
    """
    texts = _texts(query)
    searches = [Search(part.text, within) for part in texts]
    among = (Search(part.text, _named(within, part.mentions)) for part in texts if part.mentions)
    inside = [search for search in among if search.within.publishers]
    rows = library.search_all([*searches, *inside], CANDIDATES)
    return rows[: len(texts)]


def rank(
    query: Query, rows: Sequence[Sequence[Hit]], limit: int, weights: Weights = WEIGHTS
) -> tuple[Hit, ...]:
    """The `limit` best of the candidates, in the order in which they are drawn.

    Args:
        rows: what `find_candidates` found for this query.
    """
    if not rows or not rows[0]:
        return ()
    scores = np.stack(
        [_scores(part, row, weights) for part, row in zip(_texts(query), rows, strict=True)]
    )
    whole, parts = scores[0] * weights.whole, scores[1:] if len(scores) > 1 else scores
    drawn = _drawn(rows[0], whole, parts, weights)
    return tuple(hit for hit, _ in zip(drawn, range(limit), strict=False))


def _texts(query: Query) -> tuple[Part, ...]:
    """What is searched for: the whole question, then its parts."""
    return (Part(query.standalone, query.mentions, query.periods), *query.parts)


def _named(within: Filters, mentions: Sequence[Mention]) -> Filters:
    """The filters narrowed to the publishers mentioned; to none where they exclude each other."""
    named = dict.fromkeys(name for mention in mentions for name in mention.publishers)
    allowed = {folded(name) for name in within.publishers}
    kept = tuple(name for name in named if not allowed or folded(name) in allowed)
    return replace(within, publishers=kept)


def _scores(part: Part, row: Sequence[Hit], weights: Weights) -> Scores:
    """Each hit's score for one text; see the head of this module."""
    return (
        weights.lexical * _standardised([hit.bm25 for hit in row])
        + weights.sentence * _standardised([hit.sentence_cosine for hit in row])
        + weights.passage * _standardised([hit.cosine for hit in row])
        + weights.publisher * _by_publisher(row, part.mentions)
        + weights.period * np.array([_by_period(hit, part.periods) for hit in row])
    )


def _standardised(values: Sequence[float]) -> Scores:
    """Values in standard deviations from their mean; all 0 where they do not differ."""
    found = np.array(values, dtype=np.float64)
    deviation = found.std()
    return (found - found.mean()) / deviation if deviation else np.zeros_like(found)


def _by_publisher(row: Sequence[Hit], mentions: Sequence[Mention]) -> Scores:
    """How sure it is that the text names each hit's publisher."""
    sure: dict[str | None, float] = {}
    for mention in mentions:
        for name in mention.publishers:
            sure[name] = max(sure.get(name, 0.0), mention.certainty)
    return np.array([sure.get(hit.article.publisher, 0.0) for hit in row])


def _by_period(hit: Hit, periods: Sequence[Period]) -> float:
    """How sure it is that the text names days of which the hit's article is one."""
    day = hit.article.published
    inside = (each.certainty for each in periods if day and each.first <= day <= each.last)
    return max(inside, default=0.0)


def _drawn(hits: Sequence[Hit], whole: Scores, parts: Scores, weights: Weights) -> Iterator[Hit]:
    """The hits in the order in which they are drawn, near-copies of one drawn before at the end.

    Args:
        whole: shape (hits,), what each is worth for the question as a whole.
        parts: shape (parts, hits), what each is worth for every part.
    """
    publishers = np.array([hit.article.publisher or "" for hit in hits])
    left = parts.copy()
    crowd = np.zeros(len(hits))
    waiting = np.ones(len(hits), dtype=bool)
    copies: list[Hit] = []
    seen = NearCopies()
    while waiting.any():
        worth = whole + left.max(axis=0) - crowd
        best = int(np.argmax(np.where(waiting, worth, -np.inf)))
        waiting[best] = False
        hit = replace(hits[best], score=float(worth[best]))
        if weights.copies_last and not seen.add(hit.passage.text):
            copies.append(hit)
            continue
        left[np.argmax(left[:, best])] -= weights.part_drawn
        if publishers[best]:
            crowd += weights.publisher_drawn * (publishers == publishers[best])
        yield hit
    yield from copies
