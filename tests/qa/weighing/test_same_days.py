"""A day that a question names, in the words by which an article means it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from qa.query import understand
from qa.weighing.same_days import in_its_words, means
from qa.weighing.statements import statements
from tests.qa.making import article, hits

PUBLISHED = date(2025, 6, 10)  # a Tuesday


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Who called on June 9?", "Lee called on Monday.", "Who called on Monday?"),
        ("Who called on 9 June 2025?", "Lee called on Monday.", "Who called on Monday?"),
        ("who called on june 9, 2025", "Lee called on Monday.", "who called on Monday"),
        ("Who called on June 9?", "Lee called yesterday.", "Who called yesterday?"),
        ("Who won in May 2025?", "Lee won last month.", "Who won last month?"),
        ("Who called on 9 June 2025?", "Lee called on June 9.", "Who called on June 9?"),
        (
            "Was the call on June 9 or on June 4?",
            "He called on Monday.",
            "Was the call on Monday or on June 4?",
        ),
        ("Who called on June 9, 2024?", "Lee called on Monday.", None),
        ("Who called on June 8?", "Lee called on Monday.", None),
        ("Who called on June 9?", "Lee called on June 9.", None),
        ("Who called on June 9?", "“I called on Monday,” said Lee.", None),
        ("Who called since June 9, 2025?", "Lee called on Monday.", None),
        ("Who called?", "Lee called on Monday.", None),
    ],
)
def test_a_question_is_put_in_the_articles_words_for_its_days(
    question: str, text: str, expected: str | None
) -> None:
    query = understand(question, today=date(2026, 11, 30), newest=PUBLISHED)
    (statement,) = statements(hits(replace(article(text), published=PUBLISHED)))
    assert in_its_words(query, statement) == (expected or question)


def test_an_article_without_a_date_means_no_day() -> None:
    query = understand("Who called on June 9, 2025?")
    (statement,) = statements(hits(article("Lee called on Monday.")))
    assert in_its_words(query, statement) == query.standalone
    assert not means(statement.source.article, query, query.periods[0])
