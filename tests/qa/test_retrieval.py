from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index.library import Library
from index.types import Filters, Hit
from qa.asked import Mention, Part, Period, Query
from qa.query import understand
from qa.retrieval import Weights, find_candidates, rank, retrieve
from tests.fakes import FakeEmbedder
from tests.qa.making import article, hits

PLAIN = Query(question="q", standalone="q", parts=(Part("q"),))
TEXTS = (
    "It rained in Brno.",
    "Snow fell on Prague.",
    "Rivers rose near Olomouc.",
    "Fog hid the hills of Zlin.",
    "A storm broke trees.",
)


def row(
    *scores: tuple[float, float],
    publishers: tuple[str | None, ...] = (),
    days: tuple[date | None, ...] = (),
    texts: tuple[str, ...] = TEXTS,
) -> tuple[Hit, ...]:
    """Hits with these BM25 scores and cosines, each in an article of its own, 0.txt, 1.txt, ..."""
    made = []
    for index, (bm25, cosine) in enumerate(scores):
        (hit,) = hits(
            article(
                texts[index % len(texts)],
                f"{index}.txt",
                publisher=publishers[index] if publishers else None,
                published=days[index] if days else None,
            )
        )
        made.append(replace(hit, bm25=bm25, sentence_cosine=cosine))
    return tuple(made)


def order(found: tuple[Hit, ...]) -> list[str]:
    return [hit.article.path.removesuffix(".txt") for hit in found]


def naming(*parts: Part) -> Query:
    mentions = tuple(mention for part in parts for mention in part.mentions)
    periods = tuple(period for part in parts for period in part.periods)
    return Query("q", "q", mentions=mentions, periods=periods, parts=parts)


def test_the_score_is_a_weighted_sum_of_z_scores() -> None:
    found = row((0.0, 0.0), (2.0, 1.0))
    weights = Weights(lexical=0.7, sentence=1.0, whole=0.5)
    ranked = rank(PLAIN, (found, found), 9, weights)
    assert order(ranked) == ["1", "0"]
    # Once for the whole, at half weight, and once for its part; one lower for what was drawn.
    assert [hit.score for hit in ranked] == pytest.approx([1.5 * 1.7, -1.5 * 1.7 - 1.0])


def test_meaning_decides_where_words_do_not() -> None:
    found = row((5.0, 0.1), (5.0, 0.9))
    assert order(rank(PLAIN, (found, found), 9)) == ["1", "0"]


def test_nothing_found_is_nothing() -> None:
    assert rank(PLAIN, (), 9) == ()
    assert rank(PLAIN, ((), ()), 9) == ()


def test_equal_hits_keep_their_order() -> None:
    found = row((1.0, 1.0), (1.0, 1.0), (1.0, 1.0))
    assert order(rank(PLAIN, (found, found), 9)) == ["0", "1", "2"]


def test_no_more_than_asked_for() -> None:
    found = row((3.0, 0.1), (2.0, 0.1), (1.0, 0.1))
    assert order(rank(PLAIN, (found, found), 2)) == ["0", "1"]


@pytest.mark.parametrize(("certainty", "first"), [(1.0, "0"), (0.2, "1")])
def test_a_named_publisher_is_a_boost_as_sure_as_its_name_not_a_filter(
    certainty: float, first: str
) -> None:
    found = row((1.0, 0.5), (2.0, 0.5), publishers=("Brno Daily", "Prague Post"))
    query = naming(Part("q", mentions=(Mention(("Brno Daily",), 0, 1, certainty),)))
    ranked = rank(query, (found, found), 9)
    assert (ranked[0].article.path, len(ranked)) == (f"{first}.txt", 2)


def test_a_named_day_is_a_boost_and_undated_articles_stay() -> None:
    days = (date(2024, 5, 3), date(2024, 5, 9), None)
    found = row((1.0, 0.5), (2.0, 0.5), (1.5, 0.5), days=days)
    period = Period(date(2024, 5, 1), date(2024, 5, 3), 0, 1, 0.9)
    assert order(rank(naming(Part("q", periods=(period,))), (found, found), 9)) == ["0", "1", "2"]
    assert order(rank(PLAIN, (found, found), 9)) == ["1", "2", "0"]


def test_every_part_keeps_a_place() -> None:
    """Four passages that serve the first part best do not push the second part's one out."""
    query = Query("q", "q", parts=(Part("one"), Part("two")))
    whole = row((9.0, 0.9), (8.8, 0.9), (8.6, 0.9), (8.4, 0.9), (0.1, 0.3))
    one = row((9.0, 0.9), (8.9, 0.9), (8.8, 0.9), (8.7, 0.9), (0.0, 0.1))
    two = row((0.0, 0.2), (0.0, 0.2), (0.0, 0.2), (0.0, 0.2), (5.0, 0.5))
    assert "4" in order(rank(query, (whole, one, two), 2))
    undivided = Query("q", "q", parts=(Part("one"),))
    assert "4" not in order(rank(undivided, (whole, one), 4))


def test_one_publisher_does_not_crowd_out_the_others() -> None:
    publishers = ("A", "A", "A", "B", "C")
    found = row((4.0, 0.5), (3.9, 0.5), (3.8, 0.5), (3.7, 0.5), (0, 0.5), publishers=publishers)
    assert order(rank(PLAIN, (found, found), 2)) == ["0", "3"]
    crowded = Weights(publisher_drawn=0.0)
    assert order(rank(PLAIN, (found, found), 2, crowded)) == ["0", "1"]


def test_near_copies_come_last() -> None:
    story = "The mayor of Brno opened a new tunnel under the river on Monday morning."
    texts = (story, f"(Reuters) {story}", "Snow fell on Prague.")
    found = row((9.0, 0.9), (8.0, 0.9), (1.0, 0.1), texts=texts)
    assert order(rank(PLAIN, (found, found), 9)) == ["0", "2", "1"]


# -- over a library --------------------------------------------------------------------------------


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = Library.open(tmp_path / "library", FakeEmbedder(), create=True)
    fill = [
        article(f"The bridge of town {n} was painted.", f"b{n}.txt", publisher="Beta Post")
        for n in range(60)
    ]
    alpha = article(
        "Talks were long. In the end a bridge was sold.",
        "alpha.txt",
        publisher="Alpha News",
        published=date(2024, 5, 3),
    )
    made.add([*fill, alpha])
    return made


def test_a_named_publisher_is_searched_among_its_own_articles(library: Library) -> None:
    query = understand(
        "Which bridge of which town was painted, according to Alpha News?",
        publishers=library.publishers(),
    )
    # Its name is in the header of its passages, which would be found by that word alone.
    query = replace(query, standalone=query.parts[0].text)
    assert "alpha" in order(find_candidates(query, library)[0])
    unnamed = replace(query, mentions=(), parts=(Part(query.standalone),))
    assert "alpha" not in order(find_candidates(unnamed, library)[0])


def test_rows_are_the_question_then_its_parts(library: Library) -> None:
    question = (
        "Does Alpha News say that the long talks ended with a sold bridge, while Beta Post "
        "reports that every bridge in town 7 was painted?"
    )
    query = understand(question, publishers=library.publishers())
    rows = find_candidates(query, library)
    assert len(query.parts) == 2
    assert len(rows) == 3
    ids = [[hit.passage.id for hit in row] for row in rows]
    assert ids[0] == ids[1] == ids[2]
    assert not np.allclose([hit.bm25 for hit in rows[1]], [hit.bm25 for hit in rows[2]])


def test_filters_are_hard_whatever_the_question_names(library: Library) -> None:
    query = understand("What does Alpha News say of a bridge?", publishers=library.publishers())
    found = retrieve(query, library, 99, Filters(publishers=("beta post",)))
    assert {hit.article.publisher for hit in found} == {"Beta Post"}
    inside = retrieve(query, library, 99, Filters(since=date(2024, 5, 1)))
    assert [hit.article.path for hit in inside] == ["alpha.txt"]
