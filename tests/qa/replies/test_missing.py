"""What a refusal says is missing, over invented articles; that it is true matters most."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.library import Library
from index.types import ANYWHERE, Filters
from qa.answering import Answerer
from qa.query import understand, with_publishers_lacking
from qa.replies.missing import NEARLY, find_missing
from qa.retrieval import retrieve
from qa.types import NEAR_ANSWER, Outcome
from tests.fakes import FakeEmbedder, FakeGenerator
from tests.qa.making import article

BRIDGE = article(
    "Mayor Petra Novak said the old bridge in Brno will close.\n"
    "Tomas Vesely, who owns a shop beside it, fears for his trade.\n"
    "The Bakers Union asked Novak for help on Monday and got 40 crowns.",
    "bridge.txt",
    title="Bridge to close",
    publisher="Brno Daily",
    author="Ines Calder",
    published=date(2031, 4, 18),
)  # type: ignore[arg-type]
TRAMS = article(
    "Trams will turn at the market in Olomouc.\nLena Horak welcomed the plan of the mayor.",
    "trams.txt",
    publisher="Olomouc Post",
    published=date(2031, 5, 2),
)  # type: ignore[arg-type]
UNDATED = article("The ferry to Gdansk is late, Vesely wrote.", "ferry.txt", publisher="Ferry News")
ARTICLES = (BRIDGE, TRAMS, UNDATED)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    directory: Path = tmp_path_factory.mktemp("missing")
    with Library.open(directory, FakeEmbedder(), create=True) as opened:
        opened.add(ARTICLES)
        yield opened


def missing(library: Library, question: str, within: Filters = ANYWHERE, score: float = 0.0) -> str:
    query = understand(question, publishers=library.publishers())
    hits = retrieve(query, library, 12, within)
    return find_missing(with_publishers_lacking(query, hits), hits, library, within, score)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What did Karel Dvorak sell?", "No article names Karel Dvorak."),
        ("Wer hat die Brücke verkauft?",
         "Questions are read in English, and this one seems to be in another language."),
        ("Did Karel Dvorak meet Jana Kucera?", "No article names Karel Dvorak or Jana Kucera."),
        ("Did Petra Novak meet Karel Dvorak?",
         "The articles name Petra Novak, but none names Karel Dvorak."),
        ("What does the Bank of Olomouc say?",
         "The articles name Olomouc, but none names the Bank of Olomouc."),
        ("Which film was made in Brno?", "The articles name Brno, but none has the word “film”."),
        ("which opera has a happy end", "No article has the words “opera”, “happy” or “end”."),
        ("What did Petra Novak and Lena Horak agree on?",
         "The articles name Petra Novak and Lena Horak, but no article names both of them."),
        ("What did Petra Novak tell Tomas Vesely?",
         "The articles name Petra Novak and Tomas Vesely, but no sentence names both of them."),
        ("How many trams turn in Olomouc?",
         "The articles name Olomouc, but no sentence with that name gives a number."),
        ("How many shops are in Brno?",
         "The articles name Brno, but no sentence with that name gives a number."),
        ("When did the Bakers Union close the shop?", ""),
        ("What did the Brno Daily report in June 2031?",
         "No article of Brno Daily is dated June 2031."),
        ("What happened to trams on 3 May 2031?", "No article is dated 3 May 2031."),
        ("What did Ferry News report on 3 May 2031?", ""),
        ("What did Brno Daily report about Olomouc?",
         "Other articles name Olomouc, but none of the articles of Brno Daily do."),
        ("What does an article by Orlan Week say about Brno?", "No article here is by Orlan Week."),
        ("What does an article by Ines Calder say about Olomouc?", ""),
        ("What does an article by Vesely say about trams?", ""),
        ("Was La La Land banned?", "No article names La La Land."),
        ("Who is Ines Calder?", ""),
        ("Does the mayor welcome the plan?", ""),
    ],
)  # fmt: skip
def test_what_is_missing(library: Library, question: str, told: str) -> None:
    assert missing(library, question) == told


@pytest.mark.parametrize(
    ("question", "within", "told"),
    [
        ("Will trams turn?", Filters(since=date(2032, 1, 1)),
         "No article with anything to read is inside the limits set."),
        ("What did Lena Horak say?", Filters(articles=("bridge.txt",)),
         "The articles name Lena Horak, but none of the passages found inside the limits set do."),
        ("What did Karel Dvorak say?", Filters(articles=("bridge.txt",)),
         "No article names Karel Dvorak."),
        ("Who welcomed the film?", Filters(articles=("trams.txt",)),
         "None of the passages found has the word “film”."),
        ("Does the mayor welcome the plan?", Filters(articles=("trams.txt",)),
         "Only 1 article with anything to read is inside the limits set."),
        ("Does the mayor plan it?", Filters(since=date(2031, 1, 1)),
         "Only 2 articles with anything to read are inside the limits set."),
    ],
)  # fmt: skip
def test_what_is_missing_inside_limits(
    library: Library, question: str, within: Filters, told: str
) -> None:
    assert missing(library, question, within) == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What did Karel Dvorak sell?", "None of the passages found names Karel Dvorak."),
        ("Did Novak meet Karel Dvorak?",
         "The passages found name Novak, but none names Karel Dvorak."),
        ("What did Petra Novak and Lena Horak agree on?",
         "The passages found name Petra Novak and Lena Horak, but no passage found names both of "
         "them."),
        ("How many shops are in Brno?",
         "The passages found name Brno, but no sentence there with that name gives a number."),
        ("What happened to trams on 3 May 2031?", ""),
    ],
)  # fmt: skip
def test_of_a_large_library_only_the_passages_found_are_told(
    library: Library, monkeypatch: pytest.MonkeyPatch, question: str, told: str
) -> None:
    monkeypatch.setattr("qa.replies.looking.READ_THROUGH", 0)
    assert missing(library, question) == told


def test_what_stands_outside_the_evidence_is_not_said_to_be_missing(tmp_path: Path) -> None:
    text = "The bridge is closed.\nRelated: Karel Dvorak sells his boat"
    related = article(text, "related.txt")
    related = type(related)(
        id=related.id, path="r.txt", text=text, body=(related.body[0],), content_hash="0" * 64
    )
    with Library.open(tmp_path / "library", FakeEmbedder(), create=True) as opened:
        opened.add([related])
        assert missing(opened, "What did Karel Dvorak sell?") == ""
        assert missing(opened, "What did Jana Kucera sell?") == "No article names Jana Kucera."


def test_what_was_read_before_an_update_is_forgotten(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", FakeEmbedder(), create=True) as opened:
        opened.add([TRAMS])
        assert missing(opened, "What did Tomas Vesely own?") == "No article names Tomas Vesely."
        opened.add([BRIDGE])
        assert "Vesely" not in missing(opened, "What did Tomas Vesely own?")


def test_only_a_refusal_tells_what_is_missing(library: Library) -> None:
    answerer = Answerer(library, FakeGenerator())
    refused = answerer.answer("What did Karel Dvorak sell?")
    assert refused.outcome is Outcome.NOT_FOUND
    assert refused.missing == "No article names Karel Dvorak."
    assert refused.text == "The articles do not say. No article names Karel Dvorak."
    answered = answerer.answer("Who said the old bridge in Brno will close?")
    assert (answered.outcome, answered.missing) == (Outcome.ANSWERED, "")


def test_a_follow_up_after_a_refusal_takes_nothing_from_it(library: Library) -> None:
    answerer = Answerer(library, FakeGenerator())
    first = answerer.answer("Did Petra Novak meet Karel Dvorak?")
    assert first.missing
    for reply in (first.text, "The articles do not say."):
        history = [("user", first.question), ("assistant", reply)]
        for question in ("What did she say?", "Why?", "Who said that?", "And in 2031?"):
            query, _ = answerer.find(question, history)
            plain, _ = answerer.find(question, [("user", first.question), ("assistant", "")])
            assert query.standalone == plain.standalone


PARTS = ["Petra", "Novak", "Tomas", "Vesely", "Lena", "Horak", "Ines", "Calder", "Brno", "Gdansk"]
WRITTEN = st.sampled_from([str, str.upper, lambda name: f"{name}’s", lambda name: f"{name}s"])


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=3, unique=True), WRITTEN)
@settings(deadline=None, max_examples=40)
def test_no_name_that_an_article_has_is_said_to_be_lacking(
    library: Library, parts: list[str], written: Callable[[str], str]
) -> None:
    asked = written(" ".join(parts))
    told = missing(library, f"What did {asked} sell?")
    assert "No article" not in told
    assert "none names" not in told
    lacking = missing(library, f"What did {asked} sell to Karel Dvorak?")
    assert lacking.endswith(("No article names Karel Dvorak.", "none names Karel Dvorak."))


def test_where_something_nearly_answers_no_word_is_said_to_be_missing(library: Library) -> None:
    question = "which opera has a happy end"
    assert missing(library, question, score=NEARLY - 0.01).startswith("No article has the words")
    assert missing(library, question, score=NEARLY) == NEAR_ANSWER
    assert missing(library, "What did Karel Dvorak sell?", score=NEARLY).startswith("No article")
