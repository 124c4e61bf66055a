"""Question words whose verbs are written short, and what only looks like them."""

from __future__ import annotations

import pytest

from qa.language.contractions import full_forms
from qa.query import understand
from qa.questions.kinds import expected_kind


@pytest.mark.parametrize(
    ("question", "full"),
    [
        ("What’s the salary of the mayor?", "What is the salary of the mayor?"),
        ("Who's the mayor?", "Who is the mayor?"),
        ("where’s the dam, and when's the vote?", "where is the dam, and when is the vote?"),
        ("Who’s been shot?", "Who has been shot?"),
        ("What's happened in Brno?", "What has happened in Brno?"),
        ("Who’ll win?", "Who will win?"),
        ("What’re the plans?", "What are the plans?"),
        ("Why’d Novak resign?", "Why did Novak resign?"),
        ("Who’d win?", "Who would win?"),
    ],
)
def test_question_words_have_their_verbs_in_full(question: str, full: str) -> None:
    assert full_forms(question) == full


@pytest.mark.parametrize(
    "question",
    [
        "Who’s resigned?",  # is or has
        "What's called a dam?",
        "Let's vote.",
        "It's true that the mayor's deputy left.",
        "Did Novak’s deputy say who won?",
        "Whose dam is it?",
        "Did the band play “Guess Who’s Back”?",
        "Is it the who's-who of Brno?",
        "Is it the who’s who of Brno?",
    ],
)
def test_what_is_no_such_verb_stays(question: str) -> None:
    assert full_forms(question) == question


def test_a_question_is_understood_by_its_full_form() -> None:
    query = understand("What’s the salary of the mayor?")
    assert query.standalone == "What is the salary of the mayor?"
    assert query.question == "What’s the salary of the mayor?"
    assert expected_kind(query.standalone) == "number"
