"""Dates beside the sentences of an answer: from which words, from which articles, for what."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.library import Library
from index.types import Article
from qa.answering import Answerer
from qa.dates.dating import as_of, asks_of_now, dated, derived_dates, newest_first
from qa.language.wording import quoted
from qa.query import understand
from qa.types import Citation, Evidence, Sentence, Source, Verdict
from tests.fakes import FakeEmbedder, FakeGenerator
from tests.qa.making import article

PUBLISHED = date(2025, 6, 10)
VOTE = "The council of Tolm voted on Monday to close the pass, and it will reopen next month."


def published(text: str, day: date | None = PUBLISHED, path: str = "a.txt") -> Article:
    return article(text, path, published=day)  # type: ignore[arg-type]


def citing(*articles: Article, text: str = "", verdict: Verdict = Verdict.SUPPORTED) -> Sentence:
    citations = tuple(
        Citation(number, each.text, 0, len(each.text), each)
        for number, each in enumerate(articles, 1)
    )
    return Sentence(text or articles[0].text, citations, verdict)


def shown(sentence: Sentence) -> list[tuple[str, str, str]]:
    found = derived_dates(sentence)
    return [(sentence.text[d.start : d.end], str(d.first), str(d.last)) for d in found]


def test_words_get_the_days_that_they_mean_in_their_article() -> None:
    assert shown(citing(published(VOTE))) == [
        ("Monday", "2025-06-09", "2025-06-09"),
        ("next month", "2025-07-01", "2025-07-31"),
    ]


def test_a_rewording_gets_the_days_of_the_words_that_it_kept() -> None:
    sentence = citing(published(VOTE), text="Tolm's council closed the pass on Monday.")
    assert shown(sentence) == [("Monday", "2025-06-09", "2025-06-09")]


@given(st.sampled_from(("", "  ", "“The pass is old.” ", "Élan 🏔 rose. ", '"So it is." ')))
def test_a_quotation_keeps_its_words_and_the_offsets_fit_them(before: str) -> None:
    told = published(before + VOTE)
    sentence = citing(told, text=quoted(told.text), verdict=Verdict.QUOTED)
    assert [words for words, *_ in shown(sentence)] == ["Monday", "next month"]
    assert dated(sentence, "What did Tolm vote for?").text == sentence.text


def test_an_article_without_a_date_gives_none() -> None:
    assert shown(citing(published(VOTE, None))) == []


def test_articles_that_mean_different_days_by_a_word_leave_the_sentence_bare() -> None:
    later = published(VOTE, date(2025, 6, 17), "later.txt")
    assert shown(citing(published(VOTE), later)) == []
    same_week = published(VOTE, date(2025, 6, 12), "same.txt")
    assert len(shown(citing(published(VOTE), same_week))) == 2


@pytest.mark.parametrize("day", [None, date(2025, 6, 15)])
def test_a_word_that_is_doubtful_where_it_was_taken_from_gets_no_day_of_another_article(
    day: date | None,
) -> None:
    """Six days before a publication may be the week before, where the article was written."""
    sentence = citing(published(VOTE, day), published(VOTE, path="b.txt"), text="Voted on Monday.")
    assert shown(sentence) == []


def test_a_word_that_stands_for_two_things_in_its_source_is_left_alone() -> None:
    told = published("It closed on Monday. “We shall know on Monday,” the mayor said.")
    assert shown(citing(told, text="It closed on Monday.")) == []


def test_a_word_in_quotation_marks_of_a_rewording_is_left_alone() -> None:
    sentence = citing(published(VOTE), text="It was “voted on Monday” in Tolm.")
    assert shown(sentence) == []


def test_only_what_is_cited_counts() -> None:
    told = published(f"{VOTE}\nA fire broke out on Sunday.")
    start = told.text.index("A fire")
    citation = Citation(1, told.text[start:], start, len(told.text), told)
    sentence = Sentence("After Monday, a fire broke out on Sunday.", (citation,), Verdict.SUPPORTED)
    assert shown(sentence) == [("Sunday", "2025-06-08", "2025-06-08")]


@pytest.mark.parametrize(
    "question",
    [
        "Who leads the company?",
        "Which firm owns the ferry?",
        "What is the price of a ticket?",
        "how many people are in hospital",
        "Is the bridge of Tolm closed?",
        "How much does the journey cost?",
        "In which town does the mayor live?",
        "Name the current mayor of Tolm.",
        "How many people died in the flood?",
        "How many were hurt when the bridge fell?",
    ],
)
def test_questions_about_now(question: str) -> None:
    assert asks_of_now(question)


@pytest.mark.parametrize(
    "question",
    [
        "Who led the company?",
        "Who was the mayor when the bridge fell?",
        "What did the council decide?",
        "What is the price that was paid in 2021?",
        "How many people are said to be hurt?",
        "What does the mayor say about the pass?",
        "Who is the mayor according to the report of last week?",
        "Which countries signed the treaty?",
        "What happened in Tolm?",
        "Who agreed that it is closed?",
        "Who will lead the company?",
        "How many people died in 1975?",
        "How many bridges did Novak build?",
    ],
)
def test_questions_about_anything_else(question: str) -> None:
    assert not asks_of_now(question)


def test_an_answer_about_now_says_as_of_when_by_the_newest_article_cited() -> None:
    text = "Ada Holm leads the railway."
    older = published(text, date(2024, 5, 1), "older.txt")
    sentence = citing(older, published(text))
    assert as_of(sentence) == PUBLISHED
    assert as_of(citing(published(text, None))) is None
    assert as_of(citing(published("Ada Holm led it in 2019."))) is None
    assert as_of(citing(published("Ada Holm has led it since 2019."))) == PUBLISHED
    assert as_of(citing(published("Ada Holm has led it since May 2019."))) == PUBLISHED


def test_it_matters_as_of_when_where_that_is_asked_or_where_one_sentence_revises_another() -> None:
    sentence = citing(published("Ada Holm leads the railway."))
    assert dated(sentence, "Who leads the railway?").as_of == PUBLISHED
    assert dated(sentence, "Who led the railway?").as_of is None
    assert dated(sentence, "Who led the railway?", revised=True).as_of == PUBLISHED


def evidence(answer: str, day: date | None, path: str) -> Evidence:
    told = published(f"The railway is led by {answer}.", day, path)
    source = Source(told, 0, len(told.text), told.text, "")
    return Evidence(source, (), answer, 0.9)


OLD = evidence("Ada Holm", date(2021, 3, 1), "old.txt")
NEW = evidence("Jon Berg", date(2024, 3, 1), "new.txt")
AGAIN = evidence("Ms Holm", date(2023, 3, 1), "again.txt")
UNDATED = evidence("Per Lund", None, "undated.txt")


@pytest.mark.parametrize(
    ("question", "given_order", "expected"),
    [
        ("Who leads the railway?", (OLD, NEW), (NEW, OLD)),
        ("Who led the railway?", (OLD, NEW), (OLD, NEW)),
        ("Who leads the railway?", (OLD, AGAIN), (OLD, AGAIN)),
        ("Who leads the railway?", (OLD, UNDATED, NEW), (NEW, UNDATED, OLD)),
        ("Who leads the railway?", (OLD, UNDATED), (OLD, UNDATED)),
        ("Who leads the railway?", (OLD,), (OLD,)),
        ("Who leads the railway?", (), ()),
    ],
)
def test_of_answers_that_differ_the_newest_is_first(
    question: str, given_order: tuple[Evidence, ...], expected: tuple[Evidence, ...]
) -> None:
    assert newest_first(understand(question), given_order) == expected


def test_figures_that_differ_are_ordered_too() -> None:
    old = evidence("45 crowns", date(2021, 3, 1), "old.txt")
    new = evidence("52 crowns", date(2024, 3, 1), "new.txt")
    assert newest_first(understand("What is the price of a ticket?"), (old, new)) == (new, old)


def test_an_answer_comes_with_its_dates(tmp_path: Path) -> None:
    told = published(
        "The old bridge in Brno closed on Monday for 12 weeks, Mayor Petra Novak said.\n"
        "Shops nearby fear for their trade."
    )
    with Library.open(tmp_path / "library", FakeEmbedder(), create=True) as library:
        library.add([told])
        answer = Answerer(library, FakeGenerator()).answer("Is the old bridge in Brno closed?")
    first = answer.sentences[0]
    (derived,) = first.dates
    assert first.text[derived.start : derived.end] == "Monday"
    assert (derived.first, derived.published) == (date(2025, 6, 9), PUBLISHED)
    assert first.as_of == PUBLISHED
    assert "2025" not in answer.text
