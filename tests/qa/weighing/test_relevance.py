"""What the reader is shown of a passage, and what counts as known."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from index.types import Span
from qa.query import understand
from qa.reader import Reading
from qa.weighing.relevance import OPEN, Signals, measure, read, ruled_out
from qa.weighing.statements import statements
from tests.qa.making import article, hits


class ReaderThatKeeps:
    """Finds nothing, and keeps the texts that it was shown."""

    name = "fake"

    def __init__(self) -> None:
        self.texts: list[str] = []

    def read(
        self,
        question: str,
        contexts: Sequence[str],
        sentences: Sequence[Sequence[Span]],
        titles: Sequence[str] = (),
    ) -> tuple[Reading, ...]:
        self.texts += contexts
        none = [(tuple(0.0 for _ in spans), tuple((0, 0) for _ in spans)) for spans in sentences]
        return tuple(Reading(zeros, spans, (0, 0), 0.0) for zeros, spans in none)


def signals(question: str, text: str, **metadata: str) -> tuple[Signals, ...]:
    """Of every statement of one article."""
    found_hits = hits(article(text, **metadata))
    found = statements(found_hits)
    query = understand(question)
    return measure(query, found_hits, found, np.full(len(found), 0.5, np.float32))


def test_the_reader_sees_no_dateline() -> None:
    reader = ReaderThatKeeps()
    text = "EINDHOVEN, May 17 (Orbis) - Kestrel recalls bikes. Nobody was hurt."
    shown = hits(article(text))
    read(understand("Who makes the batteries?"), shown, statements(shown), reader)
    assert len(reader.texts[0]) == len(text)
    assert "EINDHOVEN" not in reader.texts[0]
    assert "Kestrel recalls bikes." in reader.texts[0]


@pytest.mark.parametrize("author", ["Helena Brand", None])
def test_the_author_of_an_article_is_known(author: str | None) -> None:
    metadata = {"author": author} if author else {}
    text = "Three things are missing. Petra Novak said so to Karel Kral."
    (first, *_) = signals("What is missing, according to Helena Brand?", text, **metadata)
    assert ruled_out(first) == (author is None)


def test_a_reason_is_what_why_asks_for() -> None:
    text = "The mill closed on Monday. It closed because the river was dry."
    told = [each.kind for each in signals("Why did the mill close?", text)]
    assert told == [0.0, 1.0]
    told = [each.kind for each in signals("What did the mill do?", text)]
    assert told == [OPEN, OPEN]
