"""What counts as known, and as what is asked for."""

from __future__ import annotations

import numpy as np
import pytest

from qa.query import understand
from qa.weighing.relevance import ruled_out
from qa.weighing.signals import OPEN, Signals, measure
from qa.weighing.statements import statements
from tests.qa.making import article, hits


def signals(question: str, text: str, **metadata: str) -> tuple[Signals, ...]:
    """Of every statement of one article."""
    found_hits = hits(article(text, **metadata))
    found = statements(found_hits)
    query = understand(question)
    return measure(query, found_hits, found, np.full(len(found), 0.5, np.float32))


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


@pytest.mark.parametrize(
    ("text", "ruled"),
    [
        ("“The mill closed. We were puzzled by this: how can that be?”", True),
        ("“The mill closed. Who is puzzled by this: the river was dry because of them?”", False),
    ],
)
def test_who_asks_gives_no_reason(text: str, ruled: bool) -> None:
    (told,) = signals("Why did the mill close?", text)
    assert ruled_out(told) is ruled
    (told,) = signals("What happened to the mill?", text)
    assert not ruled_out(told)
