"""Query -> Hits: BM25 and embeddings fused, with what the question names about publishers.

Fusion is by standardised scores (z-scores), not by ranks: on news questions BM25 is the stronger
road, and rank fusion throws away by how much (shared facts: .769 Hits@4 against .699 by
reciprocal rank fusion on MultiHop-RAG).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean, pstdev

from index.library import Library
from index.types import ANYWHERE, Filters, Hit
from qa.types import Query

CANDIDATES = 100
"""Passages taken from each road before fusion."""
DENSE_WEIGHT = 0.4
"""Weight of the embedding's z-score beside BM25's 1; the best of the grid in shared facts."""
PUBLISHER_BOOST = 3.0
"""Standard deviations added to passages of a publisher that the question names; same source."""


def retrieve(
    query: Query, library: Library, limit: int = 12, within: Filters = ANYWHERE
) -> tuple[Hit, ...]:
    """The `limit` passages most likely to answer, best first, `score` being the fused z-score.

    None is outside `within`, the filters that the user set. A publisher that the question names
    is a boost, never a filter: the name may be there as a topic ("what did Arirang's owner say").
    """
    hits = library.search(query.standalone, CANDIDATES, within)
    return fuse(hits, query.publishers)[:limit]


def fuse(hits: Sequence[Hit], publishers: Sequence[str] = ()) -> tuple[Hit, ...]:
    """Hits ranked by the weighted sum of their standardised scores; ties keep article order."""
    lexical = _standardised([hit.bm25 for hit in hits])
    dense = _standardised([hit.cosine for hit in hits])
    scored = [
        replace(
            hit,
            score=words
            + DENSE_WEIGHT * meaning
            + (PUBLISHER_BOOST if hit.article.publisher in publishers else 0.0),
        )
        for hit, words, meaning in zip(hits, lexical, dense, strict=True)
    ]
    return tuple(sorted(scored, key=lambda h: (-h.score, h.article.path, h.passage.ordinal)))


def _standardised(values: Sequence[float]) -> list[float]:
    """Values in standard deviations from their mean; all 0 where they do not differ."""
    if not values:
        return []
    mean, deviation = fmean(values), pstdev(values)
    return [(value - mean) / deviation if deviation else 0.0 for value in values]
