"""What every reranker must do, run on the fake and on a tiny real cross-encoder."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.settings import Settings
from index.types import Hit
from qa.weighing.reranking import Reranker, load_reranker
from tests.fakes import FakeReranker
from tests.qa.making import article, hits
from tests.qa.reranker_fixtures import save_cross_encoder

QUESTION = "Who left Oslo on Monday?"
TEXTS = (
    "The harbour bridge fell in the river.",
    "Rain.",
    "Anna left Oslo on Monday.",
    "Boris met the minister of the council in Paris, and twenty people signed a treaty in Lima.",
    "The mayor opened the bridge.",
)


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> Reranker:
    folder = tmp_path_factory.mktemp("models")
    model = save_cross_encoder(folder / "model")
    loaded = load_reranker(Settings(home=folder, reranker=str(model), offline=True))
    assert loaded is not None
    return loaded


@pytest.fixture(params=["fake", "cross-encoder"])
def reranker(request: pytest.FixtureRequest) -> Reranker:
    if request.param == "fake":
        return FakeReranker()
    loaded: Reranker = request.getfixturevalue("cross_encoder")
    return loaded


@pytest.fixture
def found() -> tuple[Hit, ...]:
    return hits(*(article(text, f"{place}.txt") for place, text in enumerate(TEXTS)))


class TestReranker:
    def test_the_same_hits_come_back_best_first(
        self, reranker: Reranker, found: tuple[Hit, ...]
    ) -> None:
        ranked = reranker.rerank(QUESTION, found)
        assert sorted((replace(hit, score=1.0) for hit in ranked), key=by_id) == list(found)
        scores = [hit.score for hit in ranked]
        assert scores == sorted(scores, reverse=True)
        assert len(set(scores)) > 1

    def test_the_ranking_does_not_depend_on_the_order_given(
        self, reranker: Reranker, found: tuple[Hit, ...]
    ) -> None:
        one, other = reranker.rerank(QUESTION, found), reranker.rerank(QUESTION, found[::-1])
        assert {by_id(hit): hit.score for hit in one} == {by_id(hit): hit.score for hit in other}

    def test_ties_keep_their_order(self, reranker: Reranker) -> None:
        same = hits(*(article(TEXTS[2], f"{place}.txt") for place in "cab"))
        ranked = reranker.rerank(QUESTION, same)
        assert [hit.article.path for hit in ranked] == ["c.txt", "a.txt", "b.txt"]

    def test_what_the_header_says_counts(self, reranker: Reranker) -> None:
        plain, titled = hits(article(TEXTS[1], "a.txt"), article(TEXTS[1], "b.txt", title="Oslo"))
        one, other = reranker.rerank(QUESTION, [plain, titled])
        assert one.score != other.score

    def test_the_question_counts(self, reranker: Reranker, found: tuple[Hit, ...]) -> None:
        one, other = reranker.rerank(QUESTION, found), reranker.rerank("What fell?", found)
        assert [hit.score for hit in one] != [hit.score for hit in other]

    def test_no_hits_stay_no_hits(self, reranker: Reranker) -> None:
        assert reranker.rerank(QUESTION, ()) == ()


def by_id(hit: Hit) -> int:
    return hit.passage.id
