from __future__ import annotations

from datetime import date

from tests.ui.fakes import ARTICLES, FakeAnswerer, FakeLibrary, make_article
from ui.examples import example_questions
from ui.masthead import library_line

TALKS = """Talks end
President Ana Beltran and Prime Minister Jonas Roth agreed to reopen the border in March, officials said.
Roth said “the road to the Velika Valley will be open by summer” after the talks on Monday."""  # noqa: E501


def test_questions_come_from_who_agreed_and_who_spoke_of_what() -> None:
    article = make_article("talks.txt", TALKS, publisher="The Courier")
    assert example_questions([article]) == (
        "What did Ana Beltran and Jonas Roth agree on?",
        "What did Jonas Roth say about the Velika Valley?",
        "What does The Courier report about the Velika Valley?",
    )


def test_who_bears_any_title_that_answering_knows_is_a_person() -> None:
    text = "x\nEnvoy Mira Stahl and Sir Tomas Okafor agreed on the fares of the ferry last week."
    assert example_questions([make_article("fares.txt", text)]) == (
        "What did Mira Stahl and Tomas Okafor agree on?",
    )


def test_without_people_the_publisher_is_asked() -> None:
    text = "x\nThe old mill beside the river in Ostheim burned down at night. Nobody was hurt."
    article = make_article("mill.txt", text, publisher="The Courier")
    assert example_questions([article]) == ("What does The Courier report about Ostheim?",)


def test_without_names_there_is_nothing_to_ask() -> None:
    text = "x\nthe old mill beside the river burned down during the night, and nobody was hurt."
    assert example_questions([make_article("mill.txt", text, "Mill burns down")]) == ()


def test_questions_are_different_and_always_the_same() -> None:
    twice = [make_article(f"{n}.txt", TALKS, publisher="The Courier") for n in range(2)]
    questions = example_questions(twice)
    assert len(set(questions)) == len(questions) == 3
    assert questions == example_questions(twice)
    assert example_questions([]) == ()


def test_no_question_asks_a_publisher_about_itself() -> None:
    for question in example_questions(ARTICLES, 9):
        assert question.count("Northern Post") < 2


def test_the_library_is_described_in_one_line() -> None:
    assert library_line(ARTICLES[:2]) == (
        "2 articles from The Harbour Herald and The Northern Post, April 2025"
    )
    assert library_line([make_article("a.txt", "x")]) == "1 article"
    many = [
        make_article(f"{n}.txt", "x", publisher=f"P{n % 6}", published=date(2024 + n % 2, 3, 1))
        for n in range(12)
    ]
    assert library_line(many) == (
        "12 articles from P0, P1, P2 and 3 others, March 2024 to March 2025"
    )


def test_an_example_that_the_articles_do_not_answer_is_not_shown() -> None:
    from ui.page import _answerable

    answering = FakeAnswerer(FakeLibrary(ARTICLES[:2]))
    first, *others = _answerable(answering, ARTICLES[:2], 2)
    answering.unanswerable = {first}
    assert first not in _answerable(answering, ARTICLES[:2], 2)
    assert _answerable(answering, ARTICLES[:2], 2)[: len(others)] == tuple(others)
