"""The default models over the seeds, as a user meets them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import qa
from index.library import seeds_folder
from qa.answering import Answerer
from qa.opening import default_answerer
from qa.types import Finished, Outcome, Sentence, Verdict

pytestmark = pytest.mark.model

LEE_AND_ISHIBA = "What did Lee and Ishiba agree on?"
AGREED = (
    ("in person", "in-person"),
    ("more mature relationship", "strong and mature"),
    ("strong and stable relationship",),
    ("geopolitical challenges",),
    ("communication between",),
    ("strengthen cooperation as this year",),
)
"""What the two articles say that they agreed on, each point in any of its wordings."""
DONGA, ARIRANG = "002_5591c58bd861a794.txt", "004_46424cb14762a119.txt"
UNANSWERABLE = {
    "What is the capital of Australia?": "No article names Australia.",
    "Who won the 2022 world cup?": "No article has the word “cup”.",
    "How do I bake sourdough bread?": "No article has the words “sourdough” or “bread”.",
    "What did Yoon and Ishiba agree on?": (
        "The articles name Yoon and Ishiba, but no sentence names both of them."
    ),
    "Did the Bank of Japan raise interest rates?": (
        "The articles name Japan, but none names the Bank of Japan."
    ),
    "weather in Seoul tomorrow": "The articles name Seoul, but none has the word “weather”.",
}
"""Questions, and what is missing for an answer: each is so, by reading the five articles."""


def test_lee_and_ishiba(answerer: Answerer) -> None:
    answer = answerer.answer(LEE_AND_ISHIBA)
    assert answer.outcome is Outcome.ANSWERED
    assert len(answer.sentences) >= 4
    assert {c.article.path for c in answer.citations} <= {DONGA, ARIRANG}
    together = [
        {c.article.path for c in sentence.citations} == {DONGA, ARIRANG}
        for sentence in answer.sentences
    ]
    assert any(together)
    stated = [point for point in AGREED if any(word in answer.text for word in point)]
    assert len(stated) >= 4, stated


def test_every_sentence_stands_on_exact_slices(answerer: Answerer) -> None:
    for question in (LEE_AND_ISHIBA, "How long did Lee and Ishiba talk?", "When was Camp David?"):
        sentences = answerer.answer(question).sentences
        assert sentences, question
        for sentence in sentences:
            assert sentence.citations
            for citation in sentence.citations:
                article = citation.article
                assert article.text[citation.start : citation.end] == citation.quote
                assert any(a <= citation.start < b for a, b in article.body)
            assert sentence.verdict is Verdict.SUPPORTED or sentence.text[0] == "“"


@pytest.mark.parametrize(("question", "missing"), UNANSWERABLE.items())
def test_what_the_articles_do_not_say_is_refused_and_what_is_missing_told(
    answerer: Answerer, question: str, missing: str
) -> None:
    answer = answerer.answer(question)
    assert (answer.outcome, answer.missing) == (Outcome.NOT_FOUND, missing)
    assert answer.text == f"The articles do not say. {missing}"
    assert answer.nearest


def test_a_follow_up_uses_the_history(answerer: Answerer) -> None:
    first = answerer.answer("What did Lee say about Japan and the United States?")
    history = [("user", first.question), ("assistant", first.text)]
    answer = answerer.answer("And what did he say about Japan?", history)
    assert answer.standalone == "What did Lee say about Japan?"
    assert answer.outcome is Outcome.ANSWERED
    assert {c.article.path for c in answer.citations} == {DONGA}


def test_the_same_question_gives_the_same_answer(answerer: Answerer) -> None:
    assert answerer.answer(LEE_AND_ISHIBA).text == answerer.answer(LEE_AND_ISHIBA).text


def test_sentences_stream_before_the_answer_is_finished(answerer: Answerer) -> None:
    events = list(answerer.stream(LEE_AND_ISHIBA))
    assert isinstance(events[-1], Finished)
    streamed = tuple(event for event in events if isinstance(event, Sentence))
    assert streamed == events[-1].answer.sentences


def test_the_function_of_the_readme(monkeypatch: pytest.MonkeyPatch, answerer: Answerer) -> None:
    monkeypatch.setattr("qa.opening.open_answerer", lambda settings: answerer)
    default_answerer.cache_clear()
    try:
        answer = qa.answer(LEE_AND_ISHIBA)
    finally:
        default_answerer.cache_clear()
    citation = answer.citations[0]
    assert citation.article.text[citation.start : citation.end] == citation.quote


def test_the_command_line_from_another_folder(tmp_path: Path) -> None:
    """`footnote ask --json` as a user runs it: a fresh process, somewhere else, a copied folder."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "seed.txt").write_bytes((seeds_folder() / DONGA).read_bytes())
    command = [sys.executable, "-m", "ui.cli", "ask", "--json", "--folder", str(folder)]
    library = ["--library", str(tmp_path / "library")]
    done = subprocess.run(
        [*command, *library, "Who is Lee's spokesperson?"],
        cwd=tmp_path,
        env=os.environ | {"FOOTNOTE_OFFLINE": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["outcome"] == "answered"
    assert "Kang Yoo-jung" in answer["text"]
    assert {c["article"]["path"] for c in answer["citations"]} == {"seed.txt"}
    assert "Traceback" not in done.stderr
