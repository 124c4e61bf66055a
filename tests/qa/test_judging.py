"""Statements judged for a whole question and for each of the things it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.library import Library
from index.types import ANYWHERE
from qa.answering import Answerer
from qa.evidence import choose_evidence
from qa.judging import (
    ANSWERABLE,
    PARTS_ANSWERABLE,
    WHOLE_SHARE,
    Judged,
    judge_statements,
    nearest_first,
)
from qa.types import Nearest, Outcome
from qa.weighing.relevance import Judgment
from qa.weighing.statements import statements
from tests.fakes import FakeEmbedder, FakeGenerator
from tests.qa.making import article, hits

BRIDGE = article(
    "The old stone bridge in Brno will close for 12 weeks. Shops nearby fear for their trade.",
    "bridge.txt",
    publisher="Brno Daily",
)
TRAMS = article(
    "New yellow trams from Plzen will run in Olomouc. The old stone bridge is not of steel.",
    "trams.txt",
    publisher="Moravia Post",
)
BOTH = (
    "How long will the old stone bridge in Brno close, according to Brno Daily, and which new "
    "yellow trams will run in Olomouc, according to Moravia Post?"
)


@pytest.fixture
def answerer(tmp_path: Path) -> Iterator[Answerer]:
    with Library.open(tmp_path / "library", FakeEmbedder(), create=True) as library:
        library.add([BRIDGE, TRAMS])
        yield Answerer(library, FakeGenerator())


def judged(answerer: Answerer, question: str) -> Judged:
    query, hits = answerer.find(question, (), ANYWHERE)
    return judge_statements(query, hits, answerer.library.embedder)


def test_each_part_has_its_own_best_statement(answerer: Answerer) -> None:
    found = judged(answerer, BOTH)
    assert len(found.parts) == 2
    best = [found.statements[max(range(len(part)), key=part.__getitem__)] for part in found.parts]
    assert [each.source.article.path for each in best] == ["bridge.txt", "trams.txt"]
    assert found.judgments[0].probability >= max(part[0] for part in found.parts)


def marked(near: Nearest) -> str:
    start, end = near.likeliest or (0, 0)
    return near.article.text[start:end]


def test_hits_come_by_their_best_statement_else_as_they_were_found() -> None:
    text = "It rained. Trams ran. Shops shut."
    found = hits(*(article(text, f"{n}.txt") for n in range(4)))
    told = tuple(each for each in statements(found) if each.hit)
    probabilities = [0.1, 0.2, 0.3, 0.05, 0.0, 0.0, 0.2, 0.9, 0.0]
    judgments = tuple(Judgment(each, "") for each in probabilities)
    ordered = nearest_first(found, Judged(told, judgments))
    assert [(each.article.path, marked(each)) for each in ordered] == [
        ("3.txt", "Trams ran."),
        ("1.txt", "Shops shut."),
        ("2.txt", ""),  # .05 is next to nothing
        ("0.txt", ""),
    ]
    plain = nearest_first(found, Judged())
    assert [(each.passage, each.likeliest) for each in plain] == [(h.passage, None) for h in found]
    assert nearest_first((), Judged()) == ()


def test_a_part_is_not_answered_by_another_publisher(answerer: Answerer) -> None:
    found = judged(answerer, BOTH)
    steel = next(i for i, s in enumerate(found.statements) if "steel" in s.source.text)
    assert found.parts[0][steel] == 0.0


def test_a_question_of_one_part_is_judged_once(answerer: Answerer) -> None:
    found = judged(answerer, "How long will the old stone bridge in Brno close?")
    assert found.parts == ()
    assert found.score == found.whole == found.judgments[0].probability


@pytest.mark.parametrize(
    ("parts", "whole", "score"),
    [
        (((PARTS_ANSWERABLE, 0.0), (0.0, PARTS_ANSWERABLE)), 0.0, ANSWERABLE),
        (((0.2,), (0.0,)), 0.1, (0.1 + 0.1 * WHOLE_SHARE) * ANSWERABLE / PARTS_ANSWERABLE),
        (((1.0,), (1.0,)), 0.1, 1.0),
        (((0.0,), (0.0,)), 0.2, 0.2 * WHOLE_SHARE * ANSWERABLE / PARTS_ANSWERABLE),
        ((), 0.3, 0.3),
    ],
)
def test_the_score_is_of_the_parts_on_the_average_and_of_the_whole(
    parts: tuple[tuple[float, ...], ...], whole: float, score: float
) -> None:
    assert Judged(whole=whole, parts=parts).score == pytest.approx(score)


def test_of_several_clauses_on_one_thing_the_best_one_does_not_count() -> None:
    parts = ((0.9,), (0.2,), (0.1,))
    clauses, questions = (Judged(parts=parts, several=several) for several in (False, True))
    assert clauses.score == pytest.approx(0.15 * ANSWERABLE / PARTS_ANSWERABLE)
    assert questions.score == pytest.approx(0.4 * ANSWERABLE / PARTS_ANSWERABLE)
    assert Judged(parts=parts[:2]).score > ANSWERABLE


@pytest.mark.parametrize(
    ("question", "several"),
    [
        (BOTH, True),
        (
            "Which company, known for its yellow trams in Olomouc, closed the old stone bridge in "
            "Brno and also bought a steel mill in Ostrava?",
            False,
        ),
    ],
)
def test_questions_of_their_own_are_told_from_clauses(
    question: str, several: bool, answerer: Answerer
) -> None:
    found = judged(answerer, question)
    assert len(found.parts) > 1
    assert found.several is several


def test_evidence_is_drawn_for_every_part_in_turn(answerer: Answerer) -> None:
    query, hits = answerer.find(BOTH, (), ANYWHERE)
    found = judge_statements(query, hits, answerer.library.embedder)
    strong = Judged(
        found.statements,
        found.judgments,
        found.vectors,
        parts=tuple(tuple(min(1.0, 3 * p) for p in part) for part in found.parts),
    )
    paths = [each.source.article.path for each in choose_evidence(query, strong)[:2]]
    assert sorted(paths) == ["bridge.txt", "trams.txt"]


def test_parts_without_anything_are_named(answerer: Answerer) -> None:
    question = (
        "How long will the old stone bridge in Brno close, and who won the chess cup in Oslo?"
    )
    answer = answerer.answer(question)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.missing == "Nothing was found for “who won the chess cup in Oslo”."
    assert answerer.answer("How long will the old stone bridge in Brno close?").missing == ""


def test_a_part_is_asked_of_its_own_time(answerer: Answerer) -> None:
    spring = article("The stone bridge in Brno closed in March 2030.", "spring.txt")
    autumn = article("The yellow trams in Olomouc ran in October 2030.", "autumn.txt")
    answerer.library.add([spring, autumn])
    question = (
        "Which stone bridge in Brno closed in March 2030, and which yellow trams in Olomouc ran "
        "in October 2030?"
    )
    found = judged(answerer, question)
    paths = [each.source.article.path for each in found.statements]
    for part, path, other in ((0, "spring.txt", "autumn.txt"), (1, "autumn.txt", "spring.txt")):
        assert found.parts[part][paths.index(path)] > 0
        assert found.parts[part][paths.index(other)] == 0


def test_what_answers_the_whole_question_comes_first(answerer: Answerer) -> None:
    query, hits = answerer.find(BOTH, (), ANYWHERE)
    found = judge_statements(query, hits, answerer.library.embedder)
    last = len(found.statements) - 1
    told = replace(found, whole=0.9, wholly=last)
    first = choose_evidence(query, told)[0]
    assert first.source.text == found.statements[last].source.text


def equally_likely(answerer: Answerer, question: str) -> list[str]:
    """What is chosen where every statement is as good as the others."""
    query, hits = answerer.find(question, (), ANYWHERE)
    found = judge_statements(query, hits, answerer.library.embedder)
    level = tuple(replace(each, probability=0.9) for each in found.judgments)
    chosen = choose_evidence(query, replace(found, judgments=level, whole=0.9))
    return [each.source.text for each in chosen]


def test_where_a_length_is_asked_for_what_gives_none_is_left_out(answerer: Answerer) -> None:
    closing = "The old stone bridge in Brno will close for 12 weeks."
    assert equally_likely(answerer, "How long will the old bridge in Brno close?") == [closing]
    assert len(equally_likely(answerer, "Why will the old bridge in Brno close?")) == 2


def test_where_nothing_gives_the_length_that_is_asked_for_all_is_kept(answerer: Answerer) -> None:
    answerer.library.add([article("The bridge in Brno will close for ages.", "bridge.txt")])
    assert len(equally_likely(answerer, "How long will the old bridge in Brno close?")) == 2


def test_what_gives_the_same_length_again_takes_no_place(answerer: Answerer) -> None:
    answerer.library.add(
        [
            article("They said it closes for 12 weeks at least.", "again.txt"),
            article("The bridge in Brno will close for 14 weeks, others say.", "other.txt"),
        ]
    )
    told = equally_likely(answerer, "How long will the old bridge in Brno close?")
    assert len(told) == 2
    assert sum("14 weeks" in text for text in told) == 1


def test_vectors_of_the_library_are_used_and_only_others_made(answerer: Answerer) -> None:
    query, hits = answerer.find("How long will the old stone bridge in Brno close?", (), ANYWHERE)
    embedder = CountingEmbedder()
    judge_statements(query, hits, embedder)
    assert embedder.seen == [query.standalone]
    embedder.seen.clear()
    judge_statements(query, [replace(hit, sentence_vectors=None) for hit in hits], embedder)
    assert "Shops nearby fear for their trade." in embedder.seen


class CountingEmbedder(FakeEmbedder):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.seen.extend(texts)
        return super().encode(texts)


def test_the_best_of_a_single_paragraph_has_proved_less_than_the_best_of_many(
    answerer: Answerer,
) -> None:
    question = "How long will the old stone bridge in Brno close?"
    few = judged(answerer, question).score
    rain = "\n\n".join(f"It rained in village number {n} on that day." for n in range(40))
    answerer.library.add([article(rain, "rain.txt")])
    assert judged(answerer, question).score > few


def test_what_is_asked_of_now_has_room_for_the_newest(answerer: Answerer) -> None:
    told = (
        "Ines Kolar leads Acmel.",
        "Acmel is led by Jan Brandt, they say.",
        "Karel Dvorak leads Acmel.",
    )
    for year, text in enumerate(told, 2021):
        made = replace(article(text, f"{year}.txt"), published=date(year, 5, 1))
        answerer.library.add([made])
    assert told[-1] in equally_likely(answerer, "Who leads Acmel now?")


def test_where_nothing_is_named_what_was_spoken_of_comes_first(answerer: Answerer) -> None:
    trams = article("Trams will close for 14 weeks, the council said.", "trams.txt")
    answerer.library.add([trams])
    query, hits = answerer.find("How long will it close?", (), ANYWHERE)
    found = judge_statements(query, hits, answerer.library.embedder)
    level = tuple(replace(each, probability=0.9) for each in found.judgments)
    level = (replace(level[0], probability=0.95), *level[1:])
    told = replace(found, judgments=level, whole=0.95)
    first = found.statements[0].source.article.id
    other = next(e.source.article.id for e in found.statements if e.source.article.id != first)
    for spoken_of in (first, other):
        goes_on = replace(query, spoken_of=frozenset([spoken_of]))
        assert choose_evidence(goes_on, told)[0].source.article.id == spoken_of
    unlikely = tuple(
        replace(each, probability=0.6) if s.source.article.id == other else each
        for each, s in zip(level, found.statements, strict=True)
    )
    goes_on = replace(query, spoken_of=frozenset([other]))
    assert choose_evidence(goes_on, replace(told, judgments=unlikely))[0].source.article.id == first
