"""Gold sentences among the statements that are read, with a reader and without."""

from __future__ import annotations

import json
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from index.errors import UsageError
from index.library import Library
from index.types import Span
from qa.answering import Answerer
from qa.evaluation.answers.cases import Case
from qa.evaluation.answers.evidence_ranking import (
    EvidenceReport,
    RankedFile,
    rank_evidence,
    show_evidence,
    write_evidence,
)
from qa.evaluation.answers.reading import load_cases
from qa.reader import Reading
from tests.fakes import FakeEmbedder, FakeGenerator
from tests.qa.evaluation.answers_examples import write_squad

WITH, WITHOUT = "with the reader", "without"


class Believing:
    """A reader that is sure of the sentences that hold a word, and of no other."""

    def __init__(self, word: str) -> None:
        self.name = f"fake/{word}"
        self.word = word
        self.read_passages = 0

    def read(
        self,
        question: str,
        contexts: Sequence[str],
        sentences: Sequence[Sequence[Span]],
        titles: Sequence[str] = (),
    ) -> tuple[Reading, ...]:
        self.read_passages += len(contexts)
        return tuple(
            Reading(
                tuple(0.99 if self.word in text[a:b] else 0.01 for a, b in spans),
                tuple((a, a + 1) for a, _ in spans),
                (0, 1),
                0.5,
            )
            for text, spans in zip(contexts, sentences, strict=True)
        )


def silent(done: int, total: int, what: str) -> None:
    assert 0 <= done <= total, what


def ranked(tmp_path: Path, reader: Believing | None, name: str = "x") -> EvidenceReport:
    found = load_cases(write_squad(tmp_path / "part.json"))
    with Library.open(tmp_path / "library", FakeEmbedder(), create=True) as library:
        library.add(found.articles or ())
        answerer = Answerer(library, FakeGenerator(), reader)
        kept = RankedFile(tmp_path / f"{name}.jsonl")
        return rank_evidence(answerer, found.name, found.cases, kept, silent)


def test_the_reader_alone_makes_the_difference(tmp_path: Path) -> None:
    right, wrong = (
        {row.case: row for row in ranked(tmp_path, Believing(word), word).ranked}
        for word in ("since", "winter")
    )
    assert list(right) == ["crossing", "captain", "buyer"], "what has no answer is not ranked"
    assert right["captain"].first[WITH]
    assert not wrong["captain"].first[WITH]
    for row in (*right.values(), *wrong.values()):
        assert (row.pieces, row.read) == (1, 1), "one of several gold answers is enough"
        assert row.above == {WITH: 1, WITHOUT: 1}
    assert right["captain"].first[WITHOUT] == wrong["captain"].first[WITHOUT]


def test_what_was_ranked_is_not_ranked_again(tmp_path: Path) -> None:
    reader = Believing("since")
    first = ranked(tmp_path, reader)
    before = reader.read_passages
    assert ranked(tmp_path, reader) == first
    assert reader.read_passages == before > 0


def test_it_is_shown_and_written(tmp_path: Path) -> None:
    report = ranked(tmp_path, Believing("since"))
    console = Console(file=StringIO(), width=120)
    show_evidence(report, console)
    assert isinstance(console.file, StringIO)
    shown = console.file.getvalue()
    assert "part: 3 answerable questions, 3 gold sentences" in shown
    assert "+0.000 (+0.000 to +0.000)" in shown
    write_evidence(report, tmp_path / "out.json")
    content = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert content["measures"]["in the passages read"]["value"] == 1.0
    assert content["difference"]["value"] == 0.0
    assert [each["case"] for each in content["questions"]] == ["crossing", "captain", "buyer"]


def test_it_needs_a_reader_and_something_to_find(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="reader is not installed"):
        ranked(tmp_path, None)
    unanswerable = [Case("owner", "Who owns it?", answerable=False)]
    with Library.open(tmp_path / "other", FakeEmbedder(), create=True) as library:
        answerer = Answerer(library, FakeGenerator(), Believing("since"))
        kept = RankedFile(tmp_path / "y.jsonl")
        with pytest.raises(UsageError, match="raise --limit"):
            rank_evidence(answerer, "part", unanswerable, kept, silent)
