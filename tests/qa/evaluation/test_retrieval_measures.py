from __future__ import annotations

from pathlib import Path

import pytest

from index.library import Library
from index.passages import split_passages
from index.types import Article
from qa.evaluation.retrieval.datasets import Dataset, Fact, Question, Unit, make_article
from qa.evaluation.retrieval.gold import Gold, gold_of
from qa.evaluation.retrieval.measures import score_rankings
from qa.evaluation.retrieval.running import Ranking
from tests.fakes import FakeEmbedder

LONG = make_article(
    "long",
    " ".join(f"Sentence {n} tells that the {n}th barge carried slate." for n in range(60)),
    {},
)


def gold_for(facts: tuple[Fact, ...], article: Article, directory: Path) -> Gold:
    question = Question("1", "?", facts=facts)
    dataset = Dataset("x", Unit.PASSAGE, (article,), (question,), "", "")
    with Library.open(directory, FakeEmbedder(), create=True) as library:
        library.add([article])
        (gold,) = gold_of(dataset, library)
    return gold


def scores(units: tuple[str, ...], gold: Gold, unit: Unit = Unit.PASSAGE) -> dict[str, float]:
    (found,) = score_rankings([Ranking("1", units, 0.0)], [gold], unit)
    return dict(found)


def test_a_fact_inside_a_passage(tmp_path: Path) -> None:
    first = split_passages(LONG)[0]
    gold = gold_for((Fact("", "long", (first.sentences[2],)),), LONG, tmp_path)
    assert gold.relevant == {"long#0": 1}
    assert gold.facts == ((frozenset({"long#0"}),),)


def test_a_fact_cut_by_a_boundary_needs_its_pieces(tmp_path: Path) -> None:
    first, second = split_passages(LONG)[:2]
    cut = (first.sentences[-2][0], second.sentences[0][1])
    gold = gold_for((Fact("", "long", (cut,)),), LONG, tmp_path)
    assert gold.relevant == {"long#0": 1}, "the passage with the larger part is relevant"
    assert gold.facts == ((frozenset({"long#0", "long#1"}),),)
    assert scores(("long#0", "x#1"), gold)["all-evidence@10"] == 0.0
    assert scores(("long#0", "x#1"), gold)["Hits@4"] == 1.0
    assert scores(("long#0", "long#1"), gold)["all-evidence@10"] == 1.0
    assert scores(("long#1",), gold)["Hits@4"] == 0.0


def test_a_mark_behind_the_boundary_is_no_piece(tmp_path: Path) -> None:
    first, second = split_passages(LONG)[:2]
    spaced = (first.sentences[-1][0], second.start)
    gold = gold_for((Fact("", "long", (spaced,)),), LONG, tmp_path)
    assert gold.facts == ((frozenset({"long#0"}),),)


def test_a_fact_stated_twice_is_found_at_either_place(tmp_path: Path) -> None:
    passages = split_passages(LONG)
    places = (passages[0].sentences[0], passages[2].sentences[0])
    gold = gold_for((Fact("", "long", places),), LONG, tmp_path)
    assert scores(("long#2",), gold)["all-evidence@10"] == 1.0
    assert gold.relevant == {"long#0": 1, "long#2": 1}


def test_a_fact_that_was_not_located_counts_as_not_found(tmp_path: Path) -> None:
    known = Fact("", "long", (split_passages(LONG)[0].sentences[0],))
    gold = gold_for((known, Fact("?", "long", ()), Fact("?", "", ())), LONG, tmp_path)
    found = scores(("long#0",), gold)
    assert found["all-evidence@10"] == 0.0
    assert found["evidence recall@10"] == pytest.approx(1 / 3)


def test_evidence_is_looked_for_in_the_first_ten() -> None:
    gold = Gold({"a#0": 1}, ((frozenset({"a#0"}),),))
    others = tuple(f"b#{n}" for n in range(10))
    assert scores((*others[:9], "a#0"), gold)["all-evidence@10"] == 1.0
    late = scores((*others, "a#0"), gold)
    assert (late["all-evidence@10"], late["Hits@10"], late["Recall@100"]) == (0.0, 0.0, 1.0)


def test_the_usual_measures_have_their_usual_values() -> None:
    found = scores(("x", "b", "a", "y"), Gold({"a": 2, "b": 1, "c": 1, "x": 0}), Unit.DOCUMENT)
    assert found["Hits@4"] == found["Hits@10"] == 1.0
    assert found["MRR@10"] == 0.5
    assert found["MAP@10"] == pytest.approx((1 / 2 + 2 / 3) / 3)
    assert found["Recall@100"] == pytest.approx(2 / 3)
    gained, ideal = 1 / 1.58496 + 2 / 2, 2 / 1 + 1 / 1.58496 + 1 / 2
    assert found["nDCG@10"] == pytest.approx(gained / ideal, abs=1e-4)
    assert "all-evidence@10" not in found


def test_every_judged_question_counts() -> None:
    rankings = [Ranking("1", (), 0.0, "names nothing"), Ranking("2", ("a",), 0.0)]
    golds = [Gold({"a": 1}), Gold({})]
    for found in score_rankings(rankings, golds, Unit.DOCUMENT):
        assert set(found.values()) == {0.0}
        assert len(found) == 6
