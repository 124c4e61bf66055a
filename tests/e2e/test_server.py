"""A generator behind a server goes the same road: evidence, checks and citations are our own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answering import Answerer
from qa.generation_server import ServerGenerator
from qa.types import Outcome, Verdict
from tests.serving import serving

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def served(answerer: Answerer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    """The answerer of the other tests, with `transformers serve` as its generator."""
    with (
        serving(tmp_path_factory.mktemp("served") / "log.txt") as running,
        ServerGenerator(running.url, running.model) as generator,
    ):
        yield Answerer(answerer.library, generator, answerer.reader, checker=answerer.checker)


def test_every_sentence_is_cited_and_checked(served: Answerer) -> None:
    answer = served.answer("How long did Lee and Ishiba talk?")
    assert answer.outcome is Outcome.ANSWERED
    assert "25" in answer.text
    assert all(sentence.citations for sentence in answer.sentences)
    assert {each.verdict for each in answer.sentences} <= {Verdict.SUPPORTED, Verdict.QUOTED}
    for citation in answer.citations:
        assert citation.article.text[citation.start : citation.end] == citation.quote


def test_what_the_model_makes_up_is_held_back(served: Answerer, answerer: Answerer) -> None:
    """A model of 135M that writes freely loses or invents; the reader sees none of it."""
    question = "What did Lee and Ishiba agree on?"
    answer = served.answer(question)
    evidence = {c.quote for c in answerer.answer(question).citations}
    assert {c.quote for c in answer.citations} & evidence
    quoted = [s for s in answer.sentences if s.verdict is Verdict.QUOTED]
    assert answer.dropped + len(quoted) > 0


def test_the_same_question_is_refused(served: Answerer) -> None:
    assert served.answer("What is the capital of Australia?").outcome is Outcome.NOT_FOUND
