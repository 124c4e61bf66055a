"""The default models over three papers that report one accident, two of them from one agency."""
# ruff: noqa: E501 - the articles have the long lines that articles have

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.library import Library
from qa.answering import Answerer
from tests.ui.fakes import make_article

pytestmark = pytest.mark.model

PAPER = """Ferry hits pier in Port Amsel
A ferry struck the pier at Port Amsel on Tuesday morning, leaving 12 people injured, the coast guard said.
The Marlin had come from Gull Island with 80 passengers and ran into the pier at full speed in thick fog.
The pier will stay closed until engineers have looked at its pillars, the harbour master said on the radio."""
CALL = f"""Ferry accident at Port Amsel
{PAPER.partition(chr(10))[2]}
The Call will report on the council's meeting about the pier as soon as it has come to an end tonight."""
POST = """Port Amsel ferry crash
Fifteen people were hurt when a ferry crashed into a pier in Port Amsel on Tuesday, the hospital said.
Doctors and nurses came in from their day off, and a tent was put up for relatives outside the building.
The Gull Island line has been in service since 1962 and had never had an accident with injured people."""


def test_papers_that_disagree_are_told_apart_and_copies_count_once(
    answerer: Answerer, tmp_path: Path
) -> None:
    articles = [
        make_article(f"{name}.txt", text, text.partition("\n")[0], name, None, date(2025, 3, 12))
        for name, text in (("The Paper", PAPER), ("The Call", CALL), ("The Post", POST))
    ]
    with Library.open(tmp_path / "library", answerer.library.embedder, create=True) as library:
        library.add(articles)
        models = (answerer.generator, answerer.reader, answerer.reranker, answerer.checker)
        answer = Answerer(library, *models).answer("How many people were injured in Port Amsel?")
    (told,) = (sentence for sentence in answer.sentences if sentence.disagreement)
    assert told.independent_sources == 2
    by_figure = {
        number: {citation.article.publisher for citation in side.citations}
        for side in told.sides
        for number in ("12", "Fifteen")
        if number in side.text
    }
    assert by_figure == {"12": {"The Paper", "The Call"}, "Fifteen": {"The Post"}}
    for citation in answer.citations:
        assert citation.article.text[citation.start : citation.end] == citation.quote
