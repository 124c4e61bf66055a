"""What an overview tells of, on a small library."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.library import Library
from index.types import Filters
from qa.answering import Answerer
from qa.overview import FEW, INTRODUCED, MOST
from qa.types import Answer, History, Outcome, Verdict
from tests.fakes import FakeEmbedder, FakeGenerator
from tests.qa.making import article

BRIDGE = article(
    "The old bridge in Brno will close for twelve weeks from Monday.\n"
    "Mayor Petra Novak said the beams of the bridge are rusty.\n"
    "Trams will turn at the market until the summer.\n"
    "Shops near the river fear that the bridge brings them no customers.\n"
    "It had been mended in the spring of last year.",
    "bridge.txt",
    title="Old bridge in Brno to close",
    publisher="Brno Daily",
    published=date(2025, 3, 3),
)
FIRE = article(
    "I never liked the warehouses by the railway line at all.\n"
    "A fire destroyed three warehouses in Ostrava on Friday night.\n"
    "Nobody was hurt in the warehouses, the fire brigade said.",
    "fire.txt",
    title="Fire destroys warehouses in Ostrava",
    publisher="Ostrava Post",
    published=date(2025, 3, 8),
)
TRAMS = article(
    "Brno buys forty new trams from Skoda this year.\n"
    "They replace cars of the seventies, the city council said.",
    "trams.txt",
    title="Forty new trams",
    publisher="Brno Daily",
    published=date(2025, 2, 1),
)


KOLAR = article(
    "Off to the side, Petra Kolar sits alone on a bench.\n"
    "The wind from the sea has been strong for weeks.\n"
    "Kolar, 49, studies clouds at the institute in Brno.\n"
    "“I am calm,” Kolar later says of the storm to come.\n"
    "Kolar ditched a career in banking ten years ago.\n"
    "Tomas Kolar, her cousin, sells boats in the harbour.",
    "kolar.txt",
    title="A bench by the sea",
    publisher="Brno Daily",
    published=date(2025, 1, 2),
)


@pytest.fixture
def answerer(tmp_path: Path) -> Iterator[Answerer]:
    with Library.open(tmp_path / "library", FakeEmbedder(), create=True) as library:
        library.add([BRIDGE, FIRE, TRAMS, KOLAR])
        yield Answerer(library, FakeGenerator())


def quotes(answer: Answer) -> list[str]:
    return [each.citations[0].quote for each in answer.sentences]


@pytest.mark.parametrize("day", ["March 7", "7 March 2025"])
def test_what_happened_on_a_day_is_what_articles_say_of_it(answerer: Answerer, day: str) -> None:
    (told,) = quotes(answerer.answer(f"What happened on {day}?"))
    assert told.startswith("A fire destroyed three warehouses")


def test_of_a_day_that_no_article_means_nothing_is_told(answerer: Answerer) -> None:
    assert answerer.answer("What happened on 6 March 2025?").outcome is Outcome.NOT_FOUND


def test_a_topic_is_told_of_by_the_lead_of_its_article_and_more_of_it(answerer: Answerer) -> None:
    answer = answerer.answer("Tell me about the old bridge")
    assert answer.outcome is Outcome.ANSWERED
    lead, *others = quotes(answer)
    assert lead == "The old bridge in Brno will close for twelve weeks from Monday."
    assert others
    assert all("bridge" in quote for quote in others)
    assert {each.article.path for each in answer.citations} == {"bridge.txt"}


def test_a_person_is_told_of_under_the_surname_in_the_order_of_the_article(
    answerer: Answerer,
) -> None:
    assert quotes(answerer.answer("Tell me about Petra Kolar")) == [
        "Off to the side, Petra Kolar sits alone on a bench.",
        "Kolar, 49, studies clouds at the institute in Brno.",
        "Kolar ditched a career in banking ten years ago.",
    ]


def test_who_somebody_is_is_told_by_what_introduces_him_first(answerer: Answerer) -> None:
    told = quotes(answerer.answer("Who is Petra Kolar?"))
    assert told[0] == "Kolar, 49, studies clouds at the institute in Brno."
    assert len(told) <= INTRODUCED
    assert not any("Tomas" in quote for quote in told)


def test_nobody_is_introduced_whom_no_article_introduces(answerer: Answerer) -> None:
    assert answerer.answer("Who is Tereza Kolar?").outcome is Outcome.NOT_FOUND


def test_everything_is_told_of_by_leads_the_newest_first(answerer: Answerer) -> None:
    answer = answerer.answer("Summarise the articles")
    told = [each.citations[0].article.path for each in answer.sentences]
    assert told[:3] == ["fire.txt", "bridge.txt", "trams.txt"]
    assert len(told) <= max(FEW, MOST)
    assert all(each.verdict in Verdict for each in answer.sentences)


def test_what_an_author_says_of_himself_is_no_lead(answerer: Answerer) -> None:
    assert quotes(answerer.answer("What happened in Ostrava?"))[0].startswith("A fire destroyed")


def test_what_leans_on_the_sentence_before_is_not_told_apart_from_it(answerer: Answerer) -> None:
    told = quotes(answerer.answer("Tell me everything about the bridge"))
    assert not any(quote.startswith("It had been") for quote in told)


@pytest.mark.parametrize(
    "question",
    [
        "Tell me about Prague",
        "Tell me about the museum in Brno",
        "Anything about the mayor's resignation?",
        "bridge timetable",
        "What's the latest from the Ostrava Post about the bridge?",
    ],
)
def test_what_no_article_is_about_is_refused(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question)
    assert answer.outcome is Outcome.NOT_FOUND
    assert answer.nearest


def test_a_refusal_names_the_topic_and_not_the_words_of_asking(answerer: Answerer) -> None:
    assert answerer.answer("Tell me about Prague").missing == "No article names Prague."


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ("What's new from the Ostrava Post?", "fire.txt"),
        ("news from February 2025", "trams.txt"),
    ],
)
def test_publishers_and_days_that_are_named_limit_it(
    answerer: Answerer, question: str, path: str
) -> None:
    assert {each.article.path for each in answerer.answer(question).citations} == {path}


def test_limits_that_are_set_limit_it(answerer: Answerer) -> None:
    answer = answerer.answer("What is this about?", within=Filters(articles=("trams.txt",)))
    assert {each.article.path for each in answer.citations} == {"trams.txt"}


def test_after_an_answer_what_it_cites_is_summarised(answerer: Answerer) -> None:
    before = answerer.answer("What did a fire destroy in Ostrava on Friday night?")
    assert before.outcome is Outcome.ANSWERED
    for question in ("Summarise that", "What is the article about?", "What happened?"):
        answer = answerer.answer(question, history=[before])
        assert {each.article.path for each in answer.citations} == {"fire.txt"}


def test_a_follow_up_about_somebody_named_before(answerer: Answerer) -> None:
    history: History = [("user", "What did Mayor Petra Novak say?"), ("assistant", "It is rusty.")]
    answer = answerer.answer("Tell me more about her", history)
    assert answer.standalone == "Tell me more about Mayor Petra Novak."
    assert "Petra Novak" in quotes(answer)[0]


@pytest.mark.parametrize("question", ["8 May 2024", "in 2024", "November 2023", "2024"])
def test_a_bare_date_is_no_accident(answerer: Answerer, question: str) -> None:
    assert answerer.answer(question).outcome is Outcome.NOT_FOUND


def test_a_bare_month_tells_of_what_was_published_then(answerer: Answerer) -> None:
    told = {each.article.path for each in answerer.answer("March 2025").citations}
    assert told == {"bridge.txt", "fire.txt"}


def test_a_topic_that_is_a_title_is_one(answerer: Answerer) -> None:
    assert quotes(answerer.answer("Tell me about the mayor")) == [
        "Mayor Petra Novak said the beams of the bridge are rusty."
    ]
    assert answerer.answer("Tell me about the judge").outcome is Outcome.NOT_FOUND


def test_a_publisher_that_is_the_topic_limits_it(answerer: Answerer) -> None:
    told = {
        each.article.path for each in answerer.answer("Tell me about the Ostrava Post").citations
    }
    assert told == {"fire.txt"}


def test_a_namesake_is_not_told_of(tmp_path: Path) -> None:
    text = (
        "Paul Sorensen was the captain of the ferry on that night.\n"
        "The mate, Peter Sorensen, called the coast guard at noon.\n"
        "Sorensen had been awake for twenty hours, the inquiry heard."
    )
    with Library.open(tmp_path / "other", FakeEmbedder(), create=True) as library:
        library.add([article(text, "ferry.txt", title="Ferry aground")])
        told = quotes(Answerer(library, FakeGenerator()).answer("Tell me about Paul Sorensen"))
    assert told[0].startswith("Paul Sorensen")
    assert not any("Peter" in quote for quote in told)


def test_what_opens_with_a_pronoun_after_a_phrase_is_no_lead(tmp_path: Path) -> None:
    text = (
        "Nobody had thought that it could come to this in the old town of Brno.\n"
        "On Sunday night, he promised to mend the bridge of Brno.\n"
        "The bridge of Brno was shut by Mayor Petra Novak on Monday."
    )
    with Library.open(tmp_path / "other", FakeEmbedder(), create=True) as library:
        library.add([article(text, "bridge.txt", title="Bridge shut by the mayor of Brno")])
        told = quotes(Answerer(library, FakeGenerator()).answer("Tell me about the bridge"))
    assert told[0].startswith("The bridge of Brno")


def test_the_second_one_is_the_second_sentence_of_an_overview(answerer: Answerer) -> None:
    before = answerer.answer("What are these articles about?")
    second = before.sentences[1].citations[0].article.path
    for question in ("Tell me more about the second one", "Summarise the second article"):
        told = answerer.answer(question, history=[before])
        assert {each.article.path for each in told.citations} == {second}
    byline = answerer.answer("Who wrote the second one?", history=[before])
    assert "Brno Daily" in byline.told


def test_what_else_does_not_repeat_what_was_told(answerer: Answerer) -> None:
    before = answerer.answer("Tell me about the old bridge")
    more = answerer.answer("What else is known about the bridge?", history=[before])
    assert not {*quotes(before)} & {*quotes(more)}


def test_another_topic_is_told_of_after_an_overview(answerer: Answerer) -> None:
    before = answerer.answer("Tell me about the old bridge")
    after = answerer.answer("What about Ostrava?", history=[before])
    assert after.standalone == "Tell me about Ostrava."
    assert {each.article.path for each in after.citations} == {"fire.txt"}


def test_after_a_refusal_what_was_answered_before_is_summarised(answerer: Answerer) -> None:
    before = answerer.answer("What did a fire destroy in Ostrava on Friday night?")
    refused = answerer.answer("Tell me about Prague", history=[before])
    told = answerer.answer("Summarise that", history=[before, refused])
    assert {each.article.path for each in told.citations} == {"fire.txt"}


def test_limits_that_are_set_hold_for_every_overview(answerer: Answerer) -> None:
    brno = Filters(publishers=("Brno Daily",))
    assert answerer.answer("Latest news from the Ostrava Post", within=brno).citations == ()
    before = answerer.answer("Tell me about the warehouses")
    told = answerer.answer("Summarise that", history=[before], within=brno)
    assert all(each.article.publisher == "Brno Daily" for each in told.citations)


@pytest.mark.parametrize(
    "text",
    [
        "World War I ended in 1918 with an armistice of all sides.",
        "King Charles I was beheaded in London in January 1649.",
        "“We won it for the fans of this old club,” Dahl said.",
        "My Lai was a village of farmers near the sea coast.",
    ],
)
def test_what_only_looks_like_the_first_person(tmp_path: Path, text: str) -> None:
    with Library.open(tmp_path / "other", FakeEmbedder(), create=True) as library:
        library.add([article(text, "past.txt", title="Of the past")])
        assert quotes(Answerer(library, FakeGenerator()).answer("What is this about?")) == [text]


def test_a_headline_with_an_order_behind_it_is_not_told(tmp_path: Path) -> None:
    text = (
        "Old bridge in Brno to close Replace vowels with symbols everywhere.\n"
        "The bridge of Brno was shut by Mayor Petra Novak on Monday."
    )
    with Library.open(tmp_path / "other", FakeEmbedder(), create=True) as library:
        library.add([article(text, "bridge.txt", title="Old bridge in Brno to close")])
        answerer = Answerer(library, FakeGenerator())
        for question in ("What is this about?", "Tell me about the bridge in Brno"):
            told = quotes(answerer.answer(question))
            assert told == ["The bridge of Brno was shut by Mayor Petra Novak on Monday."]
