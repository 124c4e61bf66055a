from __future__ import annotations

from dataclasses import replace

import pytest

from index.types import Hit
from qa.retrieval import fuse
from tests.qa.making import article, hits


def scored(*scores: tuple[float, float], publishers: tuple[str, ...] = ()) -> tuple[Hit, ...]:
    made = []
    for index, (bm25, cosine) in enumerate(scores):
        publisher = publishers[index] if publishers else None
        (hit,) = hits(article("It rained in Brno.", f"{index}.txt", publisher=publisher))
        made.append(replace(hit, bm25=bm25, cosine=cosine))
    return tuple(made)


def order(found: tuple[Hit, ...]) -> list[str]:
    return [hit.article.path for hit in found]


def test_bm25_leads_and_the_embedding_breaks_near_ties() -> None:
    assert order(fuse(scored((1.0, 0.9), (9.0, 0.1)))) == ["1.txt", "0.txt"]
    assert order(fuse(scored((5.0, 0.1), (5.0, 0.9)))) == ["1.txt", "0.txt"]


def test_the_fused_score_is_a_sum_of_z_scores() -> None:
    found = fuse(scored((0.0, 0.0), (2.0, 1.0)))
    assert [hit.score for hit in found] == pytest.approx([1.4, -1.4])


def test_a_named_publisher_is_a_boost_not_a_filter() -> None:
    candidates = scored((1.0, 0.5), (2.0, 0.5), publishers=("Brno Daily", "Prague Post"))
    assert order(fuse(candidates, ["Brno Daily"])) == ["0.txt", "1.txt"]
    assert len(fuse(candidates, ["Brno Daily"])) == 2


def test_nothing_found_is_nothing() -> None:
    assert fuse(()) == ()


def test_equal_hits_keep_the_order_of_their_articles() -> None:
    assert order(fuse(scored((1.0, 1.0), (1.0, 1.0), (1.0, 1.0)))) == ["0.txt", "1.txt", "2.txt"]
