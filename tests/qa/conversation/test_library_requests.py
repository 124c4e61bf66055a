"""What is asked of Footnote itself, and what of the articles."""

from __future__ import annotations

import pytest

from qa.conversation.library_requests import About, asks_of_library, without_greeting


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("hi", About.GREETING),
        ("Good morning!", About.GREETING),
        ("thanks a lot!", About.THANKS),
        ("OK, thank you.", About.THANKS),
        ("What can you do?", About.ABLE),
        ("help", About.ABLE),
        ("What articles do you have?", About.ARTICLES),
        ("And how many articles are there in the library?", About.ARTICLES),
        ("please list all the articles", About.ARTICLES),
        ("Which publishers are there?", About.PUBLISHERS),
        ("ok, what sources do you have?", About.PUBLISHERS),
        ("What is the newest article about?", About.NEWEST),
        ("show me the latest news", About.NEWEST),
        ("Which is the oldest article?", About.OLDEST),
    ],
)
def test_what_is_asked_of_footnote(question: str, about: About) -> None:
    assert asks_of_library(question) is about


@pytest.mark.parametrize(
    "question",
    [
        "Hi, who won in Brno?",
        "What do you know about Novak?",
        "What is the latest article about Novak?",
        "What news do you have on Brno?",
        "List the points they agreed on",
        "How does it work?",
        "What sources did Novak name?",
        "Good deal?",
        "Show me the source",
        "Give me the text",
        "Who published the article?",
        "Why?",
        "",
    ],
)
def test_what_is_asked_of_the_articles(question: str) -> None:
    assert asks_of_library(question) is None


def test_a_greeting_before_a_question_is_no_part_of_it() -> None:
    assert without_greeting("Hello there! Who won?") == "Who won?"
    assert without_greeting("Hi-tech firms: who won?") == "Hi-tech firms: who won?"
    assert without_greeting("Hello") == "Hello"
