"""Which of the two is said: what answers, or an overview."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library
from index.types import ANYWHERE, Filters
from qa.choosing import choose
from qa.query import understand
from tests.fakes import FakeEmbedder
from tests.qa.making import article

LEAD = "The old bridge in Brno will close for 12 weeks, the city council said."
BRIDGE = article(f"{LEAD}\nShops nearby fear for their trade.", "b.txt", title="Old bridge closes")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", FakeEmbedder(), create=True) as opened:
        opened.add([BRIDGE])
        yield opened


def chosen(library: Library, question: str, within: Filters = ANYWHERE) -> tuple[float, list[str]]:
    """How surely it is answered, and what is worth saying."""
    hits = library.search(question, 5, within)
    judged, evidence = choose(understand(question), hits, library, within, None)
    return judged.score, [item.source.text for item in evidence]


def test_what_answers_is_worth_saying(library: Library) -> None:
    score, said = chosen(library, "How many weeks will the old bridge in Brno close?")
    assert 0.5 <= score < 1.0
    assert said == [LEAD]


def test_an_overview_that_is_surely_asked_for_comes_first(library: Library) -> None:
    score, said = chosen(library, "Tell me about the old bridge")
    assert (score, said[0]) == (1.0, LEAD)


def test_where_nothing_answers_nor_tells_of_it_there_is_no_evidence(library: Library) -> None:
    for question in ("How many weeks will the tunnel in Olomouc close?", "Tell me about Olomouc"):
        score, said = chosen(library, question)
        assert (score < 0.5, said) == (True, [])


def test_an_overview_tells_of_no_article_outside(library: Library) -> None:
    assert chosen(library, "Tell me about the old bridge", Filters(publishers=("Post",)))[1] == []
